import { reachOf } from '#access';
import { categoryTable } from '#coverage';
import { type Actor, type Tx } from '#database';
import { inOrder, limitOf, readCursor, toPage, type Page } from '#http';
import { dayInJapan } from '#kernel';
import type { PreApprovalDto, PreApprovalQuery } from './pre-approval.dto.js';
import { preApprovalMover, type StoredPreApproval } from './move-pre-approval.js';
import { answerersOf, type Answerer } from './pre-approval-authority.js';
import {
  preApprovalById,
  preApprovalColumns,
  preApprovalNumber,
  restYen,
  type PreApprovalRow,
} from './pre-approval.js';
import { preApprovalStateNames } from './pre-approval-state.js';

/** One pre-approval for its reader; `deskYen`: what the desk may pre-approve in a case. Throws `requests.not-found`. */
export async function preApprovalView(tx: Tx, id: string, deskYen: number): Promise<PreApprovalDto> {
  const row = await preApprovalById(tx, id);
  return view(tx, row, await answeredBy(tx, [row], deskYen));
}

/**
 * Pre-approvals, by the time their answer is due, by cursor; what the reader may do with them is looked up for all at
 * once.
 */
export async function listPreApprovals(
  tx: Tx,
  query: PreApprovalQuery,
  deskYen: number,
): Promise<Page<PreApprovalDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const [than, order] = inOrder(query.sort !== 'latest');
  const values: unknown[] = [dayInJapan(tx.now), limit + 1];
  const conditions = ['true'];
  const add = (condition: (place: string) => string, value: unknown): void => {
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  if (query.state) add((place) => `a.state = ${place}`, query.state);
  if (query.standing === 'open') conditions.push(`a.state = 'pre-approved' AND ${restYen} > 0`);
  if (query.incidentId) add((place) => `${place} IN (i.id, i.merged_into)`, query.incidentId);
  if (after) {
    values.push(...after);
    conditions.push(`(a.answer_due_at, a.id) ${than} ($${values.length - 1}::timestamptz, $${values.length}::uuid)`);
  }
  const rows = await tx.rows<PreApprovalRow & { due_text: string }>(
    `SELECT ${preApprovalColumns},
       to_char(a.answer_due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS due_text
       FROM pre_approval a
         JOIN incident i ON i.id = a.incident_id
         WHERE ${conditions.join(' AND ')}
         ORDER BY a.answer_due_at ${order}, a.id ${order}
         LIMIT $2`,
    values,
  );
  const answerers = await answeredBy(tx, rows, deskYen);
  return toPage(
    rows,
    limit,
    (row) => [row.due_text, row.id],
    (row) => view(tx, row, answerers),
  );
}

/** The reader as answerer of the open requests; empty for a reader who may answer none. */
async function answeredBy(
  tx: Tx,
  rows: readonly PreApprovalRow[],
  deskYen: number,
): Promise<ReadonlyMap<string, Answerer>> {
  const waits = rows.filter(({ state }) => state === 'requested');
  return tx.actor.side === 'insurer' ? answerersOf(tx, waits, deskYen) : new Map();
}

// a refusal needs no authority, and the claimant's moves have no guards
function allowed(actor: Actor, row: PreApprovalRow, who: Answerer | undefined): PreApprovalDto['allowedActions'] {
  if (row.state !== 'requested' || (actor.side === 'insurer' && !who)) return [];
  return preApprovalMover.allowed(actor, row as StoredPreApproval, (to) =>
    to === 'refused' ? { ...(who as Answerer), ceiling: null } : (who as Answerer),
  );
}

const seesLimits = ({ cases, roles }: Actor): boolean =>
  cases === '*' && roles.some((role) => reachOf('policies.read', role) !== null);

function view({ actor, now }: Tx, row: PreApprovalRow, answerers: ReadonlyMap<string, Answerer>): PreApprovalDto {
  const { ja, en } = categoryTable[row.category];
  return {
    id: row.id,
    number: preApprovalNumber(row),
    incidentId: row.incident_id,
    caseNumber: row.case_number,
    category: row.category,
    categoryJa: ja,
    categoryEn: en,
    phase: row.phase,
    vendorName: row.vendor_name,
    amount: row.amount_yen,
    description: row.description,
    state: row.state,
    stateJa: preApprovalStateNames[row.state].ja,
    stateEn: preApprovalStateNames[row.state].en,
    requestedAt: row.requested_at.toISOString(),
    answerDueAt: row.answer_due_at.toISOString(),
    isLate: row.state === 'requested' && row.answer_due_at < now,
    answeredAt: row.answered_at?.toISOString() ?? null,
    textJa: row.text_ja,
    textEn: row.text_en,
    ceiling: row.ceiling_yen,
    rest: row.rest_yen,
    lapsesOn: row.lapses_on,
    left: seesLimits(actor) ? row.left_yen : null,
    notes: [...row.notes],
    allowedActions: allowed(actor, row, answerers.get(row.id)),
    version: row.version,
  };
}
