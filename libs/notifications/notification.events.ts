import type { Actor } from '#database';
import { subscribeTo, type Declaration, type Wanted } from '#queue';
import { Acknowledge } from './acknowledge.worker.js';
import { MailMessage } from './mail-message.worker.js';
import { MailReminder, MailRequests, requestTimers } from './mail-requests.worker.js';
import { SendMail } from './send-mails.js';
import { SendSignInLink } from './send-sign-in-link.js';
import { letterTimers, WriteDenial } from './denial-notice.worker.js';
import { WriteClockNotice } from './clock-notice.worker.js';
import { WritePaymentNotice } from './payment-notice.worker.js';
import { WriteRepaymentDemand } from './repayment-demand.worker.js';
import { WriteOutlookCorrection } from './write-outlook-correction.worker.js';

const where = (holds: boolean, wanted: Wanted): Wanted[] => (holds ? [wanted] : []);

declare module '#database' {
  interface EventPayloads {
    /** A message between insurer and institution; `side`: whose it is. */
    'case-message.sent': { readonly messageId: string; readonly side: Actor['side'] };
    /** A message and those before it were read by somebody of the other side. */
    'case-message.read': { readonly messageId: string };
  }
}

export const notificationsEvents: Declaration = {
  domain: 'notifications',
  events: { 'case-message.sent': ['messageId', 'side'], 'case-message.read': ['messageId'] },
  subscriptions: [
    subscribeTo('incident.reported', 'acknowledge'),
    subscribeTo('incident.outlook-corrected', 'write-outlook-correction', ({ correctionId }) => [
      { ids: [correctionId] },
    ]),
    subscribeTo('expenses.submitted', 'mail-requests'),
    subscribeTo('expense.corrected', 'mail-requests'),
    subscribeTo('incident.matched', 'mail-requests'),
    subscribeTo('expense.supplemented', 'mail-requests'),
    subscribeTo('information.requested', 'mail-requests'),
    // also when set aside: the mistake of a return may be corrected then, so that the institution is asked
    subscribeTo('payment.moved', 'mail-requests', ({ state }) => where(['returned', 'set-aside'].includes(state), {})),
    subscribeTo('information.reminded', 'mail-reminder', ({ requestId }) => [{ ids: [requestId] }]),
    subscribeTo('case-message.sent', 'mail-message', ({ messageId, side }) =>
      where(side === 'insurer', { ids: [messageId] }),
    ),
    subscribeTo('case-message.sent', 'mail-requests', ({ side }) => where(side === 'insurer', {})),
    subscribeTo('payment.moved', 'write-payment-notice', ({ paymentId, state }) =>
      where(state === 'settled', { ids: [paymentId] }),
    ),
    subscribeTo('payment.clock-moved', 'write-clock-notice', ({ expenseId }) => [{ ids: [expenseId] }]),
    subscribeTo('repayment.moved', 'write-repayment-demand', ({ repaymentId, state }) =>
      where(state === 'demanded', { ids: [repaymentId] }),
    ),
  ],
  handlers: [
    Acknowledge,
    MailRequests,
    MailReminder,
    MailMessage,
    WritePaymentNotice,
    WriteDenial,
    WriteClockNotice,
    WriteRepaymentDemand,
    WriteOutlookCorrection,
  ],
  timers: [...letterTimers, ...requestTimers],
  errands: [SendMail, SendSignInLink],
};
