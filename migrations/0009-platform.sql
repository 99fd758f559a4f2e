-- Idempotency, outbox, inbox, audit. Partitioned by month: append-only tables that nobody references.
SET search_path = sonae;

CREATE TABLE idempotency (
  actor text NOT NULL, key text NOT NULL, institution_id uuid NOT NULL REFERENCES institution, request_hash bytea NOT NULL,
  status smallint NOT NULL, answer jsonb, created_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (actor, key));
CREATE INDEX idempotency_age ON idempotency (created_at);

CREATE SEQUENCE publication_seq;
CREATE TABLE outbox (
  id uuid NOT NULL, created_at timestamptz NOT NULL, institution_id uuid NOT NULL REFERENCES institution, incident_id uuid,
  audience text NOT NULL CHECK (audience IN ('all','insurer')), type text NOT NULL, v smallint NOT NULL, payload jsonb NOT NULL,
  published_no bigint, published_at timestamptz, PRIMARY KEY (id, created_at),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE) PARTITION BY RANGE (created_at);
CREATE INDEX outbox_unsent ON outbox (created_at) WHERE published_no IS NULL;
CREATE INDEX outbox_number ON outbox (published_no);
CREATE INDEX outbox_case ON outbox (incident_id);

-- One row a delivery: written as pending when the relay numbers the event, done in the transaction of its effect.
-- letter: case and ids, so that whoever does it need not look for the event. due_at: from when it may be done; a timer is due later, and so is a letter that failed and is tried again.
CREATE TABLE inbox (
  consumer text NOT NULL, event_id uuid NOT NULL, event_created_at timestamptz NOT NULL, queue text NOT NULL,
  due_at timestamptz NOT NULL, attempts smallint NOT NULL DEFAULT 0, done_at timestamptz, failed_at timestamptz, reason text,
  letter jsonb NOT NULL, PRIMARY KEY (consumer, event_id, event_created_at)) PARTITION BY RANGE (event_created_at);
CREATE INDEX inbox_pending ON inbox (queue, due_at) WHERE done_at IS NULL AND failed_at IS NULL;
CREATE INDEX inbox_dead ON inbox (failed_at) WHERE failed_at IS NOT NULL AND done_at IS NULL;

CREATE TABLE audit_head (
  chain text PRIMARY KEY, institution_id uuid NOT NULL REFERENCES institution, incident_id uuid, length bigint NOT NULL, hash bytea NOT NULL,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX audit_head_case ON audit_head (incident_id);
CREATE TABLE audit (
  chain text NOT NULL, seq bigint NOT NULL, at timestamptz NOT NULL, institution_id uuid NOT NULL REFERENCES institution, incident_id uuid,
  actor_kind text NOT NULL, actor_id text NOT NULL, acting_as text NOT NULL, action text NOT NULL, subject text NOT NULL,
  before_hash bytea, after_hash bytea, reason text, entry_hash bytea NOT NULL, hash bytea NOT NULL, PRIMARY KEY (chain, seq, at),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE) PARTITION BY RANGE (at);
CREATE INDEX audit_case ON audit (incident_id);
CREATE TABLE audit_anchor (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL, heads bigint NOT NULL, heads_hash bytea NOT NULL, exported_at timestamptz);
-- Only the heads that moved since the anchor before: the newest row of each chain is what the last anchor covers.
CREATE TABLE audit_anchor_head (anchor_id bigint NOT NULL REFERENCES audit_anchor, chain text NOT NULL, length bigint NOT NULL, hash bytea NOT NULL, PRIMARY KEY (chain, anchor_id));

-- Months ahead, one partition a call, so that a waiting lock never stops the writers for long.
CREATE FUNCTION ensure_next_partition(months_ahead int DEFAULT 24) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp SET lock_timeout = '200ms' AS $$
DECLARE t text; m int; month date; part text;
BEGIN
  FOREACH t IN ARRAY ARRAY['outbox','inbox','audit'] LOOP
    FOR m IN 0..months_ahead LOOP
      month := (date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => m))::date;
      part := t || to_char(month, '_YYYYMM');
      IF to_regclass('sonae.' || part) IS NULL THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', part, t, month::text || ' 00:00+00', (month + interval '1 month')::date::text || ' 00:00+00');
        RETURN true;
      END IF;
    END LOOP;
  END LOOP;
  RETURN false;
END $$;
CREATE TABLE outbox_default PARTITION OF outbox DEFAULT;
CREATE TABLE inbox_default PARTITION OF inbox DEFAULT;
CREATE TABLE audit_default PARTITION OF audit DEFAULT;
DO $$ BEGIN WHILE ensure_next_partition() LOOP NULL; END LOOP; END $$;
REVOKE ALL ON FUNCTION ensure_next_partition FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ensure_next_partition TO {{staff}};

SELECT secure_table(t) FROM unnest(ARRAY['idempotency','outbox','inbox','audit_head','audit','audit_anchor','audit_anchor_head']::regclass[]) t;
GRANT SELECT, INSERT ON idempotency, outbox, inbox TO {{staff}};
GRANT DELETE ON idempotency TO {{staff}};
GRANT SELECT ON audit, audit_head, audit_anchor, audit_anchor_head TO {{staff}};
GRANT UPDATE (exported_at) ON audit_anchor TO {{staff}};
GRANT UPDATE (published_no, published_at) ON outbox TO {{staff}};
GRANT UPDATE (due_at, attempts, done_at, failed_at, reason) ON inbox TO {{staff}};
GRANT USAGE ON SEQUENCE publication_seq TO {{staff}};

DROP POLICY institution_own ON audit;
DROP POLICY institution_own ON audit_head;
DROP POLICY institution_own ON idempotency;
CREATE POLICY institution_actor ON idempotency TO {{institution}}
  USING (institution_id = ANY (app_institutions()) AND actor = current_setting('app.actor_id', true));
GRANT SELECT, INSERT ON idempotency TO {{institution}};
-- The outbox says "all" or "insurer"; an institution writes only what it may read.
DROP POLICY institution_own ON outbox;
CREATE POLICY institution_read ON outbox FOR SELECT TO {{institution}}
  USING (institution_id = ANY (app_institutions()) AND app_sees_case(incident_id) AND audience = 'all');
CREATE POLICY institution_tell ON outbox FOR INSERT TO {{institution}}
  WITH CHECK (institution_id = ANY (app_institutions()) AND app_sees_case(incident_id) AND audience = 'all'
    AND type IN ('incident.reported','incident.facts-changed','incident.withdrawn','expenses.submitted'));
GRANT SELECT, INSERT (id, created_at, institution_id, incident_id, audience, type, v, payload) ON outbox TO {{institution}};

-- Who wrote an entry comes from the transaction (app.actor), or from the entry's own unit in a group; nobody may INSERT entries or heads.
CREATE FUNCTION audit_append(entries jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE
  entry jsonb; actor jsonb; head audit_head; chain_name text; owner_id uuid; case_id uuid; moment timestamptz := clock_timestamp();
  content text; e_hash bytea; c_hash bytea; before_h bytea; after_h bytea;
BEGIN
  FOR entry IN SELECT e FROM jsonb_array_elements(entries) WITH ORDINALITY x(e, n) ORDER BY e ->> 'chain', n LOOP
    actor := coalesce(entry -> 'actor', nullif(current_setting('app.actor', true), '')::jsonb);
    IF actor IS NULL THEN RAISE EXCEPTION 'an audit entry needs an actor' USING ERRCODE = 'SN002'; END IF;
    chain_name := entry ->> 'chain'; owner_id := (entry ->> 'institutionId')::uuid; case_id := (entry ->> 'incidentId')::uuid;
    -- Every part answers true or false: an unset setting or a missing member must not make the whole unknown, which passes.
    IF session_user = '{{institution}}' AND (coalesce(owner_id <> ALL (app_institutions()), true)
       OR chain_name IS DISTINCT FROM CASE WHEN case_id IS NULL THEN 'institution:' || owner_id ELSE 'case:' || case_id END
       OR CASE WHEN case_id IS NULL THEN coalesce(current_setting('app.cases', true), '') <> '*' ELSE NOT app_sees_case(case_id) END
       OR coalesce(actor ->> 'kind', '') <> ALL (ARRAY['person','facility-code'])
       OR coalesce(actor ->> 'as', '') <> ALL (ARRAY['hospital-reporter','hospital-manager','agent','facility-code'])) THEN
      RAISE EXCEPTION 'not a chain of this session' USING ERRCODE = 'SN003';
    END IF;
    INSERT INTO audit_head (chain, institution_id, incident_id, length, hash) VALUES (chain_name, owner_id, case_id, 0, ''::bytea)
      ON CONFLICT (chain) DO NOTHING;
    SELECT * INTO head FROM audit_head WHERE chain = chain_name FOR UPDATE;
    IF session_user = '{{institution}}' AND head.institution_id <> ALL (app_institutions()) THEN RAISE EXCEPTION 'not a chain of this session' USING ERRCODE = 'SN003'; END IF;
    IF head.incident_id IS DISTINCT FROM case_id THEN RAISE EXCEPTION 'a chain belongs to one case' USING ERRCODE = 'SN003'; END IF;
    before_h := CASE WHEN entry -> 'before' IS NULL OR entry -> 'before' = 'null' THEN NULL ELSE sha256(convert_to((entry -> 'before')::text, 'UTF8')) END;
    after_h := CASE WHEN entry -> 'after' IS NULL OR entry -> 'after' = 'null' THEN NULL ELSE sha256(convert_to((entry -> 'after')::text, 'UTF8')) END;
    content := audit_content(chain_name, head.length + 1, moment, actor ->> 'kind', actor ->> 'id', actor ->> 'as', entry ->> 'action', entry ->> 'subject', before_h, after_h, entry ->> 'reason');
    e_hash := sha256(convert_to(content, 'UTF8'));
    c_hash := sha256(head.hash || e_hash);
    INSERT INTO audit (chain, seq, at, institution_id, incident_id, actor_kind, actor_id, acting_as, action, subject, before_hash, after_hash, reason, entry_hash, hash)
      VALUES (chain_name, head.length + 1, moment, head.institution_id, case_id, actor ->> 'kind', actor ->> 'id', actor ->> 'as', entry ->> 'action', entry ->> 'subject', before_h, after_h, entry ->> 'reason', e_hash, c_hash);
    UPDATE audit_head SET length = head.length + 1, hash = c_hash WHERE chain = chain_name;
  END LOOP;
END $$;
-- The institution is left out: a case may be matched later, the chain stays whole.
CREATE FUNCTION audit_content(chain text, seq bigint, at timestamptz, actor_kind text, actor_id text, acting_as text, action text, subject text, before_hash bytea, after_hash bytea, reason text)
RETURNS text LANGUAGE sql IMMUTABLE
  RETURN concat_ws(E'\x1f', chain, seq::text, (extract(epoch FROM at) * 1000000)::bigint::text, actor_kind, actor_id, acting_as, action, subject,
    coalesce(encode(before_hash, 'hex'), '-'), coalesce(encode(after_hash, 'hex'), '-'), coalesce(reason, '-'));
REVOKE ALL ON FUNCTION audit_append FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_append TO {{staff}}, {{institution}};

-- An anchor covers every head: what is cut off together with its head is found up to the last anchor.
CREATE FUNCTION audit_anchor_now() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
  WITH anchor AS (INSERT INTO audit_anchor (at, heads, heads_hash)
    SELECT clock_timestamp(), count(*), sha256(convert_to(coalesce(string_agg(chain || ' ' || length || ' ' || encode(hash, 'hex'), E'\n' ORDER BY chain), ''), 'UTF8')) FROM audit_head
    RETURNING id),
  moved AS (INSERT INTO audit_anchor_head (anchor_id, chain, length, hash)
    SELECT anchor.id, h.chain, h.length, h.hash FROM anchor, audit_head h
     WHERE NOT EXISTS (SELECT FROM audit_anchor_head a WHERE a.chain = h.chain AND a.length >= h.length))
  SELECT id FROM anchor;
$$;
REVOKE ALL ON FUNCTION audit_anchor_now FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_anchor_now TO {{staff}};
