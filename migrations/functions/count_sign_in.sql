-- Counts an attempt to sign in before its password is checked, in one statement, so that simultaneous attempts all
-- count. Each limit covers the time before this moment, not hours of the clock. A known device (p_device) has its own
-- limit only: 10 an hour. All others: 100 in 24 hours for the account; 1, 2, 4 … 60 seconds after the third attempt
-- of account and network; 300 in 15 minutes for a network. A refused attempt is not counted. Lock order of buckets:
-- account, network, pair. outcome: counted, waiting or code-needed.
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
    coalesce(p_device, p_account), CASE WHEN p_device IS NULL THEN interval '24 hours' ELSE interval '1 hour' END
  );
  n := cardinality(of_first);
  IF p_device IS NOT NULL THEN
    IF n >= 10 THEN
      outcome := 'waiting';
      free_at := of_first[n - 9] + interval '1 hour';
    END IF;
  ELSIF n >= 100 THEN
    outcome := 'code-needed';
    free_at := of_first[n - 99] + interval '24 hours';
  ELSE
    of_network := lock_attempts(p_network, interval '15 minutes');
    of_pair := lock_attempts(p_pair, interval '24 hours');
    n := cardinality(of_pair);
    IF n >= 3 THEN
      free_at := of_pair[n] + make_interval(secs => least(60, 2 ^ (n - 3)));
    END IF;
    n := cardinality(of_network);
    IF n >= 300 THEN
      free_at := greatest(free_at, of_network[n - 299] + interval '15 minutes');
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
    -- ten are enough: the wait grows no further
    UPDATE sign_in_attempt a
    SET attempts = of_pair[greatest(1, cardinality(of_pair) - 8):] || moment, last_at = moment
    WHERE a.bucket = p_pair;
  END IF;
  -- last, and waiting for nobody: what no longer counts goes as fast as it comes
  DELETE FROM sign_in_attempt a
  WHERE a.bucket IN (
    SELECT o.bucket
    FROM sign_in_attempt o
    WHERE o.last_at < now() - interval '1 day'
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
