import { Choice, Count, Id, Instant, ListOf, PageQuery, Text } from '#http';

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
    about:
      'Parts of the name or the prefecture, separated by spaces; each must be found. Width, kana, long ' +
      'marks and corporate forms make no difference. The best match comes first.',
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
