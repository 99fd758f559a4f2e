-- The day since which a bank or branch is closed, by the master of a given day; null while it is open.
CREATE OR REPLACE FUNCTION bank_closed_on(p_bank text, p_branch text, p_day date) RETURNS date
  LANGUAGE sql STABLE
  SET search_path = sonae, pg_temp
AS $$
  SELECT min(e.from_on)
  FROM (
    SELECT DISTINCT ON (x.branch_code IS NULL) x.act, x.from_on
    FROM bank_entry x
    WHERE x.bank_code = p_bank
      AND (x.branch_code IS NULL OR x.branch_code = p_branch)
      AND x.decision = 'confirmed'
      AND x.from_on <= p_day
    ORDER BY x.branch_code IS NULL, x.from_on DESC, x.decided_at DESC, x.id DESC
  ) e
  WHERE e.act = 'closed'
$$;
REVOKE ALL ON FUNCTION bank_closed_on FROM PUBLIC;
GRANT EXECUTE ON FUNCTION bank_closed_on TO {{staff}}, {{institution}};
