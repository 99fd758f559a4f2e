SET search_path = sonae;

-- append_units(units): TypeScript decides and makes the rows, this writes them. One unit is one act on one case:
--   { institutionId, incidentId, actor, rows: { <table>: [row, …] }, audit: [entry, …] }
-- The statements are static, made from the catalogue here, and give every row its unit's institution and case.
-- The whole group at once; when that fails, unit by unit, so that a unit that fails fails alone. One answer a unit: 'ok' or its SQLSTATE and constraint.
CREATE FUNCTION rebuild_append_units() RETURNS void LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $build$
DECLARE t text; columns text; expressions text; inserts text := '';
BEGIN
  FOREACH t IN ARRAY ARRAY['incident','incident_facts','expense','timeline_entry','outbox','session_case'] LOOP
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum),
           string_agg(CASE WHEN attname = 'institution_id' THEN '(u.unit ->> ''institutionId'')::uuid'
                           WHEN attname = 'incident_id' OR (t = 'incident' AND attname = 'id') THEN '(u.unit ->> ''incidentId'')::uuid'
                           ELSE 'r.' || quote_ident(attname) END, ', ' ORDER BY attnum)
      INTO columns, expressions
      FROM pg_attribute
     WHERE attrelid = ('sonae.' || t)::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
       AND NOT (t = 'incident' AND attname = 'created_at') AND NOT (t = 'outbox' AND attname IN ('published_no', 'published_at'));
    inserts := inserts || format('
  INSERT INTO %I (%s) SELECT %s FROM jsonb_array_elements(units) WITH ORDINALITY u(unit, n), jsonb_populate_recordset(NULL::%I, u.unit -> ''rows'' -> %L) r;', t, columns, expressions, t, t);
  END LOOP;
  EXECUTE format($def$
CREATE OR REPLACE FUNCTION append_rows(units jsonb) RETURNS void LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $f$
BEGIN%s
  PERFORM audit_append((SELECT coalesce(jsonb_agg(e || jsonb_build_object('institutionId', u -> 'institutionId', 'incidentId', u -> 'incidentId', 'actor', u -> 'actor')), '[]')
    FROM jsonb_array_elements(units) u, jsonb_array_elements(u -> 'audit') e));
END $f$ $def$, inserts);
END $build$;
SELECT rebuild_append_units();
REVOKE ALL ON FUNCTION rebuild_append_units FROM PUBLIC;

CREATE FUNCTION append_units(units jsonb, institutions text, cases text) RETURNS text[] LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE outcome text[]; unit jsonb; violated text;
BEGIN
  PERFORM set_config('app.institutions', institutions, true), set_config('app.cases', cases, true), set_config('app.case', '*', true);
  BEGIN
    PERFORM append_rows(units);
    RETURN array_fill('ok'::text, ARRAY[jsonb_array_length(units)]);
  EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS violated = CONSTRAINT_NAME;
    IF jsonb_array_length(units) = 1 THEN RETURN ARRAY[SQLSTATE || ' ' || violated]; END IF;
  END;
  outcome := ARRAY[]::text[];
  FOR unit IN SELECT u FROM jsonb_array_elements(units) WITH ORDINALITY x(u, n) ORDER BY n LOOP
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

-- A report's key is unique over everyone, so it is looked up past row security: who had it, for whom, with which content.
CREATE FUNCTION find_reports(keys text[]) RETURNS TABLE (report_key text, incident_id uuid, institution_id uuid, report_hash bytea, reported_by text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
BEGIN -- plpgsql: its plan is kept
  RETURN QUERY SELECT i.report_key, i.id, i.institution_id, i.report_hash, i.reported_by FROM incident i WHERE i.report_key = ANY (keys);
END $$;

-- Withdrawing ends the case with its expenses, work items and support requests. Checked again under the lock, whoever calls.
-- Answers the new version, null when the case is not there for the caller, or raises SN004 when the state or money forbids it.
CREATE FUNCTION withdraw_incident(p_incident uuid) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE theirs incident; new_version int;
BEGIN
  SELECT * INTO theirs FROM incident i WHERE i.id = p_incident
    AND (session_user <> '{{institution}}' OR (i.institution_id = ANY (app_institutions()) AND app_sees_case(i.id))) FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF theirs.state NOT IN ('reported','triaged')
     OR EXISTS (SELECT FROM expense e WHERE e.incident_id = p_incident AND e.state IN ('proposed','approved','scheduled','paid'))
     OR EXISTS (SELECT FROM support_request s WHERE s.incident_id = p_incident AND s.state IN ('dispatched','provisional','confirmed')) THEN
    RAISE EXCEPTION 'this case cannot be withdrawn now' USING ERRCODE = 'SN004';
  END IF;
  PERFORM FROM adjuster_load l WHERE l.person_id IN (SELECT assignee_id FROM work_item w WHERE w.incident_id = p_incident AND w.state IN ('offered','accepted')) ORDER BY l.person_id FOR UPDATE;
  UPDATE adjuster_load l SET open_items = l.open_items - n.items, last_idle_at = now()
    FROM (SELECT assignee_id, count(*)::int AS items FROM work_item w WHERE w.incident_id = p_incident AND w.state IN ('offered','accepted') GROUP BY 1) n WHERE l.person_id = n.assignee_id;
  UPDATE work_item SET state = 'ended', lapses_at = NULL, relax_at = NULL, version = version + 1 WHERE incident_id = p_incident AND state IN ('unassigned','offered','accepted');
  UPDATE expense SET state = 'withdrawn', version = version + 1 WHERE incident_id = p_incident AND state NOT IN ('withdrawn','rejected');
  UPDATE support_request SET state = 'withdrawn', version = version + 1, changed_at = now(),
      reasons = '[{"code":"incidents.withdrawn","textJa":"事案が取り下げられたため、終了しました。","textEn":"Ended because the case was withdrawn."}]'
    WHERE incident_id = p_incident AND state IN ('amber','open');
  UPDATE incident SET state = 'withdrawn', version = version + 1 WHERE id = p_incident RETURNING version INTO new_version;
  RETURN new_version;
END $$;
REVOKE ALL ON FUNCTION append_units, append_rows, find_reports, withdraw_incident FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_units, append_rows, find_reports, withdraw_incident TO {{staff}}, {{institution}};
