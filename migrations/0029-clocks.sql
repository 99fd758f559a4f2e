-- The insurer's clock as rows (extensions, what the claimant held up, a later day of completeness), reserves, what the bank reports.
SET search_path = sonae;

-- A ground of the closed list, told to the claimant with what is to be confirmed: without the notice there is no extension.
CREATE TABLE payment_extension (
  id uuid PRIMARY KEY, expense_id uuid NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL, ground text NOT NULL CHECK (ground IN ('disaster-area','expert-appraisal','public-body-inquiry','survey-abroad','private-forensic')),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000), notice text NOT NULL CHECK (length(notice) BETWEEN 1 AND 2000), entered_by uuid NOT NULL REFERENCES person, noticed_at timestamptz NOT NULL,
  UNIQUE (expense_id, ground),
  FOREIGN KEY (expense_id, institution_id) REFERENCES expense (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX payment_extension_case ON payment_extension (incident_id);
-- Days on which the claimant held the inquiry up, both included; open while to_on is null.
CREATE TABLE clock_suspension (
  id uuid PRIMARY KEY, expense_id uuid NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL, from_on date NOT NULL, to_on date CHECK (to_on >= from_on), reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  entered_by uuid NOT NULL REFERENCES person, entered_at timestamptz NOT NULL,
  FOREIGN KEY (expense_id, institution_id) REFERENCES expense (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE UNIQUE INDEX clock_suspension_open ON clock_suspension (expense_id) WHERE to_on IS NULL;
CREATE INDEX clock_suspension_case ON clock_suspension (incident_id);
-- A later day of completeness, by a senior-adjuster, with a notice naming what was missing.
CREATE TABLE completion_day (
  id uuid PRIMARY KEY, expense_id uuid NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL, complete_on date NOT NULL, missing text NOT NULL CHECK (length(missing) BETWEEN 1 AND 2000),
  entered_by uuid NOT NULL REFERENCES person, noticed_at timestamptz NOT NULL,
  FOREIGN KEY (expense_id, institution_id) REFERENCES expense (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX completion_day_expense ON completion_day (expense_id, noticed_at);
CREATE INDEX completion_day_case ON completion_day (incident_id);

-- Estimates of what a case will cost in a lane, each a version with author and reason; they block nothing.
CREATE TABLE reserve (
  id uuid PRIMARY KEY, incident_id uuid NOT NULL, institution_id uuid NOT NULL, lane text NOT NULL REFERENCES lane, yen bigint NOT NULL CHECK (yen BETWEEN 0 AND 999999999999999), reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  author uuid NOT NULL REFERENCES person, at timestamptz NOT NULL, FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX reserve_case ON reserve (incident_id, lane, at);

-- What the bank reports, file by file; a line that agrees with nothing stays open until somebody settles why.
CREATE TABLE bank_file (id uuid PRIMARY KEY, sha256 bytea NOT NULL UNIQUE, file_name text NOT NULL, imported_by uuid NOT NULL REFERENCES person, imported_at timestamptz NOT NULL);
CREATE TABLE bank_line (
  id uuid PRIMARY KEY, file_id uuid NOT NULL REFERENCES bank_file, line int NOT NULL CHECK (line > 0), kind text NOT NULL CHECK (kind IN ('result','credit')), on_day date NOT NULL, yen bigint NOT NULL CHECK (yen > 0),
  payment_no bigint, outcome text CHECK (outcome IN ('paid','failed')), note text, payment_id uuid REFERENCES payment, repayment_id uuid REFERENCES repayment_claim, fault text, settled_by uuid REFERENCES person, settled_at timestamptz, settled_reason text,
  UNIQUE (file_id, line), CHECK ((kind = 'result') = (outcome IS NOT NULL)), CHECK ((settled_by IS NULL) = (settled_at IS NULL)));
CREATE INDEX bank_line_open ON bank_line (on_day, id) WHERE fault IS NOT NULL AND settled_at IS NULL;

SELECT secure_table(t) FROM unnest(ARRAY['payment_extension','clock_suspension','completion_day','reserve','bank_file','bank_line']::regclass[]) t;
GRANT SELECT, INSERT ON payment_extension, clock_suspension, completion_day, reserve, bank_file, bank_line TO {{staff}};
GRANT UPDATE (to_on) ON clock_suspension TO {{staff}};
GRANT UPDATE (settled_by, settled_at, settled_reason) ON bank_line TO {{staff}};
-- the institution is told why it takes longer
GRANT SELECT (id, expense_id, incident_id, institution_id, ground, notice, noticed_at) ON payment_extension TO {{institution}};

ALTER TABLE payment ADD COLUMN last_day date;
UPDATE payment SET last_day = complete_on + 29;
ALTER TABLE payment ALTER COLUMN last_day SET NOT NULL;
GRANT UPDATE (complete_on, pay_by, last_day) ON payment TO {{staff}};
