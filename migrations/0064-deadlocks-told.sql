-- A deadlock or a serialization failure says nothing of a unit: it ends the statement, and whoever sent it sends it again.
-- Locks nothing: the function alone is replaced.
SET search_path = sonae;

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
  EXCEPTION
    WHEN deadlock_detected OR serialization_failure THEN RAISE;
    WHEN OTHERS THEN
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
    EXCEPTION
      WHEN deadlock_detected OR serialization_failure THEN RAISE;
      WHEN OTHERS THEN
        GET STACKED DIAGNOSTICS violated = CONSTRAINT_NAME;
        outcome := outcome || (SQLSTATE || ' ' || violated);
    END;
  END LOOP;
  RETURN outcome;
END $$;
