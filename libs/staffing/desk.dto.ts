import { aboutEndDay } from '#people';
import { Choice, Count, Day, Id, ListOf, PageQuery, Text, YenAmount } from '#http';
import { lanes, type Lane } from '#kernel';

export class AuthorityDto {
  @Id() personId: string;
  @Choice(lanes) lane: Lane;
  @YenAmount({ about: 'What the person may decide alone.' }) yen: number;
  @Day({ about: 'Today or later: an authority is never put back.' }) from: string;
  @Day({ optional: true, about: aboutEndDay }) to?: string;
}

export class SkillDto {
  @Id() personId: string;
  @Choice(lanes) lane: Lane;
  @Day() from: string;
  @Day({ optional: true, about: aboutEndDay }) to?: string;
}

export class MemberDto {
  @Id() personId: string;
  @Day() from: string;
  @Day({ optional: true, about: aboutEndDay }) to?: string;
}

export class SkillQuery extends PageQuery {
  @Id({ optional: true }) personId?: string;
  @Choice(lanes, { optional: true }) lane?: string;
}

export class SkillLine {
  @Id() id: string;
  @Id() personId: string;
  @Text({ max: 200 }) personName: string;
  @Choice(lanes) lane: Lane;
  @Text({ max: 60 }) laneJa: string;
  @Text({ max: 60 }) laneEn: string;
  @Day() fromOn: string;
  @Day({ nullable: true, about: aboutEndDay }) toOn: string | null;
}

export class TeamMember {
  @Id({ about: 'Of the line; it is ended by it.' }) id: string;
  @Id() personId: string;
  @Text({ max: 200 }) personName: string;
  @Day() fromOn: string;
  @Day({ nullable: true, about: aboutEndDay }) toOn: string | null;
}

export class Team {
  @Id() id: string;
  @Text({ max: 200 }) name: string;
  @ListOf(TeamMember, { about: 'Who is of the team today or later.' }) members: TeamMember[];
}

export class ChangeLaneDto {
  @Id({ optional: true, nullable: true }) teamId?: string | null;
  @Id({ optional: true, nullable: true, about: 'Somebody of the desk or an adjuster.' }) leadId?: string | null;
  @Count({ optional: true, max: 10_080, about: 'Minutes, 1 to a week.' }) limitMinutes?: number;
}
