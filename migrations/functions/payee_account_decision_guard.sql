-- A person of payments decides on an account (SN190). A function of its own, because an institution enters accounts
-- and may not read roles; policies keep it from inserting a decided one.
CREATE OR REPLACE FUNCTION payee_account_decision_guard() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  IF NOT EXISTS (
      SELECT
      FROM confirmed_role g
      WHERE g.person_id = NEW.decided_by
        AND g.role = 'payments'
    ) THEN
    RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'role';
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION payee_account_decision_guard FROM PUBLIC;
