import { type Tx } from '#database';
import { Problem } from '#problems';
import type { DayEndingDto } from './day-line.dto.js';
import { endingOf, recordEnded, type LockedLine } from './day-line.store.js';

/**
 * Ends an agency's acting for a client; the days before stay as they were. Throws `requests.not-found` and the codes of
 * `dayEndingRefusal`.
 */
export async function endClient(tx: Tx, id: string, { on, reason }: DayEndingDto): Promise<void> {
  // the lock of the line is enough: a new line for the same days is compared with the old or the new end
  const line = await tx.one<LockedLine>(
    `SELECT 'agency:' || agency_id AS subject, from_on, to_on FROM agency_client WHERE id = $1 FOR NO KEY UPDATE`,
    [id],
  );
  if (!line) throw new Problem('requests.not-found');
  const { period, to } = endingOf(line, on, tx.now);
  await tx.rows('UPDATE agency_client SET to_on = $2 WHERE id = $1', [id, to]);
  recordEnded(tx, 'agency-client', { subject: line.subject, before: { id, ...period }, to, reason });
}
