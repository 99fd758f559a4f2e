import type { Tx } from '#database';
import { inOrder, limitOf, readCursor, toPage, type Page } from '#http';
import { Problem } from '#problems';
import { drawnAs } from './letter-pdf.js';
import type { LetterContent } from './letter-content.js';
import { letterTitles } from './letter-words.js';
import type { LetterDto, LetterQuery } from './letter.dto.js';
import type { NoticeEntity } from './notice.entity.js';

interface LetterRow extends Pick<
  NoticeEntity,
  | 'id'
  | 'kind'
  | 'addressee'
  | 'incident_id'
  | 'content'
  | 'sha256'
  | 'written_at'
  | 'on_paper'
  | 'posted_at'
  | 'held_for'
  | 'drawn_as'
  | 'released_at'
> {
  readonly text: string;
}

const select = `SELECT id, kind, addressee, incident_id, content, sha256, written_at,
     to_char(written_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS text, on_paper, posted_at,
     held_for, drawn_as, released_at
     FROM notice`;

/** One letter with the texts drawn in place of characters that cannot be drawn. Throws `requests.not-found`. */
export async function letterById(tx: Tx, id: string): Promise<LetterDto & { readonly content: LetterContent }> {
  const row = await tx.one<LetterRow>(`${select} WHERE id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return { ...view(row), content: drawnAs(row.content, row.drawn_as ?? {}) };
}

const isHeld = 'held_for IS NOT NULL AND released_at IS NULL';

const standing = {
  'to-post': `AND on_paper AND posted_at IS NULL AND NOT (${isHeld})`,
  held: `AND ${isHeld}`,
  all: '',
} as const;

/** Letters, oldest first unless asked otherwise, by cursor. */
export async function listLetters(tx: Tx, query: LetterQuery): Promise<Page<LetterDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const [than, order] = inOrder(query.sort !== 'newest');
  const rows = await tx.rows<LetterRow>(
    `${select} WHERE ($2::uuid IS NULL OR incident_id = $2) ${standing[query.state ?? 'all']}
      ${after ? `AND (written_at, id) ${than} ($3::timestamptz, $4::uuid)` : ''}
      ORDER BY written_at ${order}, id ${order}
      LIMIT $1`,
    [limit + 1, query.incidentId ?? null, ...(after ?? [])],
  );
  return toPage(rows, limit, (row) => [row.text, row.id], view);
}

function view(row: LetterRow): LetterDto {
  return {
    id: row.id,
    number: row.content.number,
    kind: row.kind,
    titleJa: letterTitles[row.kind],
    addressee: row.addressee,
    to: row.content.to,
    incidentId: row.incident_id,
    caseNumber: row.content.caseNumber,
    writtenAt: row.written_at.toISOString(),
    onPaper: row.on_paper,
    postedAt: row.posted_at?.toISOString() ?? null,
    heldFor: row.released_at === null ? [...(row.held_for ?? [])] : [],
    sha256: row.sha256.toString('hex'),
  };
}
