import { Day, Text, YenAmount } from '#http';

export class FixRateDto {
  @Text({ max: 20, pattern: '^(0|[1-9]\\d{0,8})(\\.\\d{1,6})?$', about: 'yen for one unit of the currency' })
  rate: string;
  @Text({ max: 200, pattern: '\\S', about: 'such as the bank whose TTS it is' }) source: string;
  @Day({ optional: true, about: 'the day on which the institution paid, else today' }) onDay?: string;
}

/** A rate that somebody tries. */
export class DraftRateDto {
  @Text({ max: 20, pattern: '^(0|[1-9]\\d{0,8})(\\.\\d{1,6})?$', about: 'yen for one unit of the currency' })
  rate: string;
}

/** What a foreign bill comes to at a rate. */
export class RatePreviewDto {
  @YenAmount() yen: number;
  @Day({ about: 'the day whose rate applies' }) onDay: string;
}

export class ForeignRateDto {
  @Text({ max: 3 }) currency: string;
  @Text({ max: 20 }) amount: string;
  @Day({ nullable: true }) paidOn: string | null;
  @Text({ max: 30, nullable: true, about: 'null: nobody has fixed it yet' }) rate: string | null;
  @Text({ max: 200, nullable: true }) source: string | null;
  @Day({ nullable: true }) onDay: string | null;
}
