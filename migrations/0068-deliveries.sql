-- What waits in the queues is deliveries: `letter` is the word for paper. Locks letter for as long as its open rows take to copy;
-- processes of the version before find their table gone, write nothing in its place, and their events stay unsent until this version
-- publishes them.
SET search_path = sonae;

-- Open ones: from the publication of their event, or from when their time has come, until the transaction of their effect takes them into
-- the inbox, which only grows. subject: a case, or where there is none a person, a policy, an institution or the row that a clock is
-- about. passed_at: when it was last handed to whoever does it. A reason (its kind, nothing of rows) says that it failed alone: then it
-- is BullMQ's to try again, until failed_at.
CREATE TABLE delivery (
  consumer text NOT NULL, event_id uuid NOT NULL, event_created_at timestamptz NOT NULL, queue text NOT NULL,
  subject text NOT NULL CHECK (subject ~ '^(case|person|policy|institution|clock):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'),
  ids uuid[] NOT NULL DEFAULT '{}', due_at timestamptz NOT NULL, passed_at timestamptz,
  attempts smallint NOT NULL DEFAULT 0, failed_at timestamptz, reason text, PRIMARY KEY (consumer, event_id, event_created_at))
  WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 20000);
CREATE INDEX delivery_open ON delivery (subject, queue) WHERE failed_at IS NULL;
CREATE INDEX delivery_passed ON delivery ((coalesce(passed_at, due_at))) WHERE failed_at IS NULL;
CREATE INDEX delivery_failed ON delivery (failed_at) WHERE failed_at IS NOT NULL;
SELECT secure_table('delivery');
GRANT SELECT, INSERT, DELETE ON delivery TO {{staff}};
GRANT UPDATE (due_at, passed_at, attempts, failed_at, reason) ON delivery TO {{staff}};

-- What waits goes over as it is; what failed is not tried faster than it was. Jobs that became errands have their own rows.
INSERT INTO delivery (consumer, event_id, event_created_at, queue, subject, ids, due_at, attempts, failed_at, reason)
SELECT l.consumer, l.event_id, l.event_created_at, l.queue,
       CASE WHEN coalesce(l.about ->> 'incidentId', '') <> '' THEN 'case:' || (l.about ->> 'incidentId')
            WHEN l.consumer = 'hand-over' THEN 'person:' || (l.about -> 'ids' ->> 0)
            WHEN l.consumer = 'settle-policy-cases' THEN 'institution:' || (l.about -> 'ids' ->> 1)
            ELSE 'clock:' || l.event_id END,
       ARRAY(SELECT jsonb_array_elements_text(coalesce(l.about -> 'ids', '[]')))::uuid[], l.due_at,
       CASE WHEN l.failed_at IS NULL THEN 0 ELSE l.attempts END, l.failed_at, CASE WHEN l.failed_at IS NOT NULL THEN coalesce(l.reason, 'Error') END
  FROM letter l WHERE l.consumer NOT IN ('send-mail','erase-documents');
DROP FUNCTION letters_done;
DROP TABLE letter;
