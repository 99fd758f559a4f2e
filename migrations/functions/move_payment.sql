-- The one writer of payment.state: moves rows of {id, from, and the columns that go along} in one statement, or none
-- of them (SN193), and answers their versions. A row of a case moves only under the lock of the case. Rows are found
-- by their keys: joined with their list, a plan that was made while the table was small reads all of it for each
-- move.
CREATE OR REPLACE FUNCTION move_payment(rows jsonb, becomes text, place text) RETURNS TABLE(id uuid, version int)
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
    UPDATE payment t
    SET state = becomes,
        version = t.version + 1,
        (account_id, interest_yen, batch_id, settled_on, returned_on, return_reason) = (
          SELECT n.account_id, n.interest_yen, n.batch_id, n.settled_on, n.returned_on, n.return_reason
          FROM jsonb_populate_record(t, given -> t.id::text) n
        )
    WHERE t.id = ANY (ids)
      AND t.state = given -> t.id::text ->> 'from'
      AND app_writes_case(t.incident_id)
      AND CASE
        WHEN session_user = '{{institution}}'
          THEN t.institution_id = ANY (app_institutions()) AND app_sees_case(t.incident_id) AND true
        ELSE true
      END
      AND EXISTS (
        SELECT
        FROM state_move m
        WHERE m.machine = 'payment'
          AND m.from_state = t.state
          AND m.to_state = becomes
          AND place = ANY (m.by)
      )
    RETURNING t.id, t.version;
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved <> jsonb_array_length(rows) THEN
    RAISE EXCEPTION 'no such move of a payment' USING ERRCODE = 'SN193';
  END IF;
END
$$;
REVOKE ALL ON FUNCTION move_payment FROM PUBLIC;
GRANT EXECUTE ON FUNCTION move_payment TO {{staff}};
