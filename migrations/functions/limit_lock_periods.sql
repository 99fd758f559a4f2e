-- Locks the accounts of several periods in one order, so that two transactions never wait for each other crosswise.
CREATE OR REPLACE FUNCTION limit_lock_periods(p_periods uuid[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  PERFORM
  FROM limit_account
  WHERE member_period_id = ANY (p_periods)
  ORDER BY member_period_id
  FOR UPDATE;
END
$$;
REVOKE ALL ON FUNCTION limit_lock_periods FROM PUBLIC;
GRANT EXECUTE ON FUNCTION limit_lock_periods TO {{staff}};
