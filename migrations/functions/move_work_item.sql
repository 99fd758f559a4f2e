-- The one writer of work_item.state: moves rows of {id, from, and the columns that go along} in one statement, or
-- none of them (SN193), and answers their versions. A row of a case moves only under the lock of the case. An
-- institution does not move it: with what it withdraws, the owner does. Rows are found by their keys: joined with
-- their list, a plan that was made while the table was small reads all of it for each move.
CREATE OR REPLACE FUNCTION move_work_item(rows jsonb, becomes text, place text) RETURNS TABLE(id uuid, version int)
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
    UPDATE work_item t
    SET state = becomes,
        version = t.version + 1,
        (lane, assignee_id, offered_at, lapses_at, unassigned_since, relaxed, relax_at) = (
          SELECT n.lane, n.assignee_id, n.offered_at, n.lapses_at, n.unassigned_since, n.relaxed, n.relax_at
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
        WHERE m.machine = 'work-item'
          AND m.from_state = t.state
          AND m.to_state = becomes
          AND place = ANY (m.by)
      )
    RETURNING t.id, t.version;
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved <> jsonb_array_length(rows) THEN
    RAISE EXCEPTION 'no such move of a work-item' USING ERRCODE = 'SN193';
  END IF;
END
$$;
REVOKE ALL ON FUNCTION move_work_item FROM PUBLIC;
GRANT EXECUTE ON FUNCTION move_work_item TO {{staff}};
