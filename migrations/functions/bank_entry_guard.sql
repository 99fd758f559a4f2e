-- A person of payments or an administrator enters and decides an entry of the bank master in their own name (SN190).
CREATE OR REPLACE FUNCTION bank_entry_guard() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  who uuid := coalesce(NEW.decided_by, NEW.entered_by);
BEGIN
  IF coalesce(current_setting('app.actor_id', true), '') <> 'person:' || who THEN
    RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'somebody-else';
  END IF;
  IF NOT EXISTS (
      SELECT
      FROM confirmed_role g
      WHERE g.person_id = who
        AND g.role IN ('payments', 'administrator')
    ) THEN
    RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'role';
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION bank_entry_guard FROM PUBLIC;
