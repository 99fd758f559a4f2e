import { type Tx, type TimelineEntryEntity } from '#database';
import { limitOf, PageQuery, readCursor, toPage, type Page } from '#http';
import type { TimelineLineDto } from './timeline.dto.js';
import { timelineKinds, unknownKind, withLinesAndSum } from './timeline-words.js';

interface Row extends Pick<TimelineEntryEntity, 'id' | 'at' | 'kind' | 'audience' | 'data'> {
  at_text: string;
  person_name: string | null;
  /** The amount of a decision that the row names; null for readers outside the insurer. */
  decided_yen: number | null;
  line_of_task: number | null;
}

/**
 * The sentence of a row with its lines and its sum, both from the row itself or from the decision or task that it
 * names.
 */
function textOf(row: Row): Pick<TimelineLineDto, 'textJa' | 'textEn'> {
  const said = timelineKinds[row.kind] ?? unknownKind;
  const { ja, en } = typeof said === 'function' ? said(row.data) : withLinesAndSum(said, linesOf(row), sumOf(row));
  return { textJa: ja, textEn: en };
}

function linesOf({ data, line_of_task }: Row): number[] {
  const named = [data['line'], ...(Array.isArray(data['lines']) ? (data['lines'] as unknown[]) : []), line_of_task];
  return named.filter((line): line is number => typeof line === 'number' && line > 0);
}

const sumOf = ({ data, decided_yen }: Row): number | null =>
  typeof data['amountYen'] === 'number' ? data['amountYen'] : decided_yen;

/** The timeline of one case, oldest first, by cursor. An institution sees the lines meant for all. */
export async function timelineOf(tx: Tx, incidentId: string, query: PageQuery): Promise<Page<TimelineLineDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const person =
    tx.actor.side === 'insurer'
      ? `(SELECT p.display_name FROM person p WHERE p.id = (t.data ->> 'personId')::uuid)`
      : 'NULL::text';
  const inside = tx.actor.side === 'insurer';
  const named = inside
    ? `(SELECT d.amount_yen FROM decision d WHERE d.id = (t.data ->> 'decisionId')::uuid) AS decided_yen,
       (SELECT e.line FROM assessment_task k JOIN expense e ON e.id = k.expense_id
         WHERE k.id = (t.data ->> 'taskId')::uuid) AS line_of_task`
    : 'NULL::bigint AS decided_yen, NULL::int AS line_of_task';
  const rows = await tx.rows<Row>(
    `SELECT t.id, t.at, to_char(t.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at_text, t.kind,
       t.audience, t.data, ${person} AS person_name, ${named}
       FROM timeline_entry t
         WHERE t.incident_id = $2 ${after ? 'AND (t.at, t.id) > ($3::timestamptz, $4::uuid)' : ''}
         ORDER BY t.at, t.id
         LIMIT $1`,
    [limit + 1, incidentId, ...(after ?? [])],
  );
  return toPage(
    rows,
    limit,
    (row) => [row.at_text, row.id],
    (row) => ({
      id: row.id,
      at: row.at.toISOString(),
      kind: row.kind,
      ...textOf(row),
      audience: row.audience,
      personName: row.person_name,
      // the insurer's person is named to the insurer alone
      data: inside ? row.data : Object.fromEntries(Object.entries(row.data).filter(([name]) => name !== 'personId')),
    }),
  );
}
