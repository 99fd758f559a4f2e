-- Marks a notice as read by its first reader; false where the caller does not see it.
CREATE OR REPLACE FUNCTION read_outlook_notice(p_notice uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  PERFORM
  FROM outlook_notice n
  WHERE n.id = p_notice
    AND n.institution_id = ANY (app_institutions())
    AND app_sees_case(n.incident_id)
    AND n.agency_id IS NOT DISTINCT FROM app_agency()
  FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE outlook_notice
  SET read_by = current_setting('app.actor_id'), read_at = now()
  WHERE id = p_notice AND read_at IS NULL;
  RETURN true;
END
$$;
REVOKE ALL ON FUNCTION read_outlook_notice FROM PUBLIC;
GRANT EXECUTE ON FUNCTION read_outlook_notice TO {{institution}};
