import { Choice, Count, Id, Instant, PageQuery, Text } from '#http';
import { absenceKinds, mostCapacity, rosterKinds, type AbsenceKind, type RosterKind } from './duty-line.js';

export class RosterDto {
  @Id() personId: string;
  @Instant() from: string;
  @Instant({ about: 'After `from`, at most 400 days.' }) to: string;
  @Choice(rosterKinds, {
    optional: true,
    about:
      'duty when absent; on-call: a senior-adjuster who can be reached outside duty hours, to whom nothing is routed',
  })
  kind?: RosterKind;
  @Count({ optional: true, max: mostCapacity, about: 'Of duty: open items the person may hold at once, 1 to 200.' })
  capacity?: number;
}

export class AbsenceDto {
  @Id() personId: string;
  @Instant() from: string;
  @Instant({ about: 'After `from` and after now, at most 400 days.' }) to: string;
  @Choice(absenceKinds) kind: AbsenceKind;
}

export class DutyEndingDto {
  @Instant({ optional: true, about: 'Now when absent.' }) at?: string;
  @Text({ max: 2_000, pattern: '\\S' }) reason: string;
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
