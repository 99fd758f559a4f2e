import { subscribeTo, type Declaration } from '#queue';
import { paymentTimers, SchedulePayments } from './schedule-payment.js';

declare module '#database' {
  interface EventPayloads {
    'repayment.moved': { readonly repaymentId: string; readonly state: string };
    /** The clock was extended, or completeness set to a later day: the claimant gets a letter. */
    'payment.clock-moved': { readonly expenseId: string; readonly kind: string };
    /** Scheduled, settled, returned or stopped, as the state says. */
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
