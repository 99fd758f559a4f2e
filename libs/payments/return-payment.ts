import { personOf, type Tx } from '#database';
import { newId } from '#kernel';
import { openPostings, postAct, type Posting } from '#limits';
import { movePayment, paymentMover } from './move-payment.js';
import { ledgerOf, moveExpenses } from './payment.store.js';
import { endBatch, openInBatch, requireBankDay } from './payment-in-batch.js';

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
  requireBankDay(tx, batch, returnedOn, '/returnedOn');
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
