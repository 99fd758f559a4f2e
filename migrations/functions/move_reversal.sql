-- The one writer of reversal.ended: moves rows of {id, from, and the columns that go along} in one statement, or none
-- of them (SN193), and answers their ids. A row of a case moves only under the lock of the case. Rows are found by
-- their keys: joined with their list, a plan that was made while the table was small reads all of it for each move.
CREATE OR REPLACE FUNCTION move_reversal(rows jsonb, becomes text, place text) RETURNS TABLE(id uuid, version int)
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  moved int;
BEGIN
  RETURN QUERY
    UPDATE reversal t
    SET ended = becomes,
        ended_by = CASE place WHEN 'system' THEN NULL ELSE app_person() END,
        ended_at = current_setting('app.at')::timestamptz
    FROM jsonb_array_elements(rows) r
    WHERE t.id = (r ->> 'id')::uuid
      AND coalesce(t.ended, 'asked') = r ->> 'from'
      AND app_writes_case(t.incident_id)
      AND EXISTS (
        SELECT
        FROM state_move m
        WHERE m.machine = 'reversal'
          AND m.from_state = r ->> 'from'
          AND m.to_state = becomes
          AND place = ANY (m.by)
      )
    RETURNING t.id, 0;
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved <> jsonb_array_length(rows) THEN
    RAISE EXCEPTION 'no such move of a reversal' USING ERRCODE = 'SN193';
  END IF;
END
$$;
REVOKE ALL ON FUNCTION move_reversal FROM PUBLIC;
GRANT EXECUTE ON FUNCTION move_reversal TO {{staff}};
