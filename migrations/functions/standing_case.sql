-- The case that stands for a given one: itself, or the last of its merges.
CREATE OR REPLACE FUNCTION standing_case(p_incident uuid) RETURNS uuid
  LANGUAGE sql STABLE
  SET search_path = sonae, pg_temp
AS $$
  WITH RECURSIVE way AS (
    SELECT i.id, i.merged_into
    FROM incident i
    WHERE i.id = p_incident
    UNION
    SELECT i.id, i.merged_into
    FROM incident i
    JOIN way w ON i.id = w.merged_into
  )
  SELECT coalesce((SELECT id FROM way WHERE merged_into IS NULL), p_incident)
$$;
REVOKE ALL ON FUNCTION standing_case FROM PUBLIC;
GRANT EXECUTE ON FUNCTION standing_case TO {{staff}}, {{institution}};
