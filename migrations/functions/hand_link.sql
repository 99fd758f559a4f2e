-- Records that a mail with a link is about to leave; false where the claim is no longer held.
CREATE OR REPLACE FUNCTION hand_link(p_id uuid, p_claim uuid) RETURNS boolean
  LANGUAGE sql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
  WITH held AS (
    UPDATE device_code
    SET handed_at = clock_timestamp()
    WHERE id = p_id AND claim = p_claim
    RETURNING 1
  )
  SELECT EXISTS (SELECT FROM held)
$$;
REVOKE ALL ON FUNCTION hand_link FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hand_link TO {{staff}};
