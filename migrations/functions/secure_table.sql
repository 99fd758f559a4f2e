-- Puts row security on a new table, forced, with one policy a role by the table's columns. The catalogue's test fails
-- for a table without it.
CREATE OR REPLACE FUNCTION secure_table(t regclass) RETURNS void
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  has_institution boolean;
  has_case boolean;
  has_audience boolean;
  case_column text;
  audience text := '';
BEGIN
  SELECT bool_or(attname = 'institution_id'), bool_or(attname = 'incident_id'), bool_or(attname = 'audience')
  INTO has_institution, has_case, has_audience
  FROM pg_attribute
  WHERE attrelid = t AND attnum > 0 AND NOT attisdropped;
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
  EXECUTE format('CREATE POLICY owner_all ON %s TO {{owner}} USING (true) WITH CHECK (true)', t);
  EXECUTE format('CREATE POLICY staff_all ON %s TO {{staff}} USING (true) WITH CHECK (true)', t);
  case_column := CASE WHEN t = to_regclass('sonae.incident') THEN 'id' WHEN has_case THEN 'incident_id' END;
  IF case_column IS NOT NULL THEN
    EXECUTE format(
      'CREATE POLICY staff_insert ON %1$s AS RESTRICTIVE FOR INSERT TO {{staff}} '
      'WITH CHECK (app_writes_case(%2$s))',
      t, case_column
    );
    EXECUTE format(
      'CREATE POLICY staff_update ON %1$s AS RESTRICTIVE FOR UPDATE TO {{staff}} '
      'USING (app_writes_case(%2$s)) WITH CHECK (app_writes_case(%2$s))',
      t, case_column
    );
    EXECUTE format(
      'CREATE POLICY staff_delete ON %1$s AS RESTRICTIVE FOR DELETE TO {{staff}} '
      'USING (app_writes_case(%2$s))',
      t, case_column
    );
  END IF;
  IF has_audience THEN
    audience := ' AND audience = ''all''';
  END IF;
  IF has_institution AND case_column IS NOT NULL THEN
    EXECUTE format(
      'CREATE POLICY institution_own ON %s TO {{institution}} '
      'USING (institution_id = ANY (app_institutions()) AND app_sees_case(%s)%s)',
      t, case_column, audience
    );
  ELSIF has_institution THEN
    EXECUTE format(
      'CREATE POLICY institution_own ON %s TO {{institution}} '
      'USING (institution_id = ANY (app_institutions()) AND current_setting(''app.cases'', true) = ''*''%s)',
      t, audience
    );
  END IF;
END
$$;
REVOKE ALL ON FUNCTION secure_table FROM PUBLIC;
