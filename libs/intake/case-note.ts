import { type Tx } from '#database';
import { limitOf, readCursor, toPage, type Page, type PageQuery } from '#http';
import type { CaseFile } from '#incidents';
import { newId } from '#kernel';
import type { PersonEntity } from '#people';
import { Problem } from '#problems';
import type { CaseNoteDto } from './case-note.dto.js';
import { CaseNoteEntity } from './case-note.entity.js';

interface Row extends Pick<CaseNoteEntity, 'id' | 'text' | 'written_at'> {
  readonly name: PersonEntity['display_name'];
  readonly written_text: string;
}

const select = `SELECT n.id, n.text, n.written_at, p.display_name AS name,
       to_char(n.written_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS written_text
  FROM case_note n
  JOIN person p ON p.id = n.written_by`;

const shown = ({ id, text, name, written_at }: Row): CaseNoteDto => ({
  id,
  text,
  writtenByName: name,
  writtenAt: written_at.toISOString(),
});

/** The notes on a case and on those merged into it, oldest first, by cursor; for the insurer. */
export async function notesOn(tx: Tx, incidentId: string, query: PageQuery): Promise<Page<CaseNoteDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const rows = await tx.rows<Row>(
    `${select}
      WHERE n.incident_id IN (SELECT i.id FROM incident i WHERE i.id = $2 OR i.merged_into = $2)
        ${after ? 'AND (n.written_at, n.id) > ($3::timestamptz, $4::uuid)' : ''}
      ORDER BY n.written_at, n.id
      LIMIT $1`,
    [limit + 1, incidentId, ...(after ?? [])],
  );
  return toPage(rows, limit, (row) => [row.written_text, row.id], shown);
}

/** Writes a note on a case, in every state. */
export async function writeNote(tx: Tx, file: CaseFile, text: string): Promise<CaseNoteDto> {
  const id = newId();
  const written = text.trim();
  await tx.insert(CaseNoteEntity, {
    ...{ id, incident_id: file.id, institution_id: file.institution_id },
    ...{ text: written, written_by: tx.actor.id, written_at: tx.now },
  });
  tx.record(file, {
    timeline: { kind: 'note-written', audience: 'insurer', data: { noteId: id, personId: tx.actor.id } },
    event: { type: 'case-note.written', payload: { noteId: id }, audience: 'insurer' },
    audit: { action: 'case-note.written', subject: id, after: { text: written } },
  });
  const row = await tx.one<Row>(`${select} WHERE n.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return shown(row);
}
