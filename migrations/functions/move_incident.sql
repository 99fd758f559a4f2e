-- The one writer of incident.state: moves rows of {id, from, and the columns that go along} in one statement, or none
-- of them (SN193), and answers their versions. A row of a case moves only under the lock of the case. An institution
-- moves its own rows only, in the place of its own roles, and no column with them. Rows are found by their keys:
-- joined with their list, a plan that was made while the table was small reads all of it for each move.
CREATE OR REPLACE FUNCTION move_incident(rows jsonb, becomes text, place text) RETURNS TABLE(id uuid, version int)
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
    UPDATE incident t
    SET state = becomes,
        version = t.version + 1,
        (severity, policy_match, member_period_id, adjuster_id, merged_into) = (
          SELECT n.severity, n.policy_match, n.member_period_id, n.adjuster_id, n.merged_into
          FROM jsonb_populate_record(t, given -> t.id::text) n
        )
    WHERE t.id = ANY (ids)
      AND t.state = given -> t.id::text ->> 'from'
      AND app_writes_case(t.id)
      AND CASE
        WHEN session_user = '{{institution}}'
          THEN t.institution_id = ANY (app_institutions())
            AND app_sees_case(t.id)
            AND place IN ('hospital-reporter', 'hospital-manager', 'agent')
            AND NOT (given -> t.id::text) ?| '{severity,policy_match,member_period_id,adjuster_id,merged_into}'::text[]
        ELSE true
      END
      AND EXISTS (
        SELECT
        FROM state_move m
        WHERE m.machine = 'incident'
          AND m.from_state = t.state
          AND m.to_state = becomes
          AND place = ANY (m.by)
      )
    RETURNING t.id, t.version;
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved <> jsonb_array_length(rows) THEN
    RAISE EXCEPTION 'no such move of a incident' USING ERRCODE = 'SN193';
  END IF;
END
$$;
REVOKE ALL ON FUNCTION move_incident FROM PUBLIC;
GRANT EXECUTE ON FUNCTION move_incident TO {{staff}}, {{institution}};
