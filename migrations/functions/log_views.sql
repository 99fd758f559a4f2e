-- Writes views with their cases: [{id, subject, subject_id, kind, actor_kind, actor_id, acting_as}, …], after the
-- caller has shown the data.
CREATE OR REPLACE FUNCTION log_views(views jsonb) RETURNS void
  LANGUAGE sql SECURITY DEFINER
  SET search_path = sonae, pg_temp SET enable_seqscan = off
AS $$
  INSERT INTO view_log (id, at, institution_id, incident_id, subject, subject_id, kind, actor_kind, actor_id, acting_as)
  SELECT
    v.id,
    clock_timestamp(),
    coalesce(c.institution_id, '00000000-0000-0000-0000-000000000001'),
    c.incident_id,
    v.subject,
    v.subject_id,
    v.kind,
    v.actor_kind,
    v.actor_id,
    v.acting_as
  FROM jsonb_to_recordset(views) AS v(
    id uuid, subject text, subject_id uuid, kind text, actor_kind text, actor_id text, acting_as text
  )
  LEFT JOIN LATERAL (
    SELECT i.id AS incident_id, i.institution_id
    FROM incident i
    WHERE v.subject = 'incident' AND i.id = v.subject_id
    UNION ALL
    SELECT x.incident_id, x.institution_id
    FROM expense x
    WHERE v.subject = 'expense' AND x.id = v.subject_id
    UNION ALL
    SELECT x.incident_id, x.institution_id
    FROM work_item x
    WHERE v.subject = 'work-item' AND x.id = v.subject_id
    UNION ALL
    SELECT x.incident_id, x.institution_id
    FROM support_request x
    WHERE v.subject = 'support-request' AND x.id = v.subject_id
    UNION ALL
    SELECT x.incident_id, x.institution_id
    FROM decision x
    WHERE v.subject = 'decision' AND x.id = v.subject_id
    UNION ALL
    SELECT x.incident_id, x.institution_id
    FROM payment x
    WHERE v.subject = 'payment' AND x.id = v.subject_id
    UNION ALL
    SELECT x.incident_id, x.institution_id
    FROM document x
    WHERE v.subject = 'document' AND x.id = v.subject_id
    UNION ALL
    SELECT x.incident_id, x.institution_id
    FROM notice x
    WHERE v.subject = 'letter' AND x.id = v.subject_id
  ) c ON true
$$;
REVOKE ALL ON FUNCTION log_views FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log_views TO {{staff}};
