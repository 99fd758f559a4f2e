import { type Tx } from '#database';
import { expenseMover, expensesOf } from '#expenses';
import { hasEnded, type CaseFile } from '#incidents';
import { lockLedger, openAmounts, openPostings, postAct } from '#limits';
import { Problem } from '#problems';
import { giveBack } from '#routing';
import { basisOf, requireSame, type Subject } from './decision-basis.js';
import { checksOf, newestChecks } from './case-check.js';
import { completeDecision } from './complete-decision.js';
import type { CountersignDto } from './decision.dto.js';
import { countersignersOf, linesOf, type ActRow } from './decision.store.js';
import { earlierMonths } from './earlier-statements.js';
import { decisionMover, openDecision, type MovableDecision } from './move-decision.js';
import { demandedOf, repaymentMover } from './move-repayment.js';
import { missingSignatures, type Signer } from './decision-needs.js';
import { requireOpen } from './proposal-hurdles.js';
import { requireSigner, subjectOf } from './propose-decision.js';
import { drawUp, keptStatement, requireSameStatement } from './statement.js';
import type { DecisionEntity } from './decision.entity.js';

/** A decision with its case locked. */
export interface Opened extends Subject {
  readonly incident: CaseFile;
  readonly decision: MovableDecision;
  readonly acts: readonly ActRow[];
}

/**
 * Signs somebody else's proposal; with the last signature it becomes a ruling. The line is assessed again under the
 * lock of the ledger. Throws `decisions.not-open`, `decisions.separation`, `decisions.signed-already`,
 * `decisions.signature-adds-nothing` with what is missing, `decisions.case-not-open`, `decisions.assessment-stale`,
 * `limits.exhausted`, `decisions.article-needed`.
 */
export async function countersignDecision(tx: Tx, id: string, body: CountersignDto): Promise<void> {
  const { decision, acts, ...subject } = await opened(tx, id);
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

const actingAs = ({ senior }: Signer): 'senior-adjuster' | 'adjuster' => (senior ? 'senior-adjuster' : 'adjuster');

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

/** As what the actor of each ending act moves the lines back into review. */
const bringsBack = {
  'sent-back': 'countersigner',
  'taken-back': 'proposer',
  undone: 'signer',
  reversed: 'countersigner',
} as const;

/**
 * Returns a proposal with a reason (somebody who may countersign), or withdraws it (its proposer). Throws
 * `decisions.not-open`.
 */
export async function returnDecision(tx: Tx, id: string, reason: string): Promise<void> {
  const { decision, acts, ...subject } = await opened(tx, id);
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

/** Releases what a ruling holds and drops its claims for repayment. */
export async function releaseHeld(tx: Tx, subject: Subject, decision: DecisionEntity): Promise<void> {
  const { incident, expense, period, plan } = subject;
  await lockLedger(tx, period, plan);
  const held = await openPostings(tx, incident.id, expense.id);
  await postAct(tx, period, plan, {
    incidentId: incident.id,
    postings: held
      .filter(({ kind }) => kind === 'hold')
      .map(({ id: ends, takes, coverage, yen, reference }) => ({
        kind: 'release' as const,
        takes,
        coverage,
        yen,
        reference,
        ends,
      })),
  });
  await repaymentMover.move(tx, incident, await demandedOf(tx, { statementId: decision.id }), {
    to: 'dropped',
    by: 'system',
    also: { ended_at: tx.now },
    said: null,
  });
}

async function opened(tx: Tx, id: string): Promise<Opened> {
  const { decision, acts, incident, expense } = await openDecision(tx, id);
  if (hasEnded(incident)) throw new Problem('incidents.ended');
  if (decision.state !== 'open') throw new Problem('decisions.not-open');
  const subject = await subjectOf(tx, incident, expense, newestChecks(await checksOf(tx, incident.id)));
  return { ...subject, incident, decision, acts };
}

async function requireOther(tx: Tx, decision: DecisionEntity, { incident, expense }: Subject): Promise<Signer> {
  const signer = await requireSigner(tx, {
    entered: expense.entered_by,
    incident,
    lane: expense.lane,
    expenseId: expense.id,
  });
  if (decision.proposed_by === signer.personId) throw new Problem('decisions.separation');
  return signer;
}

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
