import { type Tx } from '#database';
import { hasEnded, type CaseFile } from '#incidents';
import { Problem } from '#problems';
import { type Subject } from './decision-basis.js';
import { checksOf, newestChecks } from './case-check.js';
import { type ActRow } from './decision.store.js';
import { openDecision, type MovableDecision } from './move-decision.js';
import { type Signer } from './decision-needs.js';
import { requireSigner, subjectOf } from './propose-decision.js';
import type { DecisionEntity } from './decision.entity.js';

/** A decision with its case locked. */
export interface Opened extends Subject {
  readonly incident: CaseFile;
  readonly decision: MovableDecision;
  readonly acts: readonly ActRow[];
}

/** An open proposal with its case locked. Throws `incidents.ended`, `decisions.not-open`. */
export async function openProposal(tx: Tx, id: string): Promise<Opened> {
  const { decision, acts, incident, expense } = await openDecision(tx, id);
  if (hasEnded(incident)) throw new Problem('incidents.ended');
  if (decision.state !== 'open') throw new Problem('decisions.not-open');
  const subject = await subjectOf(tx, incident, expense, newestChecks(await checksOf(tx, incident.id)));
  return { ...subject, incident, decision, acts };
}

/** The actor as a signer other than the proposer. Throws `decisions.separation`, and what `requireSigner` throws. */
export async function requireOther(tx: Tx, decision: DecisionEntity, { incident, expense }: Subject): Promise<Signer> {
  const signer = await requireSigner(tx, {
    entered: expense.entered_by,
    incident,
    lane: expense.lane,
    expenseId: expense.id,
  });
  if (decision.proposed_by === signer.personId) throw new Problem('decisions.separation');
  return signer;
}

/** As what a signer acts. */
export const actingAs = ({ senior }: Signer): 'senior-adjuster' | 'adjuster' =>
  senior ? 'senior-adjuster' : 'adjuster';
