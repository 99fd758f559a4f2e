-- Makes the next missing month of the partitioned tables, one partition a call, so that its waiting lock stops
-- writers only briefly.
CREATE OR REPLACE FUNCTION ensure_next_partition(months_ahead int DEFAULT 24) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp SET lock_timeout = '200ms'
AS $$
DECLARE
  t text;
  m int;
  month date;
  part text;
BEGIN
  FOREACH t IN ARRAY ARRAY['outbox', 'inbox', 'audit', 'view_log'] LOOP
    FOR m IN 0..months_ahead LOOP
      month := (date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => m))::date;
      part := t || to_char(month, '_YYYYMM');
      IF to_regclass('sonae.' || part) IS NULL THEN
        EXECUTE format(
          'CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', part, t, month::text || ' 00:00+00',
          (month + interval '1 month')::date::text || ' 00:00+00'
        );
        RETURN true;
      END IF;
    END LOOP;
  END LOOP;
  RETURN false;
END
$$;
REVOKE ALL ON FUNCTION ensure_next_partition FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ensure_next_partition TO {{staff}};
