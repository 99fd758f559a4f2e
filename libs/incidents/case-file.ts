import { Problem, type Tx } from '#platform';
import type { IncidentRow } from './incident.entity.js';
import { incidentsById } from './incident.store.js';

declare const locked: unique symbol;
/** A case that this transaction has locked: what belongs to it may be written. */
export type CaseFile = IncidentRow & { readonly [locked]: true };

/**
 * Locks cases in the order of their ids and answers them as they are under the lock; those that are not there for the actor are
 * left out. The lock is the scope: once a transaction, with every case that it writes. Rows that refer to a case may be
 * written meanwhile: none of these locks changes its key.
 */
export async function caseFiles(tx: Tx, ids: readonly string[]): Promise<CaseFile[]> {
  const [, files] = await tx.together([tx.lockCases(ids), incidentsById(tx, ids)]);
  return files as CaseFile[];
}

/** The same with one case. Throws `requests.not-found` for one that is not there for the actor. */
export async function caseFile(tx: Tx, id: string): Promise<CaseFile> {
  const [file] = await caseFiles(tx, [id]);
  if (!file) throw new Problem('requests.not-found');
  return file;
}
