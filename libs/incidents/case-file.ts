import { setTimeout as pause } from 'node:timers/promises';
import { lockCaseRows, type Tx } from '#database';
import { Problem } from '#problems';
import type { IncidentRow, IncidentEntity } from './incident.entity.js';
import { incidentsById } from './incident.store.js';

lockCaseRows.supply((rows, ids) =>
  rows('SELECT FROM incident WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE', [ids]),
);

declare const locked: unique symbol;
/** A case that this transaction has locked: its rows may be written. */
export type CaseFile = IncidentRow & { readonly [locked]: true };

/**
 * Locks cases in the order of their ids and answers them as they are under the lock; those that are not there for the
 * actor are left out. The lock is the scope: once a transaction, with every case that it writes. Rows that refer to a
 * case may be written meanwhile: none of these locks changes its key.
 */
export async function caseFiles(tx: Tx, ids: readonly string[]): Promise<CaseFile[]> {
  const [, files] = await tx.together([tx.lockCases(ids), incidentsById(tx, ids)]);
  return files as CaseFile[];
}

/** The same with one case. Throws `requests.not-found`, also for one that the actor may not see. */
export async function caseFile(tx: Tx, id: string): Promise<CaseFile> {
  const [file] = await caseFiles(tx, [id]);
  if (!file) throw new Problem('requests.not-found');
  return file;
}

/** For how long a case locked by another transaction is tried again (ms): most acts and jobs are over by then. */
const patience = { ms: 500, eachMs: 25 } as const;

/**
 * Locks those of the cases that nobody else has in hand, and answers their ids. It never waits for one while it holds
 * others: what is in another hand is asked for again for half a second, and then left. For work over many cases
 * (`overCases`), whose scope is not its lock.
 */
export async function freeCases(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const free = new Set<string>();
  const left = new Set(ids);
  for (let waited = 0; left.size > 0 && waited <= patience.ms; waited += patience.eachMs) {
    if (waited > 0) await pause(patience.eachMs);
    const locked = await tx.rows<Pick<IncidentEntity, 'id'>>(
      'SELECT id FROM incident WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED',
      [[...left]],
    );
    for (const { id } of locked) {
      free.add(id);
      left.delete(id);
    }
  }
  return free;
}
