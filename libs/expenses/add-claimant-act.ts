import { personOf, type Tx } from '#database';
import { documentsById } from '#documents';
import { caseFile } from '#incidents';
import { dayInJapan, newId } from '#kernel';
import { Problem } from '#problems';
import type { ClaimantActDto } from './claimant.dto.js';
import type { ClaimantEntity } from './claimant.entity.js';

/**
 * Adds an act about a claimant. Liability is established by the insurer alone. Throws `expenses.claimant-not-yours`,
 * `documents.not-found`.
 */
export async function addClaimantAct(tx: Tx, claimantId: string, body: ClaimantActDto): Promise<string> {
  const claimant = await tx.one<Pick<ClaimantEntity, 'incident_id'>>('SELECT incident_id FROM claimant WHERE id = $1', [
    claimantId,
  ]);
  if (!claimant) throw new Problem('requests.not-found');
  const file = await caseFile(tx, claimant.incident_id);
  if ((body.kind === 'settlement' || body.kind === 'judgment') && tx.actor.side !== 'insurer')
    throw new Problem('expenses.claimant-not-yours');
  if (body.onDay > dayInJapan(tx.now))
    throw new Problem('documents.received-in-future', {
      errors: [{ pointer: '/onDay', code: 'documents.received-in-future' }],
    });
  const [document] = body.documentId ? await documentsById(tx, [body.documentId]) : [];
  if (body.documentId && document?.incident_id !== file.id)
    throw new Problem('documents.not-found', { errors: [{ pointer: '/documentId', code: 'documents.not-found' }] });
  const id = newId();
  await tx.rows(
    `INSERT INTO claimant_act (id, claimant_id, incident_id, institution_id, kind, yen, on_day, document_id, note,
       entered_by, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      id,
      claimantId,
      file.id,
      file.institution_id,
      body.kind,
      body.amount,
      body.onDay,
      body.documentId ?? null,
      body.note ?? null,
      personOf(tx.actor),
      tx.now,
    ],
  );
  tx.record(file, { audit: { action: 'claimant.act-added', subject: claimantId, after: body } });
  return file.id;
}
