import { lineOf, outlooksOf } from '#assessment';
import {
  askedOf,
  coverageOf,
  explainLine,
  type AssessedLine,
  type Coverage,
  type CoverageRequest,
  type Explanation,
  type LimitsAnswer,
  type PlanLimits,
} from '#coverage';
import { claimedOf, type StoredExpense } from '#expenses';
import { flaggedFactNames, type IncidentRow } from '#incidents';
import { usedFor, withoutAmounts, type OpenAmount } from '#limits';
import { canonicalJson, contentHash } from '#platform';
import type { MemberPeriod } from '#policies';
import { Problem } from '#problems';
import { termsOf } from '#terms';

/** A line assessed as the first undecided one, against the ledger as it stands (money rules, section 2). */
export interface Basis {
  readonly request: CoverageRequest;
  /** SHA-256 of the request, in hexadecimal. */
  readonly requestHash: string;
  readonly line: AssessedLine;
  readonly limits: LimitsAnswer | null;
  readonly explanation: Explanation;
  /** Yen approved already for the line that this one supplements; 0 for others. */
  readonly lessYen: number;
  /** The amount (yen) if every question is answered "covered". */
  readonly assessedYen: number;
  /** The same before limits lower it. */
  readonly beforeLimitsYen: number;
  /** What the deductible takes of it (yen), beyond what it took of the first line. */
  readonly deductibleYen: number;
}

/** The line that a supplement claims more of, with what was approved for it and its other supplements. */
export interface FirstLine {
  readonly expense: StoredExpense;
  readonly approvedYen: number;
  /** What is held and consumed for them. */
  readonly open: readonly OpenAmount[];
}

/** A month of business interruption as a statement has it. */
export interface StatementLine {
  readonly expenseId: string;
  /** It is decided with this statement. */
  readonly isNew: boolean;
  readonly figures: object;
  /** The engine's figure before the limit steps, in yen; 0 where the rules do not cover it. */
  readonly engineYen: number;
}

/** What a statement of business interruption comes to, in yen (money rules, section 2). */
export interface Statement {
  readonly lines: readonly StatementLine[];
  /** T: the engine's figures before the limit steps, less reductions by decision that stand. */
  readonly totalYen: number;
  readonly reducedYen: number;
  /** C: what earlier statements of the incident hold or have consumed. */
  readonly beforeYen: number;
  /**
   * What months were paid beyond T and keep, as the insurer had agreed to it before it was spent. Absent of older
   * statements.
   */
  readonly staysYen?: number;
  /** min(T + what stays, C + what the ledger has left) − C; below 0: more was paid than is due. */
  readonly paysYen: number;
  /**
   * The part of an overpayment that is demanded back. Absent in statements from before any part could stay: all of it.
   */
  readonly comesBackYen?: number;
  /** What the deductible takes of all lines together. */
  readonly deductibleYen: number;
}

/** What of a kept statement was demanded back (yen). */
export const comesBackOf = ({ paysYen, comesBackYen }: Statement): number => comesBackYen ?? Math.max(0, -paysYen);

/** The expense that is decided, with its case, period and terms. */
export interface Subject {
  readonly incident: IncidentRow;
  readonly expense: StoredExpense;
  readonly period: MemberPeriod;
  readonly plan: PlanLimits;
  /** null: it supplements no other line. */
  readonly first: FirstLine | null;
}

/**
 * The assessment a decision rests on. Throws `decisions.statement-needed` for business interruption,
 * `decisions.facts-missing` and `decisions.figures-missing` with what is missing.
 */
export function basisOf({ incident, expense, period, first }: Subject, open: readonly OpenAmount[]): Basis {
  if (coverageOf(expense.category) === 'business-interruption') throw new Problem('decisions.statement-needed');
  const outlooks = outlooksOf(
    {
      facts: incident.facts,
      flaggedFacts: flaggedFactNames(incident.flags),
      period,
      lines: [first ? { ...lineOf(first.expense), id: expense.id } : lineOf(expense)],
      used: usedFor(first ? withoutAmounts(open, first.open) : open, incident.id),
    },
    termsOf(period.termsVersion),
  );
  const line = outlooks.assessment?.lines[0];
  if (!outlooks.request || !outlooks.assessment)
    throw new Problem('decisions.facts-missing', { missing: outlooks.coverageReasons });
  if (!line) throw new Problem('decisions.figures-missing');
  const { request, assessment } = outlooks;
  const lessYen = first?.approvedYen ?? 0;
  const ofThis = (yen: number): number => (first ? Math.max(0, Math.min(yen - lessYen, claimedOf(expense))) : yen);
  const taken = (first?.open ?? [])
    .filter(({ takes }) => takes === 'deductible')
    .reduce((sum, { yen }) => sum + yen, 0);
  return {
    lessYen,
    assessedYen: ofThis(assessedYen(line)),
    beforeLimitsYen: ofThis(beforeLimits(line)),
    deductibleYen: Math.max(0, deductibleYen(line) - taken),
    request,
    requestHash: contentHash(request).toString('hex'),
    line,
    limits: assessment.limits,
    explanation: explainLine(line, askedOf(request), null),
  };
}

/** What the assessment gives when everything it leaves open is answered "covered" (yen). */
function assessedYen({ outcome, wouldPay }: AssessedLine): number {
  return outcome === 'not-payable' ? 0 : wouldPay;
}

const limitSteps: readonly string[] = ['sub-limit', 'aggregate-limit'];

/** The figure before limits lower it (yen). */
export function beforeLimits({ steps, wouldPay }: AssessedLine): number {
  return steps.find(({ code }) => limitSteps.includes(code))?.before ?? wouldPay;
}

/** What the deductible takes of a line (yen). */
export function deductibleYen({ steps }: AssessedLine): number {
  const step = steps.find(({ code }) => code === 'deductible');
  return step ? step.before - step.after : 0;
}

/** A parameter that is not in the published terms lowers the line. */
export function loweredByParameter({ steps }: Explanation): boolean {
  return steps.some(({ openPoint }) => openPoint !== null);
}

/**
 * Refuses a proposal whose assessment has changed: `limits.exhausted` with what is left where only limits differ, else
 * `decisions.assessment-stale`.
 */
export function requireSame(
  before: Pick<Basis, 'line'> & Partial<Pick<Basis, 'lessYen'>>,
  basis: Basis,
  plan: PlanLimits,
): void {
  const [proposed, now] = [before.line, basis.line];
  if ((before.lessYen ?? 0) !== basis.lessYen) throw new Problem('decisions.assessment-stale');
  if (canonicalJson(decided(proposed)) === canonicalJson(decided(now))) return;
  const free = (line: AssessedLine): object => ({
    ...decided(line),
    payable: 0,
    wouldPay: 0,
    outcome: line.outcome === 'reduced' ? 'payable' : line.outcome,
    steps: line.steps.filter(({ code }) => !limitSteps.includes(code)),
  });
  if (canonicalJson(free(proposed)) === canonicalJson(free(now)) && assessedYen(now) < assessedYen(proposed))
    throw limitExhausted(basis, plan);
  throw new Problem('decisions.assessment-stale');
}

/** The refusal of more than a limit has left. */
export function limitExhausted(basis: Pick<Basis, 'line' | 'assessedYen'>, plan: PlanLimits): Problem {
  const limits: Readonly<Record<Coverage, number>> = {
    'response-expense': plan.responseExpenseLimit,
    liability: plan.liabilityLimit,
    'business-interruption': plan.liabilityLimit,
  };
  return new Problem('limits.exhausted', {
    params: { remaining: basis.assessedYen, limit: limits[coverageOf(basis.line.category)] },
  });
}

function decided({ outcome, claimed, indemnifiable, payable, wouldPay, reasons, steps }: AssessedLine): object {
  return { outcome, claimed, indemnifiable, payable, wouldPay, reasons: reasons.map(({ code }) => code), steps };
}
