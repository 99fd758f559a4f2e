import { Choice, Free, Id, Instant, Text } from '#http';

/** A line of the timeline; names stand beside ids. */
export class TimelineLineDto {
  @Id() id: string;
  @Instant() at: string;
  @Text({ max: 60 }) kind: string;
  @Text({ max: 200 }) textJa: string;
  @Text({ max: 200 }) textEn: string;
  @Choice(['all', 'insurer']) audience: string;
  @Text({ max: 200, nullable: true }) personName: string | null;
  @Free() data: Record<string, unknown>;
}
