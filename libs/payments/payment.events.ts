import { subscribeTo, type Declaration } from '#queue';
import { paymentTimers, SchedulePayments } from './schedule-payment.js';

declare module '#database' {
  interface EventPayloads {
    'repayment.moved': { readonly repaymentId: string; readonly state: string };
    /** Extended, or complete on a later day: told to the claimant. */
    'payment.clock-moved': { readonly expenseId: string; readonly kind: string };
    /** Scheduled, settled, returned or stopped: the state says which. */
    'payment.moved': { readonly paymentId: string; readonly state: string };
  }
}

export const paymentsEvents: Declaration = {
  domain: 'payments',
  events: {
    'repayment.moved': ['repaymentId', 'state'],
    'payment.clock-moved': ['expenseId', 'kind'],
    'payment.moved': ['paymentId', 'state'],
  },
  subscriptions: [subscribeTo('repayment.moved', 'shadow-assess')],
  handlers: [SchedulePayments],
  timers: paymentTimers,
};
