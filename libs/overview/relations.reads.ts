import { institutionNameOf } from '#incidents';
import { type Tx } from '#database';
import { limitOf, readCursor, toPage, type Page } from '#http';
import type { CommonCauseEntity, MergeProposalEntity, CommonCauseCaseEntity } from '#intake';
import type {
  CommonCauseDto,
  CommonCauseQuery,
  MergeProposalDto,
  MergeProposalQuery,
  RelatedCaseDto,
} from './relations.dto.js';

const text = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const related = (i: string): string =>
  `jsonb_build_object('id', ${i}.id, 'caseNumber', ${i}.case_number, 'state', ${i}.state,
     'institutionName', ${institutionNameOf(i)},
     'reportedAt', to_char(${i}.reported_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;

/** Unanswered proposals to merge that are still possible: `m` of the cases `i` into `o`. */
export const possibleMerges = `FROM merge_proposal m
      JOIN incident i ON i.id = m.incident_id
      JOIN incident o ON o.id = m.into_id
     WHERE m.answer IS NULL
       AND i.state IN ('reported','triaged','open')
       AND o.state IN ('reported','triaged','open')`;

interface ProposalRow extends Pick<MergeProposalEntity, 'incident_id' | 'into_id' | 'proposed_at'> {
  hours_apart: number | null;
  same_cause: boolean;
  cases: RelatedCaseDto[];
  proposed_text: string;
}

/** Newest first; what speaks for them follows from what the cases say now. */
export async function mergeProposals(tx: Tx, query: MergeProposalQuery): Promise<Page<MergeProposalDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const rows = await tx.rows<ProposalRow>(
    `SELECT m.incident_id, m.into_id, jsonb_build_array(${related('i')}, ${related('o')}) AS cases,
       m.proposed_at, ${text('m.proposed_at')} AS proposed_text,
       CASE WHEN i.facts ->> 'discoveredAt' IS NOT NULL AND o.facts ->> 'discoveredAt' IS NOT NULL
         THEN round(abs(extract(epoch FROM discovered(o) - discovered(i))) / 3600)::int END AS hours_apart,
       i.cause IS NOT NULL AND i.cause IS NOT DISTINCT FROM o.cause AS same_cause
     ${possibleMerges}
       AND ($2::uuid IS NULL OR $2 IN (m.incident_id, m.into_id))
       AND ($3::timestamptz IS NULL OR (m.proposed_at, m.incident_id) < ($3, $4::uuid))
     ORDER BY m.proposed_at DESC, m.incident_id DESC LIMIT $1`,
    [limit + 1, query.incidentId ?? null, ...(after ?? [null, null])],
  );
  return toPage(
    rows,
    limit,
    (row) => [row.proposed_text, row.incident_id],
    (row) => ({
      cases: row.cases,
      hoursApart: row.hours_apart,
      sameCause: row.same_cause,
      proposedAt: row.proposed_at.toISOString(),
    }),
  );
}

interface CauseRow extends Pick<CommonCauseEntity, 'id' | 'name' | 'first_reported_at' | 'surge_at'> {
  cases: number;
  institutions: number;
  last_reported_at: CommonCauseCaseEntity['reported_at'];
  last_text: string;
}

/**
 * Causes that several cases have in common, the one with the newest report first; counts are stored when cases are
 * linked.
 */
export async function commonCauses(tx: Tx, query: CommonCauseQuery): Promise<Page<CommonCauseDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const rows = await tx.rows<CauseRow>(
    `SELECT k.id, k.name, n.cases, n.institutions, k.first_reported_at, newest.reported_at AS last_reported_at,
       ${text('k.last_reported_at')} AS last_text, k.surge_at
       FROM common_cause k
       CROSS JOIN LATERAL (
           SELECT sum(c.cases)::int AS cases, sum(c.institutions)::int AS institutions
           FROM common_cause_count c
           WHERE c.common_cause_id = k.id) n
       CROSS JOIN LATERAL (
           SELECT c.reported_at
           FROM common_cause_case c
           WHERE c.common_cause_id = k.id
           ORDER BY c.reported_at DESC
           LIMIT 1) newest
      WHERE n.cases > 1
        AND ($2::uuid IS NULL
            OR EXISTS (SELECT FROM common_cause_case c WHERE c.common_cause_id = k.id AND c.incident_id = $2))
        AND ($3::timestamptz IS NULL OR (k.last_reported_at, k.id) < ($3, $4::uuid))
      ORDER BY k.last_reported_at DESC, k.id DESC LIMIT $1`,
    [limit + 1, query.incidentId ?? null, after?.[0] ?? null, after?.[1] ?? null],
  );
  return toPage(
    rows,
    limit,
    (row) => [row.last_text, row.id],
    (row) => ({
      id: row.id,
      name: row.name,
      cases: row.cases,
      institutions: row.institutions,
      firstReportedAt: row.first_reported_at.toISOString(),
      lastReportedAt: row.last_reported_at.toISOString(),
      surgeAt: row.surge_at?.toISOString() ?? null,
    }),
  );
}
