-- Retention of technical tables, and what readiness looks at.
SET search_path = sonae;

-- Whether every migration of a version was applied: the table itself stays the owner's.
CREATE FUNCTION schema_has(names text[]) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sonae, pg_temp
  RETURN names <@ ARRAY(SELECT name::text FROM schema_migration);

-- Months of events and letters that are all done are dropped as a whole, one a call, so that a waiting lock never stops the
-- writers for long. Never detached: a detached month would be a table of its own without its policies' parent. The audit stays.
CREATE FUNCTION drop_expired_partition(keep interval DEFAULT '400 days') RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp SET lock_timeout = '200ms' AS $$
DECLARE part record; unfinished boolean;
BEGIN
  FOR part IN
    SELECT c.relname AS name, p.relname AS parent FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid JOIN pg_class p ON p.oid = h.inhparent
     WHERE h.inhparent IN ('sonae.outbox'::regclass, 'sonae.inbox'::regclass) AND c.relname ~ '_[0-9]{6}$'
       AND (to_date(right(c.relname, 6), 'YYYYMM') + interval '1 month') AT TIME ZONE 'UTC' < now() - keep
     ORDER BY p.relname, c.relname
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE %s)', part.name, CASE part.parent WHEN 'outbox' THEN 'published_no IS NULL' ELSE 'done_at IS NULL' END) INTO unfinished;
    CONTINUE WHEN unfinished;
    EXECUTE format('DROP TABLE %I', part.name);
    RETURN part.name;
  END LOOP;
  RETURN NULL;
END $$;

-- Rows that nobody needs any more, up to so many a table and call: keys after 90 days (api: repeats), sessions 90 days after
-- their end, links to set a password 90 days after theirs, counted sign-ins after a day. Answers how many went.
CREATE FUNCTION delete_expired(most int DEFAULT 5000) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE gone int := 0; n int;
BEGIN
  DELETE FROM idempotency WHERE (actor, key) IN (SELECT actor, key FROM idempotency WHERE created_at < now() - interval '90 days' LIMIT most);
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  DELETE FROM session_case WHERE session_id IN (SELECT id FROM session WHERE least(ended_at, expires_at) < now() - interval '90 days' LIMIT most);
  DELETE FROM session s WHERE s.id IN (SELECT id FROM session WHERE least(ended_at, expires_at) < now() - interval '90 days' LIMIT most)
    AND NOT EXISTS (SELECT FROM session_case c WHERE c.session_id = s.id);
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  DELETE FROM sign_in_attempt WHERE (bucket, window_start) IN (SELECT bucket, window_start FROM sign_in_attempt WHERE window_start < now() - interval '1 day' LIMIT most);
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  DELETE FROM invitation WHERE id IN (SELECT id FROM invitation WHERE expires_at < now() - interval '90 days' LIMIT most);
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  RETURN gone;
END $$;
CREATE INDEX session_over ON session (least(ended_at, expires_at));
REVOKE ALL ON FUNCTION schema_has, drop_expired_partition, delete_expired FROM PUBLIC;
GRANT EXECUTE ON FUNCTION schema_has, drop_expired_partition, delete_expired TO {{staff}};
