import type { Tx } from '#database';
import { newId } from '#kernel';
import type { Statement, Subject } from './decision-basis.js';
import { leastCountersigners } from './decision-needs.js';
import type { DecisionReason } from './decision-reasons.js';
import type { ProposeDecisionDto } from './decision.dto.js';
import type { DecisionEntity } from './decision.entity.js';
import { insertDecision } from './decision.store.js';
import type { Judged } from './judge-proposal.js';

/** Stores a proposal with its basis. */
export async function keepProposal(
  tx: Tx,
  subject: Subject,
  judged: Judged,
  more: { readonly body: ProposeDecisionDto; readonly statement?: Statement },
): Promise<DecisionEntity> {
  const decision = rowOf(subject, judged, { ...more, now: tx.now });
  await insertDecision(tx, decision);
  return decision;
}

/** The row of a proposal with its basis; its number is given when it is stored. */
export function rowOf(
  { incident, expense }: Subject,
  { basis, claimedYen, amountYen, answers, needs, proposer }: Judged,
  { body, now, statement }: { readonly body: ProposeDecisionDto; readonly now: Date; readonly statement?: Statement },
): DecisionEntity {
  const { request, requestHash, line, limits, lessYen } = basis;
  return {
    no: 0,
    id: newId(),
    expense_id: expense.id,
    incident_id: incident.id,
    institution_id: incident.institution_id,
    kind: body.kind,
    amount_yen: amountYen,
    claimed_yen: claimedYen,
    assessed_yen: basis.assessedYen,
    deductible_yen: body.kind === 'reject' ? 0 : basis.deductibleYen,
    reasons: (body.reasons ?? []).map(({ code, amount, text }): DecisionReason => ({
      code,
      amount: amount ?? null,
      text,
    })),
    answers,
    text_ja: body.textJa,
    text_en: body.textEn ?? null,
    basis: { request, requestHash, line, limits, lessYen, ...(statement ? { statement } : {}) },
    needs: { ...needs, proposer },
    countersigners: leastCountersigners(needs, proposer),
    proposed_by: proposer.personId,
    proposed_as: proposer.senior ? 'senior-adjuster' : 'adjuster',
    proposed_at: now,
  };
}
