-- Notes of the insurer's people on a case, and messages between desk and institution with who read them first. Locks
-- until it is committed: incident and person SHARE ROW EXCLUSIVE (the references to them), mail ACCESS EXCLUSIVE for
-- the moment of its check.
SET search_path = sonae;

-- Inner: the role of institutions reads and writes no column of it. Added, never changed.
CREATE TABLE case_note (
  id uuid NOT NULL PRIMARY KEY,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
  written_by uuid NOT NULL REFERENCES person,
  written_at timestamptz NOT NULL,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX case_note_case ON case_note (incident_id, written_at, id);
SELECT secure_table('case_note');
DROP POLICY institution_own ON case_note;
GRANT SELECT, INSERT ON case_note TO {{staff}};
CREATE POLICY staff_own_note ON case_note AS RESTRICTIVE FOR INSERT TO {{staff}}
  WITH CHECK (current_setting('app.actor_id', true) = 'person:' || written_by);

-- side: whose message it is. written_by: null for who reports with a facility's code. Added, never changed.
CREATE TABLE case_message (
  id uuid NOT NULL PRIMARY KEY,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  side text NOT NULL CHECK (side IN ('insurer', 'institution')),
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
  written_by uuid REFERENCES person,
  written_at timestamptz NOT NULL,
  CHECK (side = 'institution' OR written_by IS NOT NULL),
  UNIQUE (id, incident_id, side),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX case_message_case ON case_message (incident_id, written_at, id);

-- The first reading of a message by the other side. side: that of the message.
CREATE TABLE case_message_reading (
  message_id uuid NOT NULL PRIMARY KEY,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  side text NOT NULL,
  read_by uuid REFERENCES person,
  read_at timestamptz NOT NULL,
  CHECK (side = 'insurer' OR read_by IS NOT NULL),
  FOREIGN KEY (message_id, incident_id, side) REFERENCES case_message (id, incident_id, side),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX case_message_reading_case ON case_message_reading (incident_id);

SELECT secure_table(t) FROM unnest(ARRAY['case_message', 'case_message_reading']::regclass[]) t;
GRANT SELECT, INSERT ON case_message, case_message_reading TO {{staff}};
CREATE POLICY staff_own_message ON case_message AS RESTRICTIVE FOR INSERT TO {{staff}}
  WITH CHECK (side = 'insurer' AND current_setting('app.actor_id', true) = 'person:' || written_by);
CREATE POLICY staff_own_reading ON case_message_reading AS RESTRICTIVE FOR INSERT TO {{staff}}
  WITH CHECK (side = 'institution' AND current_setting('app.actor_id', true) = 'person:' || read_by);

-- the institution's own people: its agency is in no room of a case
DROP POLICY institution_own ON case_message;
DROP POLICY institution_own ON case_message_reading;
CREATE POLICY institution_read ON case_message FOR SELECT TO {{institution}}
  USING (institution_id = ANY (app_institutions()) AND app_sees_case(incident_id) AND (SELECT app_agency()) IS NULL);
CREATE POLICY institution_read ON case_message_reading FOR SELECT TO {{institution}}
  USING (institution_id = ANY (app_institutions()) AND app_sees_case(incident_id) AND (SELECT app_agency()) IS NULL);
CREATE POLICY institution_write ON case_message FOR INSERT TO {{institution}}
  WITH CHECK (side = 'institution' AND institution_id = ANY (app_institutions()) AND app_sees_case(incident_id)
    AND app_writes_case(incident_id) AND (SELECT app_agency()) IS NULL
    AND 'person:' || written_by IS NOT DISTINCT FROM
      CASE WHEN current_setting('app.actor_id', true) LIKE 'person:%' THEN current_setting('app.actor_id', true) END);
CREATE POLICY institution_write ON case_message_reading FOR INSERT TO {{institution}}
  WITH CHECK (side = 'insurer' AND institution_id = ANY (app_institutions()) AND app_sees_case(incident_id)
    AND app_writes_case(incident_id) AND (SELECT app_agency()) IS NULL
    AND 'person:' || read_by IS NOT DISTINCT FROM
      CASE WHEN current_setting('app.actor_id', true) LIKE 'person:%' THEN current_setting('app.actor_id', true) END);
-- who of the insurer wrote and read stays inside
GRANT SELECT (id, incident_id, institution_id, side, text, written_at) ON case_message TO {{institution}};
GRANT SELECT (message_id, incident_id, institution_id, side, read_at) ON case_message_reading TO {{institution}};
GRANT INSERT ON case_message, case_message_reading TO {{institution}};

ALTER TABLE mail DROP CONSTRAINT mail_what_check;
ALTER TABLE mail ADD CONSTRAINT mail_what_check
  CHECK (what IN ('letter', 'acknowledgement', 'request', 'reminder', 'outlook-correction', 'message')) NOT VALID;

ALTER POLICY institution_tell ON outbox
  WITH CHECK (institution_id = ANY (app_institutions()) AND app_sees_case(incident_id) AND audience = 'all'
    AND type IN ('incident.reported', 'incident.facts-changed', 'incident.withdrawn', 'expenses.submitted',
      'expense.withdrawn', 'document.received', 'expense.evidence-linked', 'expense.supplemented', 'expense.appealed',
      'information.answered', 'pre-approval.requested', 'pre-approval.withdrawn', 'case-message.sent',
      'case-message.read'));
