-- Delays in place of lock-out; codes that let a device try; failed sign-ins kept by account, network and hour.
-- Locks credential and sign_in_attempt for milliseconds. Counted sign-ins (a day's at most) are forgotten once.
SET search_path = sonae;

-- No second factor exists that could be set or checked: a value here only shut its account out.
ALTER TABLE credential DROP COLUMN totp_secret, DROP COLUMN totp_last_step;

-- attempts: when those were made that failed or are not yet known to have succeeded, oldest first. A bucket is a hash: of a known
-- device, of an account over all unknown devices, of a client's network, of account and network.
DELETE FROM sign_in_attempt;
ALTER TABLE sign_in_attempt DROP CONSTRAINT sign_in_attempt_pkey, DROP COLUMN window_start, DROP COLUMN attempts,
  ADD COLUMN attempts timestamptz[] NOT NULL DEFAULT '{}', ADD COLUMN last_at timestamptz NOT NULL, ADD PRIMARY KEY (bucket);
CREATE INDEX sign_in_attempt_last ON sign_in_attempt (last_at);

-- Lets a device that nobody knows try a password: mailed as a link, or read out by the desk after a call-back. Known by its hash
-- only, good once.
CREATE TABLE device_code (
  id uuid PRIMARY KEY, person_id uuid NOT NULL REFERENCES person, code_hash bytea NOT NULL UNIQUE, kind text NOT NULL CHECK (kind IN ('desk','link')),
  made_by text NOT NULL, created_at timestamptz NOT NULL, expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
  used_at timestamptz, sent_at timestamptz);
CREATE INDEX device_code_person ON device_code (person_id, created_at);

-- How often it was refused, by account and network and hour; the audit has one entry a row. person_id NULL: no account has the
-- address that was typed, which is kept nowhere. network NULL: refused before a password was looked at, from anywhere.
CREATE TABLE sign_in_refusal (
  person_id uuid REFERENCES person, network cidr,
  cause text NOT NULL CHECK (cause IN ('wrong-password','no-account','no-role','waiting','code-needed','code-wrong')),
  hour timestamptz NOT NULL, times int NOT NULL, last_at timestamptz NOT NULL, UNIQUE NULLS NOT DISTINCT (person_id, network, cause, hour));
CREATE INDEX sign_in_refusal_hour ON sign_in_refusal (hour);

SELECT secure_table(t) FROM unnest(ARRAY['device_code','sign_in_refusal']::regclass[]) t;
CREATE POLICY access_all ON device_code TO {{access}} USING (true) WITH CHECK (true);
CREATE POLICY access_all ON sign_in_refusal TO {{access}} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON device_code, sign_in_refusal TO {{access}};
GRANT UPDATE (used_at, sent_at) ON device_code TO {{access}};
GRANT UPDATE (times, last_at) ON sign_in_refusal TO {{access}};
GRANT SELECT ON sign_in_refusal TO {{staff}};
GRANT SELECT (id, person_id, kind, made_by, created_at, expires_at, used_at, sent_at) ON device_code TO {{staff}};

-- The attempts of a bucket that still count, locked until the transaction ends.
CREATE FUNCTION lock_attempts(p_bucket bytea, p_within interval) RETURNS timestamptz[] LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE made timestamptz[];
BEGIN
  LOOP
    SELECT a.attempts INTO made FROM sign_in_attempt a WHERE a.bucket = p_bucket FOR UPDATE;
    EXIT WHEN FOUND;
    INSERT INTO sign_in_attempt (bucket, last_at) VALUES (p_bucket, clock_timestamp()) ON CONFLICT (bucket) DO NOTHING;
  END LOOP;
  RETURN ARRAY(SELECT t FROM unnest(made) t WHERE t > clock_timestamp() - p_within ORDER BY t);
END $$;

-- Counts an attempt before its password is looked at, in one statement, so that attempts made at the same moment cannot slip by.
-- Each limit is over the time before this moment, not over hours of the clock. A known device (p_device) has a count of its own
-- and no other: 10 an hour. Any other: 100 in 24 hours over all of the account, 1, 2, 4 … 60 seconds after the third of account
-- and network, 300 in 15 minutes of a network. What is refused is not counted. Buckets are locked in this order: account,
-- network, pair. outcome: counted, waiting or code-needed.
CREATE FUNCTION count_sign_in(p_device bytea, p_account bytea, p_network bytea, p_pair bytea)
RETURNS TABLE (outcome text, wait_seconds int, counted_at timestamptz) LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE of_first timestamptz[]; of_network timestamptz[] := '{}'; of_pair timestamptz[] := '{}'; n int; free_at timestamptz; moment timestamptz;
BEGIN
  of_first := lock_attempts(coalesce(p_device, p_account), CASE WHEN p_device IS NULL THEN interval '24 hours' ELSE interval '1 hour' END);
  n := cardinality(of_first);
  IF p_device IS NOT NULL THEN
    IF n >= 10 THEN outcome := 'waiting'; free_at := of_first[n - 9] + interval '1 hour'; END IF;
  ELSIF n >= 100 THEN
    outcome := 'code-needed'; free_at := of_first[n - 99] + interval '24 hours';
  ELSE
    of_network := lock_attempts(p_network, interval '15 minutes');
    of_pair := lock_attempts(p_pair, interval '24 hours');
    n := cardinality(of_pair);
    IF n >= 3 THEN free_at := of_pair[n] + make_interval(secs => least(60, 2 ^ (n - 3))); END IF;
    n := cardinality(of_network);
    IF n >= 300 THEN free_at := greatest(free_at, of_network[n - 299] + interval '15 minutes'); END IF;
    IF free_at > clock_timestamp() THEN outcome := 'waiting'; END IF;
  END IF;
  IF outcome IS NOT NULL THEN
    wait_seconds := greatest(1, ceil(extract(epoch FROM free_at - clock_timestamp())));
    RETURN NEXT;
    RETURN;
  END IF;
  -- its moment is what an attempt is known by when it turns out to be none
  SELECT greatest(clock_timestamp(), max(t) + interval '1 microsecond') INTO moment FROM unnest(of_first || of_network || of_pair) t;
  UPDATE sign_in_attempt a SET attempts = of_first || moment, last_at = moment WHERE a.bucket = coalesce(p_device, p_account);
  IF p_device IS NULL THEN
    UPDATE sign_in_attempt a SET attempts = of_network || moment, last_at = moment WHERE a.bucket = p_network;
    -- ten are enough: the wait grows no further
    UPDATE sign_in_attempt a SET attempts = of_pair[greatest(1, cardinality(of_pair) - 8):] || moment, last_at = moment WHERE a.bucket = p_pair;
  END IF;
  -- last, and waiting for nobody: what no longer counts goes as fast as it comes
  DELETE FROM sign_in_attempt a WHERE a.bucket IN (SELECT o.bucket FROM sign_in_attempt o WHERE o.last_at < now() - interval '1 day' LIMIT 8 FOR UPDATE SKIP LOCKED);
  outcome := 'counted'; counted_at := moment;
  RETURN NEXT;
END $$;

-- The attempt was none: it succeeded. Others' stay counted, so that no success buys guesses; only the wait of account and network ends.
CREATE FUNCTION forgive_sign_in(p_device bytea, p_account bytea, p_network bytea, p_pair bytea, p_counted timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
BEGIN
  UPDATE sign_in_attempt SET attempts = array_remove(attempts, p_counted) WHERE bucket = coalesce(p_device, p_account);
  IF p_device IS NULL THEN
    UPDATE sign_in_attempt SET attempts = array_remove(attempts, p_counted) WHERE bucket = p_network;
    DELETE FROM sign_in_attempt WHERE bucket = p_pair;
  END IF;
END $$;
REVOKE ALL ON FUNCTION lock_attempts, count_sign_in, forgive_sign_in FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lock_attempts, count_sign_in, forgive_sign_in TO {{access}};

-- Rows that nobody needs any more, up to so many a table and call: keys after 90 days (api: repeats), sessions 90 days after
-- their end, links to set a password and codes of devices 90 days after theirs, counted sign-ins after a day, refused ones after a
-- year. Answers how many went.
CREATE OR REPLACE FUNCTION delete_expired(most int DEFAULT 5000) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE gone int := 0; n int;
BEGIN
  DELETE FROM idempotency WHERE (actor, key) IN (SELECT actor, key FROM idempotency WHERE created_at < now() - interval '90 days' LIMIT most);
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  DELETE FROM session_case WHERE session_id IN (SELECT id FROM session WHERE least(ended_at, expires_at) < now() - interval '90 days' LIMIT most);
  DELETE FROM session s WHERE s.id IN (SELECT id FROM session WHERE least(ended_at, expires_at) < now() - interval '90 days' LIMIT most)
    AND NOT EXISTS (SELECT FROM session_case c WHERE c.session_id = s.id);
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  DELETE FROM sign_in_attempt WHERE bucket IN (SELECT bucket FROM sign_in_attempt WHERE last_at < now() - interval '1 day' LIMIT most FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  DELETE FROM invitation WHERE id IN (SELECT id FROM invitation WHERE expires_at < now() - interval '90 days' LIMIT most);
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  DELETE FROM device_code WHERE id IN (SELECT id FROM device_code WHERE expires_at < now() - interval '90 days' LIMIT most);
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  DELETE FROM sign_in_refusal WHERE ctid IN (SELECT ctid FROM sign_in_refusal WHERE hour < now() - interval '1 year' LIMIT most);
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  RETURN gone;
END $$;
