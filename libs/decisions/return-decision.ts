import { type Tx } from '#database';
import { decisionMover } from './move-decision.js';
import { actingAs, openProposal, requireOther } from './open-proposal.js';
import { backToReview, bringsBack } from './back-to-review.js';

/**
 * Returns a proposal with a reason (somebody who may countersign), or withdraws it (its proposer). Throws
 * `decisions.not-open`.
 */
export async function returnDecision(tx: Tx, id: string, reason: string): Promise<void> {
  const { decision, acts, ...subject } = await openProposal(tx, id);
  const own = decision.proposed_by === tx.actor.id;
  const signer = own ? decision.needs.proposer : await requireOther(tx, decision, subject);
  const kind = own ? 'taken-back' : 'sent-back';
  await decisionMover.move(tx, subject.incident, [decision], {
    to: kind,
    by: bringsBack[kind],
    reason,
    said: { actingAs: actingAs(signer), articles: [], expense: subject.expense },
  });
  await backToReview(tx, { ...subject, decision, acts }, kind, reason);
}
