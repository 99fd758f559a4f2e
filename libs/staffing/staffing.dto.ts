import { Choice, Count, Day, Id, Instant, ListOf, PageQuery, Text, YenAmount } from '#http';
import { lanes } from '#kernel';
import { rosterKinds } from './duty-line.js';

export class RosterQuery extends PageQuery {
  @Id({ optional: true }) personId?: string;
  @Instant({ optional: true, about: 'Lines that put somebody on duty at this moment; absences are heeded.' })
  onDutyAt?: string;
  @Instant({ optional: true, about: 'Lines that put somebody on call at this moment; absences are heeded.' })
  onCallAt?: string;
  @Instant({ optional: true, about: 'Lines that are not over at this moment.' }) notOverAt?: string;
}

export class RosterLine {
  @Id() id: string;
  @Id() personId: string;
  @Text({ max: 200 }) personName: string;
  @Instant() fromAt: string;
  @Instant() toAt: string;
  @Choice(rosterKinds) kind: string;
  @Count({ about: 'Open items the person may hold at once; 0 of on-call.' }) capacity: number;
  @Id() enteredById: string;
  @Text({ max: 200 }) enteredByName: string;
  @Instant({ nullable: true, about: 'From when the line no longer counts, where it was ended early.' }) endedAt:
    string | null;
}

export class AuthorityQuery extends PageQuery {
  @Id({ optional: true }) personId?: string;
  @Choice(lanes, { optional: true }) lane?: string;
}

export class AuthorityLine {
  @Id() id: string;
  @Id() personId: string;
  @Text({ max: 200 }) personName: string;
  @Choice(lanes) lane: string;
  @Text({ max: 60 }) laneJa: string;
  @Text({ max: 60 }) laneEn: string;
  @YenAmount({ about: 'What the person may decide alone.' }) yen: number;
  @Day() fromOn: string;
  @Day({ nullable: true, about: 'The first day on which it no longer holds.' }) toOn: string | null;
  @Id() enteredById: string;
  @Text({ max: 200 }) enteredByName: string;
}

export class SkilledPerson {
  @Id() id: string;
  @Text({ max: 200 }) name: string;
}

export class LaneLine {
  @Choice(lanes) lane: string;
  @Text({ max: 60 }) laneJa: string;
  @Text({ max: 60 }) laneEn: string;
  @Id({ nullable: true }) teamId: string | null;
  @Text({ nullable: true, max: 200 }) teamName: string | null;
  @Id({ nullable: true }) leadId: string | null;
  @Text({ nullable: true, max: 200 }) leadName: string | null;
  @Count({ about: 'Minutes of duty time after which the lead is told of an item that nobody has.' })
  limitMinutes: number;
  @Count() version: number;
  @ListOf(SkilledPerson, { about: 'Who has the lane’s skill today in Japan.' }) people: SkilledPerson[];
}
