import { type FiredGate, incidentGates } from './gates.js';
import type { CoverageRequest, RequestIncident } from './request.js';
import type { SupportAnswer, SupportCode } from './response.js';
import { limitsOf, type PlanLimits, type ProductTerms } from './terms.js';

/** Yen that the final lines of an assessment take from the response-expense limit and from the aggregate. */
export interface LimitsTaken {
  readonly responseExpense: number;
  /**
   * Response expense and liability, and business interruption exactly where the contract puts it inside the aggregate.
   */
  readonly aggregate: number;
}

const nothingTaken: LimitsTaken = { responseExpense: 0, aggregate: 0 };

/**
 * Whether the emergency support service can be used: only where insurance money can be paid (R-SUP-1) and only for an
 * incident in Japan (R-TER-3). Lines do not count; `thisAssessment` has what they took and lowers only the remaining
 * limit (yen), never the availability. Throws a RangeError unless the terms are of the version that the request names.
 */
export function emergencySupport(
  request: CoverageRequest,
  terms: ProductTerms,
  thisAssessment: LimitsTaken = nothingTaken,
): SupportAnswer {
  if (terms.version !== request.termsVersion) {
    throw new RangeError(`The request names terms ${request.termsVersion}, but was given terms ${terms.version}.`);
  }
  const limits = limitsOf(terms, request.policy.institutionKind, request.policy.plan);
  const leftBefore = leftOf(request, limits, nothingTaken);
  const leftAfter = leftOf(request, limits, thisAssessment);
  return { ...availabilityOf(request, leftBefore), remainingResponseExpense: Math.max(0, leftAfter) };
}

function availabilityOf(request: CoverageRequest, left: number): Pick<SupportAnswer, 'availability' | 'code'> {
  const { incident } = request;
  const fired = incidentGates(request);
  const refused = firstOf(fired, 'not-payable');
  if (refused) return { availability: 'not-available', code: refused };
  if (incident.country !== 'JP') {
    return incident.domesticEffect === true
      ? { availability: 'refer', code: 'domestic-undecided' }
      : { availability: 'not-available', code: 'overseas-incident' };
  }
  const undecided = firstOf(fired, 'refer');
  if (undecided) return { availability: 'refer', code: undecided };
  if (!isCoverageEstablished(incident)) return { availability: 'refer', code: 'coverage-not-yet-established' };
  if (left <= 0) return { availability: 'refer', code: 'limit-exhausted' };
  return { availability: 'available', code: 'available' };
}

/** Gate 4b leaves open which limits apply; money can be paid either way, so support does not wait for it. */
function firstOf(fired: readonly FiredGate[], result: FiredGate['result']): SupportCode | undefined {
  for (const gate of fired) {
    if (gate.result === result && gate.code !== 'period-of-limits-undecided') return gate.code;
  }
  return undefined;
}

/**
 * R-3P-4: the notice of a public body or the security contractor is enough, even where there turns out to be no attack.
 */
function isCoverageEstablished({ cause, attackConfirmed, suspicion }: RequestIncident): boolean {
  if (cause === 'information-leak') return true;
  if (cause !== 'cyber-attack') return false;
  return (
    attackConfirmed === true ||
    suspicion?.raisedBy === 'public-body' ||
    suspicion?.raisedBy === 'security-operations-contractor'
  );
}

/**
 * The smaller of the remaining response-expense limit and the remaining aggregate (R-LIM-2), in yen; below 0 when
 * overdrawn.
 */
function leftOf(request: CoverageRequest, limits: PlanLimits | null, taken: LimitsTaken): number {
  if (!limits) return 0;
  const {
    responseExpense = 0,
    responseExpenseThisIncident = 0,
    liability = 0,
    businessInterruption = 0,
  } = request.used ?? {};
  const { responseExpenseLimitScope = 'period', businessInterruptionInsideAggregate = false } =
    request.policy.parameters ?? {};
  const usedOfSubLimit = responseExpenseLimitScope === 'incident' ? responseExpenseThisIncident : responseExpense;
  const usedOfAggregate =
    responseExpense + liability + (businessInterruptionInsideAggregate ? businessInterruption : 0);
  return Math.min(
    limits.responseExpenseLimit - usedOfSubLimit - taken.responseExpense,
    limits.liabilityLimit - usedOfAggregate - taken.aggregate,
  );
}
