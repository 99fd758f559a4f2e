/** Letters, mails and corrections of an outlook over HTTP. */
export { NotificationsModule } from './notifications.module.js';
/**
 * Letters about payments, denials, the time to pay and repayments (whole yen): written once; their PDF is made from the
 * stored content.
 */
export type { LetterContent } from './letter-content.js';
export { letterKinds, letterTitles, type LetterKind } from './letter-words.js';
export { letterPdf } from './letter-pdf.js';
/** Wrong outlooks that were shown: their letter, the calls about them, and what was done, over HTTP. */
export { WriteOutlookCorrection } from './write-outlook-correction.worker.js';
export { correctionsIn } from './outlook-correction.reads.js';
/** The open requests to an institution, from the rows (days of Japan); each is mailed once. */
export { requestsOf, type Request } from './open-requests.js';
export { requestCodes } from './request-words.js';
/** Mails to the people of an institution; without a mail server the outbox. */
export { mailAddressees, mailKinds } from './mailing.js';
/** The mail server of SMTP_URL, and the state of a mail after a conversation with it. */
export { MailServer, type Said } from './mail-server.js';
export { claimLapsesMs, fateOf } from './mail.js';
/** What each state of a mail is called. */
export { mailStateNames } from './mail.js';
/** Its events, jobs and times. */
export { notificationsEvents } from './notification.events.js';
/** Waiting mails, in the metrics and warnings. */
import './mails-waiting.js';
/** The lists of letters and mails, as their routes answer them. */
export { listLetters } from './letter.reads.js';
export { LetterQuery } from './letter.dto.js';
export { listMails } from './mail.reads.js';
export { MailDto, MailQuery } from './mail.dto.js';
/** The rows of its tables. */
export * from './case-message.entity.js';
export * from './case-message-reading.entity.js';
export * from './mail.entity.js';
export * from './mailed-request.entity.js';
export * from './notice.entity.js';
export * from './outlook-correction-act.entity.js';
export * from './outlook-notice-call.entity.js';
