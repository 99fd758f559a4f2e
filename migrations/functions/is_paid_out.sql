-- Whether an expense is paid: a deposit pays it as a settlement does.
CREATE OR REPLACE FUNCTION is_paid_out(p_expense uuid) RETURNS boolean
  LANGUAGE sql STABLE
  SET search_path = sonae, pg_temp
AS $$
  SELECT
    EXISTS (
      SELECT
      FROM payment p
      JOIN decisions_of(p_expense) d ON d.decision_id = p.decision_id
      WHERE p.state IN ('settled', 'deposited')
    )
$$;
REVOKE ALL ON FUNCTION is_paid_out FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_paid_out TO {{staff}};
