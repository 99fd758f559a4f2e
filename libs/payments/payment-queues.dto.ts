import { Choice, Count, Flag, ListOf } from '#http';
import type { Count as Many } from '#kernel';

/** The queues of payments, in the order in which money passes them. */
export const paymentQueues = [
  'account',
  'confirmation',
  'scheduled',
  'batched',
  'returned',
  'stopped',
  'kept',
] as const;
export type PaymentQueue = (typeof paymentQueues)[number];

export class PaymentQueueDto {
  @Choice(paymentQueues, {
    about:
      'waits for an account; an account to be confirmed; scheduled; in an open batch; returned; stopped; 供託 or kept',
  })
  queue: PaymentQueue;
  @Count({ about: 'counted up to 999' }) count: Many;
  @Flag({ about: 'there are more' }) isMore: boolean;
}

export class PaymentQueuesDto {
  @ListOf(PaymentQueueDto) items: PaymentQueueDto[];
}
