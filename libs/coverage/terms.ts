import type { InstitutionKind, Plan } from './request.js';

/** The kind of contract; with the plan it decides the limits (R-PLAN-1). */
export type ContractType = 'clinic' | 'hospital';

/** The base by which premiums and plans are counted (R-PLAN-2). */
export type RatingBase = 'clinic-kind' | 'beds' | 'capacity';

/** One plan of one contract type, in yen. */
export interface ContractTerms {
  readonly contractType: ContractType;
  readonly ratingBase: RatingBase;
  readonly plan: Plan;
  /** Also the cap on everything paid per member and policy period (R-LIM-2). */
  readonly liabilityLimit: number;
  /** Inside the liability limit, and a tenth of it (R-LIM-3). */
  readonly responseExpenseLimit: number;
  /** Published yearly premiums by rating key; keys that are not published are not computed (R-PLAN-3). */
  readonly premiums: Readonly<Record<string, number>>;
}

/** A kind of institution that may enrol, and its contract type. */
export interface EligibleInstitution {
  readonly kind: Exclude<InstitutionKind, 'pharmacy'>;
  readonly nameJa: string;
  readonly contractType: ContractType;
  readonly ratingBase: RatingBase;
  readonly eligible: true;
}

/** The pharmacy, which is pointed to another product (R-ELG-2). */
export interface IneligibleInstitution {
  readonly kind: 'pharmacy';
  readonly nameJa: string;
  readonly eligible: false;
  readonly referTo: string;
  readonly referToJa: string;
}

/** A part of the product: basic or optional, perhaps a service, perhaps limited to a territory. */
export interface CoverageTerms {
  readonly code:
    'response-expense' | 'liability' | 'business-interruption' | 'bodily-injury-property-damage' | 'emergency-support';
  readonly nameJa: string;
  readonly basic: boolean;
  readonly service?: boolean;
  /** ISO 3166-1 alpha-2; absent: worldwide (R-TER-1). */
  readonly territory?: string;
}

/** The published figures of one version of the product, in yen. */
export interface ProductTerms {
  readonly product: string;
  readonly nameJa: string;
  readonly nameEn: string;
  readonly version: string;
  readonly currency: 'JPY';
  readonly premiumBasis: {
    readonly declarationDiscount: boolean;
    readonly deductible: number;
    readonly payment: 'lump-sum';
  };
  /** A ceiling, not the rate of every group (R-PLAN-4). */
  readonly groupDiscount: { readonly maxRate: number; readonly note: string };
  readonly minimumTermMonths: number;
  readonly aggregate: {
    readonly scope: 'per-member-per-policy-period';
    readonly cap: 'liabilityLimit';
    readonly includes: readonly ['liability', 'response-expense'];
  };
  readonly contracts: readonly ContractTerms[];
  readonly institutions: readonly (EligibleInstitution | IneligibleInstitution)[];
  readonly coverages: readonly CoverageTerms[];
}

/** The two limits of a plan, in yen. */
export interface PlanLimits {
  readonly liabilityLimit: number;
  readonly responseExpenseLimit: number;
}

/**
 * The limits (yen) of a member's plan by its contract type (R-PLAN-1); null for a pharmacy, which has no contract type
 * (R-ELG-2).
 */
export function limitsOf(terms: ProductTerms, institutionKind: InstitutionKind, plan: Plan): PlanLimits | null {
  const institution = terms.institutions.find(({ kind }) => kind === institutionKind);
  if (!institution?.eligible) return null;
  const contract = terms.contracts.find(
    (candidate) => candidate.contractType === institution.contractType && candidate.plan === plan,
  );
  if (!contract) throw new RangeError(`Terms ${terms.version} have no plan ${plan} for ${institutionKind}.`);
  return { liabilityLimit: contract.liabilityLimit, responseExpenseLimit: contract.responseExpenseLimit };
}
