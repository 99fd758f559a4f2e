import { Choice, Day, ListOf, Nested, Text } from '#http';
import { extensionGrounds, type ExtensionGround } from '#payments';

/** An act on the time to pay before it is done. */
export class DraftClockDto {
  @Choice(['extend', 'complete', 'suspend', 'resume']) act: 'extend' | 'complete' | 'suspend' | 'resume';
  @Choice(extensionGrounds, { optional: true, about: 'to extend' }) ground?: ExtensionGround;
  @Day({ optional: true, about: 'to complete, suspend or resume: the day that the act takes' }) day?: string;
  @Text({ max: 2_000, optional: true, about: 'to extend or complete: what the claimant is told' }) told?: string;
}

/** The days of a clock; each null while the claim is not complete. */
export class ClockDaysDto {
  @Day({ nullable: true }) completeOn: string | null;
  @Day({ nullable: true, about: 'the last day in time' }) lastDay: string | null;
  @Day({ nullable: true, about: 'that day, or the last bank business day before it' }) payBy: string | null;
}

export class NoticeFactDto {
  @Text({ max: 60 }) name: string;
  @Text({ max: 2_000 }) value: string;
}

/** A notice as its receiver will read it: in Japanese. */
export class NoticePreviewDto {
  @Text({ max: 100 }) titleJa: string;
  @Text({ max: 500 }) openingJa: string;
  @ListOf(NoticeFactDto) facts: NoticeFactDto[];
}

/** What an act on the time to pay would move, and what the claimant would be told; nothing is kept. */
export class ClockPreviewDto {
  @Nested(ClockDaysDto) before: ClockDaysDto;
  @Nested(ClockDaysDto) after: ClockDaysDto;
  @Nested(NoticePreviewDto, { nullable: true, about: 'null: the claimant is not told, or `told` is still missing' })
  notice: NoticePreviewDto | null;
}
