import type {
  BusinessInterruptionOption,
  ContractParameters,
  CorporationKind,
  CoverageRequest,
  Day,
  InstitutionKind,
  Plan,
  RequestIncident,
  RequestLine,
  RequestPolicy,
  UsedAmounts,
} from '#coverage';
import type { Facts, SuspicionDto, SystemStopDto } from '#incidents';
import { dayInJapan } from '#kernel';

/** The member's period of cover that a case is matched to, as far as the engine needs it. */
export interface PeriodOfCover {
  readonly institutionKind: InstitutionKind;
  readonly corporationKind: CorporationKind;
  readonly plan: Plan;
  readonly termsVersion: string;
  readonly inceptionDate: Day;
  /** The last day of cover. */
  readonly expiryDate: Day;
  /** Start of unbroken cover over renewals; `inceptionDate` where there was none before. */
  readonly continuousSince: Day;
  /** Hour 0–23 at which cover begins and ends; null: not known. */
  readonly boundaryHour: number | null;
  /** Yen per incident. */
  readonly deductible: number;
  /** Share of consumption tax the institution can recover, 0–1. */
  readonly taxCreditableRatio: number;
  readonly businessInterruption: BusinessInterruptionOption | null;
  readonly bodilyInjuryPropertyDamage: boolean;
  readonly parameters: ContractParameters;
}

/** The input for the engine's request of a case. */
export interface CaseInput {
  readonly facts: Facts;
  /** Names of facts that cannot be right; they are stored as typed and count as unknown. */
  readonly flaggedFacts: readonly string[];
  /** null: no policy matched. */
  readonly period: PeriodOfCover | null;
  /** The undecided expenses of the case, in order of submission. */
  readonly lines: readonly RequestLine[];
  /** Yen paid or held for this member in this period, from the ledger. */
  readonly used: UsedAmounts;
}

/** The facts that the engine needs, in the order in which they are named to people. */
export const requiredFacts = ['cause', 'discoveredAt', 'policy'] as const;

/** A fact that the engine needs and that is never guessed. */
export type MissingFact = (typeof requiredFacts)[number];

/**
 * The engine's request for a case, or the names of what is missing for one. Instants become days of Japan's calendar;
 * unknown premises, perpetrator and intent are said to be unknown; a flagged fact counts as unknown. An unknown country
 * is passed as Japan, for cover and lines alone; the clause that holds in Japan alone (R-TER-2) then counts as not
 * there.
 */
export function caseToRequest(input: CaseInput): { request: CoverageRequest } | { missing: MissingFact[] } {
  const { period } = input;
  const facts = trustedFacts(input);
  const { cause, country } = facts;
  const discoveredOn = dayOrUnknown(facts.discoveredAt);
  if (!cause || !discoveredOn || !period) {
    const known = { cause, discoveredAt: discoveredOn, policy: period };
    return { missing: requiredFacts.filter((name) => !known[name]) };
  }
  const policy = policyOf(period);
  return {
    request: {
      termsVersion: period.termsVersion,
      policy: country ? policy : { ...policy, bodilyInjuryPropertyDamage: false },
      incident: incidentOf(facts, { cause, country: country || 'JP', discoveredOn }),
      used: usedOf(input.used),
      lines: [...input.lines],
    },
  };
}

/** The facts of a case without those that cannot be right. */
export function trustedFacts({ facts, flaggedFacts }: Pick<CaseInput, 'facts' | 'flaggedFacts'>): Facts {
  const trusted: Facts = { ...facts };
  for (const name of flaggedFacts) Reflect.deleteProperty(trusted, name);
  return trusted;
}

/** Member by member: ids and names of a period must not get into what is stored and hashed. */
function policyOf(period: PeriodOfCover): RequestPolicy {
  return {
    institutionKind: period.institutionKind,
    corporationKind: period.corporationKind,
    plan: period.plan,
    inceptionDate: period.inceptionDate,
    expiryDate: period.expiryDate,
    continuousSince: period.continuousSince,
    boundaryHour: period.boundaryHour,
    deductible: period.deductible,
    taxCreditableRatio: period.taxCreditableRatio,
    businessInterruption: period.businessInterruption,
    bodilyInjuryPropertyDamage: period.bodilyInjuryPropertyDamage,
    parameters: period.parameters,
  };
}

function usedOf(used: UsedAmounts): UsedAmounts {
  return {
    responseExpense: used.responseExpense,
    responseExpenseThisIncident: used.responseExpenseThisIncident,
    liability: used.liability,
    businessInterruption: used.businessInterruption,
    deductible: used.deductible,
  };
}

function incidentOf(
  facts: Facts,
  required: Pick<RequestIncident, 'cause' | 'country' | 'discoveredOn'>,
): RequestIncident {
  const occurredOn = dayOrUnknown(facts.occurredAt);
  return {
    ...required,
    domesticEffect: facts.domesticEffect ?? null,
    // the engine refuses an occurrence after its discovery; people have to say which of the two is wrong
    occurredOn: occurredOn !== null && occurredOn > required.discoveredOn ? null : occurredOn,
    knownBeforeInception: facts.knownBeforeInception ?? false,
    attackConfirmed: facts.attackConfirmed ?? null,
    suspicion: suspicionOf(facts.suspicion),
    premises: facts.premises ?? 'unknown',
    perpetrator: facts.perpetrator ?? 'unknown',
    intent: facts.intent ?? 'unknown',
    thirdPartyClaim: facts.thirdPartyClaim ?? false,
    exclusionsToCheck: [...(facts.exclusionsToCheck ?? [])],
    systemStop: systemStopOf(facts.systemStop),
    affectedPersons: facts.affectedPersons ?? null,
  };
}

/** The name of the one who raised it stays in the case: the engine needs kind and day only. */
function suspicionOf(suspicion: SuspicionDto | null | undefined): RequestIncident['suspicion'] {
  const raisedOn = dayOrUnknown(suspicion?.raisedAt);
  return suspicion && raisedOn ? { raisedBy: suspicion.raisedBy, raisedOn } : null;
}

function systemStopOf(stop: SystemStopDto | null | undefined): RequestIncident['systemStop'] {
  return stop ? { kind: stop.kind, hours: hoursOf(stop) } : null;
}

const TENTHS_OF_MS_IN_MILLIONTH_OF_HOUR = 36;

/**
 * Hours from `from` to `to`, rounded up to the millionth, the finest the engine takes: waiting times have no more
 * decimals either, so a stop that is a millisecond longer than one stays longer, and no other becomes so.
 */
function hoursOf({ from, to }: SystemStopDto): number | null {
  if (!from || !to) return null;
  const milliseconds = Date.parse(to) - Date.parse(from);
  return milliseconds >= 0 ? Math.ceil((milliseconds * 10) / TENTHS_OF_MS_IN_MILLIONTH_OF_HOUR) / 1_000_000 : null;
}

/** The engine's years run from 0001 to 9999; a day outside them cannot be right and counts as unknown. */
function dayOrUnknown(instant: string | null | undefined): Day | null {
  if (!instant) return null;
  const day = dayInJapan(instant);
  return /^\d{4}-/.test(day) && !day.startsWith('0000') ? day : null;
}
