-- Whether all migrations of a version were applied; no serving role reads the table itself.
CREATE OR REPLACE FUNCTION schema_has(names text[]) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = sonae, pg_temp
  RETURN names <@ ARRAY(SELECT name::text FROM schema_migration);
REVOKE ALL ON FUNCTION schema_has FROM PUBLIC;
GRANT EXECUTE ON FUNCTION schema_has TO {{staff}};
