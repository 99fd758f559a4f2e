import { Count, Day, DayCount, Id, ListOf, Text, YenAmount } from '#http';
import type { Days, Yen } from '#kernel';

/** An expense that is not paid in time, or is due within a week. */
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
