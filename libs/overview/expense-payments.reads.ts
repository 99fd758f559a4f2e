import type { Tx } from '#database';
import { paymentFacts, type PaymentFacts, type PaymentBatchEntity } from '#payments';
import type { ExpensePaymentDto } from './expense.dto.js';
import type { PersonEntity } from '#people';

type Row = PaymentFacts & {
  /** This and the next three are null where the payment is in no batch. */
  readonly batch_no: PaymentBatchEntity['no'] | null;
  readonly transfer_on: PaymentBatchEntity['transfer_on'] | null;
  readonly released_by_name: PersonEntity['display_name'] | null;
  readonly released_at: PaymentBatchEntity['released_at'];
};

/**
 * Payments of an expense, and of the statements in which it is a month, newest first: batch, transfer date and
 * releaser.
 */
export async function paymentsOfExpense(tx: Tx, expenseId: string): Promise<ExpensePaymentDto[]> {
  const rows = await tx.rows<Row>(
    `SELECT p.id, p.no, p.state, p.amount_yen, p.interest_yen, p.pay_by, p.batch_id, b.no AS batch_no, b.transfer_on,
            CASE
              WHEN b.released_at IS NOT NULL THEN r.display_name END AS released_by_name, b.released_at, p.settled_on,
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
    ...paymentFacts(row),
    batchNumber: row.batch_no,
    transferOn: row.transfer_on,
    releasedByName: row.released_by_name,
    releasedAt: row.released_at?.toISOString() ?? null,
  }));
}
