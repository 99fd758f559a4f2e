import { Injectable } from '@nestjs/common';
import { expensesOf, undecided } from '#expenses';
import { hasEnded, appendTimelines, flaggedFactNames, incidentsForUpdate, type IncidentRow } from '#incidents';
import { grouped, newId } from '#kernel';
import { appendAudits, appendEvents, caseChain, eventRow, type OutboxRow, type Tx } from '#platform';
import { Handles, type Delivery, type JobHandler } from '#queue';
import { decideSupport, type ExistingRequest, type SupportAct, type SupportInput } from './decide-support.js';
import { serviceOfLane, type Service, type SupportState } from './support-request.js';

interface RequestRow {
  readonly id: string;
  readonly incident_id: string;
  readonly service: Service;
  readonly state: SupportState;
  readonly opened_by: string | null;
}

/** Opens, holds and withdraws support requests as the support outlook of a case says, under the lock of the case. */
@Injectable()
@Handles('settle-support')
export class SettleSupport implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const ids = [...new Set(deliveries.map((delivery) => delivery.incidentId))];
    // the lock is sent first: what follows it is read under it
    const [incidents, known, stored] = await Promise.all([
      incidentsForUpdate(tx, ids),
      tx.rows<RequestRow>(
        'SELECT id, incident_id, service, state, opened_by FROM support_request WHERE incident_id = ANY ($1) ORDER BY incident_id, id',
        [ids],
      ),
      expensesOf(tx, ids),
    ]);
    // without a support outlook there is nothing to decide on: its own event comes
    const requests = grouped(known, (row) => row.incident_id);
    const expenses = grouped(stored, (expense) => expense.incident_id);
    const now = new Date();
    const decided: Decided[] = [];
    for (const incident of incidents) {
      const subject = eligibility(incident);
      if (!subject) continue;
      const services = (expenses.get(incident.id) ?? []).flatMap((expense) =>
        undecided.includes(expense.state) ? (serviceOfLane[expense.lane] ?? []) : [],
      );
      const acts = decideSupport({
        ...subject,
        caseOver: hasEnded(incident),
        services: [...new Set(services)],
        existing: (requests.get(incident.id) ?? []).map(existing),
      });
      decided.push(...acts.map((act): Decided => ({ id: act.kind === 'create' ? newId() : act.id, incident, act })));
    }
    if (decided.length > 0) await carryOut(tx, decided, now);
  }
}

/** What the support outlook says, with the country as it is known now, never taken for Japan; null: it is not settled. */
export function eligibility(incident: IncidentRow): Omit<SupportInput, 'caseOver' | 'services' | 'existing'> | null {
  const { support_outlook: availability, support_reasons: reasons } = incident;
  if (availability === null) return null;
  const flagged = flaggedFactNames(incident.flags);
  return {
    availability,
    code: reasons?.[0]?.code ?? 'incident.facts-missing',
    reasons: [...(reasons ?? [])],
    country: flagged.includes('country') ? null : (incident.facts.country ?? null),
    domesticEffect: flagged.includes('domesticEffect') ? null : (incident.facts.domesticEffect ?? null),
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
