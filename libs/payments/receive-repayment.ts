import type { Tx } from '#database';
import { limitsAfterAct, repaymentMover, type LimitAfterDto, type RepaymentClaimEntity } from '#decisions';
import { incidentById } from '#incidents';
import { dayInJapan } from '#kernel';
import { openAmounts, openPostings, postAct, type Posting, type StoredPosting } from '#limits';
import { Problem } from '#problems';
import { ledgerOf } from './payment.store.js';
import { openRepayment, repaymentById } from './repayment.js';

/**
 * Enters a repayment: the limit is released by it, newest payments first; the rest of a partly repaid one is consumed
 * again in the same transaction. Throws `payments.repayment-moved`, `payments.wrong-day`.
 */
export async function receiveRepayment(
  tx: Tx,
  id: string,
  { receivedOn, reference }: { readonly receivedOn: string; readonly reference: string },
): Promise<void> {
  const { claim, file, expense } = await openRepayment(tx, id, null);
  repaymentMover.check(tx, claim, { to: 'received' });
  const { taken, rests, allocations } = await givenBack(tx, claim);
  if (receivedOn > dayInJapan(tx.now) || receivedOn < dayInJapan(claim.asked_at))
    throw new Problem('payments.wrong-day', { errors: [{ pointer: '/receivedOn', code: 'payments.wrong-day' }] });
  const { period, plan } = await ledgerOf(tx, file);
  const heldIds = await postAct(tx, period, plan, {
    incidentId: file.id,
    postings: [
      ...rests.map(({ posting: { takes, coverage, reference }, rest }): Posting => ({
        kind: 'hold',
        takes,
        coverage,
        yen: rest,
        reference,
      })),
      ...taken.map(({ posting: { id: ends, takes, coverage, yen, reference } }): Posting => ({
        kind: 'release',
        takes,
        coverage,
        yen,
        reference,
        ends,
      })),
    ],
  });
  await postAct(tx, period, plan, {
    incidentId: file.id,
    postings: rests.map(({ posting: { takes, coverage, reference }, rest }, at): Posting => ({
      kind: 'consume',
      takes,
      coverage,
      yen: rest,
      reference,
      ends: heldIds[at] ?? '',
    })),
  });
  await repaymentMover.move(tx, file, [claim], {
    to: 'received',
    also: {
      received_on: receivedOn,
      received_reference: reference,
      received_by: tx.actor.id,
      allocations: Object.fromEntries(allocations),
      ended_at: tx.now,
    },
    said: expense,
  });
}

/**
 * What of the consumed postings a repayment gives back (whole yen), newest first, for its receipt and the preview.
 * Throws `payments.repayment-moved`, `payments.not-paid-so-much` with the most that was paid.
 */
async function givenBack(tx: Tx, claim: RepaymentClaimEntity) {
  if (claim.state !== 'demanded') throw new Problem('payments.repayment-moved');
  let left = claim.amount_yen;
  const allocations = new Map<string, number>();
  const taken = (await consumedOf(tx, claim)).flatMap((posting) => {
    const yen = Math.min(left, posting.yen);
    left -= yen;
    if (yen > 0) allocations.set(posting.reference, (allocations.get(posting.reference) ?? 0) + yen);
    return yen > 0 ? [{ posting, rest: posting.yen - yen }] : [];
  });
  if (left > 0) throw new Problem('payments.not-paid-so-much', { params: { most: claim.amount_yen - left } });
  return { taken, rests: taken.filter(({ rest }) => rest > 0), allocations };
}

/** Every limit before and after the receipt of a repayment (yen); nothing is posted. Throws as it. */
export async function receiptPreview(tx: Tx, id: string): Promise<LimitAfterDto[]> {
  const claim = await repaymentById(tx, id);
  const incident = await incidentById(tx, claim.incident_id);
  const { period, plan } = await ledgerOf(tx, incident);
  const open = (await openAmounts(tx, [period.id])).get(period.id) ?? [];
  const { taken, rests } = await givenBack(tx, claim);
  return limitsAfterAct({ incident, period, plan }, open, {
    ended: taken.map(({ posting }) => posting),
    postings: rests.map(({ posting: { takes, coverage, reference }, rest: yen }): Posting => ({
      kind: 'consume',
      takes,
      coverage,
      yen,
      reference,
    })),
  });
}

/** The consumed postings of what is claimed back, newest first. */
async function consumedOf(tx: Tx, claim: RepaymentClaimEntity): Promise<StoredPosting[]> {
  if (claim.statement_id === null)
    return (await openPostings(tx, claim.incident_id, claim.expense_id))
      .filter(({ kind, takes }) => kind === 'consume' && takes === 'limit')
      .toReversed();
  return tx.rows<StoredPosting>(
    `SELECT p.id, p.kind, p.takes, p.coverage, p.yen, p.reference, p.ends FROM open_posting p
      WHERE p.incident_id = $1 AND p.coverage = 'business-interruption' AND p.takes = 'limit' AND p.kind = 'consume'
      ORDER BY p.posted_at DESC, p.id DESC`,
    [claim.incident_id],
  );
}
