import { type Tx } from '#database';
import { movePayment, paymentMover } from './move-payment.js';
import { moveExpenses } from './payment.store.js';
import { consumeHeld, endBatch, openInBatch, requireBankDay } from './payment-in-batch.js';

/**
 * The bank has paid: what was held is consumed, the expense is paid. Throws `payments.move-not-allowed`,
 * `payments.wrong-day`.
 */
export async function settlePayment(tx: Tx, id: string, settledOn: string): Promise<void> {
  const opened = await openInBatch(tx, id);
  const { payment, file, expense, batch } = opened;
  paymentMover.check(tx, payment, { to: 'settled' });
  requireBankDay(tx, batch, settledOn, '/settledOn');
  if (expense) await consumeHeld(tx, file, expense.id);
  await movePayment(tx, opened, { to: 'settled', also: { settled_on: settledOn } });
  await moveExpenses(tx, file, payment, { to: 'paid' });
  await endBatch(tx, batch);
}
