-- A proposal to merge has no id of its own: rows of {id, into, from}, the case's, the other one's, and the answer so
-- far.
CREATE OR REPLACE FUNCTION move_merge_proposal(rows jsonb, becomes text, place text) RETURNS TABLE(id uuid, version int)
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  moved int;
BEGIN
  RETURN QUERY
    UPDATE merge_proposal t
    SET answer = becomes,
        answered_by = current_setting('app.actor_id'),
        answered_at = current_setting('app.at')::timestamptz
    FROM jsonb_to_recordset(rows) AS r(id uuid, "into" uuid, "from" text)
    WHERE t.incident_id = r.id
      AND t.into_id = r."into"
      AND coalesce(t.answer, 'proposed') = r."from"
      AND app_writes_case(t.incident_id)
      AND EXISTS (
        SELECT
        FROM state_move m
        WHERE m.machine = 'merge-proposal'
          AND m.from_state = r."from"
          AND m.to_state = becomes
          AND place = ANY (m.by)
      )
    RETURNING t.incident_id, 0;
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved <> jsonb_array_length(rows) THEN
    RAISE EXCEPTION 'no such move of a merge-proposal' USING ERRCODE = 'SN193';
  END IF;
END
$$;
REVOKE ALL ON FUNCTION move_merge_proposal FROM PUBLIC;
GRANT EXECUTE ON FUNCTION move_merge_proposal TO {{staff}};
