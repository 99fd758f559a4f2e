-- Whether an expense is a new line of a statement: such a line is not withdrawn alone, its decision is reversed.
CREATE OR REPLACE FUNCTION carries_statement(p_expense uuid) RETURNS boolean
  LANGUAGE sql STABLE
  SET search_path = sonae, pg_temp
AS $$
  SELECT EXISTS (SELECT FROM statement_line s WHERE s.expense_id = p_expense AND s.is_new)
$$;
REVOKE ALL ON FUNCTION carries_statement FROM PUBLIC;
GRANT EXECUTE ON FUNCTION carries_statement TO {{staff}};
