import { Choice, Day, Id, PageQuery, Text } from '#http';
import { lanes, type Lane } from '#kernel';
import { aboutEndDay } from '#people';

export class SkillDto {
  @Id() personId: string;
  @Choice(lanes) lane: Lane;
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
