import { appendAudit, caseChain, INSURER, Problem, type Tx } from '#platform';
import type { MailDto } from './notification.dto.js';
import { mailById } from './notification.reads.js';
import { sentMailColumns, tellSent, type SentMail } from './tell-sent.js';

/**
 * A person decides about a mail that was refused for good, or of which nobody knows whether it arrived: it waits to be sent
 * again, with all its tries, or it counts as sent. Throws `requests.not-found`, `mails.nothing-to-decide`.
 */
export async function decideMail(tx: Tx, id: string, to: 'waiting' | 'sent', reason: string): Promise<MailDto> {
  const before = await mailById(tx, id);
  const now = new Date();
  const decided = await tx.rows<SentMail>(
    `UPDATE mail SET state = $2, tries = CASE WHEN $2 = 'waiting' THEN 0 ELSE tries END, next_at = $3::timestamptz, claim = NULL, claimed_at = NULL, handed_at = NULL,
            reason = NULL, sent_at = CASE WHEN $2 = 'sent' THEN $3::timestamptz END
      WHERE id = $1 AND state IN ('failed','unknown') RETURNING ${sentMailColumns}`,
    [id, to, now],
  );
  if (decided.length === 0) throw new Problem('mails.nothing-to-decide');
  if (to === 'sent') for (const mail of decided) await tellSent(tx, mail, 'mail-arrived', now);
  await appendAudit(tx, { institutionId: INSURER, incidentId: before.incidentId }, [
    {
      chain: caseChain(before.incidentId),
      action: to === 'waiting' ? 'mail.sent-again' : 'mail.arrived',
      subject: id,
      before: { state: before.state, tries: before.tries, reason: before.reason },
      reason,
    },
  ]);
  return mailById(tx, id);
}
