-- Deletes expired rows, at most `most` a table and call: idempotency keys (repeatsKeptDays), sessions, links to set a
-- password and codes of devices after their end, refused sign-ins (keptPeriods), counted sign-ins that no limit looks
-- at any more (signInLimits). Answers how many rows it deleted.
CREATE OR REPLACE FUNCTION delete_expired(most int DEFAULT 5000) RETURNS int
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  gone int := 0;
  n int;
BEGIN
  DELETE FROM idempotency
  WHERE (actor, key) IN (
    SELECT actor, key
    FROM idempotency
    WHERE created_at < now() - interval '{{kept.repeat-days}} days'
    LIMIT most
  );
  GET DIAGNOSTICS n = ROW_COUNT;
  gone := gone + n;
  DELETE FROM session_case
  WHERE session_id IN (
    SELECT id
    FROM session
    WHERE least(ended_at, expires_at) < now() - interval '{{kept.session-days}} days'
    LIMIT most
  );
  DELETE FROM session s
  WHERE s.id IN (
      SELECT id
      FROM session
      WHERE least(ended_at, expires_at) < now() - interval '{{kept.session-days}} days'
      LIMIT most
    )
    AND NOT EXISTS (SELECT FROM session_case c WHERE c.session_id = s.id);
  GET DIAGNOSTICS n = ROW_COUNT;
  gone := gone + n;
  DELETE FROM sign_in_attempt
  WHERE bucket IN (
    SELECT bucket
    FROM sign_in_attempt
    WHERE last_at < now() - interval '{{sign-in.account-hours}} hours'
    LIMIT most
    FOR UPDATE SKIP LOCKED
  );
  GET DIAGNOSTICS n = ROW_COUNT;
  gone := gone + n;
  DELETE FROM invitation
  WHERE id IN (
    SELECT id
    FROM invitation
    WHERE expires_at < now() - interval '{{kept.invitation-days}} days'
    LIMIT most
  );
  GET DIAGNOSTICS n = ROW_COUNT;
  gone := gone + n;
  DELETE FROM device_code
  WHERE id IN (
    SELECT id
    FROM device_code
    WHERE expires_at < now() - interval '{{kept.device-code-days}} days'
    LIMIT most
  );
  GET DIAGNOSTICS n = ROW_COUNT;
  gone := gone + n;
  DELETE FROM sign_in_refusal
  WHERE ctid IN (
    SELECT ctid
    FROM sign_in_refusal
    WHERE hour < now() - interval '{{kept.sign-in-refusal-years}} years'
    LIMIT most
  );
  GET DIAGNOSTICS n = ROW_COUNT;
  gone := gone + n;
  RETURN gone;
END
$$;
REVOKE ALL ON FUNCTION delete_expired FROM PUBLIC;
GRANT EXECUTE ON FUNCTION delete_expired TO {{staff}};
