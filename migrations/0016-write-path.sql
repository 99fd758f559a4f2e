-- The write path: a chain's first entry in two writes instead of four, keys that are known sorted out in the same call.
SET search_path = sonae;

CREATE OR REPLACE FUNCTION audit_append(entries jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE
  entry jsonb; actor jsonb; head audit_head; chain_name text; owner_id uuid; case_id uuid; moment timestamptz := clock_timestamp();
  own_actor jsonb := nullif(current_setting('app.actor', true), '')::jsonb; institution boolean := session_user = '{{institution}}';
  e_hash bytea; c_hash bytea; before_h bytea; after_h bytea; fresh boolean;
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
    LOOP
      SELECT * INTO head FROM audit_head WHERE chain = chain_name FOR UPDATE;
      fresh := NOT FOUND;
      IF fresh THEN head := ROW(chain_name, owner_id, case_id, 0, ''::bytea); END IF;
      IF institution AND head.institution_id <> ALL (app_institutions()) THEN RAISE EXCEPTION 'not a chain of this session' USING ERRCODE = 'SN003'; END IF;
      IF head.incident_id IS DISTINCT FROM case_id THEN RAISE EXCEPTION 'a chain belongs to one case' USING ERRCODE = 'SN003'; END IF;
      e_hash := sha256(convert_to(audit_content(chain_name, head.length + 1, moment, actor ->> 'kind', actor ->> 'id', actor ->> 'as', entry ->> 'action', entry ->> 'subject', before_h, after_h, entry ->> 'reason'), 'UTF8'));
      c_hash := sha256(head.hash || e_hash);
      EXIT WHEN NOT fresh;
      -- whoever began the chain at the same moment was first: its entry is looked at, and this one follows it
      INSERT INTO audit_head (chain, institution_id, incident_id, length, hash) VALUES (chain_name, owner_id, case_id, 1, c_hash) ON CONFLICT (chain) DO NOTHING;
      EXIT WHEN FOUND;
    END LOOP;
    INSERT INTO audit (chain, seq, at, institution_id, incident_id, actor_kind, actor_id, acting_as, action, subject, before_hash, after_hash, reason, entry_hash, hash)
      VALUES (chain_name, head.length + 1, moment, head.institution_id, case_id, actor ->> 'kind', actor ->> 'id', actor ->> 'as', entry ->> 'action', entry ->> 'subject', before_h, after_h, entry ->> 'reason', e_hash, c_hash);
    IF NOT fresh THEN UPDATE audit_head SET length = head.length + 1, hash = c_hash WHERE chain = chain_name; END IF;
  END LOOP;
END $$;

-- Units whose report is known already are answered 'known' and not written: one of them would make the whole group fail.
CREATE OR REPLACE FUNCTION append_units(units jsonb, institutions text, cases text) RETURNS text[] LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE outcome text[] := ARRAY[]::text[]; unit jsonb; violated text; known text[]; fresh jsonb := units;
BEGIN
  PERFORM set_config('app.institutions', institutions, true), set_config('app.cases', cases, true), set_config('app.case', '*', true);
  known := ARRAY(SELECT f.report_key FROM find_reports(ARRAY(SELECT unit_key(u) FROM jsonb_array_elements(units) u)) f);
  IF cardinality(known) > 0 THEN
    fresh := coalesce((SELECT jsonb_agg(u) FROM jsonb_array_elements(units) u WHERE coalesce(unit_key(u) <> ALL (known), true)), '[]');
  END IF;
  BEGIN
    PERFORM append_rows(fresh);
    RETURN ARRAY(SELECT CASE WHEN unit_key(u) = ANY (known) THEN 'known' ELSE 'ok' END FROM jsonb_array_elements(units) WITH ORDINALITY x(u, n) ORDER BY n);
  EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS violated = CONSTRAINT_NAME;
    IF jsonb_array_length(units) = 1 THEN RETURN ARRAY[SQLSTATE || ' ' || violated]; END IF;
  END;
  FOR unit IN SELECT u FROM jsonb_array_elements(units) WITH ORDINALITY x(u, n) ORDER BY n LOOP
    IF unit_key(unit) = ANY (known) THEN
      outcome := outcome || 'known'::text;
      CONTINUE;
    END IF;
    BEGIN
      PERFORM append_rows(jsonb_build_array(unit));
      outcome := outcome || 'ok'::text;
    EXCEPTION WHEN OTHERS THEN
      GET STACKED DIAGNOSTICS violated = CONSTRAINT_NAME;
      outcome := outcome || (SQLSTATE || ' ' || violated);
    END;
  END LOOP;
  RETURN outcome;
END $$;
CREATE FUNCTION unit_key(unit jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN unit #>> '{rows,incident,0,report_key}';

-- By its index, whatever the table looked like when the plan was made: a plan of an empty table reads all of a full one.
ALTER FUNCTION find_reports(text[]) SET enable_seqscan = off;
