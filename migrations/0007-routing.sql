SET search_path = sonae;

CREATE TABLE work_item (
  id uuid PRIMARY KEY, expense_id uuid NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL, lane text NOT NULL REFERENCES lane,
  state text NOT NULL CHECK (state IN ('unassigned','offered','accepted','done','ended')), assignee_id uuid REFERENCES person,
  offered_at timestamptz, lapses_at timestamptz, unassigned_since timestamptz, lead_alerted_at timestamptz, relaxed boolean NOT NULL DEFAULT false, relax_at timestamptz,
  due_at timestamptz NOT NULL, weight int NOT NULL DEFAULT 1, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL,
  CHECK ((assignee_id IS NOT NULL) = (state IN ('offered','accepted','done')) OR state = 'ended'),
  UNIQUE (id, institution_id),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (expense_id, institution_id) REFERENCES expense (id, institution_id) ON UPDATE CASCADE);
CREATE UNIQUE INDEX work_item_one ON work_item (expense_id) WHERE state IN ('unassigned','offered','accepted');
CREATE INDEX work_item_mine ON work_item (assignee_id, due_at, id) WHERE state IN ('offered','accepted');
CREATE INDEX work_item_lane ON work_item (lane, due_at, id) WHERE state IN ('unassigned','offered','accepted');
CREATE INDEX work_item_open ON work_item (due_at, id) WHERE state IN ('unassigned','offered','accepted');
CREATE INDEX work_item_case ON work_item (incident_id);
CREATE INDEX work_item_lapses ON work_item (lapses_at) WHERE state = 'offered';
CREATE INDEX work_item_relaxes ON work_item (relax_at) WHERE state = 'unassigned';

CREATE TABLE routing_decision (
  id uuid PRIMARY KEY, work_item_id uuid NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL, chosen_id uuid REFERENCES person,
  cause text NOT NULL, input jsonb NOT NULL, reasons jsonb NOT NULL, at timestamptz NOT NULL,
  FOREIGN KEY (work_item_id, institution_id) REFERENCES work_item (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX routing_item ON routing_decision (work_item_id, at);
-- Who declined, let lapse or was absent is not asked again for the same item.
CREATE TABLE work_item_refusal (
  work_item_id uuid NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL, person_id uuid NOT NULL REFERENCES person,
  kind text NOT NULL CHECK (kind IN ('declined','lapsed','absent','reassigned')), reason text, at timestamptz NOT NULL,
  PRIMARY KEY (work_item_id, person_id, at),
  FOREIGN KEY (work_item_id, institution_id) REFERENCES work_item (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);

SELECT secure_table(t) FROM unnest(ARRAY['work_item','routing_decision','work_item_refusal']::regclass[]) t;
GRANT SELECT, INSERT ON work_item, routing_decision, work_item_refusal TO {{staff}};
GRANT UPDATE (state, assignee_id, offered_at, lapses_at, unassigned_since, lead_alerted_at, relaxed, relax_at, due_at, lane, version) ON work_item TO {{staff}};
