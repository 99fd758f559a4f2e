-- What was said to whom: calls of the desk as dated acts, mails that bring no letter, and what an institution was asked for, each
-- thing once. Locks mail while its columns are added and its rows are looked through once; adds one row a case that is past triage.
SET search_path = sonae;

-- A call of the desk: to call back, or to tell a caller without an address that the report was received. Added, never changed.
CREATE TABLE desk_call (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('call-back','acknowledgement')),
  outcome text NOT NULL CHECK (outcome IN ('reached','not-reached','not-recorded')),
  called_at timestamptz,
  note text CHECK (length(note) BETWEEN 1 AND 2000),
  recorded_by uuid REFERENCES person,
  recorded_at timestamptz NOT NULL,
  CHECK ((outcome = 'not-recorded') = (recorded_by IS NULL)),
  CHECK ((outcome = 'not-recorded') = (called_at IS NULL)),
  CHECK (purpose = 'call-back' OR outcome = 'reached'),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX desk_call_case ON desk_call (incident_id, called_at);
SELECT secure_table('desk_call');
GRANT SELECT, INSERT ON desk_call TO {{staff}};
CREATE POLICY staff_own_call ON desk_call AS RESTRICTIVE FOR INSERT TO {{staff}}
  WITH CHECK (current_setting('app.actor_id', true) = 'person:' || recorded_by);
DROP POLICY institution_own ON desk_call;
CREATE POLICY institution_read ON desk_call FOR SELECT TO {{institution}}
  USING (institution_id = ANY (app_institutions()) AND app_sees_case(incident_id));
-- the note is inner
GRANT SELECT (id, incident_id, institution_id, purpose, outcome, called_at) ON desk_call TO {{institution}};

-- before there were such acts triage was made while calling back, and nobody wrote down the call: nobody knows it
INSERT INTO desk_call (id, incident_id, institution_id, purpose, outcome, recorded_at)
SELECT gen_random_uuid(), i.id, i.institution_id, 'call-back', 'not-recorded', now()
  FROM incident i
 WHERE i.state <> 'reported';

-- A mail brings a letter, or is one of a mailing: the same to several people, each once.
ALTER TABLE mail ALTER COLUMN notice_id DROP NOT NULL;
ALTER TABLE mail
  ADD COLUMN what text NOT NULL DEFAULT 'letter' CHECK (what IN ('letter','acknowledgement','request','reminder')),
  ADD COLUMN mailing_id uuid,
  ADD COLUMN addressee text NOT NULL DEFAULT 'hospital-manager'
    CHECK (addressee IN ('hospital-manager','hospital-reporter','reporter')),
  ADD CONSTRAINT mail_letter_check CHECK ((what = 'letter') = (notice_id IS NOT NULL)),
  ADD CONSTRAINT mail_mailing_check CHECK (num_nonnulls(notice_id, mailing_id) = 1);
CREATE UNIQUE INDEX mail_once ON mail (mailing_id, person_id) WHERE mailing_id IS NOT NULL;
CREATE INDEX person_of ON person (institution_id);

-- What an institution was asked for by mail: each thing once, in the mailing that brought it (several things in one).
CREATE TABLE mailed_request (
  about text PRIMARY KEY,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  mailing_id uuid NOT NULL,
  due_on date,
  at timestamptz NOT NULL,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX mailed_request_case ON mailed_request (incident_id);
CREATE INDEX mailed_request_mailing ON mailed_request (mailing_id);
SELECT secure_table('mailed_request');
DROP POLICY institution_own ON mailed_request;
GRANT SELECT, INSERT ON mailed_request TO {{staff}};

-- until when a payment is promised is told to whom it is promised; of a statement for each of its months
GRANT SELECT (decision_id, pay_by, last_day) ON payment TO {{institution}};
