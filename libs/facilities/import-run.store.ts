import type { Database, Tx } from '#database';
import { newId } from '#kernel';
import { ImportRunEntity } from './import-run.entity.js';
import { importRunMover, type Closing, type ImportCounts } from './move-import-run.js';

export const noCounts: ImportCounts = {
  ...{ read: 0, new: 0, changed: 0, same: 0, repeated: 0, refused: 0 },
  ...{ closed: 0, reopened: 0 },
};

/** The file of an import. */
export interface ImportSource {
  readonly fileName: string;
  readonly hash: Buffer;
  readonly bytes: number;
  readonly encoding: string;
  readonly asOf: string;
  readonly prefectures: readonly number[];
  readonly closing: Closing;
}

const lockKey = 7_301_012;

/**
 * Locks the register for one import at a time, over all processes; null when another one runs. The lock ends with its
 * connection.
 */
export async function takeRegister(database: Database): Promise<{ release(): Promise<void> } | null> {
  const client = await database.connection();
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [lockKey]);
  if (!rows[0]?.taken) {
    client.release();
    return null;
  }
  return {
    async release() {
      await client.query('SELECT pg_advisory_unlock($1)', [lockKey]).catch(() => undefined);
      client.release();
    },
  };
}

/** Begins a run, and marks runs that never ended as cut off: under the lock of the register none of them is running. */
export async function beginRun(tx: Tx, source: ImportSource): Promise<string> {
  const killed = await tx.find(ImportRunEntity, { where: { state: 'running', what: 'facilities' } });
  await importRunMover.move(tx, 'insurer', killed, { to: 'cut-off', also: { ended_at: tx.now }, said: null });
  const id = newId();
  await tx.rows(
    `INSERT INTO import_run (id, what, file_name, file_hash, file_bytes, encoding, as_of, prefectures, by_kind, by_id,
       begun_at, state, closing)
     VALUES ($1, 'facilities', $2, $3, $4, $5, $6, $7, $8, $9, clock_timestamp(), 'running', $10)`,
    [
      ...[id, source.fileName, source.hash, source.bytes, source.encoding, source.asOf, source.prefectures],
      ...[tx.actor.kind, tx.actor.id, source.closing],
    ],
  );
  auditBatch(tx, 'facilities.import-begun', id, {
    ...{ file: source.fileName, hash: source.hash.toString('hex'), encoding: source.encoding },
    ...{ asOf: source.asOf, prefectures: source.prefectures, closing: source.closing },
  });
  return id;
}

/** Stores the counts of a run, in the transaction of its batch. */
export async function saveCounts(tx: Tx, id: string, counts: ImportCounts): Promise<void> {
  const { read, changed, same, repeated, refused, closed, reopened } = counts;
  const rows = { rows_read: read, rows_new: counts.new, rows_changed: changed, rows_same: same };
  await tx.update(
    ImportRunEntity,
    { id },
    { ...rows, rows_repeated: repeated, rows_refused: refused, closed, reopened },
  );
}

export async function endRun(tx: Tx, id: string, state: 'complete' | 'cut-off', counts: ImportCounts): Promise<void> {
  await importRunMover.move(tx, 'insurer', [{ id, state: 'running' }], {
    to: state,
    also: { ended_at: tx.now },
    said: counts,
  });
}

/** The newest day, after the given one, of a list that changed one of these prefectures; undefined without one. */
export async function newerList(
  tx: Tx,
  prefectures: readonly number[],
  asOf: string,
): Promise<{ prefecture: number; as_of: string } | undefined> {
  return tx.one(
    `SELECT p AS prefecture, r.as_of FROM import_run r, unnest(r.prefectures) p
      WHERE r.what = 'facilities'
        AND r.as_of > $2
        AND p = ANY ($1)
        AND (r.state = 'complete' OR r.rows_new + r.rows_changed + r.closed > 0)
      ORDER BY r.as_of DESC, p LIMIT 1`,
    [prefectures, asOf],
  );
}

/** One audit entry for each batch: its changes of the register. */
export function auditBatch(tx: Tx, action: string, runId: string, after: unknown): void {
  tx.record('insurer', { audit: { action, subject: runId, after } });
}
