import { Choice, Id, Instant, PageQuery, Text } from '#http';
import { absenceKinds, type AbsenceKind } from './duty-line.js';

export class AbsenceDto {
  @Id() personId: string;
  @Instant() from: string;
  @Instant({ about: 'After `from` and after now, at most 400 days.' }) to: string;
  @Choice(absenceKinds) kind: AbsenceKind;
}

export class AbsenceQuery extends PageQuery {
  @Id({ optional: true }) personId?: string;
  @Instant({ optional: true, about: 'Absences that cover this moment.' }) at?: string;
}

export class AbsenceLine {
  @Id() id: string;
  @Id() personId: string;
  @Text({ max: 200 }) personName: string;
  @Instant() fromAt: string;
  @Instant() toAt: string;
  @Choice(absenceKinds) kind: string;
  @Text({ max: 60 }) kindJa: string;
  @Text({ max: 60 }) kindEn: string;
  @Id() enteredById: string;
  @Text({ max: 200 }) enteredByName: string;
  @Instant() enteredAt: string;
  @Id({ nullable: true }) endedById: string | null;
  @Text({ nullable: true, max: 200 }) endedByName: string | null;
  @Instant({ nullable: true, about: 'From when it no longer counts.' }) endedAt: string | null;
}
