import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { expenseMover, expensesOf, type RulingEntity } from '#expenses';
import { caseFiles, hasEnded } from '#incidents';
import { Handles, type Delivery, type JobHandler } from '#queue';
import { giveBack } from '#routing';
import type { DecisionEntity } from './decision.entity.js';

/** A line that was rejected as not proven is in review again when a paper for it has arrived. */
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
      const ruled = await tx.one<
        Pick<RulingEntity, 'decision_id'> & Pick<DecisionEntity, 'proposed_by'> & { unproven: boolean }
      >(
        `SELECT r.decision_id, d.proposed_by, r.reasons @> '[{"code":"not-proven"}]'
           AND r.final_at <= clock_timestamp() AS unproven
           FROM newest_ruling n
           JOIN ruling r ON r.decision_id = n.decision_id
           JOIN decision d ON d.id = n.decision_id
           WHERE n.expense_id = $1`,
        [expense.id],
      );
      if (!ruled?.unproven) continue;
      await expenseMover.move(tx, incident, [expense], {
        to: 'in-review',
        by: 'system',
        said: { act: 'paper-came', decisionId: ruled.decision_id, line: expense.line },
      });
      await giveBack(tx, { incident, expense: { ...expense, state: 'in-review' } }, ruled.proposed_by);
    }
  }
}
