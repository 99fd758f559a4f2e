import type { Tx } from '#database';
import type { IncidentRow } from '#incidents';
import { newId } from '#kernel';
import type { Config } from '#platform';
import type { LetterContent } from './letter-content.js';
import { letterMail } from './mail-words.js';
import { pageOfCase } from './mailing.js';
import { MailEntity } from './mail.entity.js';

/** Enters the mails of a letter, one for each reader; without a mail server they are stored for the outbox page. */
export async function mailLetter(
  tx: Tx,
  {
    id,
    content,
    incident,
    readers,
  }: {
    readonly id: string;
    readonly content: LetterContent;
    readonly incident: IncidentRow;
    readonly readers: readonly string[];
  },
  config: Pick<Config, 'smtpUrl' | 'publicUrl' | 'deskPhone' | 'nightPhone'>,
): Promise<void> {
  const text = letterMail(content, pageOfCase(config, incident.id), config);
  for (const person of readers)
    await tx.insert(MailEntity, {
      ...{ id: newId(), notice_id: id, incident_id: incident.id, institution_id: incident.institution_id },
      ...{ person_id: person, state: config.smtpUrl === null ? 'kept' : 'waiting' },
      ...{ next_at: tx.now, created_at: tx.now },
      ...text,
    });
}
