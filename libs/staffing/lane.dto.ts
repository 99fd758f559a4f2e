import { Choice, Count, Id, ListOf, Text } from '#http';
import { lanes } from '#kernel';

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

export class ChangeLaneDto {
  @Id({ optional: true, nullable: true }) teamId?: string | null;
  @Id({ optional: true, nullable: true, about: 'Somebody of the desk or an adjuster.' }) leadId?: string | null;
  @Count({ optional: true, max: 10_080, about: 'Minutes, 1 to a week.' }) limitMinutes?: number;
}
