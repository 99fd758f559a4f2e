import { monthsAway, newId } from '#kernel';
import type { DemonstrationMember } from './demonstration-master.js';

/** A row by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>;

type IdOf = (key: string) => string;

interface PeriodContext {
  readonly policy: { readonly id: string; readonly number: string };
  readonly today: string;
  /** Kind and corporation of each institution, as its periods keep them. */
  readonly kinds: ReadonlyMap<string, Row>;
  readonly institution: IdOf;
  readonly facility: IdOf;
}

/**
 * The oldest period first: each renews the one before, and every boundary is counted from today, so that none leaves a
 * gap.
 */
export function periodsOfMember(
  member: DemonstrationMember,
  { policy, today, kinds, institution, facility }: PeriodContext,
): { period: Row; premises: Row[] }[] {
  const { inceptionMonthsAgo: ago, termMonths: term, businessInterruption: option } = member;
  const continuousSince = monthsAway(today, -(ago + member.continuousMonthsBefore));
  const made: { period: Row; premises: Row[] }[] = [];
  let renews: string | null = null;
  for (let back = member.previousPeriods; back >= 0; back -= 1) {
    const id = newId();
    const inception = monthsAway(today, -(ago + term * back));
    const period: Row = {
      ...{
        id,
        institution_id: institution(member.institution),
        policy_id: policy.id,
        policy_number: policy.number,
        certificate_number: member.certificateNumber,
      },
      ...kinds.get(member.institution),
      ...{
        plan: member.plan,
        terms_version: member.termsVersion,
        inception_on: inception,
        expiry_on: monthsAway(today, -(ago + term * (back - 1))),
      },
      ...{ continuous_since: continuousSince, boundary_hour: member.boundaryHour, deductible_yen: member.deductible },
      ...{
        tax_creditable_ratio: member.taxCreditableRatio,
        interruption_limit_yen: option?.limit ?? null,
        interruption_waiting_hours: option?.waitingHours ?? null,
      },
      ...{
        interruption_indemnity_months: option?.indemnityMonths ?? null,
        bodily_injury_property_damage: member.bodilyInjuryPropertyDamage,
        renews_id: renews,
      },
    };
    const premises = member.premises.map((key) => ({
      member_period_id: id,
      institution_id: institution(member.institution),
      facility_id: facility(key),
      from_on: inception,
    }));
    made.push({ period, premises });
    renews = id;
  }
  return made;
}
