import { type Tx } from '#database';
import { Problem } from '#problems';
import { followClock } from './clock.store.js';
import { openPayment } from './payment.store.js';
import type { Mistake } from './return-payment.js';
import { PaymentReturnEntity } from './payment-return.entity.js';

/** States before the next batch, which fixes the delay interest. */
const correctable: readonly string[] = ['returned', 'set-aside', 'scheduled'];

/**
 * Corrects whose mistake the newest return of a payment was: it decides who is asked for an account, and whether the
 * days until the next one count. Throws `payments.no-return-to-correct`, `payments.mistake-recorded-already`.
 */
export async function correctMistake(
  tx: Tx,
  id: string,
  { mistake, reason }: { readonly mistake: Mistake; readonly reason: string },
): Promise<void> {
  const { payment, file, expense } = await openPayment(tx, id);
  const [found] = await tx.find(PaymentReturnEntity, {
    where: { payment_id: id },
    order: { asked_at: 'DESC', id: 'DESC' },
    take: 1,
  });
  if (!found || !correctable.includes(payment.state)) throw new Problem('payments.no-return-to-correct');
  if (found.mistake === mistake) throw new Problem('payments.mistake-recorded-already');
  await tx.update(PaymentReturnEntity, { id: found.id }, { mistake });
  // a cost that the insurer bears itself has no claim whose days are counted
  if (expense) await followClock(tx, file, expense);
  tx.record(file, {
    timeline: {
      kind: `payment-mistake-${mistake}`,
      audience: 'insurer',
      data: { paymentId: id, line: expense?.line ?? null, personId: tx.actor.id },
    },
    // tells the one who is asked for an account from now on
    event: {
      type: 'payment.moved',
      payload: { paymentId: id, state: payment.state },
      audience: expense ? 'all' : 'insurer',
    },
    audit: {
      action: 'payment.mistake-corrected',
      subject: id,
      before: { mistake: found.mistake },
      after: { mistake },
      reason,
    },
  });
}
