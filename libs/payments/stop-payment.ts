import { type Tx } from '#database';
import { movePayment } from './move-payment.js';
import { moveExpenses, openPayment } from './payment.store.js';

/**
 * Stops a scheduled payment for good; the expense is approved, and paid by a new payment alone. Throws
 * `payments.move-not-allowed`.
 */
export async function stopPayment(tx: Tx, id: string, reason: string): Promise<void> {
  const opened = await openPayment(tx, id);
  await movePayment(tx, opened, { to: 'stopped', reason });
  await moveExpenses(tx, opened.file, opened.payment, { to: 'approved', reason });
}
