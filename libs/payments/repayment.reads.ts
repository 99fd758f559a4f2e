import type { Actor, Tx } from '#database';
import { repaymentMover, repaymentStateNames, type RepaymentClaimEntity } from '#decisions';
import type { ExpenseEntity } from '#expenses';
import { limitOf, readCursor, toPage, type Page } from '#http';
import type { IncidentEntity } from '#incidents';
import type { PersonEntity } from '#people';
import type { RepaymentQuery, RepaymentDto } from './repayment.dto.js';
import { actsOn } from './repayment.js';

type Row = RepaymentClaimEntity &
  Pick<IncidentEntity, 'case_number'> &
  Pick<ExpenseEntity, 'entered_by'> & {
    readonly asked_text: string;
    readonly write_off_asked_by: PersonEntity['display_name'] | null;
  };

const select = `SELECT c.*, i.case_number, e.entered_by, w.display_name AS write_off_asked_by,
    to_char(c.asked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS asked_text
      FROM repayment_claim c
      JOIN incident i ON i.id = c.incident_id
      JOIN expense e ON e.id = c.expense_id
      LEFT JOIN person w ON w.id = c.write_off_by`;

export async function repaymentView(tx: Tx, id: string): Promise<RepaymentDto> {
  const [row] = await tx.rows<Row>(`${select} WHERE c.id = $1`, [id]);
  if (!row) throw new Error('a claim that was moved is there');
  return view(row, tx.actor);
}

export async function listRepayments(tx: Tx, query: RepaymentQuery): Promise<Page<RepaymentDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const values: unknown[] = [limit + 1];
  const conditions = ['true'];
  const add = (condition: (place: string) => string, value: unknown): void => {
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  if (query.state) add((place) => `c.state = ${place}`, query.state);
  if (query.incidentId) add((place) => `c.incident_id = ${place}`, query.incidentId);
  if (query.by === 'others')
    add((place) => `c.asked_by <> ${place} AND e.entered_by IS DISTINCT FROM ${place}`, tx.actor.id);
  if (after) {
    values.push(...after);
    conditions.push(`(c.asked_at, c.id) < ($${values.length - 1}::timestamptz, $${values.length}::uuid)`);
  }
  const rows = await tx.rows<Row>(
    `${select} WHERE ${conditions.join(' AND ')} ORDER BY c.asked_at DESC, c.id DESC LIMIT $1`,
    values,
  );
  return toPage(
    rows,
    limit,
    (row) => [row.asked_text, row.id],
    (row) => view(row, tx.actor),
  );
}

function view(row: Row, reader: Actor): RepaymentDto {
  return {
    id: row.id,
    number: row.no,
    expenseId: row.expense_id,
    incidentId: row.incident_id,
    caseNumber: row.case_number,
    amount: row.amount_yen,
    reason: row.reason,
    textJa: row.text_ja ?? row.reason,
    state: row.state,
    stateJa: repaymentStateNames[row.state].ja,
    stateEn: repaymentStateNames[row.state].en,
    askedAt: row.asked_at.toISOString(),
    receivedOn: row.received_on,
    maySign: row.state === 'asked' && row.asked_by !== reader.id && row.entered_by !== reader.id,
    writeOffAskedByName: row.write_off_asked_by,
    writeOffReason: row.write_off_reason,
    mayWriteOff: row.state === 'demanded' && reader.roles.includes('senior-adjuster') && row.write_off_by !== reader.id,
    allowedActions: repaymentMover.allowed(reader, row, actsOn(reader, row, row.entered_by)),
    version: row.version,
  };
}
