-- Rows of {id, from, at} and, of an ending, its reason; who confirms or ends is whose session it is.
CREATE OR REPLACE FUNCTION move_role_grant(rows jsonb, becomes text, place text) RETURNS TABLE(id uuid, version int)
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  moved int;
BEGIN
  RETURN QUERY
    UPDATE role_grant t
    SET confirmed_by = CASE becomes WHEN 'confirmed' THEN app_person() ELSE t.confirmed_by END,
        confirmed_at = CASE becomes WHEN 'confirmed' THEN r.at ELSE t.confirmed_at END,
        ended_by = CASE becomes WHEN 'ended' THEN app_person() ELSE t.ended_by END,
        ended_at = CASE becomes WHEN 'ended' THEN r.at ELSE t.ended_at END,
        ended_reason = CASE becomes WHEN 'ended' THEN r.reason ELSE t.ended_reason END
    FROM jsonb_to_recordset(rows) AS r(id uuid, "from" text, at timestamptz, reason text)
    WHERE t.id = r.id
      AND t.state = r."from"
      AND EXISTS (
        SELECT
        FROM state_move m
        WHERE m.machine = 'role-grant'
          AND m.from_state = t.state
          AND m.to_state = becomes
          AND place = ANY (m.by)
      )
    RETURNING t.id, 0;
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved <> jsonb_array_length(rows) THEN
    RAISE EXCEPTION 'no such move of a role-grant' USING ERRCODE = 'SN193';
  END IF;
END
$$;
REVOKE ALL ON FUNCTION move_role_grant FROM PUBLIC;
GRANT EXECUTE ON FUNCTION move_role_grant TO {{access}};
