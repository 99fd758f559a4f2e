import { Choice, Count, Day, Id, Instant, ListOf, Text, YenAmount } from '#http';
import { lineTakings, type LineTaking } from './bank-line.entity.js';
import { mistakes, type Mistake } from './return-payment.js';
import type { Count as Many, Day as OnDay, Yen } from '#kernel';

/** A row that does not agree with the bank, with its payment, case and institution where they are known. */
export class UnreconciledDto {
  @Choice(['payment', 'bank-line', 'repayment']) kind: string;
  @Id() id: string;
  @Text({ max: 40, about: 'number of the payment or claim, line of the file' }) number: string;
  @Text({ max: 200, nullable: true, about: 'the file of a bank line' }) fileName: string | null;
  @YenAmount({ about: 'as the bank has it, where it is a bank line' }) amount: Yen;
  @YenAmount({ nullable: true, about: 'as we have it, where it is another amount' }) expected: Yen | null;
  @Day() onDay: OnDay;
  @Count({ nullable: true }) paymentNumber: number | null;
  @Text({ max: 200, nullable: true }) institutionName: string | null;
  @Id({ nullable: true }) incidentId: string | null;
  @Text({ max: 40, nullable: true }) caseNumber: string | null;
  @Choice(['result', 'credit', 'debit'], { nullable: true, about: 'of a bank line' }) lineKind: string | null;
  @Choice(['paid', 'failed'], { nullable: true, about: 'what the bank says of a transfer, of a line of its results' })
  outcome: string | null;
  @Text({ max: 500, nullable: true, about: 'the bank’s words, of a bank line' }) note: string | null;
  @Choice(lineTakings, { nullable: true, about: 'what a bank line may be, by its amount and day' })
  likelyAs: LineTaking | null;
  @Count({ nullable: true, about: 'number of the payment or claim that it may be' }) likelyNumber: number | null;
  @Text({ max: 60 }) code: string;
  @Text({ max: 500 }) textJa: string;
  @Text({ max: 500 }) textEn: string;
}

/** A line that a person closed as belonging to nothing; it can be put back. */
export class ClosedLineDto {
  @Id() id: string;
  @Count({ about: 'of the file' }) line: number;
  @Text({ max: 200 }) fileName: string;
  @YenAmount() amount: number;
  @Day() onDay: string;
  @Text({ max: 2_000 }) reason: string;
  @Text({ max: 200 }) closedByName: string;
  @Instant() closedAt: string;
}

/** What a line of the bank is; `other`: of nothing here, with the reason. */
export class TakeLineDto {
  @Choice(lineTakings, { optional: true, about: '`other` when absent' }) as?: LineTaking;
  @Count({ optional: true, about: 'number of the payment or claim; needed unless it is `other`' }) number?: number;
  @Text({ max: 2_000, pattern: '\\S', optional: true, about: 'needed for `other`; the bank’s words of a return' })
  reason?: string;
  @Choice(mistakes, { optional: true, about: 'of a return: by whose mistake' }) mistake?: Mistake;
}

/** What has no result or does not agree, at the end of a day. */
export class ReconciliationDto {
  @Day() day: string;
  @Count({ about: 'payments exported with a transfer date until the day, without a result' }) unsettled: Many;
  @YenAmount({ about: 'of them, delay interest included' }) unsettledAmount: Yen;
  @ListOf(UnreconciledDto) items: UnreconciledDto[];
  @ListOf(ClosedLineDto, { about: 'closed as other within 30 days, the newest first; at most 100' })
  closed: ClosedLineDto[];
}

export class ReconciliationQuery {
  @Day({ optional: true, about: 'today, when absent' }) day?: string;
}
