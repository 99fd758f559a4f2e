-- Locks the ledger of a period before it is read for a decision, and opens its account where there is none.
CREATE OR REPLACE FUNCTION limit_lock(p_period uuid, p_institution uuid, p_limits jsonb) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  INSERT INTO limit_account (member_period_id, institution_id, liability_limit_yen, response_expense_limit_yen)
  VALUES
    (p_period, p_institution, (p_limits ->> 'liabilityLimit')::bigint, (p_limits ->> 'responseExpenseLimit')::bigint)
  ON CONFLICT DO NOTHING;
  PERFORM FROM limit_account WHERE member_period_id = p_period FOR UPDATE;
END
$$;
REVOKE ALL ON FUNCTION limit_lock FROM PUBLIC;
GRANT EXECUTE ON FUNCTION limit_lock TO {{staff}};
