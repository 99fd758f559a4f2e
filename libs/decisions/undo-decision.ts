import { type Tx } from '#database';
import { Problem } from '#problems';
import { checksOf, newestChecks } from './case-check.js';
import { decisionMover, openDecision } from './move-decision.js';
import { subjectOf } from './propose-decision.js';
import { backToReview, releaseHeld } from './back-to-review.js';

/**
 * Undoes a ruling within ten seconds, by one of its signers: what was held is released. Throws `decisions.undo-over`,
 * `decisions.not-yours`.
 */
export async function undoDecision(tx: Tx, id: string): Promise<void> {
  const { decision, acts, ruled, incident, expense } = await openDecision(tx, id);
  if (!ruled || acts.some(({ kind }) => kind === 'undone') || !['approved', 'rejected'].includes(expense.state))
    throw new Problem('decisions.undo-over');
  if (ruled.final_at <= tx.now) throw new Problem('decisions.undo-over');
  const signed = acts.find(({ person_id }) => person_id === tx.actor.id);
  if (decision.proposed_by !== tx.actor.id && !signed) throw new Problem('decisions.not-yours');
  const subject = await subjectOf(tx, incident, expense, newestChecks(await checksOf(tx, incident.id)));
  await decisionMover.move(tx, incident, [decision], {
    to: 'undone',
    by: 'signer',
    said: { actingAs: signed?.acting_as ?? decision.proposed_as, articles: [], expense },
  });
  await backToReview(tx, { ...subject, incident, decision, acts }, 'undone', null);
  await releaseHeld(tx, subject, decision);
}
