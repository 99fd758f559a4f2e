import { Inject, Injectable } from '@nestjs/common';
import { appendTimeline, incidentsForUpdate } from '#incidents';
import { CONFIG, Handles, NOT_KNOWN, type Config, type Delivery, type JobHandler, type Tx } from '#platform';
import { proposeMatches } from './propose-match.js';

/** Acknowledges a report to the institution; puts the call-back, and whose case it may be, before the desk. */
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
      const proposals = incident.institution_id === NOT_KNOWN ? await proposeMatches(tx, incident) : [];
      const callBackBy = new Date(incident.reported_at.getTime() + this.config.callBackMinutes * 60_000).toISOString();
      await appendTimeline(tx, incident, [
        {
          at: now,
          kind: 'report-acknowledged',
          audience: 'all',
          data: { caseNumber: incident.case_number, callBackBy },
        },
        { at: now, kind: 'call-back-promised', audience: 'insurer', data: { callBackBy } },
        ...proposals.map((proposal) => ({
          at: now,
          kind: 'match-proposed',
          audience: 'insurer' as const,
          data: { ...proposal },
        })),
      ]);
    }
  }
}
