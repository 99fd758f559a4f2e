import type { IncidentRow } from '#incidents';
import { dayInJapan, newId } from '#kernel';
import { openPostings, post, type Posting } from '#limits';
import { personOf, Problem, type Tx } from '#platform';
import { followClock } from './clock-rows.js';
import { ledgerOf, moveExpenses, openPayment, requireMove, tellPayment, type OpenedPayment } from './payment.store.js';

/** The day lies between the transfer date and today. Throws `payments.wrong-day`. */
async function requireDay(tx: Tx, { payment }: OpenedPayment, day: string, pointer: string, now: Date): Promise<void> {
  const batch = await tx.one<{ transfer_on: string }>('SELECT transfer_on FROM payment_batch WHERE id = $1', [
    payment.batch_id,
  ]);
  if (!batch || day < batch.transfer_on || day > dayInJapan(now))
    throw new Problem('payments.wrong-day', { errors: [{ pointer, code: 'payments.wrong-day' }] });
}

/** What was held for an expense is consumed. */
async function consume(tx: Tx, incident: IncidentRow, expenseId: string): Promise<void> {
  const { period, plan } = await ledgerOf(tx, incident);
  const held = await openPostings(tx, incident.id, expenseId);
  await post(tx, period, plan, {
    incidentId: incident.id,
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

/** The bank has paid: what was held is consumed, the expense is paid. Throws `payments.move-not-allowed`, `payments.wrong-day`. */
export async function settle(tx: Tx, id: string, settledOn: string, now: Date): Promise<void> {
  const opened = await openPayment(tx, id);
  const { payment, incident, expense } = opened;
  requireMove(payment.state, 'settled');
  await requireDay(tx, opened, settledOn, '/settledOn', now);
  if (expense) await consume(tx, incident, expense.id);
  await tx.rows(`UPDATE payment SET state = 'settled', settled_on = $2, version = version + 1 WHERE id = $1`, [
    id,
    settledOn,
  ]);
  await moveExpenses(tx, payment, 'paid');
  await tellPayment(tx, opened, 'settled', { told: 'all', at: now });
  await endBatch(tx, payment.batch_id, now);
}

/** By whose mistake a transfer came back: what the payee gave was wrong, or what we made of it. */
export const mistakes = ['payee', 'insurer'] as const;
export type Mistake = (typeof mistakes)[number];

/**
 * The bank sends it back (振込不能): what was consumed is held again, and another account is asked for from now on. Whose mistake it
 * was decides who is asked and whether the days until the next account count; unsaid: the payee's where they entered the account
 * themselves, else ours. Throws as `settle`.
 */
export async function returnPayment(
  tx: Tx,
  id: string,
  { returnedOn, reason, mistake }: { readonly returnedOn: string; readonly reason: string; readonly mistake?: Mistake },
  now: Date,
): Promise<void> {
  const opened = await openPayment(tx, id);
  const { payment, incident, expense } = opened;
  requireMove(payment.state, 'returned');
  await requireDay(tx, opened, returnedOn, '/returnedOn', now);
  if (expense) {
    const { period, plan } = await ledgerOf(tx, incident);
    const consumed = (await openPostings(tx, incident.id, expense.id)).filter(({ kind }) => kind === 'consume');
    await post(tx, period, plan, {
      incidentId: incident.id,
      // released and held in one act: nothing is free in between
      postings: consumed.flatMap(({ id: ends, takes, coverage, yen, reference }): Posting[] => [
        { kind: 'release', takes, coverage, yen, reference, ends },
        { kind: 'hold', takes, coverage, yen, reference },
      ]),
    });
  }
  await tx.rows(
    `UPDATE payment SET state = 'returned', returned_on = $2, return_reason = $3, version = version + 1 WHERE id = $1`,
    [id, returnedOn, reason],
  );
  await tx.rows(
    `INSERT INTO payment_return (id, payment_id, incident_id, institution_id, account_id, returned_on, reason, mistake, recorded_by, asked_at)
     SELECT $1, p.id, p.incident_id, p.institution_id, p.account_id, $3, $4, coalesce($5, CASE c.source WHEN 'manager' THEN 'payee' ELSE 'insurer' END), $6, $7
       FROM payment p JOIN payee_account c ON c.id = p.account_id WHERE p.id = $2`,
    [newId(), id, returnedOn, reason, mistake ?? null, personOf(tx.actor), now],
  );
  if (expense?.state === 'paid') await moveExpenses(tx, payment, 'scheduled');
  await tellPayment(tx, opened, 'returned', { reason, told: 'all', at: now });
  await endBatch(tx, payment.batch_id, now);
}

/** Pays again what came back, to the account that was confirmed since. Throws `payments.other-account-needed`. */
export async function payAgain(tx: Tx, id: string, now: Date): Promise<void> {
  const opened = await openPayment(tx, id);
  const { payment } = opened;
  requireMove(payment.state, 'scheduled');
  const account = await tx.one<{ id: string; decided_at: Date }>(
    `SELECT c.id, c.decided_at FROM payee_account c JOIN payee_account o ON o.id = $2 WHERE c.institution_id = $1 AND c.decision = 'confirmed'
        AND c.claimant_id IS NOT DISTINCT FROM o.claimant_id AND c.vendor_name IS NOT DISTINCT FROM o.vendor_name ORDER BY c.decided_at DESC, c.id DESC LIMIT 1`,
    [payment.institution_id, payment.account_id],
  );
  if (!['returned', 'set-aside'].includes(payment.state) || !account || account.id === payment.account_id)
    throw new Problem('payments.other-account-needed');
  await tx.rows('UPDATE payment_return SET confirmed_on = $2 WHERE payment_id = $1 AND confirmed_on IS NULL', [
    id,
    dayInJapan(account.decided_at),
  ]);
  await tx.rows(
    `UPDATE payment SET state = 'scheduled', account_id = $2, batch_id = NULL, interest_yen = 0, version = version + 1 WHERE id = $1`,
    [id, account.id],
  );
  // a cost that the insurer bears itself has no claim whose days are counted
  if (opened.expense) await followClock(tx, opened.incident, opened.expense, now);
  await tellPayment(tx, opened, 'scheduled', { told: 'all', at: now });
}

/** Stops a scheduled payment for good; the expense is approved, and paid by a new payment alone. Throws `payments.move-not-allowed`. */
export async function stopPayment(tx: Tx, id: string, reason: string, now: Date): Promise<void> {
  const opened = await openPayment(tx, id);
  requireMove(opened.payment.state, 'stopped');
  await tx.rows(`UPDATE payment SET state = 'stopped', version = version + 1 WHERE id = $1`, [id]);
  await moveExpenses(tx, opened.payment, 'approved');
  await tellPayment(tx, opened, 'stopped', { reason, told: 'insurer', at: now });
}

/**
 * A payee who cannot be found, by a senior-adjuster: deposited (供託), which pays the expense, or set aside until an account is
 * known. Throws `payments.move-not-allowed`.
 */
export async function depositPayment(
  tx: Tx,
  id: string,
  { to, reason }: { readonly to: 'deposited' | 'set-aside'; readonly reason: string },
  now: Date,
): Promise<void> {
  const opened = await openPayment(tx, id);
  const { payment, incident, expense } = opened;
  requireMove(payment.state, to);
  if (to === 'deposited' && expense) await consume(tx, incident, expense.id);
  await tx.rows(`UPDATE payment SET state = $2, version = version + 1 WHERE id = $1`, [id, to]);
  if (to === 'deposited') await moveExpenses(tx, payment, 'paid');
  await tellPayment(tx, opened, to, { reason, told: 'all', at: now });
}

/** A batch all of whose payments came to an end is settled. */
async function endBatch(tx: Tx, batchId: string | null, now: Date): Promise<void> {
  await tx.rows(
    `UPDATE payment_batch b SET state = 'settled', settled_at = $2, version = b.version + 1
      WHERE b.id = $1 AND b.state = 'exported' AND NOT EXISTS (SELECT FROM payment p WHERE p.batch_id = b.id AND p.state = 'exported')`,
    [batchId, now],
  );
}
