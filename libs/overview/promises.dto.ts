import { Choice, Count, Day, Flag, Id, Instant, ListOf, Text } from '#http';
import { requestCodes, type Request } from '#notifications';

/** The kinds of the insurer's promises; the last two are shown to the insurer alone. */
export const promiseCodes = [
  'call-back',
  'coverage-outlook',
  'answer-pre-approval',
  'review',
  'pay',
  'pay-again',
  'confirm-account',
  'tell-caller',
  'acknowledge',
] as const;
export type PromiseCode = (typeof promiseCodes)[number];

/** A promise of the insurer to the institution of a case that is not fulfilled yet. */
export class PromiseDto {
  @Choice(promiseCodes) code: PromiseCode;
  @Id({ nullable: true, about: 'the line, where it is about one' }) expenseId: string | null;
  @Text({ max: 1_000 }) textJa: string;
  @Text({ max: 1_000 }) textEn: string;
  @Instant({ nullable: true, about: 'by when; null where no time, or a day, is promised' }) by: string | null;
  @Day({ nullable: true, about: 'by which day of Japan, that day included' }) byDay: string | null;
  @Flag({ about: 'the time is over, and it is not done' }) isLate: boolean;
}

/** A request to the institution that it has not answered yet. */
export class RequestDto {
  @Choice(requestCodes) code: Request['code'];
  @Id({ nullable: true, about: 'the line, where it is about one' }) expenseId: string | null;
  @Count({ nullable: true }) line: number | null;
  @Text({ max: 1_000 }) textJa: string;
  @Text({ max: 1_000 }) textEn: string;
  @Day({ about: 'by which day of Japan' }) dueOn: string;
  @Flag({ about: 'the day is over' }) isLate: boolean;
}

/** The open promises and requests between the insurer and the institution of a case. */
export class OpenMattersDto {
  @ListOf(PromiseDto, { about: 'what the insurer does' }) promises: PromiseDto[];
  @ListOf(RequestDto, { about: 'what the institution is asked for' }) requests: RequestDto[];
}
