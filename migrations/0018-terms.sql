-- Terms and parameters as dated data: entered by one person with its source, in force when another has approved it.
SET search_path = sonae;

-- subject: a version of the product's terms, the period of a contract, or a rule. What was entered never changes; it is decided once.
CREATE TABLE terms_entry (
  id uuid PRIMARY KEY, kind text NOT NULL CHECK (kind IN ('product-terms','parameters','contract-parameters','wording-article')),
  subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 60), content jsonb NOT NULL, source text NOT NULL CHECK (length(source) BETWEEN 1 AND 500),
  effective_on date NOT NULL, entered_by uuid NOT NULL REFERENCES person, entered_at timestamptz NOT NULL,
  decision text CHECK (decision IN ('approved','refused')), decided_by uuid REFERENCES person, decided_at timestamptz, decision_reason text,
  CHECK (num_nulls(decision, decided_by, decided_at) IN (0, 3)), CHECK (decided_by <> entered_by), CHECK (decision IS DISTINCT FROM 'refused' OR decision_reason IS NOT NULL));
CREATE INDEX terms_entry_in_force ON terms_entry (kind, subject, effective_on) WHERE decision = 'approved';
CREATE UNIQUE INDEX terms_entry_version ON terms_entry (subject) WHERE kind = 'product-terms' AND decision = 'approved';
SELECT secure_table('terms_entry');
GRANT SELECT, INSERT ON terms_entry TO {{staff}};
GRANT UPDATE (decision, decided_by, decided_at, decision_reason) ON terms_entry TO {{staff}};
CREATE POLICY staff_enters_undecided ON terms_entry AS RESTRICTIVE FOR INSERT TO {{staff}} WITH CHECK (decision IS NULL);
CREATE POLICY staff_decides_once ON terms_entry AS RESTRICTIVE FOR UPDATE TO {{staff}} USING (decision IS NULL) WITH CHECK (decision IS NOT NULL);

-- A period keeps the parameters that were in force for its terms on its inception; what its own contract settles comes before them.
ALTER TABLE member_period ADD COLUMN standard_entry_id uuid REFERENCES terms_entry, ADD COLUMN standard_parameters jsonb NOT NULL DEFAULT '{}';
GRANT UPDATE (standard_entry_id, standard_parameters) ON member_period TO {{staff}};
