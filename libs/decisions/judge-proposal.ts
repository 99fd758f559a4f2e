import { type Tx } from '#database';
import { claimedOf } from '#expenses';
import type { OpenAmount } from '#limits';
import { Problem } from '#problems';
import { basisOf, limitExhausted, loweredByParameter, type Basis, type Subject } from './decision-basis.js';
import type { CheckRow } from './case-check.js';
import type { ProposeDecisionDto } from './decision.dto.js';
import { runningTotals } from './decision.store.js';
import { answersTo, questionsOf, requireCovered, standingAnswers, type Answer } from './gate-answers.js';
import { needsOf, type Needs, type Signer } from './decision-needs.js';

/** A proposal with its amount (yen), assessment and the signatures that it needs. */
export interface Judged {
  readonly basis: Omit<Basis, 'explanation' | 'beforeLimitsYen'>;
  readonly claimedYen: number;
  readonly amountYen: number;
  readonly answers: readonly Answer[];
  readonly needs: Needs;
  readonly proposer: Signer;
}

/**
 * Judges a proposal on the ledger as it stands. Throws `decisions.ransom`, `decisions.answers-missing`,
 * `decisions.not-covered`,
 * `decisions.above-claimed`, `decisions.reduce-instead`, `decisions.not-less`, `decisions.reason-needed`,
 * `decisions.reasons-do-not-add-up`, `limits.exhausted`, and what `basisOf` throws.
 */
export async function judgeProposal(
  tx: Tx,
  subject: Subject,
  given: { open: readonly OpenAmount[]; checks: readonly CheckRow[]; proposer: Signer; body: ProposeDecisionDto },
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
    ...(await runningTotals(tx, subject.expense)),
  });
  requireReasons(body, { amountYen, assessed: basis.assessedYen, twoSeniors: needs.twoSeniors, line });
  return { basis, claimedYen: claimedOf(subject.expense), amountYen, answers, needs, proposer };
}

/** The proposed amount (yen), within what is claimed and what limits have left. */
function amountOf({ expense, plan }: Subject, basis: Basis, body: ProposeDecisionDto): number {
  const { line, assessedYen: assessed } = basis;
  // also where another gate ended the line first
  if (body.kind !== 'reject' && expense.flags.ransom === true) throw new Problem('decisions.ransom');
  const isCovered = line.outcome !== 'not-payable';
  const within = {
    assessed,
    claimed: claimedOf(expense),
    isCovered,
    // a reduction by limits alone needs no judgement
    isLimited: isCovered && assessed < basis.beforeLimitsYen,
  };
  return amountWithin(body, within, () => limitExhausted(basis, plan));
}

/** The amount of a proposal (yen): the assessed one unless another is given. */
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
