-- That facts on which the insurer agreed to a cost were knowingly false: found by one senior-adjuster and signed by another. Until
-- then nothing is demanded back of what was agreed to. Only a new table; no lock on what is there.
SET search_path = sonae;

-- One standing finding a line (a supplement stands under its first line).
CREATE TABLE false_facts (
  id uuid PRIMARY KEY, expense_id uuid NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL, reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  asked_by uuid NOT NULL REFERENCES person, asked_at timestamptz NOT NULL, ended text CHECK (ended IN ('signed','dropped')), ended_by uuid REFERENCES person, ended_at timestamptz,
  CHECK (num_nulls(ended, ended_by, ended_at) IN (0, 3)), CHECK (ended IS DISTINCT FROM 'signed' OR ended_by <> asked_by),
  FOREIGN KEY (expense_id, institution_id) REFERENCES expense (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE UNIQUE INDEX false_facts_once ON false_facts (expense_id) WHERE ended IS DISTINCT FROM 'dropped';
CREATE INDEX false_facts_case ON false_facts (incident_id);
SELECT secure_table('false_facts');
GRANT SELECT, INSERT ON false_facts TO {{staff}};
GRANT UPDATE (ended, ended_by, ended_at) ON false_facts TO {{staff}};
CREATE POLICY staff_asks ON false_facts AS RESTRICTIVE FOR INSERT TO {{staff}} WITH CHECK (ended IS NULL);
CREATE POLICY staff_ends_once ON false_facts AS RESTRICTIVE FOR UPDATE TO {{staff}} USING (ended IS NULL) WITH CHECK (ended IS NOT NULL);

-- Each senior-adjuster acts in their own name, and neither submitted the line; dropped by any of them.
CREATE FUNCTION false_facts_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
BEGIN
  PERFORM signer_must_be_apart(NEW.expense_id, NEW.institution_id, coalesce(NEW.ended_by, NEW.asked_by), 'senior-adjuster');
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION false_facts_guard FROM PUBLIC;
CREATE TRIGGER false_facts_guard AFTER INSERT OR UPDATE OF ended ON false_facts FOR EACH ROW EXECUTE FUNCTION false_facts_guard();
