-- Those who may not release a payment: they entered, proposed or signed what it pays, or confirmed its account.
CREATE OR REPLACE FUNCTION payment_signers(p_payment uuid) RETURNS TABLE(person_id uuid)
  LANGUAGE sql STABLE
  SET search_path = sonae, pg_temp
AS $$
  SELECT e.entered_by
  FROM payment p
  JOIN expense e ON e.id = p.expense_id
  WHERE p.id = p_payment AND e.entered_by IS NOT NULL
  UNION
  SELECT d.proposed_by
  FROM payment p
  JOIN decision d ON d.id = p.decision_id
  WHERE p.id = p_payment
  UNION
  SELECT a.person_id
  FROM payment p
  JOIN decision_act a ON a.decision_id = p.decision_id
  WHERE p.id = p_payment
  UNION
  SELECT e.entered_by
  FROM payment p
  JOIN statement_line s ON s.decision_id = p.decision_id AND s.is_new
  JOIN expense e ON e.id = s.expense_id
  WHERE p.id = p_payment AND e.entered_by IS NOT NULL
  UNION
  SELECT x.person_id
  FROM payment p
  JOIN insurer_cost c ON c.id = p.cost_id
  CROSS JOIN LATERAL (VALUES (c.asked_by), (c.signed_by)) x(person_id)
  WHERE p.id = p_payment AND x.person_id IS NOT NULL
  UNION
  SELECT c.decided_by
  FROM payment p
  JOIN payee_account c ON c.id = p.account_id
  WHERE p.id = p_payment AND c.decided_by IS NOT NULL
$$;
REVOKE ALL ON FUNCTION payment_signers FROM PUBLIC;
GRANT EXECUTE ON FUNCTION payment_signers TO {{staff}};
