import { mayReadLimits, standingPeriods } from '#assessment';
import { type Tx } from '#database';
import { countOf, inOrder, limitOf, readCursor, toPage, type Page } from '#http';
import {
  coverageOutlookOf,
  endedStates,
  incidentStateNames,
  institutionNameOf,
  phaseOrder,
  proposedSeverity,
  type Facts,
  type Phase,
  type IncidentEntity,
} from '#incidents';
import { callBackRuns, contactedLate, firstContacts, type Promises } from '#intake';

import { Problem } from '#problems';
import { midnightOf } from './days-sql.js';
import { nextActOf, waitingSql, type Waiting } from './next-act.js';
import type { IncidentLineDto, IncidentQuery } from './incident.dto.js';
import type { PersonEntity } from '#people';

type Row = Waiting &
  Pick<
    IncidentEntity,
    | 'id'
    | 'case_number'
    | 'state'
    | 'severity'
    | 'outlook'
    | 'support_outlook'
    | 'institution_name'
    | 'cause'
    | 'country'
    | 'policy_match'
    | 'member_period_id'
    | 'reported_at'
    | 'version'
    | `phase_${Phase}`
  > & {
    /** This and `happened` are null for readers outside the insurer. */
    readonly facts: IncidentEntity['facts'] | null;
    readonly happened: string | null;
    readonly owner_name: PersonEntity['display_name'] | null;
    readonly reported_text: string;
  };

const filters = [
  ['state', 'state'],
  ['cause', 'cause'],
  ['country', 'country'],
  ['institutionId', 'institution_id'],
] as const satisfies readonly (readonly [keyof IncidentQuery, string])[];

/** SQL, a condition: the case with a number, and the one into which it was merged. */
function foundUnder(number: string): string {
  return `id IN (WITH RECURSIVE way AS (SELECT w.id, w.merged_into FROM incident w WHERE w.case_number = ${number}
    UNION SELECT w.id, w.merged_into FROM incident w JOIN way ON w.id = way.merged_into) SELECT id FROM way)`;
}

/** The effects on care that the institution reported. */
function careEffects({ careImpact }: Facts): IncidentLineDto['careImpact'] {
  return (['emergencyStopped', 'outpatientsStopped', 'paperCharts'] as const).filter(
    (effect) => careImpact?.[effect] === true,
  );
}

/** SQL, the conditions of a list of cases, whose values stand at `place`. */
function conditionsOf(tx: Tx, query: IncidentQuery, promises: Promises, place: (value: unknown) => string): string[] {
  const conditions = filters.flatMap(([name, column]) =>
    query[name] === undefined ? [] : [`${column} = ${place(query[name])}`],
  );
  if (query.coverageOutlook === 'pending' || query.supportOutlook === 'pending')
    conditions.push('support_outlook IS NULL');
  if (query.coverageOutlook !== undefined && query.coverageOutlook !== 'pending')
    conditions.push(`outlook = ${place(query.coverageOutlook)} AND support_outlook IS NOT NULL`);
  if (query.supportOutlook !== undefined && query.supportOutlook !== 'pending')
    conditions.push(`support_outlook = ${place(query.supportOutlook)}`);
  if (query.caseNumber !== undefined) conditions.push(foundUnder(place(query.caseNumber.trim())));
  if (query.commonCauseId !== undefined) {
    // an institution may not learn what its case has in common with cases of others
    if (tx.actor.side !== 'insurer') throw new Problem('access.forbidden');
    conditions.push(
      `id IN (SELECT incident_id FROM common_cause_case WHERE common_cause_id = ${place(query.commonCauseId)})`,
    );
  }
  if (query.phase !== undefined)
    conditions.push(`phase_${query.phase} = 'active' AND state <> ALL (${place(endedStates)})`);
  if (query.standing !== undefined)
    conditions.push(`state ${query.standing === 'ended' ? '= ANY' : '<> ALL'} (${place(endedStates)})`);
  if (query.callBack === 'late')
    conditions.push(
      `${callBackRuns('incident')} AND reported_at < now() - make_interval(mins => ${place(promises.callBackMinutes)})`,
    );
  if (query.severity === 'not-set') conditions.push('severity IS NULL');
  else if (query.severity !== undefined) conditions.push(`severity = ${place(query.severity)}`);
  // how the insurer does its work is its own account of it
  if ((query.contacted ?? query.contactedFrom ?? query.contactedBefore) && tx.actor.side !== 'insurer')
    throw new Problem('access.forbidden');
  conditions.push(...contactConditions(query, promises, place));
  if (query.reportedFrom !== undefined) conditions.push(`reported_at >= ${midnightOf(place(query.reportedFrom))}`);
  if (query.reportedBefore !== undefined) conditions.push(`reported_at < ${midnightOf(place(query.reportedBefore))}`);
  return conditions;
}

/** SQL, the conditions on the first contact. */
function contactConditions(
  query: IncidentQuery,
  { callBackMinutes }: Promises,
  place: (value: unknown) => string,
): string[] {
  const { contactedFrom: from, contactedBefore: before, contacted } = query;
  const calls = [
    ...(from === undefined ? [] : [`c.called_at >= ${midnightOf(place(from))}`]),
    ...(before === undefined ? [] : [`c.called_at < ${midnightOf(place(before))}`]),
    ...(contacted === 'late' ? [contactedLate(place(callBackMinutes))] : []),
  ];
  return calls.length === 0 ? [] : [`id IN (SELECT f.incident_id FROM (${firstContacts(calls.join(' AND '))}) f)`];
}

/** How many cases a list has, whatever its page. */
export async function countIncidents(tx: Tx, query: IncidentQuery, promises: Promises): Promise<number> {
  const values: unknown[] = [];
  const conditions = conditionsOf(tx, query, promises, (value) => `$${values.push(value)}`);
  return countOf(tx, `SELECT count(*) AS many FROM incident WHERE ${['true', ...conditions].join(' AND ')}`, values);
}

/**
 * Cases by cursor, newest first unless asked otherwise; filters by named fields only. Row security leaves out those
 * that the actor may not see.
 */
export async function listIncidents(tx: Tx, query: IncidentQuery, promises: Promises): Promise<Page<IncidentLineDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const values: unknown[] = [limit + 1];
  const place = (value: unknown): string => `$${values.push(value)}`;
  const conditions = conditionsOf(tx, query, promises, place);
  const [than, order] = inOrder(query.sort === 'oldest');
  if (after) conditions.push(`(reported_at, id) ${than} (${place(after[0])}::timestamptz, ${place(after[1])}::uuid)`);
  const inside = tx.actor.side === 'insurer';
  // the page is cut before anything is joined to it
  const rows = await tx.rows<Row>(
    `SELECT i.id, i.case_number, i.state, i.severity, i.outlook, i.support_outlook,
       ${institutionNameOf('i')} AS institution_name, i.cause, i.country, i.policy_match, i.reported_at, i.version,
       i.member_period_id,
       ${inside ? 'i.facts, left(i.description, 120) AS happened' : 'NULL AS facts, NULL AS happened'},
       ${phaseOrder.map((phase) => `i.phase_${phase}`).join(', ')},
         ${inside ? `p.display_name AS owner_name, ${waitingSql}` : 'NULL AS owner_name'},
       to_char(i.reported_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS reported_text
       FROM (
           SELECT *
           FROM incident ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
           ORDER BY reported_at ${order}, id ${order}
           LIMIT $1) i
       ${inside ? 'LEFT JOIN person p ON p.id = i.adjuster_id' : ''} ORDER BY i.reported_at ${order}, i.id ${order}`,
    values,
  );
  const periods = mayReadLimits(tx.actor)
    ? await standingPeriods(tx, [...new Set(rows.flatMap(({ member_period_id: id }) => (id === null ? [] : [id])))])
    : null;
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
      proposedSeverity: row.facts && proposedSeverity(row.facts),
      happened: row.happened,
      careImpact: row.facts ? careEffects(row.facts) : [],
      coverageOutlook: coverageOutlookOf(row),
      supportOutlook: row.support_outlook ?? 'pending',
      institutionName: row.institution_name,
      cause: row.cause,
      country: row.country,
      policyMatch: row.policy_match,
      phases: phaseOrder.filter((phase) => row[`phase_${phase}`] === 'active'),
      nextAct: inside ? nextActOf(row, promises) : null,
      ownerName: row.owner_name,
      limitLeft:
        periods
          ?.get(row.member_period_id ?? '')
          ?.buckets(row.id)
          .find(({ bucket }) => bucket === 'response-expense')?.remaining ?? null,
      reportedAt: row.reported_at.toISOString(),
      version: row.version,
    }),
  );
}
