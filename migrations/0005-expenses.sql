SET search_path = sonae;

CREATE TABLE expense (
  id uuid PRIMARY KEY, incident_id uuid NOT NULL, institution_id uuid NOT NULL, line smallint NOT NULL CHECK (line > 0), version int NOT NULL,
  state text NOT NULL CHECK (state IN ('submitted','routed','in-review','information-requested','proposed','approved','rejected','appealed','scheduled','paid','reversed','withdrawn')),
  category text NOT NULL, lane text NOT NULL REFERENCES lane, amount_yen bigint NOT NULL CHECK (amount_yen BETWEEN 0 AND 999999999999999),
  tax_yen bigint NOT NULL CHECK (tax_yen BETWEEN 0 AND 999999999999999), incurred_on date NOT NULL, vendor_name text, vendor_folded text, invoice_number text,
  description text, flags jsonb NOT NULL, phase text NOT NULL, entered_by uuid, submitted_at timestamptz NOT NULL, part_of uuid,
  UNIQUE (id, institution_id), UNIQUE (incident_id, line),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (part_of, institution_id) REFERENCES expense (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX expense_waiting ON expense (submitted_at) WHERE state = 'submitted';
SELECT secure_table('expense');
GRANT SELECT, INSERT ON expense TO {{staff}};
GRANT UPDATE (state, version, category, lane, amount_yen, tax_yen, flags, phase) ON expense TO {{staff}};
DROP POLICY institution_own ON expense;
CREATE POLICY institution_read ON expense FOR SELECT TO {{institution}} USING (institution_id = ANY (app_institutions()) AND app_sees_case(incident_id));
CREATE POLICY institution_submit ON expense FOR INSERT TO {{institution}} WITH CHECK (institution_id = ANY (app_institutions()) AND app_sees_case(incident_id)
  AND state = 'submitted' AND version = 1 AND part_of IS NULL);
GRANT SELECT, INSERT ON expense TO {{institution}};
