import { columnsOf, type Tx } from '#database';
import { Problem } from '#problems';
import type { DocumentDto } from './document.dto.js';
import { DocumentEntity } from './document.entity.js';
import { documentKinds, shownAs } from './document.js';

/** The row of a document, with its opening and erasure. `received_on` is a day in Japan. */
export interface DocumentRow extends DocumentEntity {
  /**
   * The day in Japan on which its password came, once the insurer has opened it; null: not opened, or it needs no
   * password.
   */
  readonly password_on: string | null;
  readonly erased: boolean;
}

const columns = `${columnsOf(DocumentEntity, 'd')},
  (SELECT o.password_on FROM document_opening o WHERE o.document_id = d.id) AS password_on,
  EXISTS (SELECT FROM document_erasure x WHERE x.document_id = d.id AND x.confirmed_at IS NOT NULL) AS erased`;

/** One document. Throws `requests.not-found` for one that the actor does not see. */
export async function documentById(tx: Tx, id: string): Promise<DocumentRow> {
  const [row] = await documentsById(tx, [id]);
  if (!row) throw new Problem('requests.not-found');
  return row;
}

/** Several documents; those that the actor does not see are left out. */
export async function documentsById(tx: Tx, ids: readonly string[]): Promise<DocumentRow[]> {
  return tx.rows<DocumentRow>(`SELECT ${columns} FROM document d WHERE d.id = ANY ($1) ORDER BY d.uploaded_at, d.id`, [
    ids,
  ]);
}

/** The documents of a case and of those that were merged into it, in the order in which they came. */
export async function documentsOf(tx: Tx, incidentId: string): Promise<DocumentRow[]> {
  return tx.rows<DocumentRow>(
    `SELECT ${columns} FROM document d WHERE d.incident_id IN (SELECT cases_within($1)) ORDER BY d.uploaded_at, d.id`,
    [incidentId],
  );
}

/** The copies of bank books in the cases of an institution, newest first; at most 50. */
export async function bankBooksOf(tx: Tx, institutionId: string): Promise<DocumentRow[]> {
  const rows = await tx.rows<DocumentRow>(
    `SELECT ${columns}
       FROM document d
       WHERE d.institution_id = $1 AND d.kind = 'bank-book'
       ORDER BY d.uploaded_at DESC, d.id DESC
       LIMIT 50`,
    [institutionId],
  );
  return rows.filter(({ erased }) => !erased);
}

export async function insertDocument(tx: Tx, row: Omit<DocumentRow, 'erased' | 'password_on'>): Promise<void> {
  await tx.rows(
    `INSERT INTO document (id, incident_id, institution_id, kind, file_name, media_type, size_bytes, sha256, audience,
       scan, needs_password, received_on, uploaded_by, uploaded_as, uploaded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      row.id,
      row.incident_id,
      row.institution_id,
      row.kind,
      row.file_name,
      row.media_type,
      row.size_bytes,
      row.sha256,
      row.audience,
      row.scan,
      row.needs_password,
      row.received_on,
      row.uploaded_by,
      row.uploaded_as,
      row.uploaded_at,
    ],
  );
}

/** A document as an answer of the API. */
export function documentView(row: DocumentRow): DocumentDto {
  const { ja, en } = documentKinds[row.kind];
  return {
    id: row.id,
    incidentId: row.incident_id,
    kind: row.kind,
    kindJa: ja,
    kindEn: en,
    fileName: row.file_name,
    mediaType: row.media_type,
    sizeBytes: row.size_bytes,
    sha256: row.sha256.toString('hex'),
    audience: row.audience,
    scan: row.scan,
    needsPassword: row.needs_password,
    passwordOn: row.password_on,
    shownAs: shownAs(row.media_type),
    receivedOn: row.received_on,
    uploadedAt: row.uploaded_at.toISOString(),
    erased: row.erased,
  };
}
