import type { Tx } from '#database';
import { requireVersion } from '#http';
import { dayInJapan } from '#kernel';
import type { Secrets } from '#platform';
import { Problem } from '#problems';
import { batchForUpdate } from './batch.store.js';
import { cancelBatch } from './cancel-batch.js';
import { batchMover, paidFrom } from './move-batch.js';
import { movePayments } from './move-payment.js';
import type { MoveBatchDto } from './batch.dto.js';
import { lockLedgers, paymentsOfBatch } from './payment.store.js';
import { releaseBatch } from './release-batch.js';
import { settlePayment } from './settle-payment.js';
import type { PaymentBatchEntity } from './payment-batch.entity.js';
import type { PaymentEntity } from './payment.entity.js';

/**
 * Moves a batch by its table. Throws `payments.move-not-allowed`, `payments.not-the-releaser`, `payments.too-soon`,
 * `payments.not-yet`, `payments.reason-needed`, `payments.second-person-needed`, `requests.stale-version`.
 */
export async function moveBatch(
  tx: Tx,
  id: string,
  { expectedVersion, ...body }: MoveBatchDto & { readonly expectedVersion: number | null },
  secrets: Secrets,
): Promise<void> {
  // cases are locked before the batch, as everywhere
  const payments = await paymentsOfBatch(tx, id);
  const batch = await batchForUpdate(tx, id);
  requireVersion(batch.version, expectedVersion);
  if (body.to === 'cancelled') return cancelBatch(tx, batch, payments, body.reason?.trim() ?? '');
  const withBank = payments.filter(({ state }) => state === 'exported');
  const day = paidFrom(batch);
  if (body.to === 'settled' && batch.state === 'exported' && dayInJapan(tx.now) < day)
    throw new Problem('payments.not-yet', { params: { day: { ja: day, en: day } } });
  const subject = () => ({ actor: tx.actor, batch, withBank: withBank.length, now: tx.now });
  batchMover.check(tx, batch, { to: body.to, subject });
  if (body.to === 'released') return releaseBatch(tx, batch, payments, secrets);
  if (body.to === 'exported') return exportBatch(tx, batch, payments);
  // where the bank reports failures only; the batch ends with the last of them
  await lockLedgers(tx, [...new Set(withBank.map(({ incident_id }) => incident_id))]);
  for (const { id: paymentId } of withBank) await settlePayment(tx, paymentId, batch.transfer_on);
}

async function exportBatch(tx: Tx, batch: PaymentBatchEntity, payments: readonly PaymentEntity[]): Promise<void> {
  await movePayments(tx, payments, { to: 'exported', by: 'system' });
  await batchMover.move(tx, 'insurer', [batch], {
    to: 'exported',
    also: { exported_at: tx.now },
    said: { payments: payments.length },
  });
}
