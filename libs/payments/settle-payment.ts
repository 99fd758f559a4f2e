import { personOf, type Tx } from '#database';
import type { CaseFile } from '#incidents';
import { dayInJapan, newId } from '#kernel';
import { openPostings, postAct, type Posting } from '#limits';
import { Problem } from '#problems';
import { batchForUpdate } from './batch.store.js';
import { followClock } from './clock.store.js';
import { batchMover } from './move-batch.js';
import { movePayment, paymentMover } from './move-payment.js';
import { ledgerOf, moveExpenses, openPayment, type OpenedPayment } from './payment.store.js';
import { PaymentEntity } from './payment.entity.js';
import type { PaymentBatchEntity } from './payment-batch.entity.js';
import type { PayeeAccountEntity } from './payee-account.entity.js';

/** One payment with its case and then its batch locked, before anything is posted. Throws `requests.not-found`. */
async function openInBatch(tx: Tx, id: string): Promise<OpenedPayment & { readonly batch: PaymentBatchEntity | null }> {
  const opened = await openPayment(tx, id);
  const { batch_id } = opened.payment;
  return { ...opened, batch: batch_id === null ? null : await batchForUpdate(tx, batch_id) };
}

/** The day lies between the transfer date and today. Throws `payments.wrong-day`. */
function requireDay(tx: Tx, batch: PaymentBatchEntity | null, day: string, pointer: string): void {
  if (!batch || day < batch.transfer_on || day > dayInJapan(tx.now))
    throw new Problem('payments.wrong-day', { errors: [{ pointer, code: 'payments.wrong-day' }] });
}

/** What was held for an expense is consumed. */
async function consume(tx: Tx, file: CaseFile, expenseId: string): Promise<void> {
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
 * The bank has paid: what was held is consumed, the expense is paid. Throws `payments.move-not-allowed`,
 * `payments.wrong-day`.
 */
export async function settlePayment(tx: Tx, id: string, settledOn: string): Promise<void> {
  const opened = await openInBatch(tx, id);
  const { payment, file, expense, batch } = opened;
  paymentMover.check(tx, payment, { to: 'settled' });
  requireDay(tx, batch, settledOn, '/settledOn');
  if (expense) await consume(tx, file, expense.id);
  await movePayment(tx, opened, { to: 'settled', also: { settled_on: settledOn } });
  await moveExpenses(tx, file, payment, { to: 'paid' });
  await endBatch(tx, batch);
}

/** By whose mistake a transfer came back: what the payee gave was wrong, or what we made of it. */
export const mistakes = ['payee', 'insurer'] as const;
export type Mistake = (typeof mistakes)[number];

/**
 * The bank sends it back (振込不能): what was consumed is held again, and another account is asked for from now on. Whose
 * mistake it was decides who is asked and whether the days until the next account count; unsaid: the payee's where they
 * entered the account themselves, else ours. Throws as `settlePayment`.
 */
export async function returnPayment(
  tx: Tx,
  id: string,
  { returnedOn, reason, mistake }: { readonly returnedOn: string; readonly reason: string; readonly mistake?: Mistake },
): Promise<void> {
  const opened = await openInBatch(tx, id);
  const { payment, file, expense, batch } = opened;
  paymentMover.check(tx, payment, { to: 'returned', reason });
  requireDay(tx, batch, returnedOn, '/returnedOn');
  if (expense) {
    const { period, plan } = await ledgerOf(tx, file);
    const consumed = (await openPostings(tx, file.id, expense.id)).filter(({ kind }) => kind === 'consume');
    await postAct(tx, period, plan, {
      incidentId: file.id,
      // released and held in one act: nothing is free in between
      postings: consumed.flatMap(({ id: ends, takes, coverage, yen, reference }): Posting[] => [
        { kind: 'release', takes, coverage, yen, reference, ends },
        { kind: 'hold', takes, coverage, yen, reference },
      ]),
    });
  }
  const also = { returned_on: returnedOn, return_reason: reason };
  await movePayment(tx, opened, { to: 'returned', reason, also });
  await tx.rows(
    `INSERT INTO payment_return (id, payment_id, incident_id, institution_id, account_id, returned_on, reason, mistake,
       recorded_by, asked_at)
     SELECT $1, p.id, p.incident_id, p.institution_id, p.account_id, $3, $4,
       coalesce($5, CASE c.source WHEN 'manager' THEN 'payee' ELSE 'insurer' END), $6, $7
       FROM payment p JOIN payee_account c ON c.id = p.account_id WHERE p.id = $2`,
    [newId(), id, returnedOn, reason, mistake ?? null, personOf(tx.actor), tx.now],
  );
  if (expense?.state === 'paid') await moveExpenses(tx, file, payment, { to: 'scheduled', reason });
  await endBatch(tx, batch);
}

/** An account that was confirmed, and when. */
type ConfirmedAccount = Pick<PayeeAccountEntity, 'id'> & {
  readonly decided_at: NonNullable<PayeeAccountEntity['decided_at']>;
};

/** The newest account that was confirmed for who is paid; null: the one from which it came back. */
export async function otherAccount(
  tx: Tx,
  payment: Pick<PaymentEntity, 'institution_id' | 'account_id'>,
): Promise<ConfirmedAccount | null> {
  const account = await tx.one<ConfirmedAccount>(
    `SELECT c.id, c.decided_at
       FROM payee_account c
       JOIN payee_account o ON o.id = $2
      WHERE c.institution_id = $1 AND c.decision = 'confirmed'
        AND c.claimant_id IS NOT DISTINCT FROM o.claimant_id AND c.vendor_name IS NOT DISTINCT FROM o.vendor_name
      ORDER BY c.decided_at DESC, c.id DESC
      LIMIT 1`,
    [payment.institution_id, payment.account_id],
  );
  return account && account.id !== payment.account_id ? account : null;
}

/** Pays again what came back, to the account that was confirmed since. Throws `payments.other-account-needed`. */
export async function payReturnedAgain(tx: Tx, id: string): Promise<void> {
  const opened = await openPayment(tx, id);
  const { payment, file, expense } = opened;
  const account = await otherAccount(tx, payment);
  const moving = { to: 'scheduled', subject: () => ({ otherAccount: account !== null }) } as const;
  paymentMover.check(tx, payment, moving);
  if (!account) throw new Error('a payment that may be paid again has another account');
  await tx.rows('UPDATE payment_return SET confirmed_on = $2 WHERE payment_id = $1 AND confirmed_on IS NULL', [
    id,
    dayInJapan(account.decided_at),
  ]);
  await movePayment(tx, opened, { ...moving, also: { account_id: account.id, batch_id: null, interest_yen: 0 } });
  // a cost that the insurer bears itself has no claim whose days are counted
  if (expense) await followClock(tx, file, expense);
}

/**
 * Stops a scheduled payment for good; the expense is approved, and paid by a new payment alone. Throws
 * `payments.move-not-allowed`.
 */
export async function stopPayment(tx: Tx, id: string, reason: string): Promise<void> {
  const opened = await openPayment(tx, id);
  await movePayment(tx, opened, { to: 'stopped', reason });
  await moveExpenses(tx, opened.file, opened.payment, { to: 'approved', reason });
}

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
  if (moving.to === 'deposited' && expense) await consume(tx, file, expense.id);
  await movePayment(tx, opened, moving);
  if (moving.to === 'deposited') await moveExpenses(tx, file, payment, { to: 'paid', reason: moving.reason });
}

/**
 * A batch is settled with the last of its payments: whichever of two that end at the same moment comes second sees
 * both.
 */
async function endBatch(tx: Tx, batch: PaymentBatchEntity | null): Promise<void> {
  if (batch?.state !== 'exported') return;
  if (await tx.findOne(PaymentEntity, { batch_id: batch.id, state: 'exported' })) return;
  await batchMover.move(tx, 'insurer', [batch], {
    to: 'settled',
    subject: () => ({ actor: tx.actor, batch, withBank: 0, now: tx.now }),
    also: { settled_at: tx.now },
    said: {},
  });
}
