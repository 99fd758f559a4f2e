import { type Actor, type Tx } from '#database';
import {
  repaymentMover,
  repaymentRoom,
  repaymentTold,
  type RepaymentActs,
  enterRepaymentClaim,
  keepWriteOffAsked,
  RepaymentClaimEntity,
} from '#decisions';
import { expenseById, type StoredExpense } from '#expenses';
import { requireVersion } from '#http';
import { caseFile, type CaseFile } from '#incidents';
import { dayInJapan, newId } from '#kernel';
import { openPostings, postAct, type Posting, type StoredPosting } from '#limits';
import { Problem } from '#problems';
import { ledgerOf } from './payment.store.js';

/** One claim. Throws `requests.not-found`. */
export async function repaymentById(tx: Tx, id: string): Promise<RepaymentClaimEntity> {
  const row = await tx.findOne(RepaymentClaimEntity, { id });
  if (!row) throw new Problem('requests.not-found');
  return row;
}

interface Opened {
  readonly claim: RepaymentClaimEntity;
  readonly file: CaseFile;
  readonly expense: StoredExpense;
}

async function opened(tx: Tx, id: string, expectedVersion: number | null): Promise<Opened> {
  const file = await caseFile(tx, (await repaymentById(tx, id)).incident_id);
  const claim = await repaymentById(tx, id);
  requireVersion(claim.version, expectedVersion);
  return { claim, file, expense: await expenseById(tx, claim.expense_id) };
}

/** Who has acted on a claim, and who would now. */
export const actsOn = (
  actor: Actor,
  claim: Pick<RepaymentClaimEntity, 'state' | 'asked_by' | 'write_off_by'>,
  enteredBy: string | null,
): RepaymentActs => ({
  personId: actor.id,
  state: claim.state,
  askedBy: claim.asked_by,
  enteredBy,
  writeOffBy: claim.write_off_by,
});

/**
 * A senior-adjuster asks for money that was paid too much; another person signs. Answers its id. Throws
 * `payments.by-statement`, `payments.not-paid-so-much`, `payments.agreed-before` with the most that can be demanded.
 */
export async function askRepayment(
  tx: Tx,
  expenseId: string,
  { amount, reason, textJa }: { readonly amount: number; readonly reason: string; readonly textJa: string },
): Promise<string> {
  const file = await caseFile(tx, (await expenseById(tx, expenseId)).incident_id);
  const expense = await expenseById(tx, expenseId);
  const { paidYen, demandedYen, agreedYen, mostYen, byStatement } = await repaymentRoom(tx, expense);
  if (byStatement) throw new Problem('payments.by-statement');
  const most = paidYen - demandedYen;
  if (expense.state !== 'paid' || amount < 1 || amount > most)
    throw new Problem('payments.not-paid-so-much', {
      params: { most },
      errors: [{ pointer: '/amount', code: 'payments.not-paid-so-much', params: { most } }],
    });
  if (amount > mostYen)
    throw new Problem('payments.agreed-before', {
      params: { agreed: agreedYen, most: mostYen },
      errors: [{ pointer: '/amount', code: 'payments.agreed-before', params: { agreed: agreedYen, most: mostYen } }],
    });
  const id = newId();
  const state = 'asked';
  await enterRepaymentClaim(tx, {
    ...{ id, expense_id: expenseId, incident_id: file.id, institution_id: file.institution_id, statement_id: null },
    ...{ amount_yen: amount, reason, text_ja: textJa, state, asked_by: tx.actor.id, signed_by: null },
  });
  tx.record(file, {
    ...repaymentTold({ id, state, amount_yen: amount }, state, expense),
    audit: { action: 'repayment.asked', subject: id, after: { state, amountYen: amount }, reason },
  });
  return id;
}

/**
 * Another person signs: the institution is asked for it. Throws `payments.repayment-moved`, `decisions.separation`,
 * `payments.by-statement`, `payments.agreed-before`.
 */
export async function signRepayment(tx: Tx, id: string, expectedVersion: number | null): Promise<void> {
  const { claim, file, expense } = await opened(tx, id, expectedVersion);
  const moving = { to: 'demanded', subject: () => actsOn(tx.actor, claim, expense.entered_by) } as const;
  repaymentMover.check(tx, claim, moving);
  // it may have been asked for before that was held
  const { agreedYen, leftYen, byStatement } = await repaymentRoom(tx, expense);
  if (byStatement) throw new Problem('payments.by-statement');
  if (leftYen < 0)
    throw new Problem('payments.agreed-before', {
      params: { agreed: agreedYen, most: Math.max(0, claim.amount_yen + leftYen) },
    });
  await repaymentMover.move(tx, file, [claim], {
    ...moving,
    also: { signed_by: tx.actor.id, signed_at: tx.now },
    said: expense,
  });
}

/** Who asked, or may sign, drops a claim that nobody has signed. Throws `payments.repayment-moved`. */
export async function dropRepayment(tx: Tx, id: string, reason: string): Promise<void> {
  const { claim, file, expense } = await opened(tx, id, null);
  await repaymentMover.move(tx, file, [claim], { to: 'dropped', reason, also: { ended_at: tx.now }, said: expense });
}

/**
 * The money came: the limit is released by as much, newest payments first; what is left of one is consumed again in the
 * same transaction. Throws `payments.repayment-moved`, `payments.wrong-day`.
 */
export async function receiveRepayment(
  tx: Tx,
  id: string,
  { receivedOn, reference }: { readonly receivedOn: string; readonly reference: string },
): Promise<void> {
  const { claim, file, expense } = await opened(tx, id, null);
  repaymentMover.check(tx, claim, { to: 'received' });
  if (receivedOn > dayInJapan(tx.now) || receivedOn < dayInJapan(claim.asked_at))
    throw new Problem('payments.wrong-day', { errors: [{ pointer: '/receivedOn', code: 'payments.wrong-day' }] });
  const { period, plan } = await ledgerOf(tx, file);
  const consumed = await consumedOf(tx, claim);
  let left = claim.amount_yen;
  const allocations = new Map<string, number>();
  const taken = consumed.flatMap((posting) => {
    const yen = Math.min(left, posting.yen);
    left -= yen;
    if (yen > 0) allocations.set(posting.reference, (allocations.get(posting.reference) ?? 0) + yen);
    return yen > 0 ? [{ posting, rest: posting.yen - yen }] : [];
  });
  if (left > 0) throw new Problem('payments.not-paid-so-much', { params: { most: claim.amount_yen - left } });
  const rests = taken.filter(({ rest }) => rest > 0);
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

/** What was consumed of the limits for what is claimed back, newest first. */
async function consumedOf(tx: Tx, claim: RepaymentClaimEntity): Promise<StoredPosting[]> {
  if (claim.statement_id === null)
    return (await openPostings(tx, claim.incident_id, claim.expense_id))
      .filter(({ kind, takes }) => kind === 'consume' && takes === 'limit')
      .toReversed();
  return tx.rows<StoredPosting>(
    `SELECT p.id, p.kind, p.takes, p.coverage, p.yen, p.reference, p.ends FROM limit_posting p
      WHERE p.incident_id = $1 AND p.coverage = 'business-interruption' AND p.takes = 'limit' AND p.kind = 'consume'
        AND NOT EXISTS (SELECT FROM limit_posting e WHERE e.ends = p.id) ORDER BY p.posted_at DESC, p.id DESC`,
    [claim.incident_id],
  );
}

/**
 * One senior-adjuster asks to write a claim off, another does. Throws `payments.repayment-moved`,
 * `decisions.separation`.
 */
export async function writeOffRepayment(tx: Tx, id: string, reason: string): Promise<void> {
  const { claim, file, expense } = await opened(tx, id, null);
  if (claim.state === 'demanded' && claim.write_off_by === null) {
    await keepWriteOffAsked(tx, id, reason);
    return;
  }
  await repaymentMover.move(tx, file, [claim], {
    to: 'written-off',
    reason,
    subject: () => actsOn(tx.actor, claim, expense.entered_by),
    also: { written_off_by: tx.actor.id, ended_at: tx.now },
    said: expense,
  });
}
