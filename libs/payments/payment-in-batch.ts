import { type Tx } from '#database';
import type { CaseFile } from '#incidents';
import { dayInJapan } from '#kernel';
import { openPostings, postAct, type Posting } from '#limits';
import { Problem } from '#problems';
import { batchForUpdate } from './batch.store.js';
import { batchMover } from './move-batch.js';
import { ledgerOf, openPayment, type OpenedPayment } from './payment.store.js';
import { PaymentEntity } from './payment.entity.js';
import type { PaymentBatchEntity } from './payment-batch.entity.js';

/** One payment with its case and then its batch locked, before anything is posted. Throws `requests.not-found`. */
export async function openInBatch(
  tx: Tx,
  id: string,
): Promise<OpenedPayment & { readonly batch: PaymentBatchEntity | null }> {
  const opened = await openPayment(tx, id);
  const { batch_id } = opened.payment;
  return { ...opened, batch: batch_id === null ? null : await batchForUpdate(tx, batch_id) };
}

/** The bank's day lies between the transfer date and today. Throws `payments.wrong-day`. */
export function requireBankDay(tx: Tx, batch: PaymentBatchEntity | null, day: string, pointer: string): void {
  if (!batch || day < batch.transfer_on || day > dayInJapan(tx.now))
    throw new Problem('payments.wrong-day', { errors: [{ pointer, code: 'payments.wrong-day' }] });
}

/** Consumes what is held for an expense. */
export async function consumeHeld(tx: Tx, file: CaseFile, expenseId: string): Promise<void> {
  const { period, plan } = await ledgerOf(tx, file);
  const held = await openPostings(tx, file.id, expenseId);
  await postAct(tx, period, plan, {
    incidentId: file.id,
    postings: held
      .filter(({ kind }) => kind === 'hold')
      .map(({ id: ends, takes, coverage, yen, reference }): Posting => ({
        kind: 'consume',
        takes,
        coverage,
        yen,
        reference,
        ends,
      })),
  });
}

/**
 * Settles a batch with the last of its payments. It is locked, so that of two at the same moment the second sees both.
 */
export async function endBatch(tx: Tx, batch: PaymentBatchEntity | null): Promise<void> {
  if (batch?.state !== 'exported') return;
  if (await tx.findOne(PaymentEntity, { batch_id: batch.id, state: 'exported' })) return;
  await batchMover.move(tx, 'insurer', [batch], {
    to: 'settled',
    subject: () => ({ actor: tx.actor, batch, withBank: 0, now: tx.now }),
    also: { settled_at: tx.now },
    said: {},
  });
}
