-- Who opened or downloaded which case or paper. Written by one function, changed by nobody, read by auditors.
SET search_path = sonae;

-- subject and subject_id: what was asked for; incident_id: its case, null for what concerns many (a batch). institution_id: whose
-- the case was at that moment. No foreign keys: a reader would wait for whoever holds the case locked.
CREATE TABLE view_log (
  id uuid NOT NULL, at timestamptz NOT NULL, institution_id uuid NOT NULL, incident_id uuid,
  subject text NOT NULL CHECK (subject IN ('incident','expense','work-item','support-request','decision','payment','payment-batch','document','letter')), subject_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('opened','downloaded')), actor_kind text NOT NULL, actor_id text NOT NULL, acting_as text NOT NULL, PRIMARY KEY (at, id)) PARTITION BY RANGE (at);
CREATE INDEX view_log_case ON view_log (incident_id, at, id);
CREATE INDEX view_log_actor ON view_log (actor_id, at, id);
CREATE INDEX view_log_subject ON view_log (subject_id, at, id);
CREATE TABLE view_log_default PARTITION OF view_log DEFAULT;

CREATE OR REPLACE FUNCTION ensure_next_partition(months_ahead int DEFAULT 24) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp SET lock_timeout = '200ms' AS $$
DECLARE t text; m int; month date; part text;
BEGIN
  FOREACH t IN ARRAY ARRAY['outbox','inbox','audit','view_log'] LOOP
    FOR m IN 0..months_ahead LOOP
      month := (date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => m))::date;
      part := t || to_char(month, '_YYYYMM');
      IF to_regclass('sonae.' || part) IS NULL THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', part, t, month::text || ' 00:00+00', (month + interval '1 month')::date::text || ' 00:00+00');
        RETURN true;
      END IF;
    END LOOP;
  END LOOP;
  RETURN false;
END $$;
DO $$ BEGIN WHILE ensure_next_partition() LOOP NULL; END LOOP; END $$;

SELECT secure_table('view_log');
DROP POLICY institution_own ON view_log;
GRANT SELECT ON view_log TO {{staff}};

-- Writes views with their cases: [{id, subject, subject_id, kind, actor_kind, actor_id, acting_as}, …]. The caller has shown them already.
CREATE FUNCTION log_views(views jsonb) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
  INSERT INTO view_log (id, at, institution_id, incident_id, subject, subject_id, kind, actor_kind, actor_id, acting_as)
  SELECT v.id, clock_timestamp(), coalesce(c.institution_id, '00000000-0000-0000-0000-000000000001'), c.incident_id, v.subject, v.subject_id, v.kind, v.actor_kind, v.actor_id, v.acting_as
    FROM jsonb_to_recordset(views) AS v(id uuid, subject text, subject_id uuid, kind text, actor_kind text, actor_id text, acting_as text)
    LEFT JOIN LATERAL (
      SELECT i.id AS incident_id, i.institution_id FROM incident i WHERE v.subject = 'incident' AND i.id = v.subject_id
      UNION ALL SELECT x.incident_id, x.institution_id FROM expense x WHERE v.subject = 'expense' AND x.id = v.subject_id
      UNION ALL SELECT x.incident_id, x.institution_id FROM work_item x WHERE v.subject = 'work-item' AND x.id = v.subject_id
      UNION ALL SELECT x.incident_id, x.institution_id FROM support_request x WHERE v.subject = 'support-request' AND x.id = v.subject_id
      UNION ALL SELECT x.incident_id, x.institution_id FROM decision x WHERE v.subject = 'decision' AND x.id = v.subject_id
      UNION ALL SELECT x.incident_id, x.institution_id FROM payment x WHERE v.subject = 'payment' AND x.id = v.subject_id
      UNION ALL SELECT x.incident_id, x.institution_id FROM document x WHERE v.subject = 'document' AND x.id = v.subject_id
      UNION ALL SELECT x.incident_id, x.institution_id FROM notice x WHERE v.subject = 'letter' AND x.id = v.subject_id) c ON true
$$;
-- by their keys, whatever the tables looked like when the plan was made
ALTER FUNCTION log_views(jsonb) SET enable_seqscan = off;
REVOKE ALL ON FUNCTION log_views FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log_views TO {{staff}};
