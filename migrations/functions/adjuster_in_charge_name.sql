-- The name of the adjuster in charge of a case; null where there is none, and for a case that the caller does not
-- see.
CREATE OR REPLACE FUNCTION adjuster_in_charge_name(p_incident uuid) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
  SELECT p.display_name
  FROM incident i
  JOIN person p ON p.id = i.adjuster_id
  WHERE i.id = p_incident
    AND (session_user <> '{{institution}}' OR (i.institution_id = ANY (app_institutions()) AND app_sees_case(i.id)));
$$;
REVOKE ALL ON FUNCTION adjuster_in_charge_name FROM PUBLIC;
GRANT EXECUTE ON FUNCTION adjuster_in_charge_name TO {{staff}}, {{institution}};
