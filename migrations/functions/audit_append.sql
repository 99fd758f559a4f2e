-- Appends audit entries to their chains. The actor comes from the transaction (app.actor), or in a group from the
-- entry's own unit; no role has INSERT on entries or heads. The entries of one chain are written in order, its head
-- read and written once.
CREATE OR REPLACE FUNCTION audit_append(entries jsonb) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  entry jsonb;
  actor jsonb;
  head audit_head;
  chain_name text;
  owner_id uuid;
  case_id uuid;
  moment timestamptz := clock_timestamp();
  own_actor jsonb := nullif(current_setting('app.actor', true), '')::jsonb;
  institution boolean := session_user = '{{institution}}';
  e_hash bytea;
  before_h bytea;
  after_h bytea;
  written bigint;
BEGIN
  FOR entry IN
    SELECT e
    FROM jsonb_array_elements(entries) WITH ORDINALITY x(e, n)
    ORDER BY e ->> 'chain', n
  LOOP
    actor := coalesce(entry -> 'actor', own_actor);
    IF actor IS NULL THEN
      RAISE EXCEPTION 'an audit entry needs an actor' USING ERRCODE = 'SN002';
    END IF;
    chain_name := entry ->> 'chain';
    owner_id := (entry ->> 'institutionId')::uuid;
    case_id := (entry ->> 'incidentId')::uuid;
    -- Every part answers true or false: an unset setting or a missing member must not make the whole unknown, which
    -- passes.
    IF institution
        AND (
          coalesce(owner_id <> ALL (app_institutions()), true)
          OR chain_name IS DISTINCT FROM CASE
            WHEN case_id IS NULL THEN 'institution:' || owner_id
            ELSE 'case:' || case_id
          END
          OR CASE
            WHEN case_id IS NULL THEN coalesce(current_setting('app.cases', true), '') <> '*'
            ELSE NOT app_sees_case(case_id)
          END
          OR coalesce(actor ->> 'kind', '') <> ALL (ARRAY['person', 'facility-code'])
          OR coalesce(actor ->> 'as', '') <> ALL (
            ARRAY['hospital-reporter', 'hospital-manager', 'agent', 'facility-code']
          )
        ) THEN
      RAISE EXCEPTION 'not a chain of this session' USING ERRCODE = 'SN003';
    END IF;
    before_h := CASE
      WHEN entry -> 'before' IS NULL OR entry -> 'before' = 'null' THEN NULL
      ELSE sha256(convert_to((entry -> 'before')::text, 'UTF8'))
    END;
    after_h := CASE
      WHEN entry -> 'after' IS NULL OR entry -> 'after' = 'null' THEN NULL
      ELSE sha256(convert_to((entry -> 'after')::text, 'UTF8'))
    END;
    IF head.chain IS DISTINCT FROM chain_name THEN
      IF head.length > written THEN
        UPDATE audit_head
        SET length = head.length, hash = head.hash
        WHERE chain = head.chain;
      END IF;
      SELECT * INTO head FROM audit_head WHERE chain = chain_name FOR UPDATE;
      IF NOT FOUND THEN
        head := ROW(chain_name, owner_id, case_id, 0, ''::bytea);
      END IF;
      written := head.length;
    END IF;
    LOOP
      IF institution AND head.institution_id <> ALL (app_institutions()) THEN
        RAISE EXCEPTION 'not a chain of this session' USING ERRCODE = 'SN003';
      END IF;
      IF head.incident_id IS DISTINCT FROM case_id THEN
        RAISE EXCEPTION 'a chain belongs to one case' USING ERRCODE = 'SN003';
      END IF;
      e_hash := sha256(
        convert_to(
          audit_content(
            chain_name, head.length + 1, moment, actor ->> 'kind', actor ->> 'id', actor ->> 'as', entry ->> 'action',
            entry ->> 'subject', before_h, after_h, entry ->> 'reason'
          ),
          'UTF8'
        )
      );
      EXIT WHEN head.length > 0;
      -- another transaction began the chain at the same moment: this entry follows its one
      INSERT INTO audit_head (chain, institution_id, incident_id, length, hash)
      VALUES (chain_name, owner_id, case_id, 1, sha256(head.hash || e_hash))
      ON CONFLICT (chain) DO NOTHING;
      IF FOUND THEN
        written := 1;
        EXIT;
      END IF;
      SELECT * INTO head FROM audit_head WHERE chain = chain_name FOR UPDATE;
      written := head.length;
    END LOOP;
    head.length := head.length + 1;
    head.hash := sha256(head.hash || e_hash);
    INSERT INTO audit (
      chain, seq, at, institution_id, incident_id, actor_kind, actor_id, acting_as, action, subject, before_hash,
      after_hash, reason, entry_hash, hash
    )
    VALUES
      (
        chain_name, head.length, moment, head.institution_id, case_id, actor ->> 'kind', actor ->> 'id',
        actor ->> 'as', entry ->> 'action', entry ->> 'subject', before_h, after_h, entry ->> 'reason', e_hash,
        head.hash
      );
  END LOOP;
  IF head.length > written THEN
    UPDATE audit_head
    SET length = head.length, hash = head.hash
    WHERE chain = head.chain;
  END IF;
END
$$;
REVOKE ALL ON FUNCTION audit_append FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_append TO {{staff}}, {{institution}}, {{access}};
