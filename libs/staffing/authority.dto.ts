import { Choice, Day, Id, PageQuery, Text, YenAmount } from '#http';
import { lanes, type Lane } from '#kernel';
import { aboutEndDay } from '#people';

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

export class AuthorityDto {
  @Id() personId: string;
  @Choice(lanes) lane: Lane;
  @YenAmount({ about: 'What the person may decide alone.' }) yen: number;
  @Day({ about: 'Today or later: an authority is never put back.' }) from: string;
  @Day({ optional: true, about: aboutEndDay }) to?: string;
}
