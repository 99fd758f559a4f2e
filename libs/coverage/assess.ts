import { coverageOf, laneOf, type Category, type Coverage } from './categories.js';
import { emergencySupport } from './emergency-support.js';
import { addYen, atMostProduct, floorOfRest, floorOfShare, type WholeYen } from './exact.js';
import { incidentGates, lineGates, type FiredGate, type LineGate } from './gates.js';
import { openCoverages } from './open-coverages.js';
import { reasonOf } from './reasons.js';
import {
  nothingUsed,
  type BusinessContinuationFacts,
  type CoverageRequest,
  type LostProfitFacts,
  type RequestLine,
  type RequestPolicy,
  type RevenueDeclinePreventionFacts,
  type UsedAmounts,
} from './request.js';
import type {
  AssessedLine,
  AssessmentStep,
  CoverageResponse,
  LimitAnswer,
  LimitsAnswer,
  LineOutcome,
  StepCode,
} from './response.js';
import { limitsOf, type PlanLimits, type ProductTerms } from './terms.js';

/**
 * The whole assessment of a valid request (rules, sections 3 to 9): the same request with the same terms gives the same
 * answer, to the yen and the code. No clock, no database. Throws a RangeError unless the terms are of the version that
 * the request names.
 */
export function assessRequest(request: CoverageRequest, terms: ProductTerms): CoverageResponse {
  const { institutionKind, plan } = request.policy;
  const limits = limitsOf(terms, institutionKind, plan);
  const gated = gatesOfLines(request);
  const ledger = new Ledger(request, limits);
  const prevention = preventionPool(request.policy, gated);
  const lines = gated.map((one) => assessLine(request, one, ledger, prevention));
  const taken = { responseExpense: ledger.taken('response-expense'), aggregate: ledger.takenOfAggregate };
  return {
    termsVersion: request.termsVersion,
    lines,
    totals: totalsOf(lines),
    limits: limits && ledger.answer(limits),
    emergencySupport: emergencySupport(request, terms, taken),
    openCoverages: openCoverages(request),
  };
}

interface GatedLine {
  readonly line: RequestLine;
  readonly fired: readonly (FiredGate | LineGate)[];
  readonly result: 'passes' | 'refer' | 'not-payable';
}

/**
 * The gates of every line. Prevention lines are evaluated first, wherever they stand, because gate 38c of the other
 * lines needs their result.
 */
function gatesOfLines({ policy, incident, lines }: CoverageRequest): GatedLine[] {
  const incidentFired = incidentGates({ policy, incident });
  const refused = incidentFired.at(-1)?.result === 'not-payable';
  const gate = (line: RequestLine, preventionUndecided: boolean): GatedLine => {
    const fired = refused
      ? incidentFired
      : [...incidentFired, ...lineGates({ policy, incident, line, preventionUndecided })];
    const result = fired.at(-1)?.result ?? 'passes';
    return { line, fired, result };
  };
  const isPrevention = (line: RequestLine): boolean => line.category === 'revenue-decline-prevention';
  const undecided = lines.some((line) => isPrevention(line) && gate(line, false).result === 'refer');
  return lines.map((line) => gate(line, undecided));
}

/** Categories whose tax is ignored (section 4, step 1). */
export function ignoresTax(category: Category): boolean {
  return category === 'damages' || coverageOf(category) === 'business-interruption';
}

/** The claimed amount of a line (yen): with its tax, or without where tax is ignored. */
export function claimedYen(category: Category, amount: number, tax: number): number {
  return ignoresTax(category) ? amount : amount + tax;
}

/** The prevention costs that are still to be deducted from business-continuation costs (R-BI-3), in yen. */
interface PreventionPool {
  left: WholeYen;
}

/** P of section 5: over all prevention lines that are not refused, before ratio and limits. */
function preventionPool({ parameters }: RequestPolicy, gated: readonly GatedLine[]): PreventionPool {
  const spent = parameters?.preventionDeduction === 'spent';
  let left: WholeYen = 0;
  for (const { line, result } of gated) {
    if (line.category !== 'revenue-decline-prevention' || result === 'not-payable') continue;
    left = addYen(left, spent ? line.amount : preventionIndemnifiable(line.amount, line.interruption));
  }
  return { left };
}

function preventionIndemnifiable(amount: number, facts: RevenueDeclinePreventionFacts): number {
  return Math.min(amount, floorOfShare(facts.avoidedRevenueDecline, facts.profitRate));
}

/** Step 1 of section 4: the part of the claimed amount that can be indemnified, in yen. */
function indemnifiableOf(line: RequestLine, policy: RequestPolicy, prevention: PreventionPool): number {
  switch (line.category) {
    case 'damages':
      return line.amount;
    case 'lost-profit':
      return lostProfit(line.amount, line.interruption);
    case 'revenue-decline-prevention':
      return preventionIndemnifiable(line.amount, line.interruption);
    case 'business-continuation':
      return continuation(line.amount, line.interruption, prevention);
    default:
      return line.amount + floorOfRest(line.tax ?? 0, policy.taxCreditableRatio ?? 0);
  }
}

/** R-BI-1; without standard revenue there is no formula. */
function lostProfit(amount: number, facts: LostProfitFacts): number {
  if (facts.standardRevenue === null) return amount;
  const decline = Math.max(0, facts.standardRevenue - facts.actualRevenue);
  const formula = Math.max(0, floorOfShare(decline, facts.profitRate) - facts.avoidedOrdinaryExpenses);
  return Math.min(amount, formula);
}

/** R-BI-3; prevention costs that were deducted from one line are not deducted from the next line again. */
function continuation(amount: number, { avoidedCosts }: BusinessContinuationFacts, prevention: PreventionPool): number {
  const rest = Math.max(0, amount - avoidedCosts);
  const deducted = prevention.left < rest ? Number(prevention.left) : rest;
  prevention.left =
    typeof prevention.left === 'number' ? prevention.left - deducted : prevention.left - BigInt(deducted);
  return rest - deducted;
}

function assessLine(
  request: CoverageRequest,
  { line, fired, result }: GatedLine,
  ledger: Ledger,
  prevention: PreventionPool,
): AssessedLine {
  const { policy, incident } = request;
  const { id, category } = line;
  const coverage = coverageOf(category);
  const claimed = claimedYen(category, line.amount, line.tax ?? 0);
  const reasons = fired.map(({ code }) => reasonOf(code));
  const steps: AssessmentStep[] = [];
  let [outcome, indemnifiable, figure]: [LineOutcome, number, number] = ['not-payable', 0, 0];
  const lowered = (code: StepCode, after: number): void => {
    if (after < figure) steps.push({ code, before: figure, after });
    figure = after;
  };
  if (result !== 'not-payable') {
    indemnifiable = indemnifiableOf(line, policy, prevention);
    figure = claimed;
    lowered(coverage === 'business-interruption' ? 'formula' : 'recoverable-tax', indemnifiable);
    lowered('ratio', floorOfShare(figure, policy.parameters?.ratio?.[category] ?? 1));
    const cap = policy.parameters?.condolenceCapPerPerson;
    if (category === 'condolence' && cap !== undefined)
      lowered(
        'condolence-cap',
        atMostProduct(figure, cap, Math.min(line.persons, incident.affectedPersons ?? line.persons)),
      );
    const deducted = Math.min(figure, ledger.deductibleFor(coverage));
    lowered('deductible', figure - deducted);
    lowered('sub-limit', Math.min(figure, ledger.leftOfSubLimit(coverage)));
    lowered('aggregate-limit', Math.min(figure, ledger.leftOfAggregate(coverage)));
    outcome = result === 'refer' ? 'refer' : figure === claimed ? 'payable' : 'reduced';
    // a line left to a person is computed in its turn, and takes nothing from the lines after it
    if (outcome !== 'refer') ledger.take(coverage, figure, deducted);
  }
  return {
    id,
    category,
    lane: laneOf(category, { lawyer: line.lawyer === true }),
    outcome,
    claimed,
    indemnifiable,
    payable: outcome === 'refer' ? 0 : figure,
    wouldPay: figure,
    reasons,
    steps,
  };
}

/**
 * The deductible and the limits that are left while the lines of a request are assessed in order (section 4, steps 4 to
 * 6), in yen.
 */
class Ledger {
  readonly #used: UsedAmounts;
  readonly #perIncident: boolean;
  readonly #interruptionInside: boolean;
  readonly #deductibleOf: readonly Coverage[];
  readonly #taken: Record<Coverage, number> = { 'response-expense': 0, liability: 0, 'business-interruption': 0 };
  #deductible: number;

  constructor(
    private readonly request: CoverageRequest,
    private readonly limits: PlanLimits | null,
  ) {
    const { policy, used } = request;
    this.#used = { ...nothingUsed, ...used };
    this.#perIncident = policy.parameters?.responseExpenseLimitScope === 'incident';
    this.#interruptionInside = policy.parameters?.businessInterruptionInsideAggregate === true;
    this.#deductibleOf = policy.parameters?.deductibleAppliesTo ?? ['response-expense', 'liability'];
    this.#deductible = Math.max(0, (policy.deductible ?? 0) - this.#used.deductible);
  }

  taken(coverage: Coverage): number {
    return this.#taken[coverage];
  }

  get takenOfAggregate(): number {
    const { 'response-expense': response, liability, 'business-interruption': interruption } = this.#taken;
    return response + liability + (this.#interruptionInside ? interruption : 0);
  }

  deductibleFor(coverage: Coverage): number {
    return this.#deductibleOf.includes(coverage) ? this.#deductible : 0;
  }

  leftOfSubLimit(coverage: Coverage): number {
    if (coverage === 'liability') return Infinity;
    const [limit, used] =
      coverage === 'response-expense'
        ? [this.limits?.responseExpenseLimit ?? 0, this.#usedOfResponse]
        : [this.request.policy.businessInterruption?.limit ?? 0, this.#used.businessInterruption];
    return Math.max(0, limit - used - this.#taken[coverage]);
  }

  leftOfAggregate(coverage: Coverage): number {
    if (coverage === 'business-interruption' && !this.#interruptionInside) return Infinity;
    return Math.max(0, (this.limits?.liabilityLimit ?? 0) - this.#usedOfAggregate - this.takenOfAggregate);
  }

  take(coverage: Coverage, payable: number, deducted: number): void {
    this.#taken[coverage] += payable;
    this.#deductible -= deducted;
  }

  /** The limits after the assessment (section 9). */
  answer({ responseExpenseLimit, liabilityLimit }: PlanLimits): LimitsAnswer {
    const aggregate = limitAnswer(liabilityLimit, this.#usedOfAggregate, this.takenOfAggregate);
    const option = this.request.policy.businessInterruption;
    return {
      responseExpense: limitAnswer(responseExpenseLimit, this.#usedOfResponse, this.taken('response-expense')),
      liability: { ...aggregate, used: this.#used.liability, thisAssessment: this.taken('liability') },
      aggregate,
      businessInterruption: option
        ? limitAnswer(option.limit, this.#used.businessInterruption, this.taken('business-interruption'))
        : null,
    };
  }

  get #usedOfResponse(): number {
    return this.#perIncident ? this.#used.responseExpenseThisIncident : this.#used.responseExpense;
  }

  get #usedOfAggregate(): number {
    const { responseExpense, liability, businessInterruption } = this.#used;
    return responseExpense + liability + (this.#interruptionInside ? businessInterruption : 0);
  }
}

function limitAnswer(limit: number, used: number, thisAssessment: number): LimitAnswer {
  return { limit, used, thisAssessment, remaining: Math.max(0, limit - used - thisAssessment) };
}

function totalsOf(lines: readonly AssessedLine[]): CoverageResponse['totals'] {
  let [claimed, payable, referred]: [WholeYen, WholeYen, WholeYen] = [0, 0, 0];
  for (const line of lines) {
    claimed = addYen(claimed, line.claimed);
    payable = addYen(payable, line.payable);
    if (line.outcome === 'refer') referred = addYen(referred, line.wouldPay);
  }
  return { claimed, payable, referred };
}
