import { Injectable } from '@nestjs/common';
import type { CoverageOutlook } from '#assessment';
import { expensesOf, undecided } from '#expenses';
import { hasEnded, appendTimelines, flaggedFactNames, incidentsForUpdate, type IncidentRow } from '#incidents';
import { grouped, newId, type CodedText } from '#kernel';
import {
  appendAudits,
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
    const ids = [...new Set(deliveries.map((delivery) => delivery.incidentId))];
    // the lock is sent first: what follows it is read under it
    const [incidents, answers, known, stored] = await Promise.all([
      incidentsForUpdate(tx, ids),
      tx.rows<{ id: string; answer: CoverageOutlook }>(
        'SELECT o.id, o.answer FROM incident i JOIN coverage_outlook o ON o.id = i.outlook_id WHERE i.id = ANY ($1)',
        [ids],
      ),
      tx.rows<RequestRow>(
        'SELECT id, incident_id, service, state, opened_by FROM support_request WHERE incident_id = ANY ($1) ORDER BY incident_id, id',
        [ids],
      ),
      expensesOf(tx, ids),
    ]);
    // without an outlook there is nothing to decide on: its own event comes
    const settled = incidents.filter((incident) => incident.outlook !== 'pending' && incident.outlook_id !== null);
    const requests = grouped(known, (row) => row.incident_id);
    const expenses = grouped(stored, (expense) => expense.incident_id);
    const now = new Date();
    const decided: Decided[] = [];
    for (const incident of settled) {
      const answer = answers.find((row) => row.id === incident.outlook_id)?.answer;
      if (!answer) continue;
      const services = (expenses.get(incident.id) ?? []).flatMap((expense) =>
        undecided.includes(expense.state) ? (serviceOfLane[expense.lane] ?? []) : [],
      );
      const acts = decideSupport({
        ...eligibility(incident, answer),
        caseOver: hasEnded(incident),
        services: [...new Set(services)],
        existing: (requests.get(incident.id) ?? []).map(existing),
      });
      decided.push(...acts.map((act): Decided => ({ id: act.kind === 'create' ? newId() : act.id, incident, act })));
    }
    if (decided.length > 0) await carryOut(tx, decided, now);
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

interface Decided {
  readonly id: string;
  readonly incident: IncidentRow;
  readonly act: SupportAct;
}

const stateAfter = ({ act }: Decided): SupportState => (act.kind === 'create' ? act.state : act.to);

async function carryOut(tx: Tx, decided: readonly Decided[], now: Date): Promise<void> {
  const rows = decided.map((one) => ({
    id: one.id,
    incident_id: one.incident.id,
    institution_id: one.incident.institution_id,
    service: one.act.kind === 'create' ? one.act.service : null,
    state: stateAfter(one),
    reasons: one.act.reasons,
    outlook_id: one.incident.outlook_id,
  }));
  const columns =
    'jsonb_to_recordset($1::jsonb) AS r(id uuid, incident_id uuid, institution_id uuid, service text, state text, reasons jsonb, outlook_id uuid)';
  const written = [JSON.stringify(rows), now];
  await Promise.all([
    tx.rows(
      `INSERT INTO support_request (id, incident_id, institution_id, service, state, reasons, outlook_id, version, created_at, changed_at)
     SELECT r.id, r.incident_id, r.institution_id, r.service, r.state, r.reasons, r.outlook_id, 1, $2, $2 FROM ${columns} WHERE r.service IS NOT NULL`,
      written,
    ),
    tx.rows(
      `UPDATE support_request s SET state = r.state, reasons = r.reasons, outlook_id = r.outlook_id, version = s.version + 1, changed_at = $2
       FROM ${columns} WHERE s.id = r.id AND r.service IS NULL`,
      written,
    ),
    appendTimelines(
      tx,
      decided.map((one) => ({
        incident: one.incident,
        lines: [
          {
            at: now,
            kind: `support-${stateAfter(one)}`,
            audience: 'all',
            data: { supportRequestId: one.id, reasons: one.act.reasons, as: 'system' },
          },
        ],
      })),
    ),
    appendAudits(
      tx,
      decided.map((one) => ({
        owner: { institutionId: one.incident.institution_id, incidentId: one.incident.id },
        entries: [
          {
            chain: caseChain(one.incident.id),
            action: `support-request.${one.act.kind === 'create' ? 'created' : 'moved'}`,
            subject: one.id,
            after: { state: stateAfter(one), reasons: one.act.reasons },
          },
        ],
      })),
    ),
    appendEvents(tx, eventsOf(decided, now)),
  ]);
}

/** One event a case for what opened, one for what was withdrawn. */
function eventsOf(decided: readonly Decided[], now: Date): OutboxRow[] {
  return [...grouped(decided, ({ incident }) => incident.id)].flatMap(([incidentId, ofCase]) => {
    const ids = (withdrawn: boolean): string[] =>
      ofCase.filter((one) => (stateAfter(one) === 'withdrawn') === withdrawn).map(({ id }) => id);
    return (
      [
        ['support-request.opened', ids(false)],
        ['support-request.withdrawn', ids(true)],
      ] as const
    ).flatMap(([type, supportRequestIds]) =>
      supportRequestIds.length > 0 ? [eventRow(type, incidentId, { supportRequestIds }, now)] : [],
    );
  });
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
    await appendTimelines(
      tx,
      rows.map((row) => ({
        incident: { id: row.incident_id, institution_id: row.institution_id },
        lines: [
          {
            at: now,
            kind: 'desk-alerted',
            audience: 'insurer',
            data: { supportRequestId: row.id, service: row.service, state: row.state },
          },
        ],
      })),
    );
  }
}
