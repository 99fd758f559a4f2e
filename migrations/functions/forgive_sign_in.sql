-- Takes back an attempt that succeeded, and the wait of account and network. Other attempts stay counted, so that a
-- success buys no guesses.
CREATE OR REPLACE FUNCTION forgive_sign_in(
  p_device bytea, p_account bytea, p_network bytea, p_pair bytea, p_counted timestamptz
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  UPDATE sign_in_attempt
  SET attempts = array_remove(attempts, p_counted)
  WHERE bucket = coalesce(p_device, p_account);
  IF p_device IS NULL THEN
    UPDATE sign_in_attempt
    SET attempts = array_remove(attempts, p_counted)
    WHERE bucket = p_network;
    DELETE FROM sign_in_attempt WHERE bucket = p_pair;
  END IF;
END
$$;
REVOKE ALL ON FUNCTION forgive_sign_in FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forgive_sign_in TO {{access}};
