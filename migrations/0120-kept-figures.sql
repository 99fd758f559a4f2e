-- Figures of the department, counted by a worker in one moment and kept until they are counted again; and what finds
-- the acts of the last weeks, and what is not ruled on yet, without reading the whole book. Locks until it is committed:
-- ruling, payment, desk_call and expense SHARE (nobody writes them while their indexes are made).
SET search_path = sonae;

-- content: as its page shows it, in the form of that number; null: never counted. as_of: the moment of every figure in
-- it. took_ms: what counting took. due_at: when they are counted again; moved on by who counts.
CREATE TABLE kept_figures (
  part text NOT NULL PRIMARY KEY CHECK (part IN ('overview', 'department')),
  form int,
  content jsonb,
  as_of timestamptz,
  took_ms int CHECK (took_ms >= 0),
  due_at timestamptz NOT NULL,
  CHECK (num_nulls(form, content, as_of, took_ms) IN (0, 4)));
SELECT secure_table('kept_figures');
GRANT SELECT ON kept_figures TO {{staff}};
GRANT UPDATE (form, content, as_of, took_ms, due_at) ON kept_figures TO {{staff}};
INSERT INTO kept_figures (part, due_at) VALUES ('overview', '2000-01-01Z'), ('department', '2000-01-01Z');

CREATE INDEX ruling_time ON ruling (ruled_at);
CREATE INDEX payment_settled ON payment (settled_on) WHERE state = 'settled';
CREATE INDEX desk_call_reached ON desk_call (called_at) WHERE purpose = 'call-back' AND outcome = 'reached';
CREATE INDEX expense_unruled ON expense (submitted_at)
  WHERE state IN ('submitted', 'routed', 'in-review', 'information-requested', 'proposed', 'appealed');
