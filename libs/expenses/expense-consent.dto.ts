import { Day, Instant, ListOf, Text, YenAmount } from '#http';

/** A consent of the insurer to an expense before the money was spent, apart from pre-approvals. */
export class RecordConsentDto {
  @YenAmount({ about: 'up to which amount with tax' }) ceiling: number;
  @Text({ max: 2_000, pattern: '\\S', about: 'to what, how and on which facts it was given; for the insurer only' })
  reason: string;
  @Day({ optional: true, about: 'the day on which it was given, in Japan; today when absent' }) givenOn?: string;
}

/** A consent of the insurer as it was recorded; name and reason are for the insurer. */
export class ConsentDto {
  @YenAmount() ceiling: number;
  @Day() givenOn: string;
  @Text({ max: 2_000 }) reason: string;
  @Text({ max: 200 }) givenByName: string;
  @Instant() at: string;
}

export class ConsentsDto {
  @ListOf(ConsentDto, { about: 'newest first' }) items: ConsentDto[];
}
