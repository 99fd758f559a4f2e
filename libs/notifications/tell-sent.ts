import { appendTimeline } from '#incidents';
import type { Tx } from '#platform';
import type { LetterKind } from './letter-content.js';
import type { MailAddressee, MailKind } from './mailing.js';

/** A mail that was taken, as far as the record says it: to whom by what they are, never by name or address. */
export interface SentMail {
  readonly id: string;
  readonly incident_id: string;
  readonly institution_id: string;
  readonly what: MailKind;
  readonly addressee: MailAddressee;
  readonly letter_kind: LetterKind | null;
}

/** What an UPDATE of mails gives back of them. */
export const sentMailColumns = `id, incident_id, institution_id, what, addressee,
  (SELECT l.kind FROM notice l WHERE l.id = notice_id) AS letter_kind`;

/** The record says that a mail was sent, and to whom: only once a mail server took it, or somebody knows that it arrived. */
export async function tellSent(tx: Tx, mail: SentMail, kind: 'mail-sent' | 'mail-arrived', now: Date): Promise<void> {
  await appendTimeline(tx, { id: mail.incident_id, institution_id: mail.institution_id }, [
    {
      at: now,
      kind,
      audience: 'all',
      data: { mailId: mail.id, what: mail.what, addressee: mail.addressee, letterKind: mail.letter_kind },
    },
  ]);
}

/** The record says that a letter went by post. */
export async function tellPosted(tx: Tx, letterId: string, now: Date): Promise<void> {
  const rows = await tx.rows<{
    id: string;
    incident_id: string;
    institution_id: string;
    kind: string;
    addressee: string;
    number: string;
  }>(
    `SELECT id, incident_id, institution_id, kind, addressee, content ->> 'number' AS number FROM notice WHERE id = $1`,
    [letterId],
  );
  for (const { incident_id, institution_id, kind, addressee, number } of rows)
    await appendTimeline(tx, { id: incident_id, institution_id }, [
      {
        at: now,
        kind: 'letter-posted',
        audience: addressee === 'institution' ? 'all' : 'insurer',
        data: { letterId, letterKind: kind, number, addressee, personId: tx.actor.id },
      },
    ]);
}
