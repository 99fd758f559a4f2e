import type { Category, CategoryOf, Coverage } from './categories.js';

/** A day in Japan's calendar, `YYYY-MM-DD`, year 0001 to 9999; such strings sort like the days they name. */
export type Day = string;

/** The kind of institution; decides the contract type, and so the limits. */
export type InstitutionKind =
  | 'hospital'
  | 'integrated-care-facility'
  | 'geriatric-health-facility'
  | 'general-clinic'
  | 'dental-clinic'
  | 'pharmacy';

/** The operator of the institution; only medical corporations declare premises (R-PRM-1). */
export type CorporationKind = 'medical-corporation' | 'individual' | 'public' | 'other';

/** The plan of the contract; the same number is a different limit for a clinic and a hospital (R-PLAN-1). */
export type Plan = 1 | 2 | 3;

/** The liability events ① to ④; a leak caused by an attack is `cyber-attack`. */
export type Cause = 'cyber-attack' | 'information-leak' | 'digital-content' | 'other-accident';

/** Who pointed out that the institution may be under attack (R-3P). */
export type SuspicionRaisedBy =
  'public-body' | 'security-operations-contractor' | 'other-third-party' | 'own-staff' | 'attacker';

/**
 * The place whose business suffered. `outside-facilities` (on the road, during a move, in a cloud) counts as the
 * insured facility; `undeclared-premises` means that only the business of an undeclared place suffered.
 */
export type Premises =
  | 'insured-facility'
  | 'outside-facilities'
  | 'declared-premises'
  | 'declared-mid-term'
  | 'undeclared-premises'
  | 'unknown';

/** The perpetrator. */
export type Perpetrator = 'outsider' | 'employee' | 'director' | 'unknown';

/** The perpetrator's intent. */
export type Intent = 'error' | 'crime-or-breach-of-trust' | 'unknown';

/** An exclusion of the policy wording that a person has to check. */
export type ExclusionToCheck =
  'war' | 'earthquake' | 'intent' | 'contractual-liability' | 'related-party' | 'fine' | 'other';

/** Whether the incident stopped the system, or the institution stopped it as a precaution. */
export type SystemStopKind = 'caused' | 'voluntary' | 'none';

/** The business-interruption option of a contract. */
export interface BusinessInterruptionOption {
  /** Yen, per member and policy period. */
  readonly limit: number;
  /** Hours; a stop of exactly this length pays nothing. */
  readonly waitingHours: number;
  /** Months from discovery, 1–60; null or absent: not limited. */
  readonly indemnityMonths?: number | null;
}

/** Points that the published terms leave open and a contract may settle; an absent member takes its default. */
export interface ContractParameters {
  /** Share paid per category, 0–1 with at most 6 decimals; default 1. */
  readonly ratio?: Readonly<Partial<Record<Category, number>>>;
  /** Yen per person; absent: no cap. */
  readonly condolenceCapPerPerson?: number;
  /** Default false: the published footnote names liability and response expenses only (R-LIM-5). */
  readonly businessInterruptionInsideAggregate?: boolean;
  /** The amount deducted from business-continuation costs; default `indemnifiable`. */
  readonly preventionDeduction?: 'indemnifiable' | 'spent';
  /** Whether the response-expense limit is for the policy period (default) or for each incident (R-LIM-4). */
  readonly responseExpenseLimitScope?: 'period' | 'incident';
  /** Default response expense and liability. */
  readonly deductibleAppliesTo?: readonly Coverage[];
  /** Days after discovery within which response expenses pass without a person; default 365. */
  readonly expenseWindowDays?: number;
  /** Suspicion costs spent after the attack was confirmed; default `refer` (R-3P-3). */
  readonly isolationAfterConfirmation?: 'refer' | 'payable';
}

/** The contract of one member for one policy period. */
export interface RequestPolicy {
  readonly institutionKind: InstitutionKind;
  readonly corporationKind: CorporationKind;
  readonly plan: Plan;
  readonly inceptionDate: Day;
  /** The day on which cover ends; later than `inceptionDate`. */
  readonly expiryDate: Day;
  /** Start of unbroken cover over renewals, not after `inceptionDate`; default `inceptionDate`. */
  readonly continuousSince?: Day;
  /** Hour 0–23 at which cover begins and ends; 0: whole days, the expiry day not covered; null or absent: not known. */
  readonly boundaryHour?: number | null;
  /** Yen per incident; default 0. */
  readonly deductible?: number;
  /** Share of consumption tax the institution can recover, 0–1 with at most 6 decimals; default 0. */
  readonly taxCreditableRatio?: number;
  /** null or absent: the option is not on the contract. */
  readonly businessInterruption?: BusinessInterruptionOption | null;
  /** The added clause for bodily injury and property damage by cyber attack; default false. */
  readonly bodilyInjuryPropertyDamage?: boolean;
  readonly parameters?: ContractParameters;
}

/** The facts of the incident; null or absent means not known, except where a default is named. */
export interface RequestIncident {
  readonly cause: Cause;
  /** ISO 3166-1 alpha-2, two capitals: where the incident happened. */
  readonly country: string;
  /** Happened abroad, but the damage is at a facility in Japan; ignored when `country` is `JP`. */
  readonly domesticEffect?: boolean | null;
  readonly discoveredOn: Day;
  /** Not after `discoveredOn`. */
  readonly occurredOn?: Day | null;
  /** The policyholder knew of it before inception; default false. */
  readonly knownBeforeInception?: boolean;
  readonly attackConfirmed?: boolean | null;
  /**
   * The earliest notice by a public body or the contractor where there are several; null or absent: nobody raised one.
   */
  readonly suspicion?: { readonly raisedBy: SuspicionRaisedBy; readonly raisedOn: Day } | null;
  readonly premises: Premises;
  readonly perpetrator: Perpetrator;
  /** Default `unknown`. */
  readonly intent?: Intent;
  /** A third party has claimed; default false. */
  readonly thirdPartyClaim?: boolean;
  /** Default none. */
  readonly exclusionsToCheck?: readonly ExclusionToCheck[];
  /** `hours` with at most 6 decimals; null or absent while the stop lasts. */
  readonly systemStop?: { readonly kind: SystemStopKind; readonly hours?: number | null } | null;
  readonly affectedPersons?: number | null;
}

/** Yen already paid or held for this member in this policy period. */
export interface UsedAmounts {
  readonly responseExpense: number;
  /** The part of `responseExpense` for this incident; not more than it. */
  readonly responseExpenseThisIncident: number;
  readonly liability: number;
  readonly businessInterruption: number;
  /** Already taken from this incident's deductible. */
  readonly deductible: number;
}

/** The `used` of a member who has been paid nothing in the period. */
export const nothingUsed: UsedAmounts = {
  responseExpense: 0,
  responseExpenseThisIncident: 0,
  liability: 0,
  businessInterruption: 0,
  deductible: 0,
};

/** The facts of the claim behind a liability cost. */
export interface LiabilityFacts {
  /** null: not yet decided. */
  readonly legalLiability: boolean | null;
  readonly inCourseOfBusiness: boolean;
  readonly accidental: boolean;
  readonly bodilyInjuryOrPropertyDamage: boolean;
}

/** The figures of a lost-profit line, in yen for care given in the period. */
export interface LostProfitFacts {
  /** null: newly opened, no comparable period. */
  readonly standardRevenue: number | null;
  readonly actualRevenue: number;
  /** 0–1 with at most 6 decimals. */
  readonly profitRate: number;
  readonly avoidedOrdinaryExpenses: number;
}

/** The figures of a revenue-decline-prevention line, in yen. */
export interface RevenueDeclinePreventionFacts {
  readonly avoidedRevenueDecline: number;
  /** 0–1 with at most 6 decimals. */
  readonly profitRate: number;
  /** null: business has not recovered yet. */
  readonly businessRecoveredOn: Day | null;
}

/** The figures of a business-continuation line, in yen. */
export interface BusinessContinuationFacts {
  readonly avoidedCosts: number;
  /** null: the system is not restored yet. */
  readonly systemRestoredOn: Day | null;
}

interface InterruptionByCategory {
  'lost-profit': LostProfitFacts;
  'revenue-decline-prevention': RevenueDeclinePreventionFacts;
  'business-continuation': BusinessContinuationFacts;
}

/** Members that a line of any category may have; those that its category does not use are checked and ignored. */
interface LineOfAnyCategory {
  /** Non-empty, unique in the request. */
  readonly id: string;
  /** Yen without tax. */
  readonly amount: number;
  /** Yen of consumption tax; default 0. */
  readonly tax?: number;
  /** The last day of the work or use, never the invoice's date. */
  readonly incurredOn: Day;
  /** Default `institution`. */
  readonly claimant?: 'institution' | 'perpetrating-employee' | 'third-party';
  /** Work done by an outside contractor (R-EXP-1a). */
  readonly outsourced?: boolean;
  /** Money paid to the perpetrator (R-BI-4). */
  readonly ransom?: boolean;
  readonly replacementOrUpgrade?: boolean;
  readonly securityProduct?: boolean;
  /** The insurer consented before the cost was agreed (R-CONSENT). */
  readonly consent?: boolean;
  /** A court has decided. */
  readonly judgment?: boolean;
  /** The expert is a lawyer. */
  readonly lawyer?: boolean;
  /** Persons who receive condolence money or gifts. */
  readonly persons?: number;
  readonly liability?: LiabilityFacts | null;
  readonly interruption?: object;
}

/** One cost of one category: condolence lines name their persons, business-interruption lines their figures. */
export type RequestLineOf<C extends Category> = LineOfAnyCategory & { readonly category: C } & (C extends 'condolence'
    ? { readonly persons: number }
    : C extends keyof InterruptionByCategory
      ? { readonly interruption: InterruptionByCategory[C] }
      : unknown);

/** One cost to be assessed; limits are consumed in the order of the lines. */
export type RequestLine = { [C in Category]: RequestLineOf<C> }[Category];

/** A line of the business-interruption option. */
export type BusinessInterruptionLine = RequestLineOf<CategoryOf<'business-interruption'>>;

/**
 * The whole input of the engine: the same request with the same terms gives the same answer, to the yen and the code.
 */
export interface CoverageRequest {
  readonly termsVersion: string;
  readonly policy: RequestPolicy;
  readonly incident: RequestIncident;
  /** It and each of its members may be omitted, and count as 0 then. */
  readonly used?: Partial<UsedAmounts>;
  /** In order of submission; may be empty. */
  readonly lines: readonly RequestLine[];
}
