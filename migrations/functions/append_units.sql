-- Writes units under the settings of the transaction and answers one outcome a unit, in their order: written,
-- known-key (not written: a report with its key was received before), institution-unknown, period-gone,
-- nothing-to-supplement, failed. The whole group at once; when that fails, unit by unit, so that a unit that fails
-- fails alone.
CREATE OR REPLACE FUNCTION append_units(units jsonb) RETURNS jsonb
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
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
    fresh := coalesce(
      (
        SELECT jsonb_agg(u ORDER BY n)
        FROM jsonb_array_elements(units) WITH ORDINALITY x(u, n)
        WHERE coalesce(unit_key(u) <> ALL (known), true)
      ),
      '[]'
    );
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
    outcomes := outcomes || jsonb_build_array(
      CASE
        WHEN unit_key(unit) = ANY (known) THEN known_report(unit)
        WHEN is_written THEN '{"outcome":"written"}'
        ELSE append_unit(unit)
      END
    );
  END LOOP;
  IF outcomes @? '$[*] ? (@.outcome != "written")' THEN
    PERFORM keep_unused_case_numbers(units, outcomes);
  END IF;
  RETURN outcomes;
END
$$;
REVOKE ALL ON FUNCTION append_units(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_units(jsonb) TO {{staff}}, {{institution}};

-- The form that the version before calls: units whose report is known already are answered "known" and not written.
CREATE OR REPLACE FUNCTION append_units(units jsonb, institutions text, cases text) RETURNS text[]
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  outcome text[] := ARRAY[]::text[];
  unit jsonb;
  violated text;
  known text[];
  fresh jsonb := units;
BEGIN
  PERFORM set_config('app.institutions', institutions, true), set_config('app.cases', cases, true),
    set_config('app.case', '*', true);
  known := ARRAY(SELECT f.report_key FROM find_reports(ARRAY(SELECT unit_key(u) FROM jsonb_array_elements(units) u)) f);
  IF cardinality(known) > 0 THEN
    fresh := coalesce(
      (SELECT jsonb_agg(u) FROM jsonb_array_elements(units) u WHERE coalesce(unit_key(u) <> ALL (known), true)), '[]'
    );
  END IF;
  BEGIN
    PERFORM append_rows(fresh);
    RETURN ARRAY(
      SELECT CASE WHEN unit_key(u) = ANY (known) THEN 'known' ELSE 'ok' END
      FROM jsonb_array_elements(units) WITH ORDINALITY x(u, n)
      ORDER BY n
    );
  EXCEPTION
    WHEN deadlock_detected OR serialization_failure THEN
      RAISE;
    WHEN OTHERS THEN
      GET STACKED DIAGNOSTICS violated = CONSTRAINT_NAME;
      IF jsonb_array_length(units) = 1 THEN
        RETURN ARRAY[SQLSTATE || ' ' || violated];
      END IF;
  END;
  FOR unit IN SELECT u FROM jsonb_array_elements(units) WITH ORDINALITY x(u, n) ORDER BY n LOOP
    IF unit_key(unit) = ANY (known) THEN
      outcome := outcome || 'known'::text;
      CONTINUE;
    END IF;
    BEGIN
      PERFORM append_rows(jsonb_build_array(unit));
      outcome := outcome || 'ok'::text;
    EXCEPTION
      WHEN deadlock_detected OR serialization_failure THEN
        RAISE;
      WHEN OTHERS THEN
        GET STACKED DIAGNOSTICS violated = CONSTRAINT_NAME;
        outcome := outcome || (SQLSTATE || ' ' || violated);
    END;
  END LOOP;
  RETURN outcome;
END
$$;
REVOKE ALL ON FUNCTION append_units(jsonb, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_units(jsonb, text, text) TO {{staff}}, {{institution}};
