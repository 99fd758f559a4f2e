-- Letters that wait, apart from what was done; what a transaction tells at its end in one call.
SET search_path = sonae;

-- A letter is here from the moment the relay numbers its event, or its time has come, until the transaction of its effect takes it
-- into the inbox; whoever looks for work looks at a small table and not at months of it. about: case and ids.
CREATE TABLE letter (
  consumer text NOT NULL, event_id uuid NOT NULL, event_created_at timestamptz NOT NULL, queue text NOT NULL, due_at timestamptz NOT NULL,
  attempts smallint NOT NULL DEFAULT 0, failed_at timestamptz, reason text, about jsonb NOT NULL, PRIMARY KEY (consumer, event_id, event_created_at))
  WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 20000);
CREATE INDEX letter_waiting ON letter (queue, due_at) WHERE failed_at IS NULL;
CREATE INDEX letter_given_up ON letter (failed_at) WHERE failed_at IS NOT NULL;
SELECT secure_table('letter');
GRANT SELECT, INSERT, DELETE ON letter TO {{staff}};
GRANT UPDATE (due_at, attempts, failed_at, reason) ON letter TO {{staff}};

INSERT INTO letter (consumer, event_id, event_created_at, queue, due_at, attempts, failed_at, reason, about)
  SELECT consumer, event_id, event_created_at, queue, due_at, attempts, failed_at, reason, letter FROM inbox WHERE done_at IS NULL;
DELETE FROM inbox WHERE done_at IS NULL;
DROP INDEX inbox_pending;
DROP INDEX inbox_dead;
REVOKE UPDATE ON inbox FROM {{staff}};
ALTER TABLE inbox DROP COLUMN queue, DROP COLUMN due_at, DROP COLUMN failed_at, DROP COLUMN reason, DROP COLUMN letter, ALTER COLUMN done_at SET NOT NULL;

-- Takes letters out of those that wait, as done: in the transaction of their effect.
CREATE FUNCTION letters_done(consumers text[], event_ids uuid[], created timestamptz[]) RETURNS void LANGUAGE sql SET search_path = sonae, pg_temp AS $$
  WITH gone AS (DELETE FROM letter l USING unnest(consumers, event_ids, created) AS d(consumer, event_id, event_created_at)
                 WHERE l.consumer = d.consumer AND l.event_id = d.event_id AND l.event_created_at = d.event_created_at RETURNING l.consumer, l.event_id, l.event_created_at, l.attempts)
  INSERT INTO inbox (consumer, event_id, event_created_at, attempts, done_at) SELECT consumer, event_id, event_created_at, attempts, clock_timestamp() FROM gone
$$;

-- A month of the inbox has nothing open any more.
CREATE OR REPLACE FUNCTION drop_expired_partition(keep interval DEFAULT '400 days') RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp SET lock_timeout = '200ms' AS $$
DECLARE part record; unfinished boolean := false;
BEGIN
  FOR part IN
    SELECT c.relname AS name, p.relname AS parent FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid JOIN pg_class p ON p.oid = h.inhparent
     WHERE h.inhparent IN ('sonae.outbox'::regclass, 'sonae.inbox'::regclass) AND c.relname ~ '_[0-9]{6}$'
       AND (to_date(right(c.relname, 6), 'YYYYMM') + interval '1 month') AT TIME ZONE 'UTC' < now() - keep
     ORDER BY p.relname, c.relname
  LOOP
    IF part.parent = 'outbox' THEN EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE published_no IS NULL)', part.name) INTO unfinished; END IF;
    CONTINUE WHEN unfinished;
    EXECUTE format('DROP TABLE %I', part.name);
    RETURN part.name;
  END LOOP;
  RETURN NULL;
END $$;

-- The entries of one chain one after another, its head read and written once.
CREATE OR REPLACE FUNCTION audit_append(entries jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE
  entry jsonb; actor jsonb; head audit_head; chain_name text; owner_id uuid; case_id uuid; moment timestamptz := clock_timestamp();
  own_actor jsonb := nullif(current_setting('app.actor', true), '')::jsonb; institution boolean := session_user = '{{institution}}';
  e_hash bytea; before_h bytea; after_h bytea; written bigint;
BEGIN
  FOR entry IN SELECT e FROM jsonb_array_elements(entries) WITH ORDINALITY x(e, n) ORDER BY e ->> 'chain', n LOOP
    actor := coalesce(entry -> 'actor', own_actor);
    IF actor IS NULL THEN RAISE EXCEPTION 'an audit entry needs an actor' USING ERRCODE = 'SN002'; END IF;
    chain_name := entry ->> 'chain'; owner_id := (entry ->> 'institutionId')::uuid; case_id := (entry ->> 'incidentId')::uuid;
    -- Every part answers true or false: an unset setting or a missing member must not make the whole unknown, which passes.
    IF institution AND (coalesce(owner_id <> ALL (app_institutions()), true)
       OR chain_name IS DISTINCT FROM CASE WHEN case_id IS NULL THEN 'institution:' || owner_id ELSE 'case:' || case_id END
       OR CASE WHEN case_id IS NULL THEN coalesce(current_setting('app.cases', true), '') <> '*' ELSE NOT app_sees_case(case_id) END
       OR coalesce(actor ->> 'kind', '') <> ALL (ARRAY['person','facility-code'])
       OR coalesce(actor ->> 'as', '') <> ALL (ARRAY['hospital-reporter','hospital-manager','agent','facility-code'])) THEN
      RAISE EXCEPTION 'not a chain of this session' USING ERRCODE = 'SN003';
    END IF;
    before_h := CASE WHEN entry -> 'before' IS NULL OR entry -> 'before' = 'null' THEN NULL ELSE sha256(convert_to((entry -> 'before')::text, 'UTF8')) END;
    after_h := CASE WHEN entry -> 'after' IS NULL OR entry -> 'after' = 'null' THEN NULL ELSE sha256(convert_to((entry -> 'after')::text, 'UTF8')) END;
    IF head.chain IS DISTINCT FROM chain_name THEN
      IF head.length > written THEN UPDATE audit_head SET length = head.length, hash = head.hash WHERE chain = head.chain; END IF;
      SELECT * INTO head FROM audit_head WHERE chain = chain_name FOR UPDATE;
      IF NOT FOUND THEN head := ROW(chain_name, owner_id, case_id, 0, ''::bytea); END IF;
      written := head.length;
    END IF;
    LOOP
      IF institution AND head.institution_id <> ALL (app_institutions()) THEN RAISE EXCEPTION 'not a chain of this session' USING ERRCODE = 'SN003'; END IF;
      IF head.incident_id IS DISTINCT FROM case_id THEN RAISE EXCEPTION 'a chain belongs to one case' USING ERRCODE = 'SN003'; END IF;
      e_hash := sha256(convert_to(audit_content(chain_name, head.length + 1, moment, actor ->> 'kind', actor ->> 'id', actor ->> 'as', entry ->> 'action', entry ->> 'subject', before_h, after_h, entry ->> 'reason'), 'UTF8'));
      EXIT WHEN head.length > 0;
      -- whoever began the chain at the same moment was first: its entry is looked at, and this one follows it
      INSERT INTO audit_head (chain, institution_id, incident_id, length, hash) VALUES (chain_name, owner_id, case_id, 1, sha256(head.hash || e_hash)) ON CONFLICT (chain) DO NOTHING;
      IF FOUND THEN
        written := 1;
        EXIT;
      END IF;
      SELECT * INTO head FROM audit_head WHERE chain = chain_name FOR UPDATE;
      written := head.length;
    END LOOP;
    head.length := head.length + 1; head.hash := sha256(head.hash || e_hash);
    INSERT INTO audit (chain, seq, at, institution_id, incident_id, actor_kind, actor_id, acting_as, action, subject, before_hash, after_hash, reason, entry_hash, hash)
      VALUES (chain_name, head.length, moment, head.institution_id, case_id, actor ->> 'kind', actor ->> 'id', actor ->> 'as', entry ->> 'action', entry ->> 'subject', before_h, after_h, entry ->> 'reason', e_hash, head.hash);
  END LOOP;
  IF head.length > written THEN UPDATE audit_head SET length = head.length, hash = head.hash WHERE chain = head.chain; END IF;
END $$;

-- What a transaction tells of its changes, in one call: lines of timelines, entries of the audit, events. Row security holds as ever.
CREATE FUNCTION append_trail(lines jsonb, entries jsonb, events jsonb) RETURNS void LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
BEGIN
  IF lines IS NOT NULL THEN
    INSERT INTO timeline_entry (id, incident_id, institution_id, at, kind, audience, data)
    SELECT r.id, r.incident_id, r.institution_id, r.at, r.kind, r.audience, r.data
      FROM jsonb_to_recordset(lines) AS r(id uuid, incident_id uuid, institution_id uuid, at timestamptz, kind text, audience text, data jsonb);
  END IF;
  IF entries IS NOT NULL THEN PERFORM audit_append(entries); END IF;
  IF events IS NOT NULL THEN
    INSERT INTO outbox (id, created_at, institution_id, incident_id, audience, type, v, payload)
    SELECT r.id, r.created_at, coalesce((SELECT institution_id FROM incident i WHERE i.id = r.incident_id), r.institution_id, '00000000-0000-0000-0000-000000000001'), r.incident_id, r.audience, r.type, r.v, r.payload
      FROM jsonb_to_recordset(events) AS r(id uuid, created_at timestamptz, institution_id uuid, incident_id uuid, audience text, type text, v smallint, payload jsonb);
  END IF;
END $$;
REVOKE ALL ON FUNCTION letters_done, append_trail FROM PUBLIC;
GRANT EXECUTE ON FUNCTION letters_done TO {{staff}};
GRANT EXECUTE ON FUNCTION append_trail TO {{staff}}, {{institution}};

-- The requests of a case are looked up whenever its outlook is settled.
CREATE INDEX support_case ON support_request (incident_id);
