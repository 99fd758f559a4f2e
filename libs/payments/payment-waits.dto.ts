import { Choice, Count, Flag, Id, Instant, ListOf, PageQuery, Text, YenAmount } from '#http';
import type { Count as Many, Yen } from '#kernel';
import { accountWaits, waitQueues, type WaitQueue } from './payment-wait.js';

export class PaymentWaitsQuery extends PageQuery {
  @Id({ optional: true, about: 'of this case; of all that one may see, when absent' }) incidentId?: string;
  @Choice(waitQueues, { optional: true, about: 'those that wait for an account, or stopped ones; all, when absent' })
  queue?: WaitQueue;
}

/** Approved money that is not sent yet, with the reason in words for its reader. */
export class PaymentWaitDto {
  @Id({ nullable: true, about: 'null: a cost that the insurer bears itself' }) expenseId: string | null;
  @Id({ nullable: true, about: 'the payment that came back, or whose bank closed' }) paymentId: string | null;
  @Id() incidentId: string;
  @Text({ max: 40 }) caseNumber: string;
  @Count({ nullable: true }) line: number | null;
  @Text({ max: 200 }) institutionName: string;
  @YenAmount() amount: Yen;
  @Choice(accountWaits) account: string;
  @Choice(['institution', 'insurer'], { nullable: true, about: 'who is asked for an account' }) askedOf: string | null;
  @Instant({ nullable: true }) since: string | null;
  @Flag({ about: 'damages above what article 22 of the Insurance Act allows now' }) isHeld: boolean;
  @Text({ max: 500 }) textJa: string;
  @Text({ max: 500 }) textEn: string;
}

export class PaymentWaitsDto {
  @Count() count: Many;
  @YenAmount({ about: 'of all of them' }) amount: Yen;
  @ListOf(PaymentWaitDto, { about: 'the longest first' }) items: PaymentWaitDto[];
}
