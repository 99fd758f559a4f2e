import { Injectable } from '@nestjs/common';
import type { CoverageOutlook } from '#assessment';
import { expensesOf, undecided } from '#expenses';
import { appendTimeline, flaggedFactNames, incidentsForUpdate, type IncidentRow } from '#incidents';
import { grouped, newId, type CodedText } from '#kernel';
import {
  appendAudit,
  appendEvents,
  caseChain,
  eventRow,
  Handles,
  type Delivery,
  type JobHandler,
  type OutboxRow,
  type Tx,
} from '#platform';
import { decideSupport, type ExistingRequest, type SupportAct } from './decide-support.js';
import { serviceOfLane, type Service, type SupportState } from './support-request.js';

interface RequestRow {
  readonly id: string;
  readonly incident_id: string;
  readonly service: Service;
  readonly state: SupportState;
  readonly opened_by: string | null;
}

/** Opens, holds and withdraws support requests as the outlook of a case says, under the lock of the case. */
@Injectable()
@Handles('settle-support')
export class SettleSupport implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const incidents = await incidentsForUpdate(
      tx,
      deliveries.map((delivery) => delivery.incidentId),
    );
    // without an outlook there is nothing to decide on: its own event comes
    const settled = incidents.filter((incident) => incident.outlook !== 'pending' && incident.outlook_id !== null);
    const ids = settled.map((incident) => incident.id);
    const answers = await tx.rows<{ id: string; answer: CoverageOutlook }>(
      'SELECT id, answer FROM coverage_outlook WHERE id = ANY ($1)',
      [settled.map((incident) => incident.outlook_id)],
    );
    const requests = grouped(
      await tx.rows<RequestRow>(
        'SELECT id, incident_id, service, state, opened_by FROM support_request WHERE incident_id = ANY ($1) ORDER BY id',
        [ids],
      ),
      (row) => row.incident_id,
    );
    const expenses = grouped(await expensesOf(tx, ids), (expense) => expense.incident_id);
    const events: OutboxRow[] = [];
    for (const incident of settled) {
      const answer = answers.find((row) => row.id === incident.outlook_id)?.answer;
      if (!answer) continue;
      const services = (expenses.get(incident.id) ?? []).flatMap((expense) =>
        undecided.includes(expense.state) ? (serviceOfLane[expense.lane] ?? []) : [],
      );
      const acts = decideSupport({
        ...eligibility(incident, answer),
        caseOver: ['withdrawn', 'merged', 'declined', 'closed'].includes(incident.state),
        services: [...new Set(services)],
        existing: (requests.get(incident.id) ?? []).map(existing),
      });
      events.push(...(await carryOut(tx, incident, acts)));
    }
    await appendEvents(tx, events);
  }
}

/** What the outlook says of support, with the country as it is known now: an unknown one is never taken for Japan. */
export function eligibility(
  incident: IncidentRow,
  answer: CoverageOutlook,
): {
  availability: 'available' | 'not-available' | 'refer';
  code: string;
  reasons: CodedText[];
  country: string | null;
  domesticEffect: boolean | null;
} {
  const flagged = flaggedFactNames(incident.flags);
  const availability = answer.outlook === 'green' ? 'available' : answer.outlook === 'red' ? 'not-available' : 'refer';
  return {
    availability,
    code: answer.support?.code ?? answer.reasons[0]?.code ?? 'incident.facts-missing',
    reasons: [...answer.reasons],
    country: flagged.includes('country') ? null : (incident.facts.country ?? null),
    domesticEffect: incident.facts.domesticEffect ?? null,
  };
}

function existing(row: RequestRow): ExistingRequest {
  return { id: row.id, service: row.service, state: row.state, openedByPerson: row.opened_by !== null };
}

async function carryOut(tx: Tx, incident: IncidentRow, acts: readonly SupportAct[]): Promise<OutboxRow[]> {
  const now = new Date();
  const events: OutboxRow[] = [];
  for (const act of acts) {
    const id = act.kind === 'create' ? newId() : act.id;
    const to = act.kind === 'create' ? act.state : act.to;
    if (act.kind === 'create') {
      await tx.rows(
        'INSERT INTO support_request (id, incident_id, institution_id, service, state, reasons, outlook_id, version, created_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $8)',
        [
          id,
          incident.id,
          incident.institution_id,
          act.service,
          act.state,
          JSON.stringify(act.reasons),
          incident.outlook_id,
          now,
        ],
      );
    } else {
      await tx.rows(
        'UPDATE support_request SET state = $2, reasons = $3, outlook_id = $4, version = version + 1, changed_at = $5 WHERE id = $1',
        [id, to, JSON.stringify(act.reasons), incident.outlook_id, now],
      );
    }
    await appendTimeline(tx, incident, [
      {
        at: now,
        kind: `support-${to}`,
        audience: 'all',
        data: { supportRequestId: id, reasons: act.reasons, as: 'system' },
      },
    ]);
    await appendAudit(tx, { institutionId: incident.institution_id, incidentId: incident.id }, [
      {
        chain: caseChain(incident.id),
        action: `support-request.${act.kind === 'create' ? 'created' : 'moved'}`,
        subject: id,
        after: { state: to, reasons: act.reasons },
      },
    ]);
    events.push(
      eventRow(
        to === 'withdrawn' ? 'support-request.withdrawn' : 'support-request.opened',
        incident.id,
        { supportRequestId: id },
        now,
      ),
    );
  }
  return events;
}

/** Puts an opened or withdrawn request before the desk. */
@Injectable()
@Handles('alert-desk')
export class AlertDesk implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const now = new Date();
    const rows = await tx.rows<RequestRow & { institution_id: string }>(
      'SELECT id, incident_id, institution_id, service, state, opened_by FROM support_request WHERE id = ANY ($1)',
      [deliveries.flatMap((delivery) => delivery.ids)],
    );
    for (const row of rows)
      await appendTimeline(tx, { id: row.incident_id, institution_id: row.institution_id }, [
        {
          at: now,
          kind: 'desk-alerted',
          audience: 'insurer',
          data: { supportRequestId: row.id, service: row.service, state: row.state },
        },
      ]);
  }
}
