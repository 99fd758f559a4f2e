-- The one writer of payment_batch.state: moves rows of {id, from, and the columns that go along} in one statement, or
-- none of them (SN193), and answers their versions. A row of a case moves only under the lock of the case. Rows are
-- found by their keys: joined with their list, a plan that was made while the table was small reads all of it for
-- each move.
CREATE OR REPLACE FUNCTION move_payment_batch(rows jsonb, becomes text, place text) RETURNS TABLE(id uuid, version int)
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  ids uuid[] := ARRAY(SELECT (e ->> 'id')::uuid FROM jsonb_array_elements(rows) e);
  given jsonb := (SELECT jsonb_object_agg((e ->> 'id')::uuid, e) FROM jsonb_array_elements(rows) e);
  moved int;
BEGIN
  RETURN QUERY
    UPDATE payment_batch t
    SET state = becomes,
        version = t.version + 1,
        (released_at, exported_at, settled_at, cancelled_by, cancelled_at, file_sealed, file_hash)
          = (
          SELECT n.released_at, n.exported_at, n.settled_at, n.cancelled_by, n.cancelled_at, n.file_sealed, n.file_hash
          FROM jsonb_populate_record(t, given -> t.id::text) n
        )
    WHERE t.id = ANY (ids)
      AND t.state = given -> t.id::text ->> 'from'
      AND true
      AND EXISTS (
        SELECT
        FROM state_move m
        WHERE m.machine = 'payment-batch'
          AND m.from_state = t.state
          AND m.to_state = becomes
          AND place = ANY (m.by)
      )
    RETURNING t.id, t.version;
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved <> jsonb_array_length(rows) THEN
    RAISE EXCEPTION 'no such move of a payment-batch' USING ERRCODE = 'SN193';
  END IF;
END
$$;
REVOKE ALL ON FUNCTION move_payment_batch FROM PUBLIC;
GRANT EXECUTE ON FUNCTION move_payment_batch TO {{staff}};
