-- Notes when an adjuster last got a free place: waiting items are tried then.
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
