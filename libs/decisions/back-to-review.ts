import { type Tx } from '#database';
import { expenseMover, expensesOf } from '#expenses';
import { lockLedger, openPostings, postAct } from '#limits';
import { giveBack } from '#routing';
import { type Subject } from './decision-basis.js';
import { linesOf } from './decision.store.js';
import { releaseOf } from './ledger-act.js';
import { demandedOf, repaymentMover } from './move-repayment.js';
import type { DecisionEntity } from './decision.entity.js';
import { type Opened } from './open-proposal.js';

/** As what the actor of each ending act moves the lines back into review. */
export const bringsBack = {
  'sent-back': 'countersigner',
  'taken-back': 'proposer',
  undone: 'signer',
  reversed: 'countersigner',
} as const;

/** Moves the expenses of a proposal or ruling back into review, assigned to its proposer. */
export async function backToReview(
  tx: Tx,
  { incident, expense, decision }: Opened,
  kind: keyof typeof bringsBack,
  reason: string | null,
): Promise<void> {
  const ids = await linesOf(tx, decision);
  const lines = (await expensesOf(tx, [incident.id])).filter(({ id }) => ids.includes(id));
  await expenseMover.move(tx, incident, lines, {
    to: 'in-review',
    by: bringsBack[kind],
    reason,
    said: { act: 'given-back', kind, decisionId: decision.id, expenseId: expense.id, line: expense.line },
  });
  for (const line of lines)
    await giveBack(tx, { incident, expense: { ...line, state: 'in-review' } }, decision.proposed_by);
}

/** Releases what a ruling holds and drops its claims for repayment. */
export async function releaseHeld(tx: Tx, subject: Subject, decision: DecisionEntity): Promise<void> {
  const { incident, expense, period, plan } = subject;
  await lockLedger(tx, period, plan);
  const { postings } = releaseOf(await openPostings(tx, incident.id, expense.id));
  await postAct(tx, period, plan, { incidentId: incident.id, postings });
  await repaymentMover.move(tx, incident, await demandedOf(tx, { statementId: decision.id }), {
    to: 'dropped',
    by: 'system',
    also: { ended_at: tx.now },
    said: null,
  });
}
