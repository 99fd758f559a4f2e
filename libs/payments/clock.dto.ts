import { Choice, Day, DayCount, Instant, ListOf, Text, TextList } from '#http';
import type { Days } from '#kernel';
import { extensionGrounds, type ExtensionGround } from './payment-clock.js';

export class ExtendClockDto {
  @Choice(extensionGrounds, { about: 'private-forensic: by a senior-adjuster' }) ground: ExtensionGround;
  @Text({ max: 2_000, pattern: '\\S' }) reason: string;
  @Text({ max: 2_000, pattern: '\\S', about: 'told to the claimant: what is to be confirmed' }) notice: string;
}

export class SuspendClockDto {
  @Day() fromOn: string;
  @Text({ max: 2_000, pattern: '\\S' }) reason: string;
}

export class ResumeClockDto {
  @Day({ about: 'the last day on which the claimant held it up' }) toOn: string;
}

export class SetCompletionDto {
  @Day() completeOn: string;
  @Text({ max: 2_000, pattern: '\\S', about: 'told to the claimant: what was missing' }) missing: string;
}

/** The insurer’s time to pay an expense. */
export class ClockDto {
  @Day({ nullable: true, about: '請求完了日; null while a needed paper is missing: no day to pay by until then' })
  completeOn: string | null;
  @TextList({ max: 10, each: 30 }) extensions: string[];
  @DayCount({ about: 'days that are not counted: the claimant held them up, or was asked for another account' })
  heldUpDays: Days;
  @Day({ nullable: true, about: 'the last day in time' }) lastDay: string | null;
  @Day({ nullable: true, about: 'that day, or the last bank business day before it' }) payBy: string | null;
}

/** A longer time, as the claimant was told of it. */
export class ClockExtensionDto {
  @Choice(extensionGrounds) ground: ExtensionGround;
  @Text({ max: 2_000, about: 'for inside' }) reason: string;
  @Text({ max: 2_000, about: 'what the letter says is to be confirmed' }) notice: string;
  @Text({ max: 200 }) byName: string;
  @Instant() at: string;
}

/** Days that the claimant held the inquiry up. */
export class ClockSuspensionDto {
  @Day() fromOn: string;
  @Day({ nullable: true, about: 'the last of them; null: it goes on' }) toOn: string | null;
  @Text({ max: 2_000, about: 'for inside' }) reason: string;
  @Text({ max: 200 }) byName: string;
  @Instant() at: string;
}

/** A later day of completeness, as the claimant was told of it. */
export class CompletionDayDto {
  @Day() completeOn: string;
  @Text({ max: 2_000, about: 'what the letter says was missing' }) missing: string;
  @Text({ max: 200 }) byName: string;
  @Instant() at: string;
}

/** The time to pay with everything that moved it, newest first. */
export class ClockFileDto extends ClockDto {
  @ListOf(ClockExtensionDto) extended: ClockExtensionDto[];
  @ListOf(ClockSuspensionDto) suspended: ClockSuspensionDto[];
  @ListOf(CompletionDayDto) completed: CompletionDayDto[];
}
