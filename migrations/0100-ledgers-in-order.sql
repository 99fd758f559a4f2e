-- Whoever posts in several periods takes the locks of their ledgers first, in the order of their ids: two acts over the same
-- periods never wait for each other in a circle. A period without an account has no posting, and none of these acts makes one.
SET search_path = sonae;

CREATE FUNCTION limit_lock_periods(p_periods uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
BEGIN
  PERFORM FROM limit_account WHERE member_period_id = ANY (p_periods) ORDER BY member_period_id FOR UPDATE;
END $$;
REVOKE ALL ON FUNCTION limit_lock_periods FROM PUBLIC;
GRANT EXECUTE ON FUNCTION limit_lock_periods TO {{staff}};
