import { type Tx } from '#database';
import { movePayment, paymentMover } from './move-payment.js';
import { moveExpenses, openPayment } from './payment.store.js';
import { consumeHeld } from './payment-in-batch.js';

/**
 * A payee who cannot be found, by a senior-adjuster: deposited (供託), which pays the expense, or set aside until an
 * account is known. Throws `payments.move-not-allowed`.
 */
export async function depositPayment(
  tx: Tx,
  id: string,
  moving: { readonly to: 'deposited' | 'set-aside'; readonly reason: string },
): Promise<void> {
  const opened = await openPayment(tx, id);
  const { payment, file, expense } = opened;
  paymentMover.check(tx, payment, moving);
  if (moving.to === 'deposited' && expense) await consumeHeld(tx, file, expense.id);
  await movePayment(tx, opened, moving);
  if (moving.to === 'deposited') await moveExpenses(tx, file, payment, { to: 'paid', reason: moving.reason });
}
