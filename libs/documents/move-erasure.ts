import { defineMover, type Tx } from '#database';
import { defineMachine, type Machine } from '#kernel';
import type { DocumentErasureEntity } from './document-erasure.entity.js';
import type { DocumentEntity } from './document.entity.js';

/** Asked for by one person, confirmed by another, then removed from the store. */
export type ErasureState = 'asked' | 'confirmed' | 'erased';

export const erasureMachine: Machine<ErasureState> = defineMachine({
  name: 'document-erasure',
  states: ['asked', 'confirmed', 'erased'],
  initial: ['asked'],
  moves: [
    { from: 'asked', to: 'confirmed', by: ['support', 'adjuster', 'senior-adjuster'], reason: 'none', guards: [] },
    { from: 'confirmed', to: 'erased', by: ['system'], reason: 'none', guards: [] },
  ],
});

/** The erasure of a document's content, by the document's id. */
export interface Erasure
  extends Pick<DocumentErasureEntity, 'incident_id' | 'institution_id' | 'asked_by'>, Pick<DocumentEntity, 'audience'> {
  readonly id: DocumentEntity['id'];
  readonly state: ErasureState;
}

/** Moves an erasure by its table; the columns show its state. Throws `documents.erased`. */
export const erasureMover = defineMover<ErasureState, Erasure>({
  machine: erasureMachine,
  title: { ja: '資料の中身の消去', en: 'Erasure of a document' },
  names: {
    asked: { ja: '確認待ち', en: 'Asked for' },
    confirmed: { ja: '消去待ち', en: 'Confirmed' },
    erased: { ja: '消去済み', en: 'Erased' },
  },
  refusals: { notAllowed: 'documents.erased' },
  record: ({ row: { id: documentId, audience }, to }) =>
    to === 'erased'
      ? null
      : {
          timeline: {
            kind: 'document-erased',
            audience: audience === 'insurer' ? 'insurer' : 'all',
            data: { documentId },
          },
          audit: { action: 'document.erasure-confirmed', subject: documentId, after: { documentId } },
        },
});

/** The erasure of a document; undefined where none was asked for. */
export async function erasureOf(
  tx: Tx,
  documentId: string,
  lock: '' | 'FOR UPDATE' = '',
): Promise<Erasure | undefined> {
  return tx.one<Erasure>(
    `SELECT e.document_id AS id, e.incident_id, e.institution_id, d.audience, e.asked_by,
            CASE
              WHEN e.erased_at IS NOT NULL THEN 'erased'
              WHEN e.confirmed_at IS NOT NULL THEN 'confirmed'
              ELSE 'asked' END AS state
       FROM document_erasure e
       JOIN document d ON d.id = e.document_id
      WHERE e.document_id = $1
      ${lock === '' ? '' : 'FOR UPDATE OF e'}`,
    [documentId],
  );
}
