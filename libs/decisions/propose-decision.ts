import { limitsOf } from '#coverage';
import { type Tx } from '#database';
import {
  evidenceOfOne,
  expenseMover,
  missingPapers,
  openDuplicates,
  openExpense,
  requireRate,
  type StoredExpense,
} from '#expenses';
import { requireVersion } from '#http';
import { hasEnded, type IncidentRow } from '#incidents';
import { newId, type CodedText } from '#kernel';
import { lockLedger, openAmounts } from '#limits';
import { periodById } from '#policies';
import { Problem, problemSentences } from '#problems';
import { acceptedItem, finishItem } from '#routing';
import { termsOf } from '#terms';
import type { Statement, Subject } from './basis.js';
import { checksOf, missingChecks, newestChecks, type CheckRow } from './case-checks.js';
import { completeDecision } from './complete-decision.js';
import type { ProposeDecisionDto } from './decision.dto.js';
import { firstLineOf, insertDecision, signedEarlier, signerOf } from './decision.store.js';
import { judgeProposal, type Judged } from './judge-proposal.js';
import { leastCountersigners, missingSignatures, type Signer } from './needs.js';
import { requireClear } from './screening.js';
import type { DecisionEntity } from './decision.entity.js';
import type { DecisionReason } from './decision-reasons.js';

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
  // the loads before the ledger, as everywhere
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
 * What a line needs before anything is proposed: an open case and its papers where it is paid, a rate, and a look at
 * what it may duplicate.
 * `unseen`: whether names that nobody has looked up yet stand in the way; a proposal looks them up first. Throws
 * `decisions.case-not-open`, `decisions.evidence-missing`, `decisions.screening-held`, `decisions.claimant-missing`,
 * `expenses.rate-missing`,
 * `decisions.duplicate-open`.
 */
export async function requireReady(
  tx: Tx,
  subject: Subject,
  amountYen: number,
  screening: { unseen?: 'refused' | 'passed' } = {},
): Promise<void> {
  for (const look of readiness(tx, { ...subject, amountYen }, screening)) await look();
}

/** What a line needs, one look each: a look throws what is missing. */
function readiness(
  tx: Tx,
  subject: Pick<Subject, 'incident' | 'expense'> & { readonly amountYen: number },
  screening: { unseen?: 'refused' | 'passed' },
): (() => Promise<unknown>)[] {
  const { incident, expense, amountYen } = subject;
  return [
    ...(amountYen > 0
      ? [
          () => Promise.resolve(requireOpen(incident)),
          () => requireEvidence(tx, subject),
          () => requireClear(tx, incident, screening),
          () => Promise.resolve(requireClaimant(expense)),
        ]
      : []),
    () => requireRate(tx, expense),
    () => requireNoDuplicate(tx, expense.id),
  ];
}

/**
 * Everything that stands in the way of proposing a line, for somebody who did not ask for it yet; empty: nothing does.
 * Names that nobody has looked up yet are passed: a proposal looks them up first.
 */
export async function hurdlesOf(
  tx: Tx,
  subject: Pick<Subject, 'incident' | 'expense'>,
  amountYen: number,
): Promise<CodedText[]> {
  const found: CodedText[] = [];
  for (const look of readiness(tx, { ...subject, amountYen }, { unseen: 'passed' })) {
    try {
      await look();
    } catch (error) {
      // also of a look that refuses at once
      found.push(...refusalTexts(error));
    }
  }
  return found;
}

/** What a refusal says, for somebody who did not ask for the act yet. Anything else is thrown on. */
export function refusalTexts(error: unknown): readonly CodedText[] {
  if (!(error instanceof Problem)) throw error;
  const { missing } = error.details;
  if (missing && missing.length > 0) return missing;
  const { ja, en } = problemSentences(error);
  return [{ code: error.code, textJa: ja, textEn: en }];
}

function requireClaimant({ category, claimant_id }: Subject['expense']): void {
  if (category === 'damages' && claimant_id === null) throw new Problem('decisions.claimant-missing');
}

/** A proposal to pay needs the case open. Throws `decisions.case-not-open`. */
export function requireOpen({ state }: Pick<IncidentRow, 'state'>): void {
  if (state !== 'open') throw new Problem('decisions.case-not-open');
}

/** What looks like another expense is looked at first. Throws `decisions.duplicate-open` with what it looks like. */
async function requireNoDuplicate(tx: Tx, expenseId: string): Promise<void> {
  const open = await openDuplicates(tx, expenseId);
  if (open.length > 0)
    throw new Problem('decisions.duplicate-open', {
      missing: open.map(({ caseNumber, line }) => ({
        code: 'decisions.duplicate-open',
        textJa: `${caseNumber}の明細${line}と重複していないか確かめ、結果を記録してください。`,
        textEn: `Look whether it is line ${line} of ${caseNumber}, and record what you find.`,
      })),
    });
}

/**
 * Nothing is paid without its papers, or a senior-adjuster's word for each that is missing. Throws
 * `decisions.evidence-missing`.
 */
async function requireEvidence(tx: Tx, { incident, expense }: Pick<Subject, 'incident' | 'expense'>): Promise<void> {
  const missing = missingPapers(await evidenceOfOne(tx, incident, expense));
  if (missing.length > 0) throw new Problem('decisions.evidence-missing', { missing });
}

/**
 * Who signs, apart from the one who entered the expense, and of no institution of the case. Throws
 * `decisions.separation`,
 * `decisions.own-institution`.
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
  if (!signer?.adjusts) throw new Problem('access.forbidden');
  if (signer.ownInstitution) throw new Problem('decisions.own-institution');
  if (entered === tx.actor.id || (expenseId && (await signedEarlier(tx, expenseId, tx.actor.id))))
    throw new Problem('decisions.separation');
  const { personId, senior, authorityYen } = signer;
  return { personId, senior, authorityYen };
}

/** The case with its period, or what is missing for a proposal; `checks` null: whether they were made is not asked. */
export async function subjectOf(
  tx: Tx,
  incident: IncidentRow,
  expense: Subject['expense'],
  checks: readonly CheckRow[] | null,
): Promise<Subject> {
  const period =
    incident.policy_match === 'matched' && incident.member_period_id
      ? await periodById(tx, incident.member_period_id)
      : null;
  const plan = period && limitsOf(termsOf(period.termsVersion), period.institutionKind, period.plan);
  const missing = [...(period ? [] : [policyMissing]), ...(checks ? missingChecks(checks) : [])];
  if (missing.length > 0) throw new Problem('decisions.not-ready', { missing });
  if (!period || !plan) throw new Problem('decisions.not-ready', { missing: [policyMissing] });
  return { incident, expense, period, plan, first: await firstLineOf(tx, expense) };
}

/** No period of cover is known. */
export const policyMissing: CodedText = {
  code: 'decisions.policy-missing',
  textJa: 'ご契約が確定していません。専任スタッフにご契約との照合を依頼してください。',
  textEn: 'No policy is matched. Ask the desk to match the case.',
};

/** Keeps a proposal with what it rests on. */
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

/** A proposal as it is kept, with what it rests on; its number is given when it is. */
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

/** The lines of a proposal wait for its signatures; it is reported once, with the line that carries it. */
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
