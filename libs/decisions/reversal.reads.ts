import { type Tx } from '#database';
import { limitOf, readCursor, toPage, type Page, type PageQuery } from '#http';
import type { IncidentEntity } from '#incidents';
import type { ExpenseEntity } from '#expenses';
import type { ReversalDto } from './reversal.dto.js';
import type { ReversalEntity } from './reversal.entity.js';

/** Reversals that wait for a second signature, oldest first, by cursor. */
export async function openReversals(tx: Tx, query: PageQuery): Promise<Page<ReversalDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const rows = await tx.rows<
    Pick<ReversalEntity, 'id' | 'decision_id' | 'expense_id' | 'incident_id' | 'reason' | 'asked_at'> &
      Pick<IncidentEntity, 'case_number'> &
      Pick<ExpenseEntity, 'line'> & { name: string; asked_text: string }
  >(
    `SELECT v.id, v.decision_id, v.expense_id, v.incident_id, i.case_number, e.line, v.reason, p.display_name AS name,
            v.asked_at,
            to_char(v.asked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS asked_text
       FROM reversal v
       JOIN incident i ON i.id = v.incident_id
       JOIN expense e ON e.id = v.expense_id
       JOIN person p ON p.id = v.asked_by
      WHERE v.ended IS NULL
        ${after ? 'AND (v.asked_at, v.id) > ($2::timestamptz, $3::uuid)' : ''}
      ORDER BY v.asked_at, v.id
      LIMIT $1`,
    [limit + 1, ...(after ?? [])],
  );
  return toPage(
    rows,
    limit,
    (row) => [row.asked_text, row.id],
    (row) => ({
      id: row.id,
      decisionId: row.decision_id,
      expenseId: row.expense_id,
      incidentId: row.incident_id,
      caseNumber: row.case_number,
      line: row.line,
      reason: row.reason,
      askedByName: row.name,
      askedAt: row.asked_at.toISOString(),
    }),
  );
}
