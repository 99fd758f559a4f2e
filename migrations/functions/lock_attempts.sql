-- Locks a bucket until the transaction ends and answers its attempts that still count.
CREATE OR REPLACE FUNCTION lock_attempts(p_bucket bytea, p_within interval) RETURNS timestamptz[]
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  made timestamptz[];
BEGIN
  LOOP
    SELECT a.attempts
    INTO made
    FROM sign_in_attempt a
    WHERE a.bucket = p_bucket
    FOR UPDATE;
    EXIT WHEN FOUND;
    INSERT INTO sign_in_attempt (bucket, last_at)
    VALUES (p_bucket, clock_timestamp())
    ON CONFLICT (bucket) DO NOTHING;
  END LOOP;
  RETURN ARRAY(SELECT t FROM unnest(made) t WHERE t > clock_timestamp() - p_within ORDER BY t);
END
$$;
REVOKE ALL ON FUNCTION lock_attempts FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lock_attempts TO {{access}};
