import { LimitAfterDto, repaymentStates } from '#decisions';
import { AllowedActionDto, Choice, Count, Day, Flag, Id, Instant, ListOf, PageQuery, Text, YenAmount } from '#http';

export class AskRepaymentDto {
  @YenAmount({ min: 1, about: 'at most what was paid' }) amount: number;
  @Text({ max: 2_000, pattern: '\\S', about: 'for inside: in no letter, and not told to the institution' })
  reason: string;
  @Text({ max: 2_000, pattern: '\\S', about: 'for the institution: why, as the letter says it' }) textJa: string;
}

export class ReceiveRepaymentDto {
  @Day() receivedOn: string;
  @Text({ max: 200, pattern: '\\S', about: 'as the bank’s statement has it' }) reference: string;
}

/** What the receipt of a repayment would give back to each limit; nothing is posted. */
export class ReceiptPreviewDto {
  @ListOf(LimitAfterDto) limits: LimitAfterDto[];
}

export class RepaymentQuery extends PageQuery {
  @Choice(repaymentStates, { optional: true }) state?: string;
  @Id({ optional: true }) incidentId?: string;
  @Choice(['others'], { optional: true, about: 'others: neither drawn up nor entered by the reader' }) by?: 'others';
}

export class RepaymentDto {
  @Id() id: string;
  @Count() number: number;
  @Id() expenseId: string;
  @Id() incidentId: string;
  @Text({ max: 40 }) caseNumber: string;
  @YenAmount() amount: number;
  @Text({ max: 2_000, about: 'for inside' }) reason: string;
  @Text({ max: 2_000, about: 'what the letter says to the institution' }) textJa: string;
  @Choice(repaymentStates) state: string;
  @Text({ max: 40 }) stateJa: string;
  @Text({ max: 40 }) stateEn: string;
  @Instant() askedAt: string;
  @Day({ nullable: true }) receivedOn: string | null;
  @Flag({ about: 'it waits for a countersignature, and the reader neither drew it up nor entered the expense' })
  maySign: boolean;
  @Text({ max: 200, nullable: true, about: 'who asked to write it off, and another does; null: nobody yet' })
  writeOffAskedByName: string | null;
  @Text({ max: 2_000, nullable: true, about: 'why; for inside' }) writeOffReason: string | null;
  @Flag({ about: 'the reader may ask to write it off, or do it where somebody else asked' }) mayWriteOff: boolean;
  @ListOf(AllowedActionDto, { about: 'moves that are the reader’s from here' }) allowedActions: AllowedActionDto[];
  @Count() version: number;
}
