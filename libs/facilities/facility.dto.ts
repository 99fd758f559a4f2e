import { Count, Day, Id, ListOf, PageQuery, Text } from '#http';

export class FacilityQuery extends PageQuery {
  @Text({
    optional: true,
    max: 100,
    about:
      'Parts of the name, the address or the prefecture, separated by spaces; each must be found (a ' +
      'single character: in the name). Or a whole code of 7, 9 or 10 digits. Width, kana, long marks, ' +
      'spaces and corporate forms make no difference. The best match comes first: code, whole name, ' +
      'beginning, part of the name, place; then shorter names.',
  })
  q?: string;
}

export class FacilityNameFrom {
  @Text({ max: 200 }) name: string;
  @Day({ about: 'The day from which it holds, or held.' }) fromOn: string;
}

export class Facility {
  @Id() id: string;
  @Text({
    max: 20,
    about:
      'Nine digits as in the lists of the regional bureaus: two of the prefecture and the seven of the ' +
      'institution. The ten digits of a claim have the fee schedule between them, which the lists ' +
      'leave out.',
  })
  code: string;
  @Text({ max: 200 }) name: string;
  @Text({
    max: 60,
    about: 'Guessed from the name where it comes from a list, which does not say it; only 病院 is certain.',
  })
  kind: string;
  @Count({ max: 47 }) prefecture: number;
  @Text({ max: 20 }) prefectureName: string;
  @Text({ nullable: true, max: 7, about: 'Seven digits.' }) postalCode: string | null;
  @Text({ nullable: true, max: 400 }) address: string | null;
  @Count({ nullable: true }) bedsGeneral: number | null;
  @Count({ nullable: true }) bedsTotal: number | null;
  @Day({ about: 'Since when the directory here has it; it may be older.' }) validFrom: string;
  @Day({ nullable: true, about: 'The day of the list that no longer has it.' }) closedOn: string | null;
  @Day({ nullable: true, about: 'The day of the list that gave it this state; null when it was entered by hand.' })
  listedOn: string | null;
  @ListOf(FacilityNameFrom, { about: 'The names it had and has, with the day from which each holds.' })
  names: FacilityNameFrom[];
}

export class FacilityAddressFrom {
  @Text({ nullable: true, max: 7 }) postalCode: string | null;
  @Text({ nullable: true, max: 400 }) address: string | null;
  @Day() fromOn: string;
}

export class FacilityListingPeriod {
  @Day() fromOn: string;
  @Day({ nullable: true, about: 'The day of the first list without it.' }) toOn: string | null;
}

export class FacilityDetails extends Facility {
  @ListOf(FacilityAddressFrom, { about: 'The addresses it had and has, with the day from which each holds.' })
  addresses: FacilityAddressFrom[];
  @ListOf(FacilityListingPeriod, { about: 'From when until when the directory had it.' })
  listings: FacilityListingPeriod[];
}
