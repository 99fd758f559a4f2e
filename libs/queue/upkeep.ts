import type pg from 'pg';
import type { Log } from '#platform';
import { supplied, type AuditAnchorEntity } from '#database';

/** Days for which published events and deliveries are kept, a month at a time (`drop_expired_partition`). */
export const eventsKeptDays = 400;

/** Anchors all audit chains, makes partitions ahead, and deletes what has expired, while `goesOn` answers true. */
export async function runUpkeep(client: pg.Client, log: Log, goesOn: () => boolean): Promise<void> {
  await client.query('SELECT audit_anchor_now()');
  const { rows } = await client.query<Pick<AuditAnchorEntity, 'id' | 'heads'> & { hash: string }>(
    `SELECT id, heads, encode(heads_hash, 'hex') AS hash FROM audit_anchor ORDER BY id DESC LIMIT 1`,
  );
  // the anchor's hash is also logged: a copy outside the database
  log.info({ anchor: rows[0]?.id, heads: rows[0]?.heads, hash: rows[0]?.hash }, 'audit anchor');
  // one partition, or some rows, in each transaction; where a lock is not free, the next hour tries again
  const steps: ((client: pg.Client) => Promise<boolean>)[] = [nextPartition, expiredPartition, deleteExpired];
  for (const step of steps) {
    for (let more = true; more && goesOn();) more = await step(client).catch(() => false);
  }
}

/** Deletes some of the rows that have expired; false when there are none left. */
export const deleteExpired = supplied<[client: pg.Client], Promise<boolean>>('the end of expired rows');

const nextPartition = async (client: pg.Client): Promise<boolean> =>
  isTrue(await client.query<Answer>('SELECT ensure_next_partition() AS more'));

const expiredPartition = async (client: pg.Client): Promise<boolean> =>
  isTrue(await client.query<Answer>('SELECT drop_expired_partition() IS NOT NULL AS more'));

interface Answer {
  readonly more: boolean;
}
const isTrue = ({ rows }: pg.QueryResult<Answer>): boolean => rows[0]?.more ?? false;
