import { aboutEndDay } from '#people';
import { Day, Id, ListOf, Text } from '#http';

export class MemberDto {
  @Id() personId: string;
  @Day() from: string;
  @Day({ optional: true, about: aboutEndDay }) to?: string;
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
