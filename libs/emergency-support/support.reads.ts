import { type Tx } from '#database';
import { inOrder, limitOf, readCursor, toPage, type Page } from '#http';
import { incidentById, institutionNameOf, runningOrders, type IncidentEntity } from '#incidents';
import { Problem } from '#problems';
import { allowedSupportActions } from './move-support.js';
import { serviceNames, supportStateNames } from './support-request.js';
import type { SupportRequestDto, SupportRequestQuery } from './support.dto.js';
import type { SupportRequestEntity } from './support-request.entity.js';
import type { PersonEntity } from '#people';

runningOrders.supply(async (tx, incidentId) => {
  const row = await tx.one<{ running: number }>(
    `SELECT count(*) AS running
       FROM support_request
       WHERE incident_id = $1 AND state IN ('dispatched','provisional','confirmed')`,
    [incidentId],
  );
  return row?.running ?? 0;
});

const shown = [
  'id',
  'incident_id',
  'service',
  'state',
  'reasons',
  'created_at',
  'changed_at',
  'version',
] as const satisfies readonly (keyof SupportRequestEntity)[];

interface Row
  extends
    Pick<SupportRequestEntity, (typeof shown)[number]>,
    // absent in a session of an institution
    Partial<Pick<SupportRequestEntity, 'opened_by' | 'opened_reason'>>,
    Pick<IncidentEntity, 'case_number' | 'institution_name'> {
  readonly opened_name?: PersonEntity['display_name'] | null;
  readonly created_text: string;
}

const shared = `${shown.map((name) => `s.${name}`).join(', ')}, i.case_number,
  ${institutionNameOf('i')} AS institution_name,
  to_char(s.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS created_text`;
// an institution has no right to read who opened a request and why, because that is internal to the insurer
const insurer = `SELECT ${shared}, s.opened_by, s.opened_reason, p.display_name AS opened_name
     FROM support_request s
     JOIN incident i ON i.id = s.incident_id
     LEFT JOIN person p ON p.id = s.opened_by`;
const institution = `SELECT ${shared} FROM support_request s JOIN incident i ON i.id = s.incident_id`;

const from = (tx: Tx): string => (tx.actor.side === 'insurer' ? insurer : institution);

/** Requests, oldest first unless asked otherwise, by cursor. */
export async function listSupportRequests(tx: Tx, query: SupportRequestQuery): Promise<Page<SupportRequestDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const [than, order] = inOrder(query.sort !== 'newest');
  // an institution may not learn what its case has in common with cases of others
  if (query.commonCauseId && tx.actor.side !== 'insurer') throw new Problem('access.forbidden');
  const values: unknown[] = [limit + 1, query.state ?? null, query.incidentId ?? null, ...(after ?? [])];
  const ofCause = query.commonCauseId
    ? `AND s.incident_id IN (
        SELECT k.incident_id
        FROM common_cause_case k
        WHERE k.common_cause_id = $${values.push(query.commonCauseId)}::uuid)`
    : '';
  const rows = await tx.rows<Row>(
    `${from(tx)}
       WHERE CASE
         WHEN $2::text IS NULL THEN ($3::uuid IS NOT NULL OR s.state NOT IN ('done','withdrawn'))
         ELSE s.state = $2 END
         AND ($3::uuid IS NULL OR s.incident_id = $3) ${ofCause}
      ${after ? `AND (s.created_at, s.id) ${than} ($4::timestamptz, $5::uuid)` : ''}
      ORDER BY s.created_at ${order}, s.id ${order}
      LIMIT $1`,
    values,
  );
  return toPage(rows, limit, (row) => [row.created_text, row.id], toRequest);
}

/** One request. Throws `requests.not-found`. */
export async function supportRequestView(tx: Tx, id: string): Promise<SupportRequestDto> {
  const row = await tx.one<Row>(`${from(tx)} WHERE s.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  if (tx.actor.side !== 'insurer') return toRequest(row);
  const incident = await incidentById(tx, row.incident_id);
  return { ...toRequest(row), allowedActions: allowedSupportActions(tx.actor, row, incident) };
}

function toRequest(row: Row): SupportRequestDto {
  return {
    id: row.id,
    incidentId: row.incident_id,
    caseNumber: row.case_number,
    institutionName: row.institution_name,
    service: row.service,
    serviceJa: serviceNames[row.service].ja,
    serviceEn: serviceNames[row.service].en,
    state: row.state,
    stateJa: supportStateNames[row.state].ja,
    stateEn: supportStateNames[row.state].en,
    reasons: [...row.reasons],
    openedBy:
      row.opened_by && row.opened_name
        ? { id: row.opened_by, name: row.opened_name, reason: row.opened_reason ?? null }
        : null,
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    allowedActions: [],
    version: row.version,
  };
}
