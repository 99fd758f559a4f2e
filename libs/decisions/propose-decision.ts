import { limitsOf } from '#coverage';
import type { Tx } from '#database';
import { expenseMover, openExpense, type StoredExpense } from '#expenses';
import { requireVersion } from '#http';
import { hasEnded, type IncidentRow } from '#incidents';
import { lockLedger, openAmounts } from '#limits';
import { periodById, type MemberPeriod } from '#policies';
import { Problem } from '#problems';
import { acceptedItem, finishItem } from '#routing';
import { termsOf } from '#terms';
import type { Subject } from './decision-basis.js';
import { checksOf, missingChecks, newestChecks, type CheckRow } from './case-check.js';
import { completeDecision } from './complete-decision.js';
import type { ProposeDecisionDto } from './decision.dto.js';
import { policyMissing } from './decision-words.js';
import { firstLineOf, signedEarlier, signerOf, type SignerOf } from './decision.store.js';
import { judgeProposal } from './judge-proposal.js';
import { missingSignatures, type Signer } from './decision-needs.js';
import { keepProposal } from './keep-proposal.js';
import { requireReady } from './proposal-hurdles.js';
import type { DecisionEntity } from './decision.entity.js';

/**
 * Proposes what becomes of an expense; where the proposer's own signature is enough it is ruled at once. The line is
 * assessed as the first undecided one, under the lock of the ledger. Answers the decision's id. Throws
 * `decisions.not-in-review`,
 * `decisions.not-yours`, `decisions.not-ready` with what is missing, `decisions.separation`,
 * `decisions.evidence-missing`, `decisions.duplicate-open`,
 * `expenses.rate-missing`, `limits.exhausted`,
 * and what `judgeProposal` throws.
 */
export async function proposeDecision(
  tx: Tx,
  expenseId: string,
  expectedVersion: number | null,
  body: ProposeDecisionDto,
): Promise<string> {
  const { file: incident, expense } = await openExpense(tx, expenseId);
  requireVersion(expense.version, expectedVersion);
  if (hasEnded(incident)) throw new Problem('incidents.ended');
  if (expense.state !== 'in-review') throw new Problem('decisions.not-in-review');
  const item = await acceptedItem(tx, expenseId);
  const proposer = await requireSigner(tx, { entered: expense.entered_by, incident, lane: expense.lane, expenseId });
  if (item?.assignee_id !== tx.actor.id && !proposer.senior) throw new Problem('decisions.not-yours');
  const checks = newestChecks(await checksOf(tx, incident.id));
  const subject = await subjectOf(tx, incident, expense, checks);
  // work items are locked before the ledger, as everywhere
  if (item) await finishItem(tx, incident, item);
  await lockLedger(tx, subject.period, subject.plan);
  const open = (await openAmounts(tx, [subject.period.id])).get(subject.period.id) ?? [];
  const judged = await judgeProposal(tx, subject, { open, checks, proposer, body });
  await requireReady(tx, subject, judged.amountYen);
  const decision = await keepProposal(tx, subject, judged, { body });
  await moveProposed(tx, subject, decision, { lines: [expense], isOwn: item?.assignee_id === tx.actor.id, checks });
  if (missingSignatures(judged.needs, proposer, []).length === 0)
    await completeDecision(tx, { subject, decision, acts: [] });
  return decision.id;
}

/**
 * The actor as signer: not the one who entered the expense, and not of the institution of the case. Throws
 * `decisions.separation`, `decisions.own-institution`.
 */
export async function requireSigner(
  tx: Tx,
  {
    entered,
    incident,
    lane,
    expenseId,
  }: { entered: string | null; incident: IncidentRow; lane: Subject['expense']['lane']; expenseId?: string },
): Promise<Signer> {
  const signer = await signerOf(tx, tx.actor.id, { lane, institutionId: incident.institution_id });
  return allowedSigner(signer, {
    hasEntered: entered === tx.actor.id,
    hasSigned: expenseId !== undefined && (await signedEarlier(tx, expenseId, tx.actor.id)),
  });
}

/**
 * Who may sign, of a person as they stand to a line: it was neither entered by them nor decided earlier with their
 * signature. Throws what `requireSigner` throws.
 */
export function allowedSigner(
  signer: SignerOf | null | undefined,
  { hasEntered, hasSigned }: { readonly hasEntered: boolean; readonly hasSigned: boolean },
): Signer {
  if (!signer?.adjusts) throw new Problem('access.forbidden');
  if (signer.ownInstitution) throw new Problem('decisions.own-institution');
  if (hasEntered || hasSigned) throw new Problem('decisions.separation');
  const { personId, senior, authorityYen } = signer;
  return { personId, senior, authorityYen };
}

/**
 * The case with its period and terms. Throws what is missing for a proposal; `checks` null: missing checks are not
 * refused.
 */
export async function subjectOf(
  tx: Tx,
  incident: IncidentRow,
  expense: Subject['expense'],
  checks: readonly CheckRow[] | null,
): Promise<Subject> {
  const id = periodIdOf(incident);
  const covered = coveredBy(id === null ? null : await periodById(tx, id), checks);
  return { incident, expense, ...covered, first: await firstLineOf(tx, expense) };
}

/** The period of cover that a case is matched to; null without a policy. */
export const periodIdOf = ({ policy_match, member_period_id }: IncidentRow): string | null =>
  policy_match === 'matched' && member_period_id ? member_period_id : null;

/** The period of a subject with its plan. Throws `decisions.not-ready` with what is missing, as `subjectOf`. */
export function coveredBy(
  period: MemberPeriod | null,
  checks: readonly CheckRow[] | null,
): Pick<Subject, 'period' | 'plan'> {
  const plan = period && limitsOf(termsOf(period.termsVersion), period.institutionKind, period.plan);
  const missing = [...(period ? [] : [policyMissing]), ...(checks ? missingChecks(checks) : [])];
  if (missing.length > 0) throw new Problem('decisions.not-ready', { missing });
  if (!period || !plan) throw new Problem('decisions.not-ready', { missing: [policyMissing] });
  return { period, plan };
}

/** The lines of a proposal wait for its signatures; it is recorded once, with the line that carries it. */
export async function moveProposed(
  tx: Tx,
  { incident, expense }: Subject,
  decision: DecisionEntity,
  { lines, isOwn, checks }: { lines: readonly StoredExpense[]; isOwn: boolean; checks: readonly CheckRow[] },
): Promise<void> {
  await expenseMover.move(tx, incident, lines, {
    to: 'proposed',
    by: isOwn ? 'assignee' : 'senior-adjuster',
    subject: () => ({ proposing: missingChecks(checks) }),
    said: {
      act: 'proposed',
      decisionId: decision.id,
      expenseId: expense.id,
      line: expense.line,
      kind: decision.kind,
      amountYen: decision.amount_yen,
      assessedYen: decision.assessed_yen,
    },
  });
}
