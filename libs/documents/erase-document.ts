import { Inject, Injectable } from '@nestjs/common';
import { Database, systemActor, type Tx } from '#database';
import { caseFile } from '#incidents';
import { describeError, type Log, LOG } from '#platform';
import { Problem } from '#problems';
import type { Errand } from '#queue';
import { documentById } from './document.store.js';
import { forgetText } from './document-text.js';
import { FILE_STORE, type FileStore } from './file-store.js';
import { erasureMover, erasureOf, type Erasure } from './move-erasure.js';
import { DocumentErasureEntity } from './document-erasure.entity.js';

/** Asks for the erasure of a content that does not belong in the case. Throws `documents.erasure-asked-already`. */
export async function askErasure(tx: Tx, id: string, reason: string): Promise<void> {
  const file = await caseFile(tx, (await documentById(tx, id)).incident_id);
  if (await erasureOf(tx, id)) throw new Problem('documents.erasure-asked-already');
  await tx.insert(DocumentErasureEntity, {
    ...{ document_id: id, incident_id: file.id, institution_id: file.institution_id },
    ...{ reason, asked_by: tx.actor.id, asked_at: tx.now },
  });
  tx.record(file, { audit: { action: 'document.erasure-asked', subject: id, after: { documentId: id }, reason } });
}

/**
 * Another person confirms the erasure: from then on the content is given to nobody, and a worker removes it from the
 * store. Throws `documents.erasure-not-asked`, `documents.second-person-needed`, `documents.erased`.
 */
export async function confirmErasure(tx: Tx, id: string): Promise<void> {
  const file = await caseFile(tx, (await documentById(tx, id)).incident_id);
  const erasure = await erasureOf(tx, id);
  if (!erasure) throw new Problem('documents.erasure-not-asked');
  erasureMover.check(tx, erasure, { to: 'confirmed' });
  if (erasure.asked_by === tx.actor.id) throw new Problem('documents.second-person-needed');
  await forgetText(tx, id);
  await erasureMover.move(tx, file, [erasure], { to: 'confirmed', said: undefined });
}

/**
 * Removes a content from the store after two persons have decided so. Erasing twice has the effect of erasing once, so
 * a claim only sets the time of the next try, 35 s after the first and at most 37 minutes.
 */
@Injectable()
export class EraseDocument implements Errand {
  readonly name = 'erase-document';
  readonly due = `
    SELECT document_id AS id
      FROM document_erasure
     WHERE confirmed_at IS NOT NULL AND erased_at IS NULL AND (erase_after IS NULL OR erase_after <= clock_timestamp())
     ORDER BY confirmed_at`;

  constructor(
    private readonly database: Database,
    @Inject(FILE_STORE) private readonly store: FileStore,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async run(id: string): Promise<void> {
    if (!(await this.#change((tx) => claimed(tx, id)))) return;
    try {
      await this.store.erase(id);
    } catch (error) {
      this.log.warn({ document: id, ...describeError(error) }, 'a content was not erased yet');
      return;
    }
    await this.#change(async (tx) => {
      const erasure = await erasureOf(tx, id, 'FOR UPDATE');
      // another run may have recorded it already
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

async function claimed(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.rows(
    `UPDATE document_erasure
        SET erase_tries = erase_tries + 1,
            erase_after = clock_timestamp() + make_interval(secs => 35 * 2 ^ least(erase_tries, 6))
      WHERE document_id = $1 AND confirmed_at IS NOT NULL AND erased_at IS NULL
        AND (erase_after IS NULL OR erase_after <= clock_timestamp())
     RETURNING 1`,
    [id],
  );
  return rows.length > 0;
}
