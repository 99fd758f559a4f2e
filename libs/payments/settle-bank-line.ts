import type { Tx } from '#database';
import { Problem } from '#problems';

/** Closes a line that agrees with nothing, with the reason that was found. Throws `payments.line-settled`. */
export async function settleLine(tx: Tx, id: string, reason: string): Promise<void> {
  const done = await tx.rows(
    `UPDATE bank_line
       SET settled_by = $2, settled_at = $3, settled_reason = $4
       WHERE id = $1 AND fault IS NOT NULL AND settled_at IS NULL
       RETURNING id`,
    [id, tx.actor.id, tx.now, reason],
  );
  if (done.length === 0) throw new Problem('payments.line-settled');
  tx.record('insurer', { audit: { action: 'bank-line.settled', subject: id, after: {}, reason } });
}
