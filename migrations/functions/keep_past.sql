-- Keeps the rows of cases and expenses as they were. A change holds from the moment at which its transaction began
-- (app.at). Two transactions that wait for each other may have begun in the other order: the later change then holds
-- a microsecond after the earlier.
CREATE OR REPLACE FUNCTION keep_past() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  moment timestamptz := coalesce(nullif(current_setting('app.at', true), '')::timestamptz, clock_timestamp());
BEGIN
  IF TG_TABLE_NAME = 'incident' THEN
    INSERT INTO case_past (subject_id, until, incident_id, institution_id, was)
    SELECT
      o.id,
      greatest(moment, (SELECT max(p.until) + interval '1 microsecond' FROM case_past p WHERE p.subject_id = o.id)),
      o.id,
      n.institution_id,
      to_jsonb(o) - ARRAY['report_key', 'report_hash', 'session_id', 'cause', 'country', 'created_at']
    FROM before_change o
    JOIN after_change n ON n.id = o.id
    WHERE o IS DISTINCT FROM n;
  ELSE
    INSERT INTO case_past (subject_id, until, incident_id, institution_id, was)
    SELECT
      o.id,
      greatest(moment, (SELECT max(p.until) + interval '1 microsecond' FROM case_past p WHERE p.subject_id = o.id)),
      o.incident_id,
      n.institution_id,
      to_jsonb(o)
    FROM before_change o
    JOIN after_change n ON n.id = o.id
    WHERE o IS DISTINCT FROM n;
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION keep_past FROM PUBLIC;
