SET search_path = sonae;

CREATE TABLE support_request (
  id uuid PRIMARY KEY, incident_id uuid NOT NULL, institution_id uuid NOT NULL, service text NOT NULL,
  state text NOT NULL CHECK (state IN ('amber','open','dispatched','provisional','confirmed','done','withdrawn')),
  reasons jsonb NOT NULL, outlook_id uuid REFERENCES coverage_outlook, opened_by uuid REFERENCES person, opened_reason text,
  version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, changed_at timestamptz NOT NULL,
  UNIQUE (id, institution_id), FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE UNIQUE INDEX support_one ON support_request (incident_id, service) WHERE state <> 'withdrawn';
CREATE INDEX support_desk ON support_request (state, created_at, id) WHERE state NOT IN ('done','withdrawn');
SELECT secure_table('support_request');
GRANT SELECT, INSERT ON support_request TO {{staff}};
GRANT UPDATE (state, reasons, outlook_id, opened_by, opened_reason, version, changed_at) ON support_request TO {{staff}};
GRANT SELECT (id, incident_id, institution_id, service, state, reasons, version, created_at, changed_at) ON support_request TO {{institution}};
