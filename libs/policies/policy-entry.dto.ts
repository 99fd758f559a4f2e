import { Choice, Count, Day, Flag, Free, Id, ListOf, Nested, Quantity, Text, YenAmount } from '#http';

/**
 * The kinds of institutions that can be insured; for a pharmacy the refusal names the product that insures it
 * (R-ELG-2).
 */
export const writtenKinds = [
  'hospital',
  'integrated-care-facility',
  'geriatric-health-facility',
  'general-clinic',
  'dental-clinic',
  'pharmacy',
] as const;
export const corporationKinds = ['medical-corporation', 'individual', 'public', 'other'] as const;
const numberAbout =
  'Kept as written, in the usual width; two numbers that differ only in spaces, hyphens or case are one.';

export class InsuredInstitution {
  @Id({ optional: true, about: 'An institution that is there. Exactly one of id, facilityCode and name is given.' })
  id?: string;
  @Text({ optional: true, max: 20, about: 'The facility of the directory that the institution runs.' })
  facilityCode?: string;
  @Text({ optional: true, max: 200, isName: true }) name?: string;
  @Choice(writtenKinds, { optional: true, about: 'Needed with a name.' }) kind?: string;
  @Choice(corporationKinds, { optional: true, about: 'Needed with a name or a facility code.' })
  corporationKind?: string;
  @Text({ optional: true, nullable: true, max: 40 }) telephone?: string | null;
  @Count({ optional: true, nullable: true, max: 47, about: 'Number of the prefecture, 1 to 47.' }) prefecture?:
    number | null;
}

export class WrittenInterruptionOption {
  @YenAmount() limit: number;
  @Quantity({ min: 0, max: 100_000, about: '免責時間, with at most 6 decimals.' }) waitingHours: number;
  @Count({ optional: true, nullable: true, max: 60, about: '1 to 60; null: not limited.' }) indemnityMonths?:
    number | null;
}

export class WrittenPremises {
  @Id({ optional: true, about: 'Exactly one of facilityId and facilityCode is given.' }) facilityId?: string;
  @Text({ optional: true, max: 20 }) facilityCode?: string;
  @Day({ optional: true, about: 'Declared from this day; the inception when left out.' }) from?: string;
}

/** The terms of one period; a renewal keeps those that it does not name. */
class PeriodTerms {
  @Choice(writtenKinds, { optional: true, about: 'Where the period is for another kind than the institution’s.' })
  institutionKind?: string;
  @Choice(corporationKinds, { optional: true }) corporationKind?: string;
  @Text({ optional: true, max: 20, about: 'The newest when left out.' }) termsVersion?: string;
  @Count({ optional: true, nullable: true, max: 23, about: 'Hour at which cover begins and ends; 0: whole days.' })
  boundaryHour?: number | null;
  @YenAmount({ optional: true, about: '自己負担額 per incident.' }) deductible?: number;
  @Quantity({ optional: true, min: 0, max: 1, about: 'With at most 6 decimals.' }) taxCreditableRatio?: number;
  @Nested(WrittenInterruptionOption, { optional: true, nullable: true })
  businessInterruption?: WrittenInterruptionOption | null;
  @Flag({ optional: true }) bodilyInjuryPropertyDamage?: boolean;
  @Free({ optional: true, about: 'What the published terms leave open and this contract settles.' })
  parameters?: object;
  @ListOf(WrittenPremises, {
    optional: true,
    max: 200,
    about: 'Head office and places of attached business of a medical corporation, declared at application (R-PRM-1).',
  })
  premises?: WrittenPremises[];
}

export class EnterPolicyDto extends PeriodTerms {
  @Text({ max: 60, about: numberAbout }) policyNumber: string;
  @Text({ max: 200 }) policyholder: string;
  @Flag({ about: 'One policyholder, many members: another member under the same number joins.' }) isGroup: boolean;
  @Text({ optional: true, nullable: true, max: 60, about: `加入者証番号. ${numberAbout}` }) certificateNumber?:
    string | null;
  @Nested(InsuredInstitution) institution: InsuredInstitution;
  @Flag({ optional: true, about: 'It is another institution than the one of the same name or facility.' })
  newInstitution?: boolean;
  @Count({ about: '1, 2 or 3.' }) plan: number;
  @Day() inceptionDate: string;
  @Day({ about: 'The day on which cover ends by the contract: at least a year later, at most five.' })
  expiryDate: string;
  @Flag({ optional: true, about: 'Joins a group policy during its term: ends with the group, so may be shorter.' })
  joinedMidTerm?: boolean;
  @Day({ optional: true, nullable: true, about: 'A contract that has ended early: entered with the day.' })
  endedEarlyOn?: string | null;
  @Day({ optional: true, about: 'Start of unbroken cover before this period; follows the member’s own periods.' })
  continuousSince?: string;
}

export class RenewPolicyDto extends PeriodTerms {
  @Text({ optional: true, max: 60, about: 'Where the renewal has a number of its own.' }) policyNumber?: string;
  @Text({ optional: true, nullable: true, max: 60 }) certificateNumber?: string | null;
  @Count({ optional: true, about: '1, 2 or 3.' }) plan?: number;
  @Day({ optional: true, about: 'The day on which the period before ends, when left out.' }) inceptionDate?: string;
  @Day() expiryDate: string;
}

export class EndPolicyDto {
  @Day({ about: 'Cover ends on this day: from the inception (never in force) to before the expiry.' })
  endedEarlyOn: string;
  @Text({ max: 500 }) reason: string;
}

export class DeclarePremisesDto {
  @Id({ optional: true, about: 'Exactly one of facilityId and facilityCode is given.' }) facilityId?: string;
  @Text({ optional: true, max: 20 }) facilityCode?: string;
  @Day({ about: 'Declared from this day; after the inception it is a declaration during the term.' }) from: string;
}

export class EndPremisesDto {
  @Day({ about: 'No longer declared from this day.' }) to: string;
  @Text({ max: 500 }) reason: string;
}

export class CorrectPolicyDto {
  @Text({ optional: true, nullable: true, max: 60 }) certificateNumber?: string | null;
  @Text({ max: 500 }) reason: string;
}
