import type { CodedText, Lane } from '#kernel';
import type { Category } from './categories.js';
import type { WholeYen } from './exact.js';
import type { RuleId } from './rules.js';

export type { RuleId };

/** Codes of the gates of an incident, which fire on every line. */
export type IncidentGateCode =
  | 'ineligible-institution'
  | 'known-before-inception'
  | 'outside-period'
  | 'period-boundary-day'
  | 'period-basis-undecided'
  | 'period-of-limits-undecided'
  | 'undeclared-premises'
  | 'premises-undecided'
  | 'director-perpetrator'
  | 'exclusion-undecided';

/** Codes of the gates of one line. */
export type LineGateCode =
  | 'ransom'
  | 'perpetrator-own-loss'
  | 'perpetrator-intent-unknown'
  | 'not-a-cyber-attack'
  | 'suspicion-not-raised-by-third-party'
  | 'attack-not-yet-determined'
  | 'third-party-undecided'
  | 'suspicion-cost-after-confirmation'
  | 'cost-precedes-notice'
  | 'not-outsourced'
  | 'attack-not-confirmed'
  | 'investigation-without-attack'
  | 'response-trigger-undecided'
  | 'affected-persons-unknown'
  | 'more-persons-than-affected'
  | 'consent-missing'
  | 'replacement-or-upgrade'
  | 'security-product-purchase'
  | 'unlisted-expense'
  | 'equipment-repair-undecided'
  | 'cost-precedes-discovery'
  | 'after-response-window'
  | 'no-legal-liability'
  | 'defence-without-liability'
  | 'legal-liability-undecided'
  | 'not-in-course-of-business'
  | 'not-accidental'
  | 'bodily-injury-territory'
  | 'bodily-injury-undecided'
  | 'option-not-purchased'
  | 'no-system-stop'
  | 'system-stop-unknown'
  | 'voluntary-stop'
  | 'interruption-cause-undecided'
  | 'within-waiting-time'
  | 'stop-length-unknown'
  | 'no-standard-revenue'
  | 'after-system-restoration'
  | 'after-business-recovery'
  | 'beyond-indemnity-period'
  | 'prevention-undecided';

/** Codes of the answer on emergency support alone. */
export type SupportOnlyCode =
  'available' | 'overseas-incident' | 'domestic-undecided' | 'coverage-not-yet-established' | 'limit-exhausted';

/** Every code of the answer on emergency support; without gate 4b, because money can be paid whichever limits apply. */
export type SupportCode = SupportOnlyCode | Exclude<IncidentGateCode, 'period-of-limits-undecided'>;

/** A reason with its rule and one sentence in Japanese and English; programs read `code`. */
export interface CoverageReason<C extends string = IncidentGateCode | LineGateCode> extends CodedText {
  code: C;
  rule: RuleId;
}

/** The answer on one line: decided, decided lower, refused, or left to a person. */
export type LineOutcome = 'payable' | 'reduced' | 'not-payable' | 'refer';

/** The reason of a lowered figure. */
export type StepCode =
  'recoverable-tax' | 'formula' | 'ratio' | 'condolence-cap' | 'deductible' | 'sub-limit' | 'aggregate-limit';

/** One step that changed a line's figure, in yen. */
export interface AssessmentStep {
  readonly code: StepCode;
  readonly before: number;
  readonly after: number;
}

/** The assessment of one line, in yen. */
export interface AssessedLine {
  readonly id: string;
  readonly category: Category;
  readonly lane: Lane;
  readonly outcome: LineOutcome;
  readonly claimed: number;
  /** 0 for `not-payable`. */
  readonly indemnifiable: number;
  /** 0 for `refer`. */
  readonly payable: number;
  /** The computed figure of a `refer` line; `payable` otherwise. */
  readonly wouldPay: number;
  /** Of gates only, in order; empty for `payable` and `reduced`. */
  readonly reasons: readonly CoverageReason[];
  readonly steps: readonly AssessmentStep[];
}

/** One limit in yen; `remaining` is never below 0. */
export interface LimitAnswer {
  readonly limit: number;
  readonly used: number;
  /** Final lines only. */
  readonly thisAssessment: number;
  readonly remaining: number;
}

/** The limits after the assessment; of `liability`, `limit` and `remaining` are the aggregate's (R-LIM-2). */
export interface LimitsAnswer {
  readonly responseExpense: LimitAnswer;
  readonly liability: LimitAnswer;
  readonly aggregate: LimitAnswer;
  /** null without the option. */
  readonly businessInterruption: LimitAnswer | null;
}

/** Whether the emergency support service can be used (R-SUP-1, R-TER-3), and the remaining yen to pay for it. */
export interface SupportAnswer {
  readonly availability: 'available' | 'not-available' | 'refer';
  readonly code: SupportCode;
  /** Yen after this assessment: the smaller of the remaining response-expense limit and the remaining aggregate. */
  readonly remainingResponseExpense: number;
}

/** The whole answer of the engine. */
export interface CoverageResponse {
  readonly termsVersion: string;
  /** In the order of the request. */
  readonly lines: readonly AssessedLine[];
  /** Yen, exact beyond 2^53 too; `referred` sums `wouldPay` of the `refer` lines and is no reserve figure. */
  readonly totals: { readonly claimed: WholeYen; readonly payable: WholeYen; readonly referred: WholeYen };
  /** null for an institution that cannot be insured (R-ELG-2). */
  readonly limits: LimitsAnswer | null;
  readonly emergencySupport: SupportAnswer;
  /** Categories that the facts open and no line claims, in the order of the category table. */
  readonly openCoverages: readonly Category[];
}
