import { limitsOf } from '#coverage';
import { evidenceOfOne, expenseById, missingPapers, openDuplicates, requireRate } from '#expenses';
import { appendTimeline, hasEnded, incidentForUpdate, type IncidentRow } from '#incidents';
import { newId, type CodedText } from '#kernel';
import { lockLedger, openAmounts, type OpenAmount } from '#limits';
import { appendAudit, appendEvents, caseChain, eventRow, Problem, requireVersion, type Tx } from '#platform';
import { periodById } from '#policies';
import { acceptedItem, finishItem } from '#routing';
import { termsOf } from '#terms';
import {
  basisOf,
  claimedOf,
  exhausted,
  loweredByParameter,
  type Basis,
  type Statement,
  type Subject,
} from './basis.js';
import { checksOf, missingChecks, newestChecks, type CheckRow } from './case-checks.js';
import { complete } from './complete.js';
import type { ProposeDecisionDto } from './decision.dto.js';
import {
  firstLineOf,
  insertDecision,
  runningTotals,
  signedEarlier,
  signerOf,
  type DecisionReason,
  type DecisionRow,
} from './decision.store.js';
import { answersTo, questionsOf, requireCovered, standingAnswers, type Answer } from './gate-answers.js';
import { leastCountersigners, missingSignatures, needsOf, type Needs, type Signer } from './needs.js';
import { requireClear } from './screening.js';

/**
 * Proposes what becomes of an expense; where the proposer's own signature is enough it is ruled at once. The line is assessed
 * as the first undecided one, under the lock of the ledger. Answers the decision's id. Throws `decisions.not-in-review`,
 * `decisions.not-yours`, `decisions.not-ready` with what is missing, `decisions.separation`, `decisions.evidence-missing`, `decisions.duplicate-open`,
 * `expenses.rate-missing`, `limits.exhausted`,
 * and what `judge` throws.
 */
export async function propose(
  tx: Tx,
  expenseId: string,
  expectedVersion: number | null,
  body: ProposeDecisionDto,
  now: Date,
): Promise<string> {
  const incident = await incidentForUpdate(tx, (await expenseById(tx, expenseId)).incident_id);
  const expense = await expenseById(tx, expenseId);
  requireVersion(expense.version, expectedVersion);
  if (hasEnded(incident)) throw new Problem('incidents.ended');
  if (expense.state !== 'in-review') throw new Problem('decisions.not-in-review');
  const item = await acceptedItem(tx, expenseId);
  const proposer = await requireSigner(
    tx,
    { entered: expense.entered_by, incident, lane: expense.lane, expenseId },
    now,
  );
  if (item?.assignee_id !== tx.actor.id && !proposer.senior) throw new Problem('decisions.not-yours');
  const checks = newestChecks(await checksOf(tx, incident.id));
  const subject = await subjectOf(tx, incident, expense, checks);
  // the loads before the ledger, as everywhere
  if (item) await finishItem(tx, item, now);
  await lockLedger(tx, subject.period, subject.plan);
  const open = (await openAmounts(tx, [subject.period.id])).get(subject.period.id) ?? [];
  const judged = await judge(tx, subject, { open, checks, proposer, body }, now);
  await requireReady(tx, subject, judged.amountYen, now);
  const decision = await keep(tx, subject, judged, body, now);
  await tx.rows(`UPDATE expense SET state = 'proposed', version = version + 1 WHERE id = $1`, [expenseId]);
  await tell(tx, subject, decision, now);
  if (missingSignatures(judged.needs, proposer, []).length === 0)
    await complete(tx, { subject, decision, acts: [] }, now);
  return decision.id;
}

/**
 * What a line needs before anything is proposed: its papers where it is paid, a rate, and a look at what it may duplicate. Throws
 * `decisions.evidence-missing`, `decisions.screening-held`, `decisions.claimant-missing`, `expenses.rate-missing`,
 * `decisions.duplicate-open`.
 */
export async function requireReady(tx: Tx, subject: Subject, amountYen: number, now: Date): Promise<void> {
  if (amountYen > 0) {
    await requireEvidence(tx, subject, now);
    await requireClear(tx, subject.incident);
    if (subject.expense.category === 'damages' && subject.expense.claimant_id === null)
      throw new Problem('decisions.claimant-missing');
  }
  await requireRate(tx, subject.expense, now);
  await requireNoDuplicate(tx, subject.expense.id);
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

/** Nothing is paid without its papers, or a senior-adjuster's word for each that is missing. Throws `decisions.evidence-missing`. */
async function requireEvidence(tx: Tx, { incident, expense }: Subject, now: Date): Promise<void> {
  const missing = missingPapers(await evidenceOfOne(tx, incident, expense, now));
  if (missing.length > 0) throw new Problem('decisions.evidence-missing', { missing });
}

/** Who signs, apart from whoever entered the expense, and of no institution of the case. Throws `decisions.separation`, `decisions.own-institution`. */
export async function requireSigner(
  tx: Tx,
  {
    entered,
    incident,
    lane,
    expenseId,
  }: { entered: string | null; incident: IncidentRow; lane: Subject['expense']['lane']; expenseId?: string },
  now: Date,
): Promise<Signer> {
  const signer = await signerOf(tx, tx.actor.id, { lane, institutionId: incident.institution_id }, now);
  if (!signer?.adjusts) throw new Problem('access.forbidden');
  if (signer.ownInstitution) throw new Problem('decisions.own-institution');
  if (entered === tx.actor.id || (expenseId && (await signedEarlier(tx, expenseId, tx.actor.id))))
    throw new Problem('decisions.separation');
  const { personId, senior, authorityYen } = signer;
  return { personId, senior, authorityYen };
}

/** The case with its period, or what is missing for a proposal. */
export async function subjectOf(
  tx: Tx,
  incident: IncidentRow,
  expense: Subject['expense'],
  checks: readonly CheckRow[],
): Promise<Subject> {
  const period =
    incident.policy_match === 'matched' && incident.member_period_id
      ? await periodById(tx, incident.member_period_id)
      : null;
  const plan = period && limitsOf(termsOf(period.termsVersion), period.institutionKind, period.plan);
  const missing = [...(period ? [] : [policyMissing]), ...missingChecks(checks)];
  if (missing.length > 0) throw new Problem('decisions.not-ready', { missing });
  if (!period || !plan) throw new Problem('decisions.not-ready', { missing: [policyMissing] });
  return { incident, expense, period, plan, first: await firstLineOf(tx, expense) };
}

const policyMissing: CodedText = {
  code: 'decisions.policy-missing',
  textJa: 'ご契約が確定していません。専任スタッフにご契約との照合を依頼してください。',
  textEn: 'No policy is matched. Ask the desk to match the case.',
};

/** What a proposal comes to. */
export interface Judged {
  readonly basis: Omit<Basis, 'explanation' | 'beforeLimitsYen'>;
  readonly claimedYen: number;
  readonly amountYen: number;
  readonly answers: readonly Answer[];
  readonly needs: Needs;
  readonly proposer: Signer;
}

/**
 * Judges a proposal on the ledger as it stands. Throws `decisions.ransom`, `decisions.answers-missing`, `decisions.not-covered`,
 * `decisions.above-claimed`, `decisions.reduce-instead`, `decisions.not-less`, `decisions.reason-needed`,
 * `decisions.reasons-do-not-add-up`, `limits.exhausted`, and what `basisOf` throws.
 */
export async function judge(
  tx: Tx,
  subject: Subject,
  given: { open: readonly OpenAmount[]; checks: readonly CheckRow[]; proposer: Signer; body: ProposeDecisionDto },
  now: Date,
): Promise<Judged> {
  const { body, proposer } = given;
  const basis = basisOf(subject, given.open);
  const { line } = basis;
  const questions = questionsOf(line);
  const standing = await standingAnswers(tx, subject.incident.id, basis.request);
  const answers = answersTo(questions, body.answers ?? [], standing);
  const againstGate = line.outcome === 'not-payable' && body.kind === 'approve';
  if (body.kind !== 'reject') requireCovered(questions, answers);
  const amountYen = amountOf(subject, basis, body);
  const needs = needsOf({
    kind: body.kind,
    amountYen,
    assessedYen: basis.assessedYen,
    againstGate,
    parameterReduction: body.kind !== 'reject' && loweredByParameter(basis.explanation),
    questionsAnswered: answers.length > 0,
    checkIssue: given.checks.some(({ finding }) => finding === 'issue'),
    ...(await runningTotals(tx, subject.expense, now)),
  });
  requireReasons(body, { amountYen, assessed: basis.assessedYen, twoSeniors: needs.twoSeniors, line });
  return { basis, claimedYen: claimedOf(subject.expense), amountYen, answers, needs, proposer };
}

/** The proposed amount (yen), within what is claimed and what limits have left. */
function amountOf({ expense, plan }: Subject, basis: Basis, body: ProposeDecisionDto): number {
  const { line, assessedYen: assessed } = basis;
  // whichever gate came first and ended the line
  if (body.kind !== 'reject' && expense.flags.ransom === true) throw new Problem('decisions.ransom');
  const isCovered = line.outcome !== 'not-payable';
  const within = {
    assessed,
    claimed: claimedOf(expense),
    isCovered,
    // what only limits lower is no matter of judgment
    isLimited: isCovered && assessed < basis.beforeLimitsYen,
  };
  return amountWithin(body, within, () => exhausted(basis, plan));
}

/** The amount of a proposal (yen): as it was assessed, when nothing else is said. */
export function amountWithin(
  { kind, amount }: Pick<ProposeDecisionDto, 'kind' | 'amount'>,
  {
    assessed,
    claimed,
    isCovered,
    isLimited,
  }: {
    readonly assessed: number;
    readonly claimed: number;
    readonly isCovered: boolean;
    readonly isLimited: boolean;
  },
  overLimit: () => Problem,
): number {
  if (kind === 'reject') return 0;
  const asked = amount ?? (kind === 'approve' && isCovered ? assessed : undefined);
  if (asked === undefined) throw refusedAt('/amount', 'requests.field-missing');
  if (asked > claimed) throw refusedAt('/amount', 'decisions.above-claimed');
  if (kind === 'reduce') {
    if (asked >= assessed) throw refusedAt('/amount', 'decisions.not-less');
    return asked;
  }
  if (asked < assessed) throw refusedAt('/amount', 'decisions.reduce-instead');
  if (isLimited && asked > assessed) throw overLimit();
  return asked;
}

/** Throws `decisions.reason-needed`, `decisions.reasons-do-not-add-up`. */
export function requireReasons(
  { kind, reasons = [] }: ProposeDecisionDto,
  {
    amountYen,
    assessed,
    twoSeniors,
    line,
  }: { amountYen: number; assessed: number; twoSeniors: boolean; line: Basis['line'] },
): void {
  const needed = kind === 'reduce' || twoSeniors || (kind === 'reject' && line.outcome !== 'not-payable');
  if (needed && reasons.length === 0) throw refusedAt('/reasons', 'decisions.reason-needed');
  if (kind !== 'reduce') return;
  const sum = reasons.reduce((total, reason) => total + (reason.amount ?? 0), 0);
  if (sum !== assessed - amountYen)
    throw new Problem('decisions.reasons-do-not-add-up', {
      params: { difference: assessed - amountYen },
      errors: [
        { pointer: '/reasons', code: 'decisions.reasons-do-not-add-up', params: { difference: assessed - amountYen } },
      ],
    });
}

function refusedAt(
  pointer: string,
  code:
    | 'requests.field-missing'
    | 'decisions.above-claimed'
    | 'decisions.not-less'
    | 'decisions.reduce-instead'
    | 'decisions.reason-needed',
): Problem {
  return new Problem(code, { errors: [{ pointer, code }] });
}

/** Keeps a proposal with what it rests on. */
export async function keep(
  tx: Tx,
  { incident, expense }: Subject,
  { basis, claimedYen, amountYen, answers, needs, proposer }: Judged,
  body: ProposeDecisionDto,
  now: Date,
  statement?: Statement,
): Promise<DecisionRow> {
  const { request, requestHash, line, limits, lessYen } = basis;
  const decision: Omit<DecisionRow, 'no'> = {
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
    proposed_by: tx.actor.id,
    proposed_as: proposer.senior ? 'senior-adjuster' : 'adjuster',
    proposed_at: now,
  };
  await insertDecision(tx, decision);
  return { ...decision, no: 0 };
}

/** Tells of a proposal. */
export async function tell(tx: Tx, { incident, expense }: Subject, decision: DecisionRow, now: Date): Promise<void> {
  await appendTimeline(tx, incident, [
    {
      at: now,
      kind: 'expense-proposed',
      audience: 'insurer',
      data: { line: expense.line, decisionId: decision.id, decision: decision.kind, personId: tx.actor.id },
    },
  ]);
  await appendEvents(tx, [
    eventRow('expense.proposed', incident.id, { expenseId: expense.id, decisionId: decision.id }, now, 'insurer'),
  ]);
  await appendAudit(tx, { institutionId: incident.institution_id, incidentId: incident.id }, [
    {
      chain: caseChain(incident.id),
      action: 'decision.proposed',
      subject: decision.id,
      before: { state: 'in-review' },
      after: {
        state: 'proposed',
        kind: decision.kind,
        amountYen: decision.amount_yen,
        assessedYen: decision.assessed_yen,
      },
    },
  ]);
}
