import { Inject, Injectable } from '@nestjs/common';
import { appendTimelines, incidentsById, type TimelineLine } from '#incidents';
import { CONFIG, Handles, NOT_KNOWN, type Config, type Delivery, type JobHandler, type Tx } from '#platform';
import { proposeMatches } from './propose-match.js';
import { proposeMerges } from './propose-merges.js';

/** Acknowledges a report to the institution; puts the call-back, whose case it may be and which other report may tell of the same event before the desk. */
@Injectable()
@Handles('acknowledge')
export class Acknowledge implements JobHandler {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const now = new Date();
    const incidents = await incidentsById(
      tx,
      deliveries.map((delivery) => delivery.incidentId),
    );
    const written = [];
    for (const incident of incidents) {
      const proposals = incident.institution_id === NOT_KNOWN ? await proposeMatches(tx, incident) : [];
      const callBackBy = new Date(incident.reported_at.getTime() + this.config.callBackMinutes * 60_000).toISOString();
      const lines: TimelineLine[] = [
        {
          at: now,
          kind: 'report-acknowledged',
          audience: 'all',
          data: { caseNumber: incident.case_number, callBackBy },
        },
        { at: now, kind: 'call-back-promised', audience: 'insurer', data: { callBackBy } },
        ...proposals.map((proposal): TimelineLine => ({
          at: now,
          kind: 'match-proposed',
          audience: 'insurer',
          data: { ...proposal },
        })),
      ];
      written.push({ incident, lines });
    }
    await appendTimelines(tx, written);
    await proposeMerges(
      tx,
      incidents.map(({ id }) => id),
      now,
    );
  }
}

/** A case whose institution has become known may tell of an event that is known already. */
@Injectable()
@Handles('propose-merges')
export class ProposeMerges implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    await proposeMerges(
      tx,
      deliveries.map((delivery) => delivery.incidentId),
      new Date(),
    );
  }
}
