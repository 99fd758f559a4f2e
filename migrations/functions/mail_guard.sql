-- A mail that may have arrived is sent again by a person only.
CREATE OR REPLACE FUNCTION mail_guard() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  IF OLD.state = 'sent'
      OR (
        OLD.state = 'unknown'
        AND NEW.state <> 'sent'
        AND coalesce(current_setting('app.actor_id', true), '') NOT LIKE 'person:%'
      ) THEN
    RAISE EXCEPTION 'a mail that may have arrived is not sent again by itself' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION mail_guard FROM PUBLIC;
