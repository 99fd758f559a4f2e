import { Injectable } from '@nestjs/common';
import { type Tx } from '#database';
import { expenseMover, expensesOf, linkEvidence, openExpense, type RulingEntity } from '#expenses';
import { requireVersion } from '#http';
import { caseFiles } from '#incidents';
import { newId } from '#kernel';
import { Problem, refusedAs } from '#problems';
import { Handles, type Delivery, type JobHandler } from '#queue';
import { routeApart } from '#routing';
import { earlierSigners } from './decision.store.js';
import type { AppealEntity } from './appeal.entity.js';

/**
 * The claimant asks that a rejection is looked at again, by others than those who signed it. Throws
 * `decisions.nothing-to-appeal`,
 * `documents.not-found`, `requests.stale-version`.
 */
export async function appealExpense(
  tx: Tx,
  expenseId: string,
  expectedVersion: number | null,
  { reason, documentIds = [] }: { readonly reason: string; readonly documentIds?: readonly string[] },
): Promise<void> {
  const { file, expense } = await openExpense(tx, expenseId);
  requireVersion(expense.version, expectedVersion);
  const ruled = await tx.one<Pick<RulingEntity, 'decision_id' | 'final_at'>>(
    'SELECT decision_id, final_at FROM ruling WHERE expense_id = $1 ORDER BY ruled_at DESC LIMIT 1',
    [expenseId],
  );
  const stands = ruled && expense.state === 'rejected' && ruled.final_at <= tx.now;
  if (!stands || ['withdrawn', 'merged'].includes(file.state)) throw new Problem('decisions.nothing-to-appeal');
  const { decision_id: decisionId } = ruled;
  await tx
    .rows('SELECT enter_appeal($1, $2, $3)', [newId(), decisionId, reason])
    .catch(refusedAs('SN194', 'decisions.nothing-to-appeal'));
  for (const documentId of documentIds) await linkEvidence(tx, documentId, [expenseId]);
  await expenseMover.move(tx, file, [expense], {
    to: 'appealed',
    reason,
    said: { act: 'appealed', line: expense.line, lane: expense.lane, decisionId, documentIds },
  });
}

/** An appeal against a rejection, as it was written. */
export type AppealRow = Pick<AppealEntity, 'id' | 'decision_id' | 'reason' | 'appealed_at'>;

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
