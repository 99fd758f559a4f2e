import { appendTimeline, incidentById } from '#incidents';
import { appendAudit, appendEvents, caseChain, eventRow, Problem, requireVersion, type Tx } from '#platform';
import { expenseById } from './expense.store.js';

/**
 * Withdraws an expense on which nothing is scheduled: its work item ends, what was held for it is released, and what the other
 * lines can get is seen anew. By its claimant, or by the desk for them. Throws `requests.not-found`, `requests.stale-version`,
 * `expenses.cannot-withdraw`.
 */
export async function withdrawExpense(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  reason: string | null,
  now: Date,
): Promise<void> {
  requireVersion((await expenseById(tx, id)).version, expectedVersion);
  const row = await tx
    .one<{ before: string | null }>('SELECT withdraw_expense($1) AS before', [id])
    .catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'SN194')
        throw new Problem('expenses.cannot-withdraw');
      throw error;
    });
  if (row?.before == null) throw new Problem('requests.not-found');
  const expense = await expenseById(tx, id);
  const incident = await incidentById(tx, expense.incident_id);
  await appendTimeline(tx, incident, [
    {
      at: now,
      kind: 'expense-withdrawn',
      audience: 'all',
      data: { line: expense.line, from: row.before, as: tx.actor.as },
    },
  ]);
  const policyId = incident.member_period_id ?? '';
  await appendEvents(tx, [
    eventRow(
      'expense.withdrawn',
      incident.id,
      { expenseId: id, policyId, institutionId: incident.institution_id },
      now,
    ),
  ]);
  await appendAudit(tx, { institutionId: incident.institution_id, incidentId: incident.id }, [
    {
      chain: caseChain(incident.id),
      action: 'expense.withdrawn',
      subject: id,
      before: { state: row.before },
      after: { state: 'withdrawn' },
      ...(reason === null ? {} : { reason }),
    },
  ]);
}
