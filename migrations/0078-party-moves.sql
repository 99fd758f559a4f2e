-- Role grants and import runs are moved by their tables only. role_grant is rewritten (it is small), under an exclusive lock.
SET search_path = sonae;

-- Entered by one administrator, confirmed by another, ended by one; a hospital's or an agent's role is in force as entered.
ALTER TABLE role_grant ADD COLUMN state text NOT NULL GENERATED ALWAYS AS (
  CASE WHEN ended_at IS NOT NULL THEN 'ended' WHEN confirmed_at IS NOT NULL THEN 'confirmed' ELSE 'entered' END) STORED;

-- Rows of {id, from, at} and, of an ending, its reason; who confirms or ends is whose session it is.
CREATE FUNCTION move_role_grant(rows jsonb, becomes text, place text) RETURNS TABLE (id uuid, version int)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
#variable_conflict use_column
DECLARE moved int;
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
     AND EXISTS (SELECT FROM state_move m WHERE m.machine = 'role-grant' AND m.from_state = t.state AND m.to_state = becomes AND place = ANY (m.by))
  RETURNING t.id, 0;
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved <> jsonb_array_length(rows) THEN
    RAISE EXCEPTION 'no such move of a role-grant' USING ERRCODE = 'SN193';
  END IF;
END $$;
REVOKE ALL ON FUNCTION move_role_grant FROM PUBLIC;
GRANT EXECUTE ON FUNCTION move_role_grant TO {{access}};
REVOKE UPDATE (confirmed_by, confirmed_at, ended_by, ended_at, ended_reason) ON role_grant FROM {{access}};

SELECT make_mover('import-run', 'import_run', ARRAY['ended_at'], ARRAY['{{staff}}']);
REVOKE UPDATE (state, ended_at) ON import_run FROM {{staff}};
