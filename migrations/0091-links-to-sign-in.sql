-- A link to sign in is mailed by the queue of what leaves the house: claimed, spoken, recorded. Its secret is made when the mail
-- is, a new one for each try, and stands nowhere but in the mail: the row keeps the hash of the last try, so that an earlier one is
-- void. Locks device_code for a moment; a process of the version before goes on mailing its own.
SET search_path = sonae;

-- next_at: when it is to be mailed; NULL: sent, failed, unknown, or nothing to mail. claimed_at: in hand. handed_at: its end may have
-- left. What was handed over and is not recorded is unknown, and its person asks again.
ALTER TABLE device_code ALTER COLUMN code_hash DROP NOT NULL,
  ADD COLUMN next_at timestamptz, ADD COLUMN tries int NOT NULL DEFAULT 0, ADD COLUMN claim uuid, ADD COLUMN claimed_at timestamptz,
  ADD COLUMN handed_at timestamptz, ADD COLUMN failed_at timestamptz,
  ADD CHECK (code_hash IS NOT NULL OR (kind = 'link' AND tries = 0)), ADD CHECK (kind = 'link' OR next_at IS NULL),
  ADD CHECK ((claim IS NULL) = (claimed_at IS NULL));
CREATE INDEX device_code_due ON device_code (next_at) WHERE next_at IS NOT NULL;
GRANT SELECT (next_at, tries, claimed_at, handed_at, failed_at) ON device_code TO {{staff}};

-- Claims a link that is due; the hash is of the secret of this try. A claim of which nobody has spoken for 35 s has nobody any more:
-- before its end it goes again, after it nobody knows. What is good for less than five minutes more is not mailed.
CREATE FUNCTION claim_link(p_id uuid, p_hash bytea, p_claim uuid) RETURNS TABLE (email text, expires_at timestamptz, tries int)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
BEGIN
  UPDATE device_code d SET claim = NULL, claimed_at = NULL, next_at = CASE WHEN d.handed_at IS NULL THEN d.next_at END
   WHERE d.id = p_id AND d.claimed_at < clock_timestamp() - interval '35 seconds';
  UPDATE device_code d SET next_at = NULL, failed_at = clock_timestamp()
   WHERE d.id = p_id AND d.claimed_at IS NULL AND d.next_at IS NOT NULL AND d.expires_at < clock_timestamp() + interval '5 minutes';
  RETURN QUERY
  UPDATE device_code d SET code_hash = p_hash, claim = p_claim, claimed_at = clock_timestamp(), handed_at = NULL, tries = d.tries + 1
    FROM person p
   WHERE d.id = p_id AND d.claimed_at IS NULL AND d.next_at <= clock_timestamp() AND p.id = d.person_id
  RETURNING p.email, d.expires_at, d.tries;
END $$;

-- Its end may leave, where the claim is still held.
CREATE FUNCTION hand_link(p_id uuid, p_claim uuid) RETURNS boolean
  LANGUAGE sql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
  WITH held AS (UPDATE device_code SET handed_at = clock_timestamp() WHERE id = p_id AND claim = p_claim RETURNING 1)
  SELECT EXISTS (SELECT FROM held)
$$;

-- What became of it: sent, waiting (again after so many seconds), failed, unknown.
CREATE FUNCTION record_link(p_id uuid, p_claim uuid, p_became text, p_again float8) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
  UPDATE device_code
     SET claim = NULL, claimed_at = NULL,
         handed_at = CASE WHEN p_became IN ('sent', 'unknown') THEN handed_at END,
         sent_at = CASE WHEN p_became = 'sent' THEN clock_timestamp() END,
         failed_at = CASE WHEN p_became = 'failed' THEN clock_timestamp() END,
         next_at = CASE WHEN p_became = 'waiting' THEN clock_timestamp() + make_interval(secs => p_again) END
   WHERE id = p_id AND claim = p_claim
$$;
REVOKE ALL ON FUNCTION claim_link, hand_link, record_link FROM PUBLIC;
GRANT EXECUTE ON FUNCTION claim_link, hand_link, record_link TO {{staff}};
