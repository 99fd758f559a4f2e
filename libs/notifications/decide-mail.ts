import { type Tx } from '#database';
import { caseFile } from '#incidents';
import { Problem } from '#problems';
import { lockMails, moveMails } from './move-mail.js';
import type { MailDto } from './mail.dto.js';
import { mailById } from './mail.reads.js';

/**
 * A person decides about a mail that was refused for good, or that may not have arrived: it is sent again, with all its
 * tries, or counts as sent. Throws `requests.not-found`, `mails.nothing-to-decide`.
 */
export async function decideMail(tx: Tx, id: string, to: 'waiting' | 'sent', reason: string): Promise<MailDto> {
  await caseFile(tx, (await mailById(tx, id)).incidentId);
  const rows = await lockMails(tx, 'm.id = $1', [id]);
  if (rows.length === 0) throw new Problem('requests.not-found');
  await moveMails(tx, rows, to, {
    reason,
    also: ({ tries }) => ({
      tries: to === 'waiting' ? 0 : tries,
      next_at: tx.now,
      claim: null,
      claimed_at: null,
      handed_at: null,
      reason: null,
      sent_at: to === 'sent' ? tx.now : null,
    }),
  });
  return mailById(tx, id);
}
