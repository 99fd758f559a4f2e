import type { Actor, Tx } from '#database';
import {
  repaymentMover,
  repaymentRoom,
  repaymentTold,
  enterRepaymentClaim,
  keepWriteOffAsked,
  RepaymentClaimEntity,
  type RepaymentActs,
} from '#decisions';
import { expenseById, type StoredExpense } from '#expenses';
import { requireVersion } from '#http';
import { caseFile, type CaseFile } from '#incidents';
import { newId } from '#kernel';
import { Problem } from '#problems';

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

export async function openRepayment(tx: Tx, id: string, expectedVersion: number | null): Promise<Opened> {
  const file = await caseFile(tx, (await repaymentById(tx, id)).incident_id);
  const claim = await repaymentById(tx, id);
  requireVersion(claim.version, expectedVersion);
  return { claim, file, expense: await expenseById(tx, claim.expense_id) };
}

/** The people who have acted on a claim, and the actor. */
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
 * A senior adjuster asks for the repayment of what was overpaid; another person signs. Answers its id. Throws
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
 * Another person signs: the institution gets a letter. Throws `payments.repayment-moved`, `decisions.separation`,
 * `payments.by-statement`, `payments.agreed-before`.
 */
export async function signRepayment(tx: Tx, id: string, expectedVersion: number | null): Promise<void> {
  const { claim, file, expense } = await openRepayment(tx, id, expectedVersion);
  const moving = { to: 'demanded', subject: () => actsOn(tx.actor, claim, expense.entered_by) } as const;
  repaymentMover.check(tx, claim, moving);
  // what can be demanded may have become less since it was asked for
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

/** Drops an unsigned claim, by a person who asked for it or may sign it. Throws `payments.repayment-moved`. */
export async function dropRepayment(tx: Tx, id: string, reason: string): Promise<void> {
  const { claim, file, expense } = await openRepayment(tx, id, null);
  await repaymentMover.move(tx, file, [claim], { to: 'dropped', reason, also: { ended_at: tx.now }, said: expense });
}

/**
 * One senior adjuster asks to write a claim off, another does it: who names the version that was looked at never does
 * the one for the other. Throws `payments.repayment-moved`, `decisions.separation`, `requests.stale-version`.
 */
export async function writeOffRepayment(
  tx: Tx,
  id: string,
  { reason, expectedVersion }: { readonly reason: string; readonly expectedVersion: number | null },
): Promise<void> {
  const { claim, file, expense } = await openRepayment(tx, id, expectedVersion);
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
