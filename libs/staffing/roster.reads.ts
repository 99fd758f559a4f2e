import type { Tx } from '#database';
import { inOrder, limitOf, toPage, readPlace, type Page } from '#http';
import { notLeftAt } from '#people';
import { Problem } from '#problems';
import { isAbsent, lineCovers } from './presence.js';
import type { RosterLine, RosterQuery } from './roster.dto.js';
import type { RosterEntity } from './roster.entity.js';

interface RosterRow extends Pick<
  RosterEntity,
  'id' | 'person_id' | 'from_at' | 'to_at' | 'kind' | 'capacity' | 'entered_by' | 'ended_at'
> {
  readonly person_name: string;
  readonly from_text: string;
  readonly entered_by_name: string;
}

const rosterSelect = `SELECT r.id, r.person_id, p.display_name AS person_name, r.from_at,
     to_char(r.from_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS from_text,
    r.to_at, r.kind, r.capacity, r.entered_by, b.display_name AS entered_by_name, r.ended_at
  FROM roster r JOIN person p ON p.id = r.person_id JOIN person b ON b.id = r.entered_by`;

/** One line of the roster. Throws `requests.not-found`. */
export async function rosterView(tx: Tx, id: string): Promise<RosterLine> {
  const row = await tx.one<RosterRow>(`${rosterSelect} WHERE r.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return rosterOf(row);
}

/** Lines of the roster by their beginning, the first first unless asked otherwise, by cursor. */
export async function listRosters(tx: Tx, query: RosterQuery): Promise<Page<RosterLine>> {
  const [afterAt, afterId] = readPlace(query.cursor, 'instant', 'id');
  const limit = limitOf(query);
  const [than, order] = inOrder(query.sort !== 'newest');
  const rows = await tx.rows<RosterRow>(
    `${rosterSelect}
        WHERE ($1::timestamptz IS NULL OR (r.from_at, r.id) ${than} ($1, $2::uuid))
          AND ($3::uuid IS NULL OR r.person_id = $3)
          AND ($4::timestamptz IS NULL
              OR (${lineCovers('$4')} AND ${notLeftAt('$4')} AND NOT ${isAbsent('r.person_id', '$4')}))
          AND ($6::timestamptz IS NULL
              OR (${lineCovers('$6', 'on-call')} AND ${notLeftAt('$6')} AND NOT ${isAbsent('r.person_id', '$6')}))
          AND ($7::timestamptz IS NULL OR least(r.to_at, r.ended_at) > $7)
        ORDER BY r.from_at ${order}, r.id ${order} LIMIT $5`,
    [
      afterAt,
      afterId,
      query.personId ?? null,
      moment(query.onDutyAt, '/onDutyAt'),
      limit + 1,
      moment(query.onCallAt, '/onCallAt'),
      moment(query.notOverAt, '/notOverAt'),
    ],
  );
  return toPage(rows, limit, (row) => [row.from_text, row.id], rosterOf);
}

// a leap second is a valid text, but no time of this clock
function moment(given: string | undefined, pointer: string): Date | null {
  if (given === undefined) return null;
  const ms = Date.parse(given);
  if (Number.isNaN(ms))
    throw new Problem('requests.no-such-date', { errors: [{ pointer, code: 'requests.no-such-date' }] });
  return new Date(ms);
}

function rosterOf(row: RosterRow): RosterLine {
  return {
    id: row.id,
    personId: row.person_id,
    personName: row.person_name,
    fromAt: row.from_at.toISOString(),
    toAt: row.to_at.toISOString(),
    kind: row.kind,
    capacity: row.capacity,
    enteredById: row.entered_by,
    enteredByName: row.entered_by_name,
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}
