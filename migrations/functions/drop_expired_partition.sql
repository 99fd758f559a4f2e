-- Drops one expired month of events or deliveries in which nothing is open, one a call, so that its waiting lock
-- stops writers only briefly. Never detached: a detached month would be a table without the policies of its parent.
-- The audit stays. A month of the inbox has nothing open any more.
CREATE OR REPLACE FUNCTION drop_expired_partition(keep interval DEFAULT '{{kept.event-days}} days'::interval)
  RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp SET lock_timeout = '200ms'
AS $$
DECLARE
  part record;
  unfinished boolean := false;
BEGIN
  FOR part IN
    SELECT c.relname AS name, p.relname AS parent
    FROM pg_inherits h
    JOIN pg_class c ON c.oid = h.inhrelid
    JOIN pg_class p ON p.oid = h.inhparent
    WHERE h.inhparent IN ('sonae.outbox'::regclass, 'sonae.inbox'::regclass)
      AND c.relname ~ '_[0-9]{6}$'
      AND (to_date(right(c.relname, 6), 'YYYYMM') + interval '1 month') AT TIME ZONE 'UTC' < now() - keep
    ORDER BY p.relname, c.relname
  LOOP
    IF part.parent = 'outbox' THEN
      EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE published_no IS NULL)', part.name) INTO unfinished;
    END IF;
    CONTINUE WHEN unfinished;
    EXECUTE format('DROP TABLE %I', part.name);
    RETURN part.name;
  END LOOP;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION drop_expired_partition FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drop_expired_partition TO {{staff}};
