/** Letters of payments, denials, time to pay and repayments: written once, their PDF made again from what was kept (whole yen). */
export {
  letterTimers,
  WriteClockNotice,
  WriteDenial,
  WritePaymentNotice,
  WriteRepaymentDemand,
} from './write-letters.worker.js';
export { letterKinds, letterTitles, type LetterContent, type LetterKind } from './letter-content.js';
export { letterPdf } from './letter-pdf.js';
/** What a case was told of cover otherwise than holds: its letter, the calls about it, and what was done, over HTTP. */
export { WriteOutlookCorrection } from './write-outlook-correction.worker.js';
export { correctionsIn } from './outlook-correction.reads.js';
export { OutlookCorrectionController } from './outlook-correction.controller.js';
/** Mails to the managers of an institution; without a mail server the outbox. */
export { SendMails } from './send-mails.js';
/** The mail server of SMTP_URL; what became of a mail after a conversation with it. */
export { MailServer, type Said } from './mail-server.js';
export { fateOf } from './mail.js';
/** Both over HTTP. */
export { NotificationController } from './notification.controller.js';
