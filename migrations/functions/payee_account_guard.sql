-- An account is entered, and decided on, in one's own name (SN190). It reads no table that an institution may not
-- read: PostgreSQL checks every right that a statement names once its plan is generic, whatever its conditions.
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
