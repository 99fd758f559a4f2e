-- The agency of the person who acts. An agency reads the notices to it, an institution those to it; neither learns
-- whether the other has read.
CREATE OR REPLACE FUNCTION app_agency() RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
  SELECT p.agency_id
  FROM person p
  WHERE 'person:' || p.id = current_setting('app.actor_id', true)
$$;
REVOKE ALL ON FUNCTION app_agency FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_agency TO {{institution}};
