import { type Tx } from '#database';
import { expensesOf } from '#expenses';
import { lockLedger, openAmounts } from '#limits';
import { Problem } from '#problems';
import { basisOf, requireSame, type Subject } from './decision-basis.js';
import { completeDecision } from './complete-decision.js';
import type { CountersignDto } from './decision.dto.js';
import { countersignersOf } from './decision.store.js';
import { earlierMonths } from './earlier-statements.js';
import { decisionMover } from './move-decision.js';
import { missingSignatures, type Signer } from './decision-needs.js';
import { requireOpen } from './proposal-hurdles.js';
import { drawUp, keptStatement, requireSameStatement } from './statement.js';
import type { DecisionEntity } from './decision.entity.js';
import { actingAs, openProposal, requireOther } from './open-proposal.js';

/**
 * Signs somebody else's proposal; with the last signature it becomes a ruling. The line is assessed again under the
 * lock of the ledger. Throws `decisions.not-open`, `decisions.separation`, `decisions.signed-already`,
 * `decisions.signature-adds-nothing` with what is missing, `decisions.case-not-open`, `decisions.assessment-stale`,
 * `limits.exhausted`, `decisions.article-needed`.
 */
export async function countersignDecision(tx: Tx, id: string, body: CountersignDto): Promise<void> {
  const { decision, acts, ...subject } = await openProposal(tx, id);
  const signer = await requireOther(tx, decision, subject);
  if (acts.some((act) => act.person_id === signer.personId)) throw new Problem('decisions.signed-already');
  const place = { lane: subject.expense.lane, institutionId: subject.incident.institution_id };
  const before = await countersignersOf(tx, acts, place);
  const { needs } = decision;
  const missing = missingSignatures(needs, needs.proposer, before);
  const left = missingSignatures(needs, needs.proposer, [...before, signer]);
  const isNearer = left.length < missing.length || addsSenior(signer, before, decision);
  const said = {
    actingAs: actingAs(signer),
    articles: (body.articles ?? []).map(({ rule, article }) => ({ rule: rule ?? null, article })),
    expense: subject.expense,
  };
  await decisionMover.move(tx, subject.incident, [decision], {
    to: 'open',
    by: 'countersigner',
    reason: body.note ?? null,
    subject: () => (isNearer ? [] : missing),
    said,
  });
  if (decision.amount_yen > 0) requireOpen(subject.incident);
  await lockLedger(tx, subject.period, subject.plan);
  await requireAsProposed(tx, subject, decision);
  const act = { articles: said.articles, note: body.note ?? null, person_id: tx.actor.id };
  if (left.length === 0) await completeDecision(tx, { subject, decision, acts: [...acts, act] });
}

// under the lock of the ledger
async function requireAsProposed(tx: Tx, subject: Subject, { basis, incident_id }: DecisionEntity): Promise<void> {
  const open = (await openAmounts(tx, [subject.period.id])).get(subject.period.id) ?? [];
  if (!basis.statement) return requireSame(basis, basisOf(subject, open), subject.plan);
  const ids = basis.statement.lines.map(({ expenseId }) => expenseId);
  const lines = (await expensesOf(tx, [incident_id])).filter(({ id }) => ids.includes(id));
  const newIds = [
    subject.expense.id,
    ...basis.statement.lines
      .filter(({ isNew, expenseId }) => isNew && expenseId !== subject.expense.id)
      .map(({ expenseId }) => expenseId),
  ];
  const now = drawUp(subject, lines, newIds, { open, earlier: await earlierMonths(tx, incident_id) });
  const limit = subject.period.businessInterruption?.limit ?? 0;
  requireSameStatement(basis.statement, keptStatement(now), limit);
}

// where two senior adjusters are needed, the first one's signature counts although signatures are still missing
function addsSenior(signer: Signer, before: readonly Signer[], { needs }: DecisionEntity): boolean {
  return signer.senior && !before.some(({ senior }) => senior) && !needs.proposer.senior;
}
