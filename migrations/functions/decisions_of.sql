-- The decisions that an expense follows: its own, and those of the statements it is a new line of.
CREATE OR REPLACE FUNCTION decisions_of(p_expense uuid) RETURNS TABLE(decision_id uuid)
  LANGUAGE sql STABLE
  SET search_path = sonae, pg_temp
AS $$
  SELECT d.id
  FROM decision d
  WHERE d.expense_id = p_expense
  UNION ALL
  SELECT s.decision_id
  FROM statement_line s
  WHERE s.expense_id = p_expense AND s.is_new
$$;
REVOKE ALL ON FUNCTION decisions_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION decisions_of TO {{staff}};
