-- Two persons erase a document: each asks or confirms in their own name (SN190).
CREATE OR REPLACE FUNCTION document_erasure_guard() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  IF OLD IS NOT DISTINCT FROM NULL OR OLD.confirmed_by IS DISTINCT FROM NEW.confirmed_by THEN
    IF coalesce(current_setting('app.actor_id', true), '') <> 'person:' || coalesce(NEW.confirmed_by, NEW.asked_by) THEN
      RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'somebody-else';
    END IF;
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION document_erasure_guard FROM PUBLIC;
