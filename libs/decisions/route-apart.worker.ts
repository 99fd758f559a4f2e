import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { expensesOf } from '#expenses';
import { caseFiles } from '#incidents';
import { Handles, type Delivery, type JobHandler } from '#queue';
import { routeApart } from '#routing';
import { earlierSigners } from './decision.store.js';

/** An appeal or a supplement is assigned to somebody who signed none of the earlier decisions. */
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
