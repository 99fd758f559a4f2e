import { Choice, Day, DayCount, Text, TextList } from '#http';
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
