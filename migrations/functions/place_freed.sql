-- Since when an adjuster has room again: who waits for a place is tried then.
CREATE OR REPLACE FUNCTION place_freed() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  NEW.freed_at := clock_timestamp();
  RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION place_freed FROM PUBLIC;
