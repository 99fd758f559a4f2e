import { type Tx } from '#database';
import type { StoredExpense } from '#expenses';
import { caseFile } from '#incidents';
import { newId } from '#kernel';
import { Problem } from '#problems';
import { checksOf, newestChecks } from './case-check.js';
import { backToReview, releaseHeld } from './back-to-review.js';
import type { DecisionState } from './decision-machine.js';
import type { Ruled } from './decision.store.js';
import { decisionMover, openDecision } from './move-decision.js';
import { reversalMover, type MovableReversal } from './move-reversal.js';
import { requireSigner, subjectOf } from './propose-decision.js';
import { ReversalEntity } from './reversal.entity.js';

async function reversalById(tx: Tx, id: string): Promise<MovableReversal> {
  const row = await tx.findOne(ReversalEntity, { id });
  if (!row) throw new Problem('requests.not-found');
  return { ...row, state: row.ended ?? 'asked' };
}

/** Whether a ruling stands, can no longer be undone, and is neither scheduled nor supplemented. */
export async function canBeReversed(
  tx: Tx,
  state: DecisionState,
  ruled: Ruled | null,
  expense: StoredExpense,
): Promise<boolean> {
  if (state !== ruled?.ruling || ruled.final_at > tx.now) return false;
  if (!['approved', 'rejected'].includes(expense.state)) return false;
  const supplemented = await tx.one(
    `SELECT 1 FROM expense WHERE supplements = $1 AND state NOT IN ('withdrawn','rejected') LIMIT 1`,
    [expense.id],
  );
  return supplemented === undefined;
}

/** A ruling that can be reversed now, with its case locked. Throws `decisions.not-reversible`. */
async function reversible(tx: Tx, decisionId: string) {
  const { decision, acts, ruled, incident, expense } = await openDecision(tx, decisionId);
  if (!(await canBeReversed(tx, decision.state, ruled, expense))) throw new Problem('decisions.not-reversible');
  return { decision, acts, incident, expense };
}

/**
 * A senior adjuster asks for the reversal of a ruling, because of new facts or an error; another person signs it.
 * Answers the decision's id. Throws `decisions.not-reversible` (it is scheduled, supplemented, or was ended),
 * `decisions.reversal-asked-already`.
 */
export async function askReversal(tx: Tx, decisionId: string, reason: string): Promise<void> {
  const { decision, incident, expense } = await reversible(tx, decisionId);
  await requireSigner(tx, { entered: expense.entered_by, incident, lane: expense.lane, expenseId: expense.id });
  const asked = await tx.one('SELECT 1 FROM reversal WHERE decision_id = $1 AND ended IS NULL', [decisionId]);
  if (asked) throw new Problem('decisions.reversal-asked-already');
  const id = newId();
  await tx.insert(ReversalEntity, {
    ...{ id, decision_id: decisionId, expense_id: expense.id },
    ...{ incident_id: incident.id, institution_id: incident.institution_id },
    ...{ reason, asked_by: tx.actor.id, asked_at: tx.now },
  });
  tx.record(incident, {
    timeline: {
      kind: 'reversal-asked',
      audience: 'insurer',
      data: { line: expense.line, decisionId, personId: tx.actor.id },
    },
    audit: { action: 'decision.reversal-asked', subject: decision.id, after: { id }, reason },
  });
}

/**
 * Another person signs a reversal: what was held is released, and the expense is in review again, assigned to its
 * proposer. Answers the decision's id. Throws `decisions.separation`, `decisions.reversal-ended`,
 * `decisions.not-reversible`.
 */
export async function signReversal(tx: Tx, id: string): Promise<string> {
  await caseFile(tx, (await reversalById(tx, id)).incident_id);
  const asked = await reversalById(tx, id);
  if (asked.state !== 'asked') throw new Problem('decisions.reversal-ended');
  const { decision, acts, incident, expense } = await reversible(tx, asked.decision_id);
  if (asked.asked_by === tx.actor.id) throw new Problem('decisions.separation');
  const signer = await requireSigner(tx, {
    entered: expense.entered_by,
    incident,
    lane: expense.lane,
    expenseId: expense.id,
  });
  const subject = await subjectOf(tx, incident, expense, newestChecks(await checksOf(tx, incident.id)));
  await decisionMover.move(tx, incident, [decision], {
    to: 'reversed',
    by: 'countersigner',
    reason: asked.reason,
    said: { actingAs: signer.senior ? 'senior-adjuster' : 'adjuster', articles: [], expense },
  });
  await reversalMover.move(tx, incident, [asked], { to: 'signed', said: undefined });
  await backToReview(tx, { ...subject, incident, decision, acts }, 'reversed', asked.reason);
  await releaseHeld(tx, subject, decision);
  return decision.id;
}

/**
 * Drops a request for a reversal, by a person who may sign it. Answers the decision's id. Throws
 * `decisions.reversal-ended`.
 */
export async function dropReversal(tx: Tx, id: string): Promise<string> {
  const incident = await caseFile(tx, (await reversalById(tx, id)).incident_id);
  const asked = await reversalById(tx, id);
  await reversalMover.move(tx, incident, [asked], { to: 'dropped', said: undefined });
  return asked.decision_id;
}
