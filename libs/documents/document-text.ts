import type { Tx } from '#database';
import { foldLetters, gramsOf } from '#kernel';
import type { DocumentTextEntity } from './document-text.entity.js';
import { textOf } from './written-text.js';

/** Bytes of the beginning of a text that is searched. */
export const searchedBytes = 65_536;

/** The columns of `document_text` that are made of the name of the file. */
export function documentNameForms(fileName: string): Pick<DocumentTextEntity, 'name_folded' | 'name_grams'> {
  const folded = foldLetters(fileName);
  return { name_folded: folded, name_grams: gramsOf(folded) };
}

/** The folded beginning of a plain text; null for bytes that are none, and for a text of marks alone. */
export function foldedText(beginning: Uint8Array): string | null {
  return foldLetters(textOf(beginning.subarray(0, searchedBytes)) ?? '') || null;
}

/** Stores the forms by which a new document is searched; `text` is its folded beginning. */
export async function insertDocumentText(
  tx: Tx,
  row: Pick<DocumentTextEntity, 'document_id' | 'incident_id' | 'institution_id'> & { readonly fileName: string },
  text: string | null,
): Promise<void> {
  const { name_folded, name_grams } = documentNameForms(row.fileName);
  await tx.rows(
    `INSERT INTO document_text (document_id, incident_id, institution_id, name_folded, name_grams, text_folded,
       text_grams)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[row.document_id, row.incident_id, row.institution_id, name_folded, name_grams],
      ...[text, text === null ? null : gramsOf(text)],
    ],
  );
}

/** Forgets the text of a document whose content is erased; its name stays, as its record does. */
export async function forgetText(tx: Tx, documentId: string): Promise<void> {
  await tx.rows('UPDATE document_text SET text_folded = NULL, text_grams = NULL WHERE document_id = $1', [documentId]);
}
