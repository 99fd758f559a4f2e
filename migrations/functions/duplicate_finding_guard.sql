-- A person finds a duplicate in their own name, and another confirms it (SN190).
CREATE OR REPLACE FUNCTION duplicate_finding_guard() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  IF coalesce(current_setting('app.actor_id', true), '') <> 'person:' || coalesce(NEW.confirmed_by, NEW.found_by) THEN
    RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'somebody-else';
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION duplicate_finding_guard FROM PUBLIC;
