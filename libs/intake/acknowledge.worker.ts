import { Inject, Injectable } from '@nestjs/common';
import { appendTimeline, incidentsForUpdate } from '#incidents';
import { CONFIG, Handles, type Config, type Delivery, type JobHandler, type Tx } from '#platform';

/** Acknowledges a report to the institution and puts the promised call-back before the desk. */
@Injectable()
@Handles('acknowledge')
export class Acknowledge implements JobHandler {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const now = new Date();
    for (const incident of await incidentsForUpdate(
      tx,
      deliveries.map((delivery) => delivery.incidentId),
    )) {
      const callBackBy = new Date(incident.reported_at.getTime() + this.config.callBackMinutes * 60_000).toISOString();
      await appendTimeline(tx, incident, [
        {
          at: now,
          kind: 'report-acknowledged',
          audience: 'all',
          data: { caseNumber: incident.case_number, callBackBy },
        },
        { at: now, kind: 'call-back-promised', audience: 'insurer', data: { callBackBy } },
      ]);
    }
  }
}
