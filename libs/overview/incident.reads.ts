import { incidentStateNames, type IncidentState } from '#incidents';
import { limitOf, Problem, readCursor, toPage, type Page, type Tx } from '#platform';
import type { IncidentLineDto, IncidentQuery } from './overview.dto.js';

interface Row {
  id: string;
  case_number: string;
  state: IncidentState;
  severity: string | null;
  outlook: string;
  institution_name: string | null;
  cause: string | null;
  country: string | null;
  policy_match: string;
  reported_at: Date;
  reported_text: string;
  version: number;
}

const filters = [
  ['state', 'state'],
  ['coverageOutlook', 'outlook'],
  ['severity', 'severity'],
  ['cause', 'cause'],
  ['country', 'country'],
  ['institutionId', 'institution_id'],
] as const satisfies readonly (readonly [keyof IncidentQuery, string])[];

/** SQL, a condition: the case of a number, and the one it was merged into: found under either. */
function foundUnder(number: string): string {
  return `id IN (WITH RECURSIVE way AS (SELECT w.id, w.merged_into FROM incident w WHERE w.case_number = ${number}
    UNION SELECT w.id, w.merged_into FROM incident w JOIN way ON w.id = way.merged_into) SELECT id FROM way)`;
}

/** Cases, newest first, by cursor; filters by named fields only. Row security leaves out what the actor may not see. */
export async function listIncidents(tx: Tx, query: IncidentQuery): Promise<Page<IncidentLineDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const values: unknown[] = [limit + 1];
  const conditions = filters.flatMap(([name, column]) =>
    query[name] === undefined ? [] : [`${column} = $${values.push(query[name])}`],
  );
  if (query.caseNumber !== undefined) conditions.push(foundUnder(`$${values.push(query.caseNumber.trim())}`));
  if (query.commonCauseId !== undefined) {
    // institutions may not read what a case has in common with others'
    if (tx.actor.side !== 'insurer') throw new Problem('access.forbidden');
    conditions.push(
      `id IN (SELECT incident_id FROM common_cause_case WHERE common_cause_id = $${values.push(query.commonCauseId)})`,
    );
  }
  if (after)
    conditions.push(`(reported_at, id) < ($${values.push(after[0])}::timestamptz, $${values.push(after[1])}::uuid)`);
  const rows = await tx.rows<Row>(
    `SELECT id, case_number, state, severity, outlook, institution_name, cause, country, policy_match, reported_at, version,
       to_char(reported_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS reported_text
       FROM incident ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''} ORDER BY reported_at DESC, id DESC LIMIT $1`,
    values,
  );
  return toPage(
    rows,
    limit,
    (row) => [row.reported_text, row.id],
    (row) => ({
      id: row.id,
      caseNumber: row.case_number,
      state: row.state,
      stateJa: incidentStateNames[row.state].ja,
      stateEn: incidentStateNames[row.state].en,
      severity: row.severity,
      coverageOutlook: row.outlook,
      institutionName: row.institution_name,
      cause: row.cause,
      country: row.country,
      policyMatch: row.policy_match,
      reportedAt: row.reported_at.toISOString(),
      version: row.version,
    }),
  );
}
