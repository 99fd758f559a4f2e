import { Injectable } from '@nestjs/common';
import { expensesOf, linkEvidence, expenseById } from '#expenses';
import { caseFile, caseFiles } from '#incidents';
import { newId } from '#kernel';
import { Handles, Problem, requireVersion, type Delivery, type JobHandler, type Tx } from '#platform';
import { routeApart } from '#routing';
import { earlierSigners } from './decision.store.js';
import { moved } from './information.js';

/**
 * The claimant asks that a rejection is looked at again, by others than those who signed it. Throws `decisions.nothing-to-appeal`,
 * `documents.not-found`, `requests.stale-version`.
 */
export async function appealExpense(
  tx: Tx,
  expenseId: string,
  expectedVersion: number | null,
  { reason, documentIds = [] }: { readonly reason: string; readonly documentIds?: readonly string[] },
): Promise<void> {
  const file = await caseFile(tx, (await expenseById(tx, expenseId)).incident_id);
  const before = await expenseById(tx, expenseId);
  requireVersion(before.version, expectedVersion);
  const id = newId();
  const decision = await moved(
    tx,
    'SELECT appeal_expense($1, $2, $3)::text AS done',
    [id, expenseId, reason],
    'decisions.nothing-to-appeal',
  );
  if (decision === null) throw new Problem('requests.not-found');
  for (const documentId of documentIds) await linkEvidence(tx, documentId, [expenseId], tx.now);
  tx.record(file, {
    timeline: { kind: 'expense-appealed', audience: 'all', data: { line: before.line, as: tx.actor.as } },
    event: { type: 'expense.appealed', payload: { expenseId, lane: before.lane } },
    audit: {
      action: 'expense.appealed',
      subject: expenseId,
      before: { state: 'rejected' },
      after: { state: 'appealed', decisionId: decision, documentIds },
      reason,
    },
  });
}

/** An appeal against a rejection, as it was written. */
export interface AppealRow {
  readonly id: string;
  readonly decision_id: string;
  readonly reason: string;
  readonly appealed_at: Date;
}

/** The appeals of an expense, oldest first. */
export async function appealsOf(tx: Tx, expenseId: string): Promise<AppealRow[]> {
  return tx.rows<AppealRow>(
    `SELECT id, decision_id, reason, appealed_at
       FROM appeal
      WHERE expense_id = $1
      ORDER BY appealed_at, id`,
    [expenseId],
  );
}

/** An appeal, or a supplement, goes to somebody who signed nothing of what came before. */
@Injectable()
@Handles('route-apart')
export class RouteApart implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const ids = [...new Set(deliveries.map(({ incidentId }) => incidentId))];
    const wanted = new Set(deliveries.flatMap((delivery) => delivery.ids));
    const incidents = await caseFiles(tx, ids);
    for (const expense of await expensesOf(tx, ids)) {
      const incident = incidents.find(({ id }) => id === expense.incident_id);
      const waits = expense.state === 'appealed' || expense.state === 'submitted';
      if (!incident || !waits || !wanted.has(expense.id)) continue;
      const apart = await earlierSigners(tx, expense.id);
      await routeApart(tx, { incident, expense }, apart);
    }
  }
}
