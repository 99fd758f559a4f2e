import type {
  BusinessInterruptionOption,
  ContractParameters,
  CorporationKind,
  Day,
  InstitutionKind,
  Plan,
} from '#coverage';
import { foldNumber } from './folded-number.js';
import type { MemberPeriodRow } from './member-period.entity.js';

/** One member's cover for one policy period, with the member names that the engine's request uses. */
export interface MemberPeriod {
  readonly id: string;
  readonly institutionId: string;
  readonly policyId: string;
  readonly policyNumber: string;
  /** 加入者証番号 of a member of a group policy. */
  readonly certificateNumber: string | null;
  readonly institutionKind: InstitutionKind;
  readonly corporationKind: CorporationKind;
  readonly plan: Plan;
  readonly termsVersion: string;
  readonly inceptionDate: Day;
  /** The day on which cover ends: by the contract, or by an early ending. */
  readonly expiryDate: Day;
  /** The day on which cover ends by the contract. */
  readonly contractExpiryDate: Day;
  readonly endedEarlyOn: Day | null;
  readonly continuousSince: Day;
  readonly boundaryHour: number | null;
  /** Yen per incident. */
  readonly deductible: number;
  readonly taxCreditableRatio: number;
  readonly businessInterruption: BusinessInterruptionOption | null;
  readonly bodilyInjuryPropertyDamage: boolean;
  /** The parameters of this contract: its own, else those in force for its terms on its inception. */
  readonly parameters: ContractParameters;
  /** The parameters that the contract itself settles. */
  readonly ownParameters: ContractParameters;
  readonly joinedMidTerm: boolean;
  readonly renewsId: string | null;
  readonly version: number;
}

export function periodFromRow(row: MemberPeriodRow): MemberPeriod {
  return {
    id: row.id,
    institutionId: row.institution_id,
    policyId: row.policy_id,
    policyNumber: row.policy_number,
    certificateNumber: row.certificate_number,
    institutionKind: row.institution_kind,
    corporationKind: row.corporation_kind,
    plan: row.plan,
    termsVersion: row.terms_version,
    inceptionDate: row.inception_on,
    expiryDate: row.ended_early_on ?? row.expiry_on,
    contractExpiryDate: row.expiry_on,
    endedEarlyOn: row.ended_early_on,
    continuousSince: row.continuous_since,
    boundaryHour: row.boundary_hour,
    deductible: row.deductible_yen,
    taxCreditableRatio: row.tax_creditable_ratio,
    businessInterruption: interruptionOf(row),
    bodilyInjuryPropertyDamage: row.bodily_injury_property_damage,
    parameters: { ...row.standard_parameters, ...row.parameters },
    ownParameters: row.parameters,
    joinedMidTerm: row.joined_mid_term,
    renewsId: row.renews_id,
    version: row.version,
  };
}

function interruptionOf(row: MemberPeriodRow): BusinessInterruptionOption | null {
  if (row.interruption_limit_yen === null || row.interruption_waiting_hours === null) return null;
  return {
    limit: row.interruption_limit_yen,
    waitingHours: row.interruption_waiting_hours,
    indemnityMonths: row.interruption_indemnity_months,
  };
}

type Cover = Pick<MemberPeriod, 'inceptionDate' | 'expiryDate' | 'boundaryHour'>;

export function coversDay(period: Cover, day: Day): boolean {
  // a contract that was ended on its first day has no day of cover
  if (period.expiryDate <= period.inceptionDate) return false;
  const expired = period.boundaryHour === 0 ? day >= period.expiryDate : day > period.expiryDate;
  return day >= period.inceptionDate && !expired;
}

export function periodOn<P extends Cover & { readonly id: string }>(periods: readonly P[], day: Day): P | null {
  const inForce = periods.filter((period) => coversDay(period, day));
  return inForce.toSorted((a, b) => later(a.inceptionDate, b.inceptionDate) || later(a.id, b.id))[0] ?? null;
}

function later(a: string, b: string): number {
  return a === b ? 0 : a > b ? -1 : 1;
}

export function isNumberOf(period: Pick<MemberPeriod, 'policyNumber' | 'certificateNumber'>, number: string): boolean {
  const folded = foldNumber(number);
  if (folded === '') return false;
  return [period.policyNumber, period.certificateNumber].some((own) => own !== null && foldNumber(own) === folded);
}
