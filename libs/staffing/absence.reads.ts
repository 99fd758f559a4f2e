import { type Tx } from '#database';
import { limitOf, toPage, type Page, readPlace } from '#http';
import { Problem } from '#problems';
import { absenceKindNames } from './duty-line.js';
import type { AbsenceLine, AbsenceQuery } from './absence.dto.js';
import type { AbsenceEntity } from './absence.entity.js';

interface AbsenceRow extends Pick<
  AbsenceEntity,
  'id' | 'person_id' | 'from_at' | 'to_at' | 'kind' | 'entered_by' | 'entered_at' | 'ended_by' | 'ended_at'
> {
  readonly person_name: string;
  readonly from_text: string;
  readonly entered_by_name: string;
  readonly ended_by_name: string | null;
}

const select = `SELECT a.id, a.person_id, p.display_name AS person_name, a.from_at,
     to_char(a.from_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS from_text,
    a.to_at, a.kind, a.entered_by, b.display_name AS entered_by_name, a.entered_at, a.ended_by,
      e.display_name AS ended_by_name, a.ended_at
  FROM absence a
    JOIN person p ON p.id = a.person_id
    JOIN person b ON b.id = a.entered_by
    LEFT JOIN person e ON e.id = a.ended_by`;

/** Absences by their beginning. */
export async function listAbsences(tx: Tx, query: AbsenceQuery): Promise<Page<AbsenceLine>> {
  const [afterAt, afterId] = readPlace(query.cursor, 'instant', 'id');
  const limit = limitOf(query);
  const rows = await tx.rows<AbsenceRow>(
    `${select}
       WHERE ($1::timestamptz IS NULL OR (a.from_at, a.id) > ($1, $2::uuid)) AND ($3::uuid IS NULL OR a.person_id = $3)
        AND ($4::timestamptz IS NULL OR (a.from_at <= $4 AND a.to_at > $4 AND (a.ended_at IS NULL OR a.ended_at > $4)))
      ORDER BY a.from_at, a.id LIMIT $5`,
    [afterAt, afterId, query.personId ?? null, query.at ? new Date(query.at) : null, limit + 1],
  );
  return toPage(rows, limit, (row) => [row.from_text, row.id], lineOf);
}

/** One absence. Throws `requests.not-found`. */
export async function absenceView(tx: Tx, id: string): Promise<AbsenceLine> {
  const row = await tx.one<AbsenceRow>(`${select} WHERE a.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return lineOf(row);
}

function lineOf(row: AbsenceRow): AbsenceLine {
  return {
    id: row.id,
    personId: row.person_id,
    personName: row.person_name,
    fromAt: row.from_at.toISOString(),
    toAt: row.to_at.toISOString(),
    kind: row.kind,
    kindJa: absenceKindNames[row.kind].ja,
    kindEn: absenceKindNames[row.kind].en,
    enteredById: row.entered_by,
    enteredByName: row.entered_by_name,
    enteredAt: row.entered_at.toISOString(),
    endedById: row.ended_by,
    endedByName: row.ended_by_name,
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}
