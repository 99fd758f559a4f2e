import { AllowedActionDto, Choice, Count, Day, Flag, Id, ListOf, PageQuery, Text, YenAmount } from '#http';
import { paymentStates } from './payment-machine.js';
import { mistakes, type Mistake } from './return-payment.js';

export class PaymentQuery extends PageQuery {
  @Choice([...paymentStates, 'kept'], { optional: true, about: 'kept: deposited or set aside' }) state?: string;
  @Id({ optional: true }) incidentId?: string;
  @Day({ optional: true, about: 'those to be paid by this day at the latest' }) payBy?: string;
  @Day({ optional: true, about: 'settled on this day or later' }) settledFrom?: string;
  @Day({ optional: true, about: 'settled before this day' }) settledBefore?: string;
  @Choice(['late'], { optional: true, about: 'late: settled after its last day' }) settled?: string;
  @Choice(['soonest', 'latest'], { optional: true, about: 'by due day; soonest, when absent' }) sort?: string;
}

/** The facts of a payment, the same on every page. */
export class PaymentFactsDto {
  @Id() id: string;
  @Count({ about: 'stands in the transfer file as customer code 1' }) number: number;
  @Choice(paymentStates) state: string;
  @Text({ max: 60 }) stateJa: string;
  @Text({ max: 60 }) stateEn: string;
  @YenAmount() amount: number;
  @YenAmount({ about: 'delay interest, beside the amount; touches no limit' }) interest: number;
  @Day({ about: 'the last bank business day in time' }) payBy: string;
  @Id({ nullable: true }) batchId: string | null;
  @Day({ nullable: true }) settledOn: string | null;
  @Day({ nullable: true }) returnedOn: string | null;
  @Text({ max: 2_000, nullable: true }) returnReason: string | null;
}

export class PaymentDto extends PaymentFactsDto {
  @Id({ nullable: true, about: 'null: a cost that the insurer bears itself' }) expenseId: string | null;
  @Id() incidentId: string;
  @Text({ max: 40 }) caseNumber: string;
  @Count({ nullable: true }) line: number | null;
  @Text({ max: 200 }) institutionName: string;
  @Choice(mistakes, { nullable: true, about: 'by whose mistake it came back last; null: it never did' })
  mistake: Mistake | null;
  @Day({ about: '請求完了日' }) completeOn: string;
  @Day({ about: 'the last day in time' }) lastDay: string;
  @Flag({ about: 'the last day in time is over and it is not settled' }) isLate: boolean;
  @Id() accountId: string;
  @Text({ max: 40, about: 'bank, branch and masked number' }) account: string;
  @ListOf(AllowedActionDto, { about: 'moves that are the reader’s from here; empty in lists and in batches' })
  allowedActions: AllowedActionDto[];
  @Count() version: number;
}

export class SettlePaymentDto {
  @Day({ about: 'the day on which the bank paid' }) settledOn: string;
}

export class ReturnPaymentDto {
  @Day() returnedOn: string;
  @Text({ max: 2_000, pattern: '\\S', about: 'what the bank says' }) reason: string;
  @Choice(mistakes, { optional: true, about: 'whose mistake; absent: the payee’s where they entered the account' })
  mistake?: Mistake;
}

export class CorrectMistakeDto {
  @Choice(mistakes, { about: 'whose mistake the newest return was' }) mistake: Mistake;
  @Text({ max: 2_000, pattern: '\\S' }) reason: string;
}

export class PaymentReasonDto {
  @Text({ max: 2_000, pattern: '\\S' }) reason: string;
}

export class DepositDto {
  @Choice(['deposited', 'set-aside'], { about: '供託, or set aside until the payee is found' })
  to: 'deposited' | 'set-aside';
  @Text({ max: 2_000, pattern: '\\S' }) reason: string;
}
