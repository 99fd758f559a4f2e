import { type Tx } from '#database';
import { dayInJapan } from '#kernel';
import { bankDaysAfter, daysAfter, isBankDay } from '#platform';
import { Problem } from '#problems';
import type { PaymentBatchEntity } from './payment-batch.entity.js';
import { OriginatingAccountEntity } from './originating-account.entity.js';

/**
 * Why a scheduled payment is not in a batch; `in-use`: its case is locked by another transaction, and it waits for the
 * next batch.
 */
export const leftOutCodes = ['releaser-signed', 'not-asked-for', 'screening', 'bank-closed', 'in-use'] as const;

/** The account that transfers are made from; undefined while none is entered. */
export async function newestOrigin(tx: Tx): Promise<OriginatingAccountEntity | undefined> {
  const [newest] = await tx.find(OriginatingAccountEntity, { order: { entered_at: 'DESC', id: 'DESC' }, take: 1 });
  return newest;
}

/** The newest one. Throws `payments.no-origin`. */
export async function requireOrigin(tx: Tx): Promise<OriginatingAccountEntity> {
  const row = await newestOrigin(tx);
  if (!row) throw new Problem('payments.no-origin');
  return row;
}

/** A file names day and month of its transfer only, and banks accept it some weeks ahead at most. */
export const mostDaysAhead = 60;

/** Bank business days from today to the soonest transfer date: at least one. */
export const leadDaysOf = ({ lead_days }: OriginatingAccountEntity): number => Math.max(1, lead_days);

/** Throws `payments.too-far`, `payments.not-a-bank-day`, `payments.too-soon`. */
export function requireDay(transferOn: string, origin: OriginatingAccountEntity, now: Date): void {
  const at = '/transferOn';
  const today = dayInJapan(now);
  if (transferOn > daysAfter(today, mostDaysAhead))
    throw new Problem('payments.too-far', { errors: [{ pointer: at, code: 'payments.too-far' }] });
  if (!isBankDay(transferOn))
    throw new Problem('payments.not-a-bank-day', { errors: [{ pointer: at, code: 'payments.not-a-bank-day' }] });
  const days = leadDaysOf(origin);
  if (transferOn < bankDaysAfter(today, days))
    throw new Problem('payments.too-soon', {
      params: { days },
      errors: [{ pointer: at, code: 'payments.too-soon', params: { days } }],
    });
}

/** Locks batches in the order of their ids, after their cases and before any ledger. */
export async function lockBatches(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.rows('SELECT FROM payment_batch WHERE id = ANY ($1) ORDER BY id FOR UPDATE', [ids]);
}

/** One batch, locked; its cases are locked before it, and nothing is posted yet. Throws `requests.not-found`. */
export async function batchForUpdate(tx: Tx, id: string): Promise<PaymentBatchEntity> {
  const row = await tx.one<PaymentBatchEntity>(
    `SELECT *
       FROM payment_batch
      WHERE id = $1
        FOR UPDATE`,
    [id],
  );
  if (!row) throw new Problem('requests.not-found');
  return row;
}
