/** Every category of cost with its words, coverage, phase and lane; answers that list categories keep this order. */
export { categoryTable } from './categories.js';
/** All categories, in the order of the table. */
export { categories } from './categories.js';
/** The lane of a cost; only specialist advice depends on who gave it: a lawyer's goes to `compensation`. */
export { laneOf } from './categories.js';
/** The phase of a cost; `in-progress` for specialist advice and other response, where the phase of the case counts. */
export { phaseOf } from './categories.js';
/** The coverage whose limits and gates apply to a cost. */
export { coverageOf } from './categories.js';
/** The codes of a cost's category, its coverage and its phase. */
export type { Category, CategoryOf, Coverage, Phase } from './categories.js';

/** The whole request of the engine: whole yen, days of Japan's calendar, hours with at most 6 decimals. */
export type { CoverageRequest, RequestIncident, RequestLine, RequestLineOf, RequestPolicy } from './request.js';
/** The codes of a request. */
export type {
  Cause,
  CorporationKind,
  Day,
  ExclusionToCheck,
  InstitutionKind,
  Intent,
  Perpetrator,
  Plan,
  Premises,
  SuspicionRaisedBy,
  SystemStopKind,
} from './request.js';
/** The parts of a request that come from the contract, the amounts paid and held, and the lines. */
export type {
  BusinessContinuationFacts,
  BusinessInterruptionLine,
  BusinessInterruptionOption,
  ContractParameters,
  LiabilityFacts,
  LostProfitFacts,
  RevenueDeclinePreventionFacts,
  UsedAmounts,
} from './request.js';
/** The `used` (yen) of a member who has been paid nothing in the period. */
export { nothingUsed } from './request.js';

/** The whole answer of the engine: whole yen, reasons with their rule and a sentence in Japanese and English. */
export type {
  AssessedLine,
  AssessmentStep,
  CoverageReason,
  CoverageResponse,
  LimitAnswer,
  LimitsAnswer,
  SupportAnswer,
} from './response.js';
/** The codes of an answer: programs read them, people read the sentences. */
export type {
  IncidentGateCode,
  LineGateCode,
  LineOutcome,
  RuleId,
  StepCode,
  SupportCode,
  SupportOnlyCode,
} from './response.js';

/** The published figures of one version of the product, in yen. */
export type {
  ContractTerms,
  ContractType,
  CoverageTerms,
  EligibleInstitution,
  IneligibleInstitution,
  PlanLimits,
  ProductTerms,
  RatingBase,
} from './terms.js';
/** The limits (yen) of a member's plan by its contract type (R-PLAN-1); null for a pharmacy (R-ELG-2). */
export { limitsOf } from './terms.js';
/**
 * The product terms from their JSON, checked (R-ELG-2, R-LIM-2, R-LIM-3). Throws a TypeError or RangeError with one
 * sentence that names the place.
 */
export { readProductTerms } from './read-terms.js';

/** floor(yen × rate), exactly: whole yen ≥ 0, a rate 0–1 with at most 6 decimals. */
export { floorOfShare } from './exact.js';

/**
 * The whole assessment of a valid request, to the yen and the code. Throws a RangeError for terms of another version.
 */
export { assessRequest } from './assess.js';
/** The claimed amount of a line (yen): with tax, or without for the categories whose tax is ignored. */
export { claimedYen, ignoresTax } from './assess.js';

/** The incident gates as a decision table, in order (R-ELG-2, R-TIME, R-PRM-1, R-EMP-4, R-EXC). */
export { incidentGateTable } from './gates.js';
/** Whether a text is a day of the calendar, `YYYY-MM-DD`, in the years 0001 to 9999. */
export { isDay } from './cover-days.js';

/** The gates of lines as a decision table, in order. */
export { lineGateTable } from './gates.js';
/** Every incident gate that fires, in order; at most one is `not-payable`, and then it is the last. */
export { incidentGates } from './gates.js';
/** The condition of each gate, in words. */
export { gateConditions } from './conditions.js';
/** One example of each gate; the specs compare the engine's answer with it. */
export { exampleRequest, gateExamples } from './examples.js';
/** A row of each decision table, and a gate that fired. */
export type { FiredGate, IncidentGate, IncidentGateId, LineGate } from './gates.js';

/**
 * Whether the emergency support service can be used (R-SUP-1, R-TER-3) and the yen left to pay for it. Throws a
 * RangeError for terms of another version.
 */
export { emergencySupport } from './emergency-support.js';
/** Yen that the final lines of an assessment take from the response-expense limit and from the aggregate. */
export type { LimitsTaken } from './emergency-support.js';

/** The reason behind a code: its rule and one sentence in Japanese and English that names the page's words. */
export { reasonOf } from './reasons.js';
/** The rule behind a code of a gate or of emergency support. */
export { ruleOf } from './reasons.js';

/** The rules that an answer can name, with the words of the product page. */
export { productPage, productRules, ruleIds } from './rules.js';

/** A line's assessment in words, Japanese and English, the same for screen, letter and API. */
export { askedOf, explainLine } from './explain.js';
export type { Asked } from './explain-words.js';
export type { Explanation, ExplainedStep, LimitsLeft, Undecided } from './explain.js';
/** The fact or judgement that decides each open question, and whether the institution or the insurer settles it. */
export { openQuestions } from './open-question-words.js';
export type { ReferCode } from './open-question-words.js';
