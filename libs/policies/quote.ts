import { floorOfShare, limitsOf, type InstitutionKind, type Plan, type PlanLimits, type ProductTerms } from '#coverage';
import { quoteReasons as reasons, type QuoteReason } from './quote-words.js';

/** The request of a quote. */
export interface QuoteRequest {
  readonly institutionKind: InstitutionKind;
  readonly plan: Plan;
  /** Beds of a hospital; `total` counts beds of every kind. */
  readonly beds?: { readonly general: number; readonly total: number };
  readonly groupMember: boolean;
  readonly declarationDiscount: boolean;
  /** Yen per incident. */
  readonly deductible: number;
  readonly payment: 'lump-sum' | 'instalments';
  readonly businessInterruption: boolean;
  readonly termMonths: number;
}

/** The published yearly premium (yen), or that it is on request, or that cover is not possible. */
export interface Quote {
  readonly termsVersion: string;
  readonly outcome: 'premium' | 'on-request' | 'refused';
  /** The yearly premium of the general contract, paid at once (yen); null where it is not published. */
  readonly premium: number | null;
  /** The limits (yen); null for an institution that cannot be insured. */
  readonly limits: PlanLimits | null;
  /** The lowest premium of a member of a group, who pays less (yen); null for others, and without a premium. */
  readonly groupFloor: number | null;
  /** Every reason, in order; empty for a published premium outside a group. */
  readonly reasons: readonly QuoteReason[];
}

/** The quote by the published figures, without interpolation (R-PLAN-3); pure. */
export function quoteOf(request: QuoteRequest, terms: ProductTerms): Quote {
  const { institutionKind, plan } = request;
  const limits = limitsOf(terms, institutionKind, plan);
  const answer = { termsVersion: terms.version, limits, premium: null, groupFloor: null };
  const refused = [
    ...(institutionKind === 'pharmacy' ? [reasons.pharmacy] : []),
    ...(request.termMonths < terms.minimumTermMonths ? [reasons.term] : []),
  ];
  if (refused.length > 0) return { ...answer, outcome: 'refused', reasons: refused };
  const group = request.groupMember ? [reasons.group] : [];
  const key = ratingKey(request);
  const contract = terms.contracts.find((one) => isOf(one, terms, request));
  const premium = key === null ? undefined : contract?.premiums[key];
  const open = [
    ...unpublishedKey(request, premium),
    ...(request.businessInterruption ? [reasons.option] : []),
    ...(request.deductible > 0 ? [reasons.deductible] : []),
    ...(request.declarationDiscount ? [reasons.declaration] : []),
    ...(request.payment === 'lump-sum' ? [] : [reasons.instalments]),
  ];
  if (open.length > 0 || premium === undefined)
    return { ...answer, outcome: 'on-request', reasons: [...open, ...group] };
  const groupFloor = request.groupMember ? premium - floorOfShare(premium, terms.groupDiscount.maxRate) : null;
  return { ...answer, outcome: 'premium', premium, groupFloor, reasons: group };
}

function isOf(
  { contractType, plan }: ProductTerms['contracts'][number],
  terms: ProductTerms,
  request: QuoteRequest,
): boolean {
  const kind = terms.institutions.find((one) => one.kind === request.institutionKind);
  return plan === request.plan && kind?.eligible === true && kind.contractType === contractType;
}

/** The key under which a premium is published; null where the premium depends on capacity. */
function ratingKey({ institutionKind, beds }: QuoteRequest): string | null {
  if (institutionKind === 'hospital') return beds ? `beds:${beds.general}` : null;
  return institutionKind === 'general-clinic' || institutionKind === 'dental-clinic' ? institutionKind : null;
}

function unpublishedKey({ institutionKind, beds }: QuoteRequest, premium: number | undefined): QuoteReason[] {
  if (institutionKind === 'hospital')
    return [
      ...(premium === undefined ? [reasons.beds] : []),
      ...(beds && beds.total > beds.general ? [reasons.otherBeds] : []),
    ];
  return premium === undefined ? [reasons.careFacility] : [];
}
