import { transfersOf, type Transfer } from '#expenses';

transfersOf.supply(async (tx, incidentId) => {
  const rows = await tx.rows<Transfer>(
    `SELECT l.expense_id, p.state, p.settled_on, p.returned_on, a.last_digits
       FROM payment p
      CROSS JOIN LATERAL (
        SELECT p.expense_id WHERE p.expense_id IS NOT NULL
        UNION SELECT s.expense_id FROM statement_line s WHERE s.decision_id = p.decision_id AND s.is_new) l
       LEFT JOIN payee_account a ON a.id = p.account_id AND a.claimant_id IS NULL AND a.vendor_name IS NULL
      WHERE p.incident_id = $1 AND p.state <> 'stopped'
      ORDER BY p.no`,
    [incidentId],
  );
  return new Map(rows.map((row) => [row.expense_id, row]));
});
