import { Inject, Injectable } from '@nestjs/common';
import { NOT_KNOWN, type RecordedLine, type Tx } from '#database';
import { incidentsById, type IncidentRow } from '#incidents';
import { callBackOf, proposeMatches, proposeMerges } from '#intake';
import { type Config, CONFIG } from '#platform';
import { Handles, type Delivery, type JobHandler } from '#queue';
import { acknowledgementMail } from './mail-words.js';
import { enterMailings, pageOfCase, type Mailing } from './mailing.js';
import { mailRequests } from './mail-requests.worker.js';

/**
 * Records that a report was received and mails the acknowledgement; shows the desk the promised call back, the case's
 * possible institutions and other reports that may be about the same event, and asks for the papers of the reported
 * expenses.
 */
@Injectable()
@Handles('acknowledge')
export class Acknowledge implements JobHandler {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const incidents = await incidentsById(
      tx,
      deliveries.map((delivery) => delivery.incidentId),
    );
    for (const incident of incidents) {
      const proposals = incident.institution_id === NOT_KNOWN ? await proposeMatches(tx, incident) : [];
      const callBackBy = this.#callBackBy(incident);
      const lines: RecordedLine[] = [
        { kind: 'report-acknowledged', audience: 'all', data: { caseNumber: incident.case_number, callBackBy } },
        ...(callBackBy === null
          ? []
          : [{ kind: 'call-back-promised', audience: 'insurer', data: { callBackBy } } as const]),
        ...proposals.map((proposal): RecordedLine => ({
          kind: 'match-proposed',
          audience: 'insurer',
          data: { ...proposal },
        })),
      ];
      tx.record(incident, { timeline: lines });
    }
    await enterMailings(
      tx,
      incidents.map((incident) => this.#acknowledgement(incident)),
      this.config,
    );
    await mailRequests(tx, incidents, this.config);
    await proposeMerges(
      tx,
      incidents.map(({ id }) => id),
    );
  }

  #callBackBy(incident: IncidentRow): string | null {
    return callBackOf({ ...incident, state: 'reported' }, [], this.config)?.by ?? null;
  }

  #acknowledgement(incident: IncidentRow): Mailing {
    const callBackBy = this.#callBackBy(incident);
    return {
      id: incident.id,
      what: 'acknowledgement',
      incident,
      person: /^person:(.*)$/.exec(incident.reported_by)?.[1] ?? null,
      roles: ['hospital-manager'],
      ...acknowledgementMail(incident.case_number, callBackBy, pageOfCase(this.config, incident.id), this.config),
    };
  }
}
