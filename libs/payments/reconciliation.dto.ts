import { Choice, Count, Day, Id, ListOf, Text, YenAmount } from '#http';
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
  @Text({ max: 60 }) code: string;
  @Text({ max: 500 }) textJa: string;
  @Text({ max: 500 }) textEn: string;
}

/** What has no result or does not agree, at the end of a day. */
export class ReconciliationDto {
  @Day() day: string;
  @Count({ about: 'payments exported with a transfer date until the day, without a result' }) unsettled: Many;
  @YenAmount({ about: 'of them, delay interest included' }) unsettledAmount: Yen;
  @ListOf(UnreconciledDto) items: UnreconciledDto[];
}

export class ReconciliationQuery {
  @Day({ optional: true, about: 'today, when absent' }) day?: string;
}
