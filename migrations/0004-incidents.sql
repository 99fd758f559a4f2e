-- The case: one row, its facts as one append-only row an act, its timeline.
SET search_path = sonae;

-- One sequence, never set back; a process takes a block of 64, gaps are allowed.
CREATE SEQUENCE case_number_seq INCREMENT BY 64;

CREATE TABLE incident (
  id uuid PRIMARY KEY, institution_id uuid NOT NULL REFERENCES institution, case_number text NOT NULL UNIQUE,
  report_key text UNIQUE, report_hash bytea, reported_by text NOT NULL,
  state text NOT NULL CHECK (state IN ('reported','triaged','open','settling','closed','withdrawn','declined','merged')),
  version int NOT NULL, facts_version int NOT NULL, channel text NOT NULL CHECK (channel IN ('web','telephone','agent','api')),
  description text NOT NULL, institution_name text, reporter_name text NOT NULL, reporter_phone text NOT NULL, policy_number text,
  facts jsonb NOT NULL, flags jsonb NOT NULL,
  cause text GENERATED ALWAYS AS (facts ->> 'cause') STORED, country text GENERATED ALWAYS AS (facts ->> 'country') STORED,
  member_period_id uuid, policy_match text NOT NULL CHECK (policy_match IN ('pending','proposed','matched','not-found')),
  severity text CHECK (severity IN ('critical','high','normal','low')),
  phase_suspicion text NOT NULL, phase_investigation text NOT NULL, phase_apology text NOT NULL, phase_recovery text NOT NULL, phase_liability text NOT NULL,
  outlook text NOT NULL CHECK (outlook IN ('pending','green','amber','red')), outlook_reasons jsonb NOT NULL, outlook_question text,
  outlook_facts_version int NOT NULL, outlook_id uuid, support_facts_version int NOT NULL,
  adjuster_id uuid REFERENCES person, entered_by uuid, session_id uuid, merged_into uuid REFERENCES incident,
  reported_at timestamptz NOT NULL, created_at timestamptz NOT NULL DEFAULT now(),
  CHECK (phase_suspicion IN ('not-started','active','done','skipped') AND phase_investigation IN ('not-started','active','done','skipped')
    AND phase_apology IN ('not-started','active','done','skipped') AND phase_recovery IN ('not-started','active','done','skipped')
    AND phase_liability IN ('not-started','active','done','skipped')),
  CHECK ((state = 'merged') = (merged_into IS NOT NULL)),
  UNIQUE (id, institution_id), FOREIGN KEY (member_period_id, institution_id) REFERENCES member_period (id, institution_id));
CREATE INDEX incident_institution ON incident (institution_id, reported_at DESC, id DESC);
CREATE INDEX incident_state ON incident (state, reported_at DESC, id DESC);
CREATE INDEX incident_recent ON incident (reported_at DESC, id DESC);
CREATE INDEX incident_adjuster ON incident (adjuster_id) WHERE adjuster_id IS NOT NULL;

CREATE TABLE incident_facts (
  id uuid PRIMARY KEY, incident_id uuid NOT NULL, institution_id uuid NOT NULL, version int NOT NULL, facts jsonb NOT NULL,
  learned_at timestamptz NOT NULL, source text NOT NULL, reason text, entered_by text NOT NULL, recorded_at timestamptz NOT NULL,
  UNIQUE (incident_id, version), FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE TABLE timeline_entry (
  id uuid PRIMARY KEY, incident_id uuid NOT NULL, institution_id uuid NOT NULL, at timestamptz NOT NULL, kind text NOT NULL,
  audience text NOT NULL CHECK (audience IN ('all','insurer')), data jsonb NOT NULL,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX timeline_case ON timeline_entry (incident_id, at, id);
CREATE TABLE session_case (
  session_id uuid NOT NULL REFERENCES session, incident_id uuid NOT NULL, institution_id uuid NOT NULL, PRIMARY KEY (session_id, incident_id),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE TABLE return_code (
  code_hash bytea PRIMARY KEY, incident_id uuid NOT NULL, institution_id uuid NOT NULL, created_at timestamptz NOT NULL, revoked_at timestamptz,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);

-- The tenant of a case is set once, from "not known yet"; composite keys without a case need their own check.
CREATE FUNCTION incident_institution_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.institution_id <> NEW.institution_id AND OLD.institution_id <> '00000000-0000-0000-0000-000000000000'
     AND (coalesce(current_setting('app.correction_reason', true), '') = ''
          OR EXISTS (SELECT FROM sonae.expense e WHERE e.incident_id = OLD.id AND e.state IN ('proposed','approved','scheduled','paid','rejected'))) THEN
    RAISE EXCEPTION 'the institution of a case is set once; a correction needs a reason and nothing decided' USING ERRCODE = 'SN001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER institution_once BEFORE UPDATE OF institution_id ON incident FOR EACH ROW EXECUTE FUNCTION incident_institution_once();

SELECT secure_table(t) FROM unnest(ARRAY['incident','incident_facts','timeline_entry','session_case','return_code']::regclass[]) t;
GRANT USAGE ON SEQUENCE case_number_seq TO {{staff}}, {{institution}};
GRANT SELECT, INSERT ON incident, incident_facts, timeline_entry, session_case, return_code TO {{staff}};
GRANT UPDATE ON incident TO {{staff}};
GRANT UPDATE (revoked_at) ON return_code TO {{staff}};
GRANT DELETE ON session_case TO {{staff}};

-- An institution inserts a report in its first state and corrects facts: columns, not states.
DROP POLICY institution_own ON incident;
CREATE POLICY institution_read ON incident FOR SELECT TO {{institution}} USING (institution_id = ANY (app_institutions()) AND app_sees_case(id));
CREATE POLICY institution_report ON incident FOR INSERT TO {{institution}} WITH CHECK (institution_id = ANY (app_institutions()) AND app_sees_case(id)
  AND state = 'reported' AND version = 1 AND facts_version = 1 AND outlook = 'pending' AND outlook_reasons = '[]' AND outlook_question IS NULL
  AND outlook_facts_version = 0 AND support_facts_version = 0 AND outlook_id IS NULL
  AND severity IS NULL AND adjuster_id IS NULL AND merged_into IS NULL AND policy_match IN ('proposed','pending')
  AND phase_suspicion IN ('active','skipped','done') AND phase_investigation IN ('active','not-started','skipped')
  AND phase_apology IN ('not-started','skipped') AND phase_recovery IN ('not-started','skipped') AND phase_liability IN ('not-started','skipped'));
CREATE POLICY institution_correct ON incident FOR UPDATE TO {{institution}} USING (institution_id = ANY (app_institutions()) AND app_sees_case(id))
  WITH CHECK (institution_id = ANY (app_institutions()) AND app_sees_case(id));
GRANT SELECT ON incident, incident_facts, timeline_entry TO {{institution}};
GRANT INSERT (id, institution_id, case_number, report_key, report_hash, reported_by, state, version, facts_version, channel, description, institution_name,
  reporter_name, reporter_phone, policy_number, facts, flags, member_period_id, policy_match, severity, phase_suspicion, phase_investigation,
  phase_apology, phase_recovery, phase_liability, outlook, outlook_reasons, outlook_question, outlook_facts_version, outlook_id, support_facts_version,
  adjuster_id, entered_by, session_id, merged_into, reported_at) ON incident TO {{institution}};
GRANT UPDATE (version, facts_version, description, policy_number, facts, flags) ON incident TO {{institution}};
GRANT INSERT ON incident_facts, timeline_entry, session_case TO {{institution}};
