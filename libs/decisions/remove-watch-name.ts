import type { Tx } from '#database';
import { Problem } from '#problems';

/** A name is watched no more. Throws `requests.not-found`. */
export async function removeWatchName(tx: Tx, id: string): Promise<void> {
  const done = await tx.rows(
    'UPDATE watch_entry SET removed_by = $2, removed_at = $3 WHERE id = $1 AND removed_at IS NULL RETURNING id',
    [id, tx.actor.id, tx.now],
  );
  if (done.length === 0) throw new Problem('requests.not-found');
  tx.record('insurer', { audit: { action: 'watch-entry.removed', subject: id } });
}
