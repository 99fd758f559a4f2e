-- An account is entered, and decided on, in one's own name. PostgreSQL checks every right that a statement names once
-- its plan is generic, whatever its conditions say: a guard that an institution fires names nothing that it may not
-- read.
CREATE OR REPLACE FUNCTION payee_account_guard() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  IF coalesce(current_setting('app.actor_id', true), '') <> 'person:' || coalesce(NEW.decided_by, NEW.entered_by) THEN
    RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'somebody-else';
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION payee_account_guard FROM PUBLIC;
