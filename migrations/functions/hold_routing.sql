-- Waits for routing to a person and holds back more of it, for roles without a right to change the load.
CREATE OR REPLACE FUNCTION hold_routing(p_person uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  PERFORM FROM adjuster_load l WHERE l.person_id = p_person FOR NO KEY UPDATE;
END
$$;
REVOKE ALL ON FUNCTION hold_routing FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hold_routing TO {{staff}}, {{access}};
