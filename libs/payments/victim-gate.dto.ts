import { Id, ListOf, Text, YenAmount } from '#http';

/** The gate of article 22 of the Insurance Act for one victim, and what would free what it holds. */
export class VictimGateDto {
  @Id() claimantId: string;
  @YenAmount({ about: 'paid to the institution for the victim, with what is under way' }) toInstitution: number;
  @YenAmount({ about: 'paid to the victim, with what is under way' }) toVictim: number;
  @YenAmount({ about: 'what can be paid to the institution now' }) roomToInstitution: number;
  @YenAmount({ about: 'what can be paid to the victim now' }) roomToVictim: number;
  @YenAmount({ about: 'approved and held' }) held: number;
  @YenAmount({ about: 'more payments to the victim that would free it; 0 where none are lacking' })
  lacksPayment: number;
  @YenAmount({ about: 'the consent that would do instead, in all' }) consentNeeded: number;
  @YenAmount({ about: 'more liability, by settlement or judgment, that it needs too' }) lacksEstablished: number;
  @Text({ max: 500 }) textJa: string;
  @Text({ max: 500 }) textEn: string;
}

/** In the order of the register of claimants. */
export class VictimGatesDto {
  @YenAmount({ about: 'held for all victims together' }) held: number;
  @ListOf(VictimGateDto) items: VictimGateDto[];
}
