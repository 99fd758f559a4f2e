import { on, type Declaration, type Wanted } from '#queue';
import { Acknowledge } from './acknowledge.worker.js';
import { MailReminder, MailRequests, requestTimers } from './mail-requests.worker.js';
import { SendMail } from './send-mails.js';
import { SendSignInLink } from './send-sign-in-link.js';
import {
  letterTimers,
  WriteClockNotice,
  WriteDenial,
  WritePaymentNotice,
  WriteRepaymentDemand,
} from './write-letters.worker.js';
import { WriteOutlookCorrection } from './write-outlook-correction.worker.js';

const where = (holds: boolean, wanted: Wanted): Wanted[] => (holds ? [wanted] : []);

export const notificationsEvents: Declaration = {
  domain: 'notifications',
  subscriptions: [
    on('incident.reported', 'acknowledge'),
    on('incident.outlook-corrected', 'write-outlook-correction', ({ correctionId }) => [{ ids: [correctionId] }]),
    on('expenses.submitted', 'mail-requests'),
    on('expense.corrected', 'mail-requests'),
    on('incident.matched', 'mail-requests'),
    on('expense.supplemented', 'mail-requests'),
    on('information.requested', 'mail-requests'),
    // set aside too: whose mistake a return was may be corrected then, and the institution be asked
    on('payment.moved', 'mail-requests', ({ state }) => where(['returned', 'set-aside'].includes(state), {})),
    on('information.reminded', 'mail-reminder', ({ requestId }) => [{ ids: [requestId] }]),
    on('payment.moved', 'write-payment-notice', ({ paymentId, state }) =>
      where(state === 'settled', { ids: [paymentId] }),
    ),
    on('payment.clock-moved', 'write-clock-notice', ({ expenseId }) => [{ ids: [expenseId] }]),
    on('repayment.moved', 'write-repayment-demand', ({ repaymentId, state }) =>
      where(state === 'demanded', { ids: [repaymentId] }),
    ),
  ],
  handlers: [
    Acknowledge,
    MailRequests,
    MailReminder,
    WritePaymentNotice,
    WriteDenial,
    WriteClockNotice,
    WriteRepaymentDemand,
    WriteOutlookCorrection,
  ],
  timers: [...letterTimers, ...requestTimers],
  errands: [SendMail, SendSignInLink],
};
