import { Problem, type Tx } from '#platform';
import { incidentColumns, type IncidentRow } from './incident.entity.js';

/**
 * SQL, a join: the row in alias `t` as it was at the moment of a parameter, in alias `r`. Rows that the database kept when
 * they changed; the row itself where nothing has changed since.
 */
export function asItWas(t: string, moment: string): string {
  return `LEFT JOIN LATERAL (SELECT p.was FROM case_past p WHERE p.subject_id = ${t}.id AND p.until > ${moment} ORDER BY p.until LIMIT 1) past ON true
    CROSS JOIN LATERAL jsonb_populate_record(${t}, coalesce(past.was, '{}')) r`;
}

/**
 * A case as it stood at an earlier moment. Throws `requests.not-found`, `incidents.moment-in-future`,
 * `incidents.moment-before-report`.
 */
export async function incidentAt(tx: Tx, id: string, at: Date, now: Date): Promise<IncidentRow> {
  if (at.getTime() > now.getTime()) throw new Problem('incidents.moment-in-future');
  const row = await tx.one<IncidentRow>(
    `SELECT ${incidentColumns} FROM (SELECT r.* FROM incident i ${asItWas('i', '$2::timestamptz')} WHERE i.id = $1) past`,
    [id, at],
  );
  if (!row) throw new Problem('requests.not-found');
  if (row.reported_at.getTime() > at.getTime()) throw new Problem('incidents.moment-before-report');
  return row;
}
