-- A month whose own ruling was reversed, and on which a statement has ruled since, follows that statement: its own
-- ruling is the newest no more. It counted beside the statement in every sum. Locks the view alone.
SET search_path = sonae;

CREATE OR REPLACE VIEW newest_ruling WITH (security_invoker = true) AS
SELECT
  r.decision_id, r.expense_id, r.incident_id, r.institution_id, r.ruling, r.amount_yen, r.claimed_yen, r.ruled_at,
  r.final_at
FROM ruling r
WHERE NOT EXISTS (
    SELECT
    FROM ruling n
    WHERE n.expense_id = r.expense_id AND (n.ruled_at, n.decision_id) > (r.ruled_at, r.decision_id)
  )
  AND NOT EXISTS (
    SELECT
    FROM statement_line s
    JOIN ruling n ON n.decision_id = s.decision_id
    WHERE s.expense_id = r.expense_id AND s.is_new AND (n.ruled_at, n.decision_id) > (r.ruled_at, r.decision_id)
  );
COMMENT ON VIEW newest_ruling IS
  'the last ruling of each expense, unless a statement ruled on it since; whether it stands is said by its state';
