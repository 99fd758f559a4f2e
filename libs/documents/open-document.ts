import { type Tx } from '#database';
import { caseFile } from '#incidents';
import { dayInJapan } from '#kernel';
import { Problem } from '#problems';
import { documentById } from './document.store.js';
import { DocumentOpeningEntity } from './document-opening.entity.js';

/**
 * Records that a person of the insurer opened a document with its password: from then on it counts, as received on the
 * day in Japan on which the password came (today where none is given). Throws `documents.needs-no-password`,
 * `documents.opened-already`, `documents.password-day`, `documents.erased`, `requests.not-found`.
 */
export async function openDocument(tx: Tx, id: string, passwordOn: string | undefined): Promise<void> {
  const file = await caseFile(tx, (await documentById(tx, id)).incident_id);
  const document = await documentById(tx, id);
  const today = dayInJapan(tx.now);
  const on = passwordOn ?? today;
  if (document.erased) throw new Problem('documents.erased');
  if (!document.needs_password) throw new Problem('documents.needs-no-password');
  if (document.password_on !== null) throw new Problem('documents.opened-already');
  if (on > today || on < document.received_on)
    throw new Problem('documents.password-day', {
      errors: [{ pointer: '/passwordOn', code: 'documents.password-day' }],
    });
  await tx.insert(DocumentOpeningEntity, {
    ...{ document_id: id, incident_id: file.id, institution_id: file.institution_id },
    ...{ password_on: on, opened_by: tx.actor.id, opened_at: tx.now },
  });
  const audience = document.audience === 'insurer' ? 'insurer' : 'all';
  tx.record(file, {
    timeline: { kind: 'document-opened', audience, data: { documentId: id } },
    event: { type: 'document.opened', payload: { documentId: id }, audience },
    audit: { action: 'document.opened', subject: id, after: { passwordOn: on } },
  });
}
