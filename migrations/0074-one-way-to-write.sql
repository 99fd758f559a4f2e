-- One way to write a case: a report and expenses that are added later go through append_units, which answers what became of each unit.
-- Locks nothing: functions are made and replaced. append_units (jsonb, text, text) stays for processes of before until they have ended.
SET search_path = sonae;

-- append_rows (units): TypeScript decides and makes the rows, this writes them. One unit is one act on one case:
--   { institutionId, incidentId, actor, rows: { <table>: [row, …] }, audit: [entry, …] }
-- The statements are static, made from the catalogue here, and give every row its unit's institution and case. A table that no
-- unit names costs nothing. A unit that makes its case begins the case's chain of the audit.
CREATE OR REPLACE FUNCTION rebuild_append_units() RETURNS void LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $build$
DECLARE
  t text;
  columns text;
  expressions text;
  inserts text := '';
BEGIN
  FOREACH t IN ARRAY ARRAY['incident','incident_facts','expense','timeline_entry','outbox','session_case'] LOOP
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum),
           string_agg(CASE WHEN attname = 'institution_id' THEN '(u.unit ->> ''institutionId'')::uuid'
                           WHEN attname = 'incident_id' OR (t = 'incident' AND attname = 'id') THEN '(u.unit ->> ''incidentId'')::uuid'
                           ELSE 'r.' || quote_ident(attname) END, ', ' ORDER BY attnum)
      INTO columns, expressions
      FROM pg_attribute
     WHERE attrelid = ('sonae.' || t)::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
       AND NOT (t = 'incident' AND attname = 'created_at')
       AND NOT (t = 'outbox' AND attname IN ('published_no', 'published_at'));
    inserts := inserts || format('
  IF %L = ANY (named) THEN
    INSERT INTO %I (%s)
    SELECT %s
      FROM jsonb_array_elements(units) u(unit), jsonb_populate_recordset(NULL::%I, u.unit -> ''rows'' -> %L) r;
  END IF;', t, t, columns, expressions, t, t);
  END LOOP;
  EXECUTE format($def$
CREATE OR REPLACE FUNCTION append_rows(units jsonb) RETURNS void LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $f$
DECLARE
  named text[] := ARRAY(SELECT DISTINCT k FROM jsonb_array_elements(units) u, jsonb_object_keys(u -> 'rows') k);
  begun jsonb;
  others jsonb;
BEGIN%s
  SELECT jsonb_agg(e) FILTER (WHERE makes_case), jsonb_agg(e) FILTER (WHERE NOT makes_case)
    INTO begun, others
    FROM (SELECT e || jsonb_build_object('institutionId', u -> 'institutionId', 'incidentId', u -> 'incidentId', 'actor', u -> 'actor') AS e,
                 u -> 'rows' ? 'incident' AS makes_case
            FROM jsonb_array_elements(units) u, jsonb_array_elements(u -> 'audit') e) entries;
  IF begun IS NOT NULL THEN
    PERFORM audit_begin(begun);
  END IF;
  IF others IS NOT NULL THEN
    PERFORM audit_append(others);
  END IF;
END $f$ $def$, inserts);
END $build$;

-- The first entries of the chains of new cases, one each, as one set: nothing stands before them, and nobody else can begin them.
CREATE FUNCTION audit_begin(entries jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE
  moment timestamptz := clock_timestamp();
BEGIN
  -- Every part answers true or false: an unset setting or a missing member must not make the whole unknown, which passes.
  IF EXISTS (
    SELECT
      FROM jsonb_array_elements(entries) e
     WHERE NOT coalesce(e ->> 'chain' = 'case:' || (e ->> 'incidentId'), false)
        OR (session_user = '{{institution}}'
            AND NOT coalesce((e ->> 'institutionId')::uuid = ANY (app_institutions())
                             AND app_sees_case((e ->> 'incidentId')::uuid)
                             AND e #>> '{actor,kind}' = ANY (ARRAY['person','facility-code'])
                             AND e #>> '{actor,as}' = ANY (ARRAY['hospital-reporter','hospital-manager','agent','facility-code']), false))) THEN
    RAISE EXCEPTION 'not a chain of this session' USING ERRCODE = 'SN003';
  END IF;
  WITH given AS MATERIALIZED (
    SELECT e ->> 'chain' AS chain, (e ->> 'institutionId')::uuid AS institution_id, (e ->> 'incidentId')::uuid AS incident_id,
           e #>> '{actor,kind}' AS actor_kind, e #>> '{actor,id}' AS actor_id, e #>> '{actor,as}' AS acting_as,
           e ->> 'action' AS action, e ->> 'subject' AS subject, e ->> 'reason' AS reason,
           CASE WHEN e -> 'after' <> 'null' THEN sha256(convert_to((e -> 'after')::text, 'UTF8')) END AS after_hash
      FROM jsonb_array_elements(entries) e
     ORDER BY 1),
  hashed AS MATERIALIZED (
    SELECT g.*, sha256(convert_to(audit_content(g.chain, 1, moment, g.actor_kind, g.actor_id, g.acting_as, g.action, g.subject, NULL, g.after_hash, g.reason), 'UTF8')) AS entry_hash
      FROM given g),
  begun AS (
    INSERT INTO audit_head (chain, institution_id, incident_id, length, hash)
    SELECT h.chain, h.institution_id, h.incident_id, 1, sha256(h.entry_hash)
      FROM hashed h)
  INSERT INTO audit (chain, seq, at, institution_id, incident_id, actor_kind, actor_id, acting_as, action, subject, after_hash, reason, entry_hash, hash)
  SELECT h.chain, 1, moment, h.institution_id, h.incident_id, h.actor_kind, h.actor_id, h.acting_as, h.action, h.subject, h.after_hash, h.reason, h.entry_hash, sha256(h.entry_hash)
    FROM hashed h;
END $$;

SELECT rebuild_append_units();

-- The report that was received before under the key of a unit: whose it was, and whether the unit asks the same.
CREATE FUNCTION known_report(unit jsonb) RETURNS jsonb LANGUAGE sql STABLE SET search_path = sonae, pg_temp AS $$
  SELECT jsonb_build_object(
           'outcome', 'known-key', 'incidentId', f.incident_id, 'institutionId', f.institution_id, 'reportedBy', f.reported_by,
           'sameRequest', coalesce(f.report_hash = (unit #>> '{rows,incident,0,report_hash}')::bytea, false))
    FROM find_reports(ARRAY[unit_key(unit)]) f
$$;

-- One unit in a subtransaction: what became of it, as data. A deadlock or a serialization failure says nothing of a unit: it
-- ends the statement, and whoever sent it sends it again.
CREATE FUNCTION append_unit(unit jsonb) RETURNS jsonb LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE
  violated text;
BEGIN
  PERFORM append_rows(jsonb_build_array(unit));
  RETURN '{"outcome":"written"}';
EXCEPTION
  WHEN deadlock_detected OR serialization_failure THEN
    RAISE;
  WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS violated = CONSTRAINT_NAME;
    RETURN CASE
      -- the same key was written at the same moment
      WHEN violated = 'incident_report_key_key' THEN known_report(unit)
      WHEN violated = 'incident_institution_id_fkey' THEN '{"outcome":"institution-unknown"}'
      WHEN violated = 'incident_member_period_id_institution_id_fkey' THEN '{"outcome":"period-gone"}'
      WHEN SQLSTATE = 'SN195' THEN '{"outcome":"nothing-to-supplement"}'
      ELSE jsonb_build_object('outcome', 'failed', 'sqlstate', SQLSTATE, 'constraint', nullif(violated, ''))
    END;
END $$;

-- Writes units under the settings of the transaction and answers one outcome a unit, in their order: written, known-key (not
-- written: a report with its key was received before), institution-unknown, period-gone, nothing-to-supplement, failed. The
-- whole group at once; when that fails, unit by unit, so that a unit that fails fails alone.
CREATE FUNCTION append_units(units jsonb) RETURNS jsonb LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE
  keys text[] := ARRAY(SELECT unit_key(u) FROM jsonb_array_elements(units) u WHERE unit_key(u) IS NOT NULL);
  known text[] := '{}';
  fresh jsonb := units;
  is_written boolean := false;
  outcomes jsonb := '[]';
  unit jsonb;
BEGIN
  IF cardinality(keys) > 0 THEN
    known := ARRAY(SELECT f.report_key FROM find_reports(keys) f);
  END IF;
  IF cardinality(known) > 0 THEN
    fresh := coalesce((SELECT jsonb_agg(u ORDER BY n)
                         FROM jsonb_array_elements(units) WITH ORDINALITY x(u, n)
                        WHERE coalesce(unit_key(u) <> ALL (known), true)), '[]');
  END IF;
  IF jsonb_array_length(fresh) > 1 THEN
    BEGIN
      PERFORM append_rows(fresh);
      is_written := true;
    EXCEPTION
      WHEN deadlock_detected OR serialization_failure THEN
        RAISE;
      WHEN OTHERS THEN
        NULL;
    END;
  END IF;
  FOR unit IN SELECT u FROM jsonb_array_elements(units) WITH ORDINALITY x(u, n) ORDER BY n LOOP
    outcomes := outcomes || jsonb_build_array(CASE
      WHEN unit_key(unit) = ANY (known) THEN known_report(unit)
      WHEN is_written THEN '{"outcome":"written"}'
      ELSE append_unit(unit)
    END);
  END LOOP;
  IF outcomes @? '$[*] ? (@.outcome != "written")' THEN
    PERFORM keep_unused_case_numbers(units, outcomes);
  END IF;
  RETURN outcomes;
END $$;

-- Keeps why numbers of a group were not used, in the transaction that wrote the group: those whose report was not written by it.
-- Only numbers that were drawn and that no case has.
CREATE FUNCTION keep_unused_case_numbers(units jsonb, outcomes jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
BEGIN
  INSERT INTO case_number_unused (first, last, reason, at, answered_by, failure)
  SELECT s.n, s.n, CASE WHEN s.outcome = 'known-key' THEN 'reported-already' ELSE 'not-written' END, clock_timestamp(),
         CASE WHEN s.outcome = 'known-key' THEN s.answered_by END,
         CASE WHEN s.outcome <> 'known-key' THEN coalesce(s.sqlstate, '23503') END
    FROM (SELECT case_sequence(u #>> '{rows,incident,0,case_number}') AS n, o ->> 'outcome' AS outcome,
                 (o ->> 'incidentId')::uuid AS answered_by, o ->> 'sqlstate' AS sqlstate
            FROM jsonb_array_elements(units) WITH ORDINALITY x(u, nu)
            JOIN jsonb_array_elements(outcomes) WITH ORDINALITY y(o, no) ON no = nu
           WHERE o ->> 'outcome' <> 'written' AND u #> '{rows,incident,0,case_number}' IS NOT NULL) s
   WHERE EXISTS (SELECT FROM case_number_block b WHERE s.n BETWEEN b.first AND b.first + 63)
     AND NOT EXISTS (SELECT FROM incident i WHERE case_sequence(i.case_number) = s.n)
  ON CONFLICT DO NOTHING;
END $$;

REVOKE ALL ON FUNCTION audit_begin, known_report, append_unit, append_units(jsonb), keep_unused_case_numbers FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_begin, known_report, append_unit, append_units(jsonb), keep_unused_case_numbers TO {{staff}}, {{institution}};
