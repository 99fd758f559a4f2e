/** Letters, mails and corrections of an outlook over HTTP. */
export { NotificationsModule } from './notifications.module.js';
/**
 * Letters of payments, denials, time to pay and repayments: written once, their PDF made again from what was kept
 * (whole yen).
 */
export type { LetterContent } from './letter-content.js';
export { letterKinds, letterTitles, type LetterKind } from './letter-words.js';
export { letterPdf } from './letter-pdf.js';
/** What a case was told of cover otherwise than holds: its letter, the calls about it, and what was done, over HTTP. */
export { WriteOutlookCorrection } from './write-outlook-correction.worker.js';
export { correctionsIn } from './outlook-correction.reads.js';
/** What an institution is asked for, as a function of the rows (days of Japan); each thing is mailed once. */
export { requestsOf, type Request } from './open-requests.js';
export { requestCodes } from './request-words.js';
/** Mails to the people of an institution; without a mail server the outbox. */
export { mailAddressees, mailKinds } from './mailing.js';
/** The mail server of SMTP_URL; what became of a mail after a conversation with it. */
export { MailServer, type Said } from './mail-server.js';
export { claimLapsesMs, fateOf } from './mail.js';
/** Its events, jobs and times. */
export { notificationsEvents } from './notification.events.js';
/** Mails that wait, for those who operate the system. */
import './mails-waiting.js';
/** The rows of its tables. */
export * from './mail.entity.js';
export * from './mailed-request.entity.js';
export * from './notice.entity.js';
export * from './outlook-correction-act.entity.js';
export * from './outlook-notice-call.entity.js';
