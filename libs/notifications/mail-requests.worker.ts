import { Inject, Injectable } from '@nestjs/common';
import { NOT_KNOWN, type Tx } from '#database';
import { incidentsById, type IncidentRow } from '#incidents';
import { groupBy, newId, type Role } from '#kernel';
import { wantedSince } from '#payments';
import { type Config, CONFIG } from '#platform';
import { Handles, type Delivery, type JobHandler, type Timer } from '#queue';
import type { InformationRequestEntity } from '#decisions';
import { reminderMail, requestMail } from './mail-words.js';
import { enterMailings, pageOfCase, type Mailing } from './mailing.js';
import { requestsOf, type Request } from './open-requests.js';
import type { RequestCode } from './request-words.js';
import type { MailedRequestEntity } from './mailed-request.entity.js';

/** The roles of an institution that can answer a request. */
const answerers: Readonly<Record<RequestCode, readonly Role[]>> = {
  message: ['hospital-manager', 'hospital-reporter'],
  question: ['hospital-manager', 'hospital-reporter'],
  papers: ['hospital-manager', 'hospital-reporter'],
  account: ['hospital-manager'],
  'account-again': ['hospital-manager'],
  'account-closed': ['hospital-manager'],
};

/**
 * An account is wanted from a time at which no one acts: a ruling becomes final, a branch closes. The query reads all
 * approved money and costs more than the other timers' queries, so it does not run every second.
 */
export const requestTimers: readonly Timer[] = [
  { job: 'mail-requests', due: wantedSince('SELECT FROM mailed_request m WHERE m.about = n.name'), every: 10 },
];

/**
 * Mails the open requests to the institutions of these cases that were not mailed before: each request once, and those
 * of one moment in one mail.
 */
export async function mailRequests(
  tx: Tx,
  incidents: readonly IncidentRow[],
  config: Pick<Config, 'insurer' | 'smtpUrl' | 'publicUrl' | 'deskPhone' | 'nightPhone'>,
): Promise<void> {
  const known = incidents.filter(({ institution_id }) => institution_id !== NOT_KNOWN);
  const requests = await requestsOf(tx, known);
  if (requests.length === 0) return;
  const wanted = known.flatMap((incident) => {
    const theirs = requests.filter(({ incidentId }) => incidentId === incident.id);
    return [...groupBy(theirs, ({ code }) => answerers[code].join())].map(([, together]) => ({
      id: newId(),
      incident,
      requests: together,
    }));
  });
  // a request that was mailed before, or is being mailed by another worker, is not entered again
  const entered = await tx.rows<Pick<MailedRequestEntity, 'about'>>(
    `INSERT INTO mailed_request (about, incident_id, institution_id, mailing_id, due_on, at)
     SELECT r.about, r.incident_id, r.institution_id, r.mailing_id, r.due_on, $2
       FROM jsonb_to_recordset($1::jsonb)
              AS r(about text, incident_id uuid, institution_id uuid, mailing_id uuid, due_on date)
      ORDER BY r.about
         ON CONFLICT (about) DO NOTHING
     RETURNING about`,
    [JSON.stringify(wanted.flatMap(rowsOf)), tx.now],
  );
  const fresh = new Set(entered.map(({ about }) => about));
  const mailings = wanted.flatMap(({ id, incident, requests: together }) => {
    const told = together.filter(({ about }) => about.some((one) => fresh.has(one)));
    return told.length === 0 ? [] : [mailing(id, incident, told, config)];
  });
  await enterMailings(tx, mailings, config);
}

interface Wanted {
  readonly id: string;
  readonly incident: IncidentRow;
  readonly requests: readonly Request[];
}

const rowsOf = ({ id, incident, requests }: Wanted): object[] =>
  requests.flatMap(({ about, dueOn }) =>
    about.map((one) => ({
      about: one,
      incident_id: incident.id,
      institution_id: incident.institution_id,
      mailing_id: id,
      due_on: dueOn,
    })),
  );

function mailing(
  id: string,
  incident: IncidentRow,
  requests: readonly Request[],
  config: Pick<Config, 'insurer' | 'publicUrl' | 'deskPhone' | 'nightPhone'>,
): Mailing {
  return {
    id,
    what: 'request',
    incident,
    // the requests of one mailing can be answered by the same roles
    roles: [...new Set(requests.flatMap(({ code }) => answerers[code]))],
    ...requestMail(incident.case_number, requests, pageOfCase(config, incident.id), config),
  };
}

@Injectable()
@Handles('mail-requests')
export class MailRequests implements JobHandler {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const ids = [...new Set(deliveries.map(({ incidentId }) => incidentId))];
    await mailRequests(tx, await incidentsById(tx, ids), this.config);
  }
}

/** Mails a question again shortly before its day, and after it: each reminder once. */
@Injectable()
@Handles('mail-reminder')
export class MailReminder implements JobHandler {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const open = await tx.rows<Pick<InformationRequestEntity, 'id' | 'incident_id' | 'due_on'>>(
      `SELECT q.id, q.incident_id, q.due_on
         FROM information_request q
        WHERE q.id = ANY ($1) AND q.answered_at IS NULL AND q.closed_at IS NULL
        ORDER BY q.id`,
      [deliveries.flatMap(({ ids }) => ids)],
    );
    const incidents = await incidentsById(
      tx,
      open.map(({ incident_id }) => incident_id),
    );
    const mailings = open.flatMap(({ incident_id, due_on }): Mailing[] => {
      const incident = incidents.find(({ id }) => id === incident_id);
      if (!incident) return [];
      return [
        {
          id: newId(),
          what: 'reminder',
          incident,
          roles: answerers.question,
          ...reminderMail(incident.case_number, due_on, pageOfCase(this.config, incident.id), this.config),
        },
      ];
    });
    await enterMailings(tx, mailings, this.config);
  }
}
