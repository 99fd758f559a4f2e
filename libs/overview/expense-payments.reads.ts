import { paymentStateNames, type PaymentRow } from '#payments';
import type { Tx } from '#platform';
import type { ExpensePaymentDto } from './overview.dto.js';

type Row = Pick<
  PaymentRow,
  'id' | 'no' | 'state' | 'amount_yen' | 'interest_yen' | 'pay_by' | 'batch_id' | 'settled_on'
> & {
  readonly batch_no: number | null;
  readonly transfer_on: string | null;
  readonly released_by_name: string | null;
  readonly released_at: Date | null;
  readonly returned_on: string | null;
  readonly return_reason: string | null;
};

/** Payments of an expense, and of the statements it is a month of, newest first: batch, transfer date and who released it. */
export async function paymentsOfExpense(tx: Tx, expenseId: string): Promise<ExpensePaymentDto[]> {
  const rows = await tx.rows<Row>(
    `SELECT p.id, p.no, p.state, p.amount_yen, p.interest_yen, p.pay_by, p.batch_id, b.no AS batch_no, b.transfer_on,
            CASE WHEN b.released_at IS NOT NULL THEN r.display_name END AS released_by_name, b.released_at, p.settled_on,
            p.returned_on, p.return_reason
       FROM payment p
       LEFT JOIN payment_batch b ON b.id = p.batch_id
       LEFT JOIN person r ON r.id = b.releaser_id
      WHERE p.expense_id = $1
         OR p.decision_id IN (SELECT s.decision_id FROM statement_line s WHERE s.expense_id = $1 AND s.is_new)
      ORDER BY p.scheduled_at DESC, p.no DESC`,
    [expenseId],
  );
  return rows.map((row) => ({
    id: row.id,
    number: row.no,
    state: row.state,
    stateJa: paymentStateNames[row.state].ja,
    stateEn: paymentStateNames[row.state].en,
    amount: row.amount_yen,
    interest: row.interest_yen,
    payBy: row.pay_by,
    batchId: row.batch_id,
    batchNumber: row.batch_no,
    transferOn: row.transfer_on,
    releasedByName: row.released_by_name,
    releasedAt: row.released_at?.toISOString() ?? null,
    settledOn: row.settled_on,
    returnedOn: row.returned_on,
    returnReason: row.return_reason,
  }));
}
