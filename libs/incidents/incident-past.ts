import { type Tx } from '#database';
import { Problem } from '#problems';
import { incidentColumns, type IncidentRow } from './incident.entity.js';

// rows that were stored before a column existed have no value for it: today's value does not count
const notYetThere = `'{"support_outlook": null, "support_reasons": null, "support_question": null}'::jsonb`;

/**
 * SQL, a join: the row under alias `t` as it was at a time given as parameter, under alias `r`. It reads the versions
 * that the database stored at changes; the row itself where nothing has changed since.
 */
export function asItWas(t: string, moment: string): string {
  return `LEFT JOIN LATERAL (
         SELECT p.was
         FROM case_past p
         WHERE p.subject_id = ${t}.id AND p.until > ${moment}
         ORDER BY p.until
         LIMIT 1) past ON true
    CROSS JOIN LATERAL jsonb_populate_record(${t}, coalesce(${notYetThere} || past.was, '{}')) r`;
}

/**
 * A case as it was at an earlier time. Throws `requests.not-found`, `incidents.moment-in-future`,
 * `incidents.moment-before-report`.
 */
export async function incidentAt(tx: Tx, id: string, at: Date): Promise<IncidentRow> {
  if (at.getTime() > tx.now.getTime()) throw new Problem('incidents.moment-in-future');
  const row = await tx.one<IncidentRow>(
    `SELECT ${incidentColumns}
       FROM (SELECT r.* FROM incident i ${asItWas('i', '$2::timestamptz')} WHERE i.id = $1) past`,
    [id, at],
  );
  if (!row) throw new Problem('requests.not-found');
  if (row.reported_at.getTime() > at.getTime()) throw new Problem('incidents.moment-before-report');
  return asTold(row);
}

/**
 * Before there were two outlooks, one stood for both: the past shows the one that was shown, and for support what it
 * meant.
 */
function asTold(row: IncidentRow): IncidentRow {
  if (row.support_outlook !== null || row.outlook === 'pending') return row;
  const support = { green: 'available', amber: 'refer', red: 'not-available' } as const;
  return { ...row, support_outlook: support[row.outlook], support_reasons: row.outlook_reasons };
}
