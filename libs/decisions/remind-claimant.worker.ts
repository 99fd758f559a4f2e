import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { expenseById } from '#expenses';
import { caseFiles } from '#incidents';
import { Handles, type Delivery, type JobHandler, type Timer } from '#queue';
import { InformationRequestEntity } from './information-request.entity.js';
import { mostReminders, dayMs, endOfDay, recordQuestion } from './information-request.js';

/** Questions whose reminder is due. */
export const informationTimers: readonly Timer[] = [
  {
    job: 'remind-claimant',
    due: `SELECT id, incident_id, 'clocks' AS queue, remind_at AS at
         FROM information_request
         WHERE remind_at <= statement_timestamp()`,
  },
];

/** Reminds the claimant of a question, when half its time is over and when it is over. */
@Injectable()
@Handles('remind-claimant')
export class RemindClaimant implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const incidents = await caseFiles(tx, [...new Set(deliveries.map(({ incidentId }) => incidentId))]);
    for (const id of deliveries.flatMap(({ ids }) => ids)) {
      const row = await tx.findOne(InformationRequestEntity, { id });
      const incident = incidents.find((one) => one.id === row?.incident_id);
      if (!row || !incident || row.remind_at === null || row.remind_at > tx.now) continue;
      const reminders = row.reminders + 1;
      const next =
        reminders < mostReminders ? new Date(Math.max(endOfDay(row.due_on), tx.now.getTime() + dayMs)) : null;
      await tx.update(InformationRequestEntity, { id }, { reminders, remind_at: next });
      const expense = await expenseById(tx, row.expense_id);
      recordQuestion(tx, incident, expense, { id, event: 'information.reminded', after: {} });
    }
  }
}
