-- Those who signed the decision that an appeal or a supplement follows: others sign this time.
CREATE OR REPLACE FUNCTION earlier_signers(p_expense uuid) RETURNS TABLE(person_id uuid)
  LANGUAGE sql STABLE
  SET search_path = sonae, pg_temp
AS $$
  WITH earlier AS (
    SELECT a.decision_id
    FROM appeal a
    WHERE a.expense_id = p_expense
    UNION
    SELECT r.decision_id
    FROM expense e
    JOIN ruling r ON r.expense_id = e.supplements
    WHERE e.id = p_expense
      AND NOT EXISTS (SELECT FROM decision_act u WHERE u.decision_id = r.decision_id AND u.kind = 'undone')
  )
  SELECT d.proposed_by
  FROM decision d
  JOIN earlier x ON x.decision_id = d.id
  UNION
  SELECT a.person_id
  FROM decision_act a
  JOIN earlier x ON x.decision_id = a.decision_id
  WHERE a.kind = 'countersigned'
$$;
REVOKE ALL ON FUNCTION earlier_signers FROM PUBLIC;
GRANT EXECUTE ON FUNCTION earlier_signers TO {{staff}};
