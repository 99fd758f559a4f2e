import { Injectable } from '@nestjs/common';
import { expensesOf } from '#expenses';
import { caseFiles, hasEnded } from '#incidents';
import { Handles, type Delivery, type JobHandler, type Tx } from '#platform';
import { giveBack } from '#routing';

/** What was rejected for want of proof is in review again, by itself, when a paper for it has arrived. */
@Injectable()
@Handles('reopen-unproven')
export class ReopenUnproven implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const wanted = new Set(deliveries.flatMap(({ ids }) => ids));
    const ids = [...new Set(deliveries.map(({ incidentId }) => incidentId))];
    const incidents = await caseFiles(tx, ids);
    const expenses = await expensesOf(tx, ids);
    for (const expense of expenses) {
      const incident = incidents.find(({ id }) => id === expense.incident_id);
      if (!incident || hasEnded(incident) || expense.state !== 'rejected' || !wanted.has(expense.id)) continue;
      const ruled = await tx.one<{ decision_id: string; proposed_by: string; unproven: boolean }>(
        `SELECT r.decision_id, d.proposed_by, r.reasons @> '[{"code":"not-proven"}]' AND r.final_at <= clock_timestamp() AS unproven
           FROM ruling r JOIN decision d ON d.id = r.decision_id WHERE r.expense_id = $1 ORDER BY r.ruled_at DESC LIMIT 1`,
        [expense.id],
      );
      if (!ruled?.unproven) continue;
      await tx.rows(`UPDATE expense SET state = 'in-review', version = version + 1 WHERE id = $1`, [expense.id]);
      const back = { incident, expense: { ...expense, state: 'in-review' as const } };
      await giveBack(tx, back, ruled.proposed_by);
      tx.record(incident, {
        timeline: { kind: 'expense-reopened', audience: 'all', data: { line: expense.line } },
        event: {
          type: 'expense.decided',
          payload: { expenseId: expense.id, decisionId: ruled.decision_id, state: 'in-review' },
        },
        audit: {
          action: 'expense.reopened',
          subject: expense.id,
          before: { state: 'rejected' },
          after: { state: 'in-review' },
          reason: 'a paper has arrived',
        },
      });
    }
  }
}
