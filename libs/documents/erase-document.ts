import { Inject, Injectable } from '@nestjs/common';
import { caseFile } from '#incidents';
import { Database, describeError, LOG, Problem, systemActor, type Errand, type Log, type Tx } from '#platform';
import { documentById } from './document.store.js';
import { FILE_STORE, type FileStore } from './file-store.js';
import { erasureMover, erasureOf, type Erasure } from './move-erasure.js';

/** Asks that a content which should not be here is erased. Throws `documents.erasure-asked-already`. */
export async function askErasure(tx: Tx, id: string, reason: string): Promise<void> {
  const file = await caseFile(tx, (await documentById(tx, id)).incident_id);
  if (await erasureOf(tx, id)) throw new Problem('documents.erasure-asked-already');
  await tx.rows(
    `INSERT INTO document_erasure (document_id, incident_id, institution_id, reason, asked_by, asked_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, file.id, file.institution_id, reason, tx.actor.id, tx.now],
  );
  tx.record(file, { audit: { action: 'document.erasure-asked', subject: id, after: { documentId: id }, reason } });
}

/**
 * Another person confirms the erasure: from then on nobody is given the content, and a worker takes it out of the store.
 * Throws `documents.erasure-not-asked`, `documents.second-person-needed`, `documents.erased`.
 */
export async function confirmErasure(tx: Tx, id: string): Promise<void> {
  const file = await caseFile(tx, (await documentById(tx, id)).incident_id);
  const erasure = await erasureOf(tx, id);
  if (!erasure) throw new Problem('documents.erasure-not-asked');
  erasureMover.check(tx, erasure, { to: 'confirmed' });
  if (erasure.asked_by === tx.actor.id) throw new Problem('documents.second-person-needed');
  await erasureMover.move(tx, file, [erasure], { to: 'confirmed', said: undefined });
}

/** So many contents at once, in each process. */
const together = 4;

/**
 * Takes contents that two persons gave up out of the store. It was decided before, and erasing twice is erasing once: a claim
 * only sets a later time for the next try, 35 s after the first and at most 37 minutes.
 */
@Injectable()
export class EraseDocuments implements Errand {
  readonly name = 'erase-documents';

  constructor(
    private readonly database: Database,
    @Inject(FILE_STORE) private readonly store: FileStore,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async round(): Promise<boolean> {
    const claims = await this.#change((tx) =>
      tx.rows<{ id: string }>(
        `WITH due AS (SELECT document_id AS id FROM document_erasure WHERE confirmed_at IS NOT NULL AND erased_at IS NULL
             AND (erase_after IS NULL OR erase_after <= clock_timestamp()) ORDER BY confirmed_at LIMIT $1 FOR UPDATE SKIP LOCKED)
         UPDATE document_erasure e SET erase_tries = e.erase_tries + 1, erase_after = clock_timestamp() + make_interval(secs => 35 * 2 ^ least(e.erase_tries, 6))
           FROM due WHERE e.document_id = due.id RETURNING due.id`,
        [together],
      ),
    );
    await Promise.all(claims.map(({ id }) => this.#erase(id)));
    return claims.length === together;
  }

  async #erase(id: string): Promise<void> {
    try {
      await this.store.erase(id);
    } catch (error) {
      this.log.warn({ document: id, ...describeError(error) }, 'a content was not erased yet');
      return;
    }
    await this.#change(async (tx) => {
      const erasure = await erasureOf(tx, id, 'FOR UPDATE');
      // twice is once
      if (erasure?.state === 'confirmed')
        await erasureMover.move(tx, ownerOf, [erasure], { to: 'erased', said: undefined });
    });
  }

  #change<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.overCases(systemActor('erase-documents'), 'erase-documents', work);
  }
}

const ownerOf = ({ incident_id: id, institution_id }: Erasure): { id: string; institution_id: string } => ({
  id,
  institution_id,
});
