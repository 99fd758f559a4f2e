import { type Tx } from '#database';
import { claimedSql } from '#expenses';
import { inOrder, limitOf, readCursor, toPage, type Page } from '#http';
import {
  endedStates,
  factNames,
  incidentStateNames,
  institutionNameOf,
  type LateArrivalEntity,
  type IncidentEntity,
} from '#incidents';
import { Problem } from '#problems';
import type { LateArrivalDto, LateArrivalQuery } from './late-arrivals.dto.js';
import type { PersonEntity } from '#people';

interface Row
  extends
    Pick<LateArrivalEntity, 'id' | 'incident_id' | 'at' | 'kind' | 'noted_at' | 'note'>,
    Pick<IncidentEntity, 'case_number' | 'state' | 'institution_name'> {
  readonly at_text: string;
  readonly expenses: number;
  readonly claimed: number;
  readonly facts: (keyof typeof factNames)[];
  readonly noted_name: PersonEntity['display_name'] | null;
}

const select = `SELECT l.id, l.incident_id, i.case_number, i.state, ${institutionNameOf('i')} AS institution_name, l.at,
     l.kind,
       to_char(l.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at_text,
       cardinality(l.lines) AS expenses,
       (SELECT coalesce(sum(${claimedSql('e')}), 0)::bigint
          FROM expense e
         WHERE e.incident_id = l.incident_id AND e.line = ANY (l.lines)) AS claimed,
       ARRAY(
         SELECT k
           FROM incident_facts f, jsonb_object_keys(f.facts) k
          WHERE f.incident_id = l.incident_id AND f.version = l.facts_version
          ORDER BY k) AS facts,
       l.noted_at, p.display_name AS noted_name, l.note
  FROM late_arrival l
  JOIN incident i ON i.id = l.incident_id
  LEFT JOIN person p ON p.id = l.noted_by`;

const states = endedStates.map((state) => `'${state}'`).join(',');
/** SQL, a condition: it is not noted, and its case is still ended. */
const waiting = `l.noted_at IS NULL AND i.state IN (${states})`;

/** SQL, a query: the number of late arrivals that wait. */
export const lateArrivalsWaiting = `SELECT count(*)
     FROM late_arrival l
     JOIN incident i ON i.id = l.incident_id
     WHERE ${waiting}`;

/** Late arrivals, oldest first unless asked otherwise, by cursor: those that wait, or those that are noted. */
export async function listLateArrivals(tx: Tx, query: LateArrivalQuery): Promise<Page<LateArrivalDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const [than, order] = inOrder(query.sort !== 'newest');
  const rows = await tx.rows<Row>(
    `${select}
      WHERE ${query.list === 'noted' ? 'l.noted_at IS NOT NULL' : waiting}
        AND ($2::uuid IS NULL OR l.incident_id = $2)
        ${after ? `AND (l.at, l.id) ${than} ($3::timestamptz, $4::uuid)` : ''}
      ORDER BY l.at ${order}, l.id ${order}
      LIMIT $1`,
    [limit + 1, query.incidentId ?? null, ...(after ?? [])],
  );
  return toPage(rows, limit, (row) => [row.at_text, row.id], view);
}

/** One late arrival. Throws `requests.not-found`. */
export async function lateArrivalById(tx: Tx, id: string): Promise<LateArrivalDto> {
  const row = await tx.one<Row>(`${select} WHERE l.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return view(row);
}

function view(row: Row): LateArrivalDto {
  const { ja, en } = incidentStateNames[row.state];
  return {
    id: row.id,
    incidentId: row.incident_id,
    caseNumber: row.case_number,
    state: row.state,
    stateName: { code: row.state, textJa: ja, textEn: en },
    institutionName: row.institution_name,
    at: row.at.toISOString(),
    kind: row.kind,
    expenses: row.expenses,
    claimed: row.claimed,
    facts: row.facts.map((code) => {
      const name = factNames[code];
      return { code, textJa: name.ja, textEn: name.en };
    }),
    noted: row.noted_at && { at: row.noted_at.toISOString(), byName: row.noted_name ?? '', note: row.note ?? '' },
  };
}
