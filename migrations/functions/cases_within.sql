-- A case and those merged into it, directly or through others.
CREATE OR REPLACE FUNCTION cases_within(p_incident uuid) RETURNS SETOF uuid
  LANGUAGE sql STABLE
  SET search_path = sonae, pg_temp
AS $$
  WITH RECURSIVE within AS (
    SELECT p_incident AS id
    UNION
    SELECT i.id
    FROM incident i
    JOIN within w ON i.merged_into = w.id
  )
  SELECT id
  FROM within
$$;
REVOKE ALL ON FUNCTION cases_within FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cases_within TO {{staff}}, {{institution}};
