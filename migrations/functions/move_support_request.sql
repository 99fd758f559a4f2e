-- The one writer of support_request.state: moves rows of {id, from, and the columns that go along} in one statement,
-- or none of them (SN193), and answers their versions. A row of a case moves where the transaction has locked the
-- case. An institution does not move it: with what it withdraws, the owner does. Rows are found by their keys: joined
-- with their list, a plan that was made while the table was small reads all of it for each move.
CREATE OR REPLACE FUNCTION move_support_request(rows jsonb, becomes text, place text)
  RETURNS TABLE(id uuid, version int)
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
    UPDATE support_request t
    SET state = becomes,
        version = t.version + 1,
        (reasons, outlook_id, opened_by, opened_reason, changed_at) = (
          SELECT n.reasons, n.outlook_id, n.opened_by, n.opened_reason, n.changed_at
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
        WHERE m.machine = 'support-request'
          AND m.from_state = t.state
          AND m.to_state = becomes
          AND place = ANY (m.by)
      )
    RETURNING t.id, t.version;
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved <> jsonb_array_length(rows) THEN
    RAISE EXCEPTION 'no such move of a support-request' USING ERRCODE = 'SN193';
  END IF;
END
$$;
REVOKE ALL ON FUNCTION move_support_request FROM PUBLIC;
GRANT EXECUTE ON FUNCTION move_support_request TO {{staff}};
