-- An automatic decision keeps its whole input, so that it can be replayed.
SET search_path = sonae;

CREATE TABLE coverage_outlook (
  id uuid PRIMARY KEY, incident_id uuid NOT NULL, institution_id uuid NOT NULL, facts_version int NOT NULL, outlook text NOT NULL CHECK (outlook IN ('green','amber','red')),
  input jsonb NOT NULL, request_hash bytea, terms_version text, answer jsonb NOT NULL, at timestamptz NOT NULL,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX outlook_case ON coverage_outlook (incident_id, at);
SELECT secure_table('coverage_outlook');
GRANT SELECT, INSERT ON coverage_outlook TO {{staff}};
