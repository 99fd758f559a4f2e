import type { Tx } from '#database';
import { expenseById, type StoredExpense } from '#expenses';
import { caseFile, type CaseFile, type IncidentRow } from '#incidents';
import { Problem } from '#problems';
import { clockOf, daysOf } from './clock.reads.js';

/** Updates the days of payments of an expense that are not in a batch yet to its clock. */
export async function followClock(tx: Tx, incident: Pick<IncidentRow, 'facts'>, expense: StoredExpense): Promise<void> {
  const days = daysOf(await clockOf(tx, incident, expense));
  if (!days) return;
  await tx.rows(
    `UPDATE payment
       SET complete_on = $2, pay_by = $3, last_day = $4, version = version + 1
       WHERE expense_id = $1 AND state IN ('scheduled','returned','set-aside')`,
    [expense.id, days.completeOn, days.payBy, days.lastDay],
  );
}

export async function openClock(tx: Tx, expenseId: string): Promise<{ file: CaseFile; expense: StoredExpense }> {
  const file = await caseFile(tx, (await expenseById(tx, expenseId)).incident_id);
  const expense = await expenseById(tx, expenseId);
  requireRunning(expense);
  return { file, expense };
}

/** Throws `payments.clock-over`: nothing is to be paid any more. */
export function requireRunning({ state }: StoredExpense): void {
  if (['paid', 'rejected', 'withdrawn'].includes(state)) throw new Problem('payments.clock-over');
}

export function recordClock(
  tx: Tx,
  file: CaseFile,
  { id: expenseId, line }: StoredExpense,
  {
    kind,
    told: audience,
    id,
    after,
    reason = null,
  }: { kind: string; told: 'all' | 'insurer'; id: string; after: object; reason?: string | null },
): void {
  tx.record(file, {
    timeline: { kind, audience, data: { line, expenseId, ...after } },
    ...(audience === 'all' ? { event: { type: 'payment.clock-moved', payload: { expenseId, kind } } } : {}),
    audit: { action: `expense.${kind}`, subject: expenseId, after: { id, ...after }, reason },
  });
}
