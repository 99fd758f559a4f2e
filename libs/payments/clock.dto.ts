import { Choice, Count, Day, DayCount, Id, Instant, ListOf, Text, TextList, YenAmount } from '#http';
import { lanes, type Days, type Lane, type Yen } from '#kernel';
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

export class SetReserveDto {
  @Choice(lanes) lane: Lane;
  @YenAmount() amount: number;
  @Text({ max: 2_000, pattern: '\\S' }) reason: string;
}

export class ReserveDto {
  @Id() id: string;
  @Choice(lanes) lane: string;
  @YenAmount() amount: number;
  @Text({ max: 2_000 }) reason: string;
  @Text({ max: 200 }) authorName: string;
  @Instant() at: string;
}

/** Estimates of a case, newest first: the first of a lane holds. */
export class ReservesDto {
  @ListOf(ReserveDto) items: ReserveDto[];
}

/** An expense that is not paid in time, or soon will not be. */
export class LateExpenseDto {
  @Id() expenseId: string;
  @Id() incidentId: string;
  @Text({ max: 40 }) caseNumber: string;
  @Count() line: number;
  @Text({ max: 200 }) institutionName: string;
  @Text({ max: 30 }) state: string;
  @Text({ max: 60 }) stateJa: string;
  @Text({ max: 60 }) stateEn: string;
  @YenAmount() amount: Yen;
  @Day() completeOn: string;
  @Day() payBy: string;
  @Day() lastDay: string;
  @DayCount({ about: 'days after the last day; 0: still in time' }) daysLate: Days;
  @Text({ max: 200, nullable: true, about: 'who has it' }) withName: string | null;
}

export class LateExpensesDto {
  @ListOf(LateExpenseDto, { about: 'the latest first' }) items: LateExpenseDto[];
}
