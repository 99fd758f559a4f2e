import { Instant, Text } from '#http';

export class DutyEndingDto {
  @Instant({ optional: true, about: 'Now when absent.' }) at?: string;
  @Text({ max: 2_000, pattern: '\\S' }) reason: string;
}
