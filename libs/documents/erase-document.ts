import { Inject, Injectable } from '@nestjs/common';
import { appendTimeline, incidentForUpdate } from '#incidents';
import {
  appendAudit,
  caseChain,
  Database,
  describeError,
  LOG,
  Problem,
  systemActor,
  type Log,
  type Tx,
} from '#platform';
import type { Errand } from '#queue';
import { documentById } from './document.store.js';
import { FILE_STORE, type FileStore } from './file-store.js';

/** Asks that a content which should not be here is erased. Throws `documents.erasure-asked-already`. */
export async function askErasure(tx: Tx, id: string, reason: string, now: Date): Promise<void> {
  const document = await documentById(tx, id);
  await incidentForUpdate(tx, document.incident_id);
  const asked = await tx.one('SELECT 1 FROM document_erasure WHERE document_id = $1', [id]);
  if (asked) throw new Problem('documents.erasure-asked-already');
  await tx.rows(
    'INSERT INTO document_erasure (document_id, incident_id, institution_id, reason, asked_by, asked_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [id, document.incident_id, document.institution_id, reason, tx.actor.id, now],
  );
  await record(tx, document, 'document.erasure-asked', reason);
}

/**
 * Another person confirms the erasure: from then on nobody is given the content, and a worker takes it out of the store.
 * Throws `documents.erasure-not-asked`, `documents.second-person-needed`, `documents.erased`.
 */
export async function confirmErasure(tx: Tx, id: string, now: Date): Promise<void> {
  const document = await documentById(tx, id);
  const incident = await incidentForUpdate(tx, document.incident_id);
  const asked = await tx.one<{ asked_by: string; confirmed_by: string | null }>(
    'SELECT asked_by, confirmed_by FROM document_erasure WHERE document_id = $1',
    [id],
  );
  if (!asked) throw new Problem('documents.erasure-not-asked');
  if (asked.confirmed_by !== null) throw new Problem('documents.erased');
  if (asked.asked_by === tx.actor.id) throw new Problem('documents.second-person-needed');
  await tx.rows('UPDATE document_erasure SET confirmed_by = $2, confirmed_at = $3 WHERE document_id = $1', [
    id,
    tx.actor.id,
    now,
  ]);
  await appendTimeline(tx, incident, [
    {
      at: now,
      kind: 'document-erased',
      audience: document.audience === 'insurer' ? 'insurer' : 'all',
      data: { documentId: id },
    },
  ]);
  await record(tx, document, 'document.erasure-confirmed');
}

async function record(
  tx: Tx,
  document: { readonly id: string; readonly incident_id: string; readonly institution_id: string },
  action: string,
  reason?: string,
): Promise<void> {
  await appendAudit(tx, { institutionId: document.institution_id, incidentId: document.incident_id }, [
    {
      chain: caseChain(document.incident_id),
      action,
      subject: document.id,
      after: { documentId: document.id },
      ...(reason === undefined ? {} : { reason }),
    },
  ]);
}

/**
 * Takes a content that two persons gave up out of the store. It was decided before, and erasing twice is erasing once: a claim
 * only sets a later time for the next try, 35 s after the first and at most 37 minutes.
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
    await this.#change((tx) =>
      tx.rows('UPDATE document_erasure SET erased_at = $2 WHERE document_id = $1 AND erased_at IS NULL', [
        id,
        new Date(),
      ]),
    );
  }

  #change<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.transaction(systemActor('erase-documents'), { case: '*' }, work);
  }
}

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
