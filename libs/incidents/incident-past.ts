import { type Tx } from '#database';
import { Problem } from '#problems';
import { incidentColumns, type IncidentRow } from './incident.entity.js';

// rows that were kept before a column was there know nothing of it: it is not as it is today
const notYetThere = `'{"support_outlook": null, "support_reasons": null, "support_question": null}'::jsonb`;

/**
 * SQL, a join: the row in alias `t` as it was at the moment of a parameter, in alias `r`. Rows that the database kept
 * when they changed; the row itself where nothing has changed since.
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
 * A case as it stood at an earlier moment. Throws `requests.not-found`, `incidents.moment-in-future`,
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
 * Before there were two outlooks the one told of both: the past shows what was told then, and of support what it stood
 * for.
 */
function asTold(row: IncidentRow): IncidentRow {
  if (row.support_outlook !== null || row.outlook === 'pending') return row;
  const support = { green: 'available', amber: 'refer', red: 'not-available' } as const;
  return { ...row, support_outlook: support[row.outlook], support_reasons: row.outlook_reasons };
}
