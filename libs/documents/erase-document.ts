import { Inject, Injectable } from '@nestjs/common';
import { appendTimeline, incidentForUpdate } from '#incidents';
import {
  appendAudit,
  caseChain,
  Handles,
  Problem,
  type Delivery,
  type JobHandler,
  type Timer,
  type Tx,
} from '#platform';
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

/** Contents that two persons gave up and that still lie in the store. */
export const documentTimers: readonly Timer[] = [
  {
    job: 'erase-documents',
    due: `SELECT document_id AS id, incident_id, 'cases' AS queue, confirmed_at AS at FROM document_erasure WHERE confirmed_at IS NOT NULL AND erased_at IS NULL`,
  },
];

/** Takes contents out of the store. It was decided before, and erasing twice is erasing once. */
@Injectable()
@Handles('erase-documents')
export class EraseDocuments implements JobHandler {
  constructor(@Inject(FILE_STORE) private readonly store: FileStore) {}

  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    for (const { ids } of deliveries)
      for (const id of ids) {
        const due = await tx.one(
          'SELECT 1 FROM document_erasure WHERE document_id = $1 AND confirmed_at IS NOT NULL AND erased_at IS NULL',
          [id],
        );
        if (!due) continue;
        await this.store.erase(id);
        await tx.rows('UPDATE document_erasure SET erased_at = $2 WHERE document_id = $1', [id, new Date()]);
      }
  }
}
