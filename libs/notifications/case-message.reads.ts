import { type Tx } from '#database';
import { limitOf, readCursor, toPage, type Page, type PageQuery } from '#http';
import type { PersonEntity } from '#people';
import { Problem } from '#problems';
import type { CaseMessageDto } from './case-message.dto.js';
import type { CaseMessageReadingEntity } from './case-message-reading.entity.js';
import type { CaseMessageEntity } from './case-message.entity.js';

interface Row extends Pick<
  CaseMessageEntity,
  'id' | 'incident_id' | 'side' | 'text' | 'written_at' | 'asks_by' | 'answers'
> {
  readonly answered_at: CaseMessageEntity['written_at'] | null;
  readonly written_text: string;
  readonly read_at: CaseMessageReadingEntity['read_at'] | null;
  readonly writer: PersonEntity['display_name'] | null;
  readonly reader: PersonEntity['display_name'] | null;
}

/** When a message that asks was answered. An answer is of the same institution, whoever wrote its row. */
const answered = (asked: string): string => `(SELECT min(a.written_at) FROM case_message a
      WHERE a.answers = ${asked}.id AND a.institution_id = ${asked}.institution_id)`;

/** People are named to the insurer alone; also read in an institution's session, which has grants by column. */
function select(tx: Tx): string {
  const nameOf = (column: string): string =>
    tx.actor.side === 'insurer' ? `(SELECT p.display_name FROM person p WHERE p.id = ${column})` : 'NULL::text';
  return `SELECT m.id, m.incident_id, m.side, m.text, m.written_at, m.asks_by, m.answers, r.read_at,
         ${answered('m')} AS answered_at,
         to_char(m.written_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS written_text,
         ${nameOf('m.written_by')} AS writer, ${nameOf('r.read_by')} AS reader
    FROM case_message m
    LEFT JOIN case_message_reading r ON r.message_id = m.id`;
}

const shown = (row: Row): CaseMessageDto => ({
  id: row.id,
  side: row.side,
  text: row.text,
  writtenByName: row.writer,
  writtenAt: row.written_at.toISOString(),
  readAt: row.read_at?.toISOString() ?? null,
  readByName: row.reader,
  asksBy: row.asks_by,
  answeredAt: row.answered_at?.toISOString() ?? null,
  answers: row.answers,
});

/** The messages that ask these cases for an answer and have none yet; of a merged case, under the one that remains. */
export async function openAsks(
  tx: Tx,
  caseIds: readonly string[],
): Promise<(Pick<CaseMessageEntity, 'id' | 'incident_id'> & { readonly asks_by: string })[]> {
  return tx.rows(
    `SELECT m.id, coalesce(i.merged_into, i.id) AS incident_id, m.asks_by
       FROM case_message m
       JOIN incident i ON i.id = m.incident_id
      WHERE m.incident_id IN (SELECT c.id FROM incident c WHERE c.id = ANY ($1) OR c.merged_into = ANY ($1))
        AND m.asks_by IS NOT NULL AND ${answered('m')} IS NULL
      ORDER BY 2, m.asks_by, m.id`,
    [caseIds],
  );
}

/** The messages of a case and of those merged into it, newest first, by cursor. */
export async function messagesIn(tx: Tx, incidentId: string, query: PageQuery): Promise<Page<CaseMessageDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const rows = await tx.rows<Row>(
    `${select(tx)}
      WHERE m.incident_id IN (SELECT i.id FROM incident i WHERE i.id = $2 OR i.merged_into = $2)
        ${after ? 'AND (m.written_at, m.id) < ($3::timestamptz, $4::uuid)' : ''}
      ORDER BY m.written_at DESC, m.id DESC
      LIMIT $1`,
    [limit + 1, incidentId, ...(after ?? [])],
  );
  return toPage(rows, limit, (row) => [row.written_text, row.id], shown);
}

/** A message with the case in which it was written. Throws `requests.not-found`. */
export async function messageById(
  tx: Tx,
  id: string,
): Promise<{ readonly incidentId: string; readonly message: CaseMessageDto }> {
  const row = await tx.one<Row>(`${select(tx)} WHERE m.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return { incidentId: row.incident_id, message: shown(row) };
}
