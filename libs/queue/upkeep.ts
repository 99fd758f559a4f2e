import type pg from 'pg';
import type { Log } from '#platform';
import type { AuditAnchorEntity } from '#database';

/** Days for which published events and deliveries are kept, a month at a time (`drop_expired_partition`). */
export const eventsKeptDays = 400;

/** Anchors over all audit chains, partitions ahead, and what has expired; as long as `goesOn` says so. */
export async function upkeep(client: pg.Client, log: Log, goesOn: () => boolean): Promise<void> {
  await client.query('SELECT audit_anchor_now()');
  const { rows } = await client.query<Pick<AuditAnchorEntity, 'id' | 'heads'> & { hash: string }>(
    `SELECT id, heads, encode(heads_hash, 'hex') AS hash FROM audit_anchor ORDER BY id DESC LIMIT 1`,
  );
  // the anchor's hash goes to the log too: a copy outside the database
  log.info({ anchor: rows[0]?.id, heads: rows[0]?.heads, hash: rows[0]?.hash }, 'audit anchor');
  // one partition, or some rows, a transaction; where a lock is not had at once, the next hour tries again
  for (const step of ['ensure_next_partition()', 'drop_expired_partition() IS NOT NULL', 'delete_expired() > 0']) {
    for (let more = true; more && goesOn();) {
      const answer = await client.query<{ more: boolean }>(`SELECT ${step} AS more`).catch(() => undefined);
      more = answer?.rows[0]?.more ?? false;
    }
  }
}
