-- Schema and the functions on which row security stands.
-- Role names are settings: {{owner}}, {{staff}}, {{institution}}.
CREATE SCHEMA IF NOT EXISTS sonae;
SET search_path = sonae;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA sonae TO {{staff}}, {{institution}};

-- Settings hold for one transaction; one that is unset reads back as '' on a pooled connection.
CREATE FUNCTION app_institutions() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  RETURN string_to_array(nullif(current_setting('app.institutions', true), ''), ',')::uuid[];

-- CASE, because OR promises no order of evaluation and '*'::uuid[] would raise.
CREATE FUNCTION app_sees_case(incident uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE coalesce(current_setting('app.cases', true), '')
    WHEN '*' THEN true
    WHEN '' THEN false
    ELSE coalesce(incident = ANY (string_to_array(current_setting('app.cases', true), ',')::uuid[]), false)
  END;

CREATE FUNCTION app_writes_case(incident uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE
    WHEN incident IS NULL THEN true
    WHEN coalesce(current_setting('app.case', true), '') = '*' THEN true
    WHEN coalesce(current_setting('app.case', true), '') = '' THEN false
    ELSE incident = current_setting('app.case', true)::uuid
  END;

-- Every table goes through here once: row security on and forced, one policy a role, chosen by its columns.
-- A table without this call fails the architecture test.
CREATE FUNCTION secure_table(t regclass) RETURNS void LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE
  has_institution boolean; has_case boolean; has_audience boolean; case_column text; audience text := '';
BEGIN
  SELECT bool_or(attname = 'institution_id'), bool_or(attname = 'incident_id'), bool_or(attname = 'audience')
    INTO has_institution, has_case, has_audience
    FROM pg_attribute WHERE attrelid = t AND attnum > 0 AND NOT attisdropped;
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
  EXECUTE format('CREATE POLICY owner_all ON %s TO {{owner}} USING (true) WITH CHECK (true)', t);
  EXECUTE format('CREATE POLICY staff_all ON %s TO {{staff}} USING (true) WITH CHECK (true)', t);
  case_column := CASE WHEN t = to_regclass('sonae.incident') THEN 'id' WHEN has_case THEN 'incident_id' END;
  IF case_column IS NOT NULL THEN
    EXECUTE format('CREATE POLICY staff_insert ON %s AS RESTRICTIVE FOR INSERT TO {{staff}} WITH CHECK (app_writes_case(%s))', t, case_column);
    EXECUTE format('CREATE POLICY staff_update ON %s AS RESTRICTIVE FOR UPDATE TO {{staff}} USING (app_writes_case(%s)) WITH CHECK (app_writes_case(%s))', t, case_column, case_column);
    EXECUTE format('CREATE POLICY staff_delete ON %s AS RESTRICTIVE FOR DELETE TO {{staff}} USING (app_writes_case(%s))', t, case_column);
  END IF;
  IF has_audience THEN audience := ' AND audience = ''all'''; END IF;
  IF has_institution AND case_column IS NOT NULL THEN
    EXECUTE format('CREATE POLICY institution_own ON %s TO {{institution}} USING (institution_id = ANY (app_institutions()) AND app_sees_case(%s)%s)', t, case_column, audience);
  ELSIF has_institution THEN
    EXECUTE format('CREATE POLICY institution_own ON %s TO {{institution}} USING (institution_id = ANY (app_institutions()) AND current_setting(''app.cases'', true) = ''*''%s)', t, audience);
  END IF;
END $$;
REVOKE ALL ON FUNCTION secure_table FROM PUBLIC;
