-- Counts an attempt to sign in before its password is checked, in one statement, so that simultaneous attempts all
-- count. Each limit (signInLimits) covers the time before this moment, not hours of the clock. A known device
-- (p_device) has its own limit only. All others have that of the account; a wait that doubles from a second on, after
-- the first attempts of account and network; that of the network. A refused attempt is not counted. Lock order of
-- buckets: account, network, pair. outcome: counted, waiting or code-needed.
CREATE OR REPLACE FUNCTION count_sign_in(p_device bytea, p_account bytea, p_network bytea, p_pair bytea)
  RETURNS TABLE(outcome text, wait_seconds int, counted_at timestamptz)
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  of_first timestamptz[];
  of_network timestamptz[] := '{}';
  of_pair timestamptz[] := '{}';
  n int;
  free_at timestamptz;
  moment timestamptz;
BEGIN
  of_first := lock_attempts(
    coalesce(p_device, p_account),
    CASE
      WHEN p_device IS NULL THEN interval '{{sign-in.account-hours}} hours'
      ELSE interval '{{sign-in.device-hours}} hours'
    END
  );
  n := cardinality(of_first);
  IF p_device IS NOT NULL THEN
    IF n >= {{sign-in.device-attempts}} THEN
      outcome := 'waiting';
      free_at := of_first[n - {{sign-in.device-attempts}} + 1] + interval '{{sign-in.device-hours}} hours';
    END IF;
  ELSIF n >= {{sign-in.account-attempts}} THEN
    outcome := 'code-needed';
    free_at := of_first[n - {{sign-in.account-attempts}} + 1] + interval '{{sign-in.account-hours}} hours';
  ELSE
    of_network := lock_attempts(p_network, interval '{{sign-in.network-minutes}} minutes');
    of_pair := lock_attempts(p_pair, interval '{{sign-in.pair-hours}} hours');
    n := cardinality(of_pair);
    IF n >= {{sign-in.pair-attempts}} THEN
      free_at := of_pair[n]
        + make_interval(secs => least({{sign-in.longest-wait-seconds}}, 2 ^ (n - {{sign-in.pair-attempts}})));
    END IF;
    n := cardinality(of_network);
    IF n >= {{sign-in.network-attempts}} THEN
      free_at := greatest(
        free_at,
        of_network[n - {{sign-in.network-attempts}} + 1] + interval '{{sign-in.network-minutes}} minutes'
      );
    END IF;
    IF free_at > clock_timestamp() THEN
      outcome := 'waiting';
    END IF;
  END IF;
  IF outcome IS NOT NULL THEN
    wait_seconds := greatest(1, ceil(extract(epoch FROM free_at - clock_timestamp())));
    RETURN NEXT;
    RETURN;
  END IF;
  -- its moment is what an attempt is known by when it turns out to be none
  SELECT greatest(clock_timestamp(), max(t) + interval '1 microsecond')
  INTO moment
  FROM unnest(of_first || of_network || of_pair) t;
  UPDATE sign_in_attempt a
  SET attempts = of_first || moment, last_at = moment
  WHERE a.bucket = coalesce(p_device, p_account);
  IF p_device IS NULL THEN
    UPDATE sign_in_attempt a
    SET attempts = of_network || moment, last_at = moment
    WHERE a.bucket = p_network;
    -- as many as the longest wait needs: it grows no further
    UPDATE sign_in_attempt a
    SET attempts = of_pair[greatest(1, cardinality(of_pair) - {{sign-in.pair-kept}} + 2):] || moment,
        last_at = moment
    WHERE a.bucket = p_pair;
  END IF;
  -- last, and waiting for nobody: what no longer counts goes as fast as it comes
  DELETE FROM sign_in_attempt a
  WHERE a.bucket IN (
    SELECT o.bucket
    FROM sign_in_attempt o
    WHERE o.last_at < now() - interval '{{sign-in.account-hours}} hours'
    LIMIT 8
    FOR UPDATE SKIP LOCKED
  );
  outcome := 'counted';
  counted_at := moment;
  RETURN NEXT;
END
$$;
REVOKE ALL ON FUNCTION count_sign_in FROM PUBLIC;
GRANT EXECUTE ON FUNCTION count_sign_in TO {{access}};
