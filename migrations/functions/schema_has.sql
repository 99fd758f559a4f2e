-- Whether every migration of a version was applied: the table itself stays the owner's.
CREATE OR REPLACE FUNCTION schema_has(names text[]) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = sonae, pg_temp
  RETURN names <@ ARRAY(SELECT name::text FROM schema_migration);
REVOKE ALL ON FUNCTION schema_has FROM PUBLIC;
GRANT EXECUTE ON FUNCTION schema_has TO {{staff}};
