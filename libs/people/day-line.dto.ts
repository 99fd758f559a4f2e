import { Day, Text } from '#http';

/** The description of the end of a line. */
export const aboutEndDay = 'The first day on which it no longer holds; without it, it goes on.';

export class DayEndingDto {
  @Day({ about: 'The first day on which it no longer holds: today or later.' }) on: string;
  @Text({ optional: true, max: 2_000, pattern: '\\S' }) reason?: string;
}

export class NameDto {
  @Text({ max: 200, pattern: '\\S' }) name: string;
}
