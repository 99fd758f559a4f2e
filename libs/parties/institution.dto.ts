import { Choice, Count, Day, Id, Instant, ListOf, PageQuery, Text } from '#platform';

export const institutionKinds = [
  'hospital',
  'integrated-care-facility',
  'geriatric-health-facility',
  'general-clinic',
  'dental-clinic',
  'pharmacy',
] as const;
export const corporationKinds = ['medical-corporation', 'individual', 'public', 'other'] as const;

export class NameQuery extends PageQuery {
  @Text({
    optional: true,
    max: 100,
    about: 'A part of the name; width, kana, spaces and corporate forms make no difference.',
  })
  q?: string;
}

export class InstitutionSummary {
  @Id() id: string;
  @Text({ max: 200 }) name: string;
  @Choice(institutionKinds) kind: string;
  @Choice(corporationKinds) corporationKind: string;
  @Text({ nullable: true, max: 40 }) telephone: string | null;
  @Count({ nullable: true, max: 47, about: 'Number of the prefecture, 1 to 47.' }) prefecture: number | null;
  @Count() version: number;
}

export class InstitutionPremises {
  @Id() facilityId: string;
  @Text({ max: 20 }) facilityCode: string;
  @Text({ max: 200 }) facilityName: string;
}

export class InstitutionDetails extends InstitutionSummary {
  @Instant() createdAt: string;
  @ListOf(InstitutionPremises, { about: 'Premises declared on any period of cover, by the name in the directory.' })
  premises: InstitutionPremises[];
}

export class FormerName {
  @Text({ max: 200 }) name: string;
  @Day() fromOn: string;
}

export class Facility {
  @Id() id: string;
  @Text({ max: 20, about: 'Ten digits: prefecture, fee schedule, number.' }) code: string;
  @Text({ max: 200 }) name: string;
  @Text({ max: 60 }) kind: string;
  @Count({ max: 47 }) prefecture: number;
  @Text({ nullable: true, max: 400 }) address: string | null;
  @Count({ nullable: true }) bedsGeneral: number | null;
  @Count({ nullable: true }) bedsTotal: number | null;
  @Day() validFrom: string;
  @Day({ nullable: true }) closedOn: string | null;
  @ListOf(FormerName, { about: 'Names it had, with the day from which each held.' }) names: FormerName[];
}
