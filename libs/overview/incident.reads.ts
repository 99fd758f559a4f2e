import { incidentStateNames, type IncidentState } from '#incidents';
import { limitOf, readCursor, toPage, type Page, type Tx } from '#platform';
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
  ['caseNumber', 'case_number'],
] as const satisfies readonly (readonly [keyof IncidentQuery, string])[];

/** Cases, newest first, by cursor; filters by named fields only. Row security leaves out what the actor may not see. */
export async function listIncidents(tx: Tx, query: IncidentQuery): Promise<Page<IncidentLineDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const values: unknown[] = [limit + 1];
  const conditions = filters.flatMap(([name, column]) =>
    query[name] === undefined ? [] : [`${column} = $${values.push(query[name])}`],
  );
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
