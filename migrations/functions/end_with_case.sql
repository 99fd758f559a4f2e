-- Ends, by their movers, what belongs to a case that is withdrawn or merged: expenses, work items with their loads,
-- support requests. A decided expense or a running order keeps a case from being withdrawn (SN004).
CREATE OR REPLACE FUNCTION end_with_case() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  place text := CASE session_user WHEN '{{institution}}' THEN 'hospital-manager' ELSE 'support' END;
BEGIN
  IF NEW.state = 'withdrawn'
      AND (
        EXISTS (
          SELECT
          FROM expense e
          WHERE e.incident_id = NEW.id
            AND e.state IN ('proposed', 'approved', 'scheduled', 'paid', 'appealed')
        )
        OR EXISTS (
          SELECT
          FROM support_request s
          WHERE s.incident_id = NEW.id AND s.state IN ('dispatched', 'provisional', 'confirmed')
        )
      ) THEN
    RAISE EXCEPTION 'this case cannot be withdrawn now' USING ERRCODE = 'SN004';
  END IF;
  PERFORM end_work_items(NEW.id, NULL);
  PERFORM move_expense(
    (
      SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'from', e.state)), '[]')
      FROM expense e
      WHERE e.incident_id = NEW.id AND e.state NOT IN ('withdrawn', 'rejected')
    ),
    'withdrawn', place
  );
  PERFORM move_support_request(
    (
      SELECT coalesce(
        jsonb_agg(
          jsonb_build_object(
            'id', s.id, 'from', s.state, 'changed_at', current_setting('app.at')::timestamptz,
            'reasons', jsonb_build_array(
              CASE NEW.state
                WHEN 'merged' THEN {{support-ended.merged}}::jsonb
                ELSE {{support-ended.withdrawn}}::jsonb
              END
            )
          )
        ),
        '[]'
      )
      FROM support_request s
      WHERE s.incident_id = NEW.id AND s.state IN ('amber', 'open')
    ),
    'withdrawn', 'system'
  );
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION end_with_case FROM PUBLIC;
