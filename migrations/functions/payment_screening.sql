-- The worst result of screening among all whom a payment concerns: 'confirmed', 'held', 'unknown' while one of them
-- was not screened, else 'clear'.
CREATE OR REPLACE FUNCTION payment_screening(p_payment uuid) RETURNS text
  LANGUAGE sql STABLE
  SET search_path = sonae, pg_temp
AS $$
  WITH paid AS (SELECT * FROM payment p WHERE p.id = p_payment),
  lines AS (
    SELECT e.*
    FROM paid p
    JOIN expense e ON e.id = p.expense_id
      OR e.id IN (SELECT s.expense_id FROM statement_line s WHERE s.decision_id = p.decision_id AND s.is_new)
  ),
  states AS (
    SELECT screening_state('account', p.account_id) AS state
    FROM paid p
    UNION
    SELECT screening_state('institution', p.institution_id)
    FROM paid p
    UNION
    SELECT screening_state('person', h.id)
    FROM lines l
    JOIN person h ON h.id = l.entered_by AND h.institution_id = l.institution_id
    UNION
    SELECT screening_state('person', l.claimant_id)
    FROM lines l
    WHERE l.claimant_id IS NOT NULL
  )
  SELECT
    coalesce(
      (
        SELECT s.state
        FROM states s
        ORDER BY array_position(ARRAY['confirmed', 'held', 'unknown', 'clear'], s.state)
        LIMIT 1
      ),
      'unknown'
    )
$$;
REVOKE ALL ON FUNCTION payment_screening FROM PUBLIC;
GRANT EXECUTE ON FUNCTION payment_screening TO {{staff}};
