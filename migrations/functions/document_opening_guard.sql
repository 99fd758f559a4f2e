-- A person records in their own name that they opened a document, and only one that needs a password (SN190).
CREATE OR REPLACE FUNCTION document_opening_guard() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  IF coalesce(current_setting('app.actor_id', true), '') <> 'person:' || NEW.opened_by THEN
    RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'somebody-else';
  END IF;
  IF NOT EXISTS (
      SELECT
      FROM document d
      WHERE d.id = NEW.document_id AND d.needs_password AND d.received_on <= NEW.password_on
    ) THEN
    RAISE EXCEPTION 'nothing to open' USING ERRCODE = 'SN190', DETAIL = 'nothing-to-open';
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION document_opening_guard FROM PUBLIC;
