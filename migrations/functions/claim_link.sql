-- Claims a link to sign in that is due, with the hash of a secret made for this try. A claim that was not recorded
-- in time (claimLapsesMs) is void: if the link had not left, it is sent again; if it had, its fate is unknown and it is
-- not. A link that ends too soon (leastLinkMinutes) is not mailed.
CREATE OR REPLACE FUNCTION claim_link(p_id uuid, p_hash bytea, p_claim uuid)
  RETURNS TABLE(email text, expires_at timestamptz, tries int)
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  UPDATE device_code d
  SET claim = NULL, claimed_at = NULL, next_at = CASE WHEN d.handed_at IS NULL THEN d.next_at END
  WHERE d.id = p_id AND d.claimed_at < clock_timestamp() - interval '{{link.claim-lapses-seconds}} seconds';
  UPDATE device_code d
  SET next_at = NULL, failed_at = clock_timestamp()
  WHERE d.id = p_id
    AND d.claimed_at IS NULL
    AND d.next_at IS NOT NULL
    AND d.expires_at < clock_timestamp() + interval '{{link.least-minutes}} minutes';
  RETURN QUERY
    UPDATE device_code d
    SET code_hash = p_hash,
        claim = p_claim,
        claimed_at = clock_timestamp(),
        handed_at = NULL,
        tries = d.tries + 1
    FROM person p
    WHERE d.id = p_id
      AND d.claimed_at IS NULL
      AND d.next_at <= clock_timestamp()
      AND p.id = d.person_id
    RETURNING p.email, d.expires_at, d.tries;
END
$$;
REVOKE ALL ON FUNCTION claim_link FROM PUBLIC;
GRANT EXECUTE ON FUNCTION claim_link TO {{staff}};
