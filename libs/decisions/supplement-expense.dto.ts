import { InterruptionDto } from '#expenses';
import { IdList, Nested, Text, YenAmount } from '#http';

export class SupplementDto {
  @YenAmount({ about: 'with tax; at most claimed less approved' }) amount: number;
  @Text({ max: 2_000, pattern: '\\S' }) reason: string;
  @IdList({ optional: true, max: 50 }) documentIds?: string[];
  @Nested(InterruptionDto, {
    optional: true,
    about: 'of business interruption: the figures of the month as they are now',
  })
  interruption?: InterruptionDto;
}
