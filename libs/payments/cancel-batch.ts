import type { Tx } from '#database';
import { Problem } from '#problems';
import { BankLineEntity } from './bank-line.entity.js';
import { batchMover } from './move-batch.js';
import { movePayments } from './move-payment.js';
import { PaymentBatchEntity } from './payment-batch.entity.js';
import { batchStateNames } from './payment-machine.js';
import type { PaymentEntity } from './payment.entity.js';

/**
 * A batch that was only built is cancelled by one person; for a released one, one person asks and another cancels:
 * nothing was sent, or the bank refused all of it. The payments are scheduled again. Throws `payments.batch-debited`
 * where a line of the bank says that its sum went out.
 */
export async function cancelBatch(
  tx: Tx,
  batch: PaymentBatchEntity,
  payments: readonly PaymentEntity[],
  given: string,
): Promise<void> {
  if (payments.some(({ state }) => state === 'settled' || state === 'returned'))
    throw new Problem('payments.move-not-allowed', {
      params: { from: batchStateNames.settled, to: batchStateNames.cancelled },
    });
  if (await tx.findOne(BankLineEntity, { batch_id: batch.id })) throw new Problem('payments.batch-debited');
  const reason = batch.cancel_reason ?? given;
  const subject = () => ({ actor: tx.actor, batch, withBank: payments.length, now: tx.now });
  batchMover.check(tx, batch, { to: 'cancelled', reason, subject });
  if (batch.cancel_asked_by === null && batch.state !== 'built') {
    const set = { cancel_asked_by: tx.actor.id, cancel_reason: reason, version: batch.version + 1 };
    await tx.update(PaymentBatchEntity, { id: batch.id }, set);
    tx.record('insurer', {
      audit: { action: 'payment-batch.cancel-asked', subject: batch.id, after: { state: batch.state }, reason },
    });
    return;
  }
  await movePayments(tx, payments, {
    to: 'scheduled',
    by: 'system',
    reason,
    also: { batch_id: null, interest_yen: 0 },
  });
  await batchMover.move(tx, 'insurer', [batch], {
    to: 'cancelled',
    reason,
    subject,
    also: { cancelled_by: tx.actor.id, cancelled_at: tx.now },
    said: { payments: payments.length },
  });
}
