import { Choice, Count, Id, Instant, OldestFirstQuery, Text } from '#http';
import { mailStates, type MailState } from './mail.js';
import { mailAddressees, mailKinds, type MailAddressee, type MailKind } from './mailing.js';

export class MailQuery extends OldestFirstQuery {
  @Choice(mailKinds, { optional: true }) what?: MailKind;
  @Id({ optional: true }) incidentId?: string;
  @Choice([...mailStates, 'to-decide'], { optional: true, about: 'to-decide: failed, or unknown' }) state?: string;
}

/**
 * A mail with its text. kept: there is no mail server, and the mail is read on this page; unknown: the server may have
 * taken it, and it is not sent again automatically.
 */
export class MailDto {
  @Id() id: string;
  @Id({ nullable: true, about: 'null: it brings no letter' }) letterId: string | null;
  @Choice(mailKinds) what: MailKind;
  @Choice(mailAddressees, { about: 'reporter: whoever sent the report' }) addressee: MailAddressee;
  @Id() incidentId: string;
  @Text({ max: 200, about: 'the reader’s name' }) to: string;
  @Text({ max: 200 }) subject: string;
  @Text({ max: 2_000 }) body: string;
  @Choice(mailStates) state: MailState;
  @Count() tries: number;
  @Instant() createdAt: string;
  @Instant({ nullable: true }) sentAt: string | null;
  @Text({ max: 60, nullable: true, about: 'how the last try ended: the answer of the mail server, or a code' })
  reason: string | null;
}

/** A person's decision about a mail. */
export class DecideMailDto {
  @Text({ max: 2_000, pattern: '\\S' }) reason: string;
}
