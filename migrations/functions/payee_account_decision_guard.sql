-- Decided on by a person of payments. A function of its own: an institution enters accounts, and may not read roles.
-- Policies let nobody insert an account that is decided.
CREATE OR REPLACE FUNCTION payee_account_decision_guard() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  IF NOT EXISTS (
      SELECT
      FROM role_grant g
      WHERE g.person_id = NEW.decided_by
        AND g.role = 'payments'
        AND g.confirmed_at IS NOT NULL
        AND g.ended_at IS NULL
    ) THEN
    RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'role';
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION payee_account_decision_guard FROM PUBLIC;
