import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { expensesOf, undecidedStates } from '#expenses';
import { caseFiles, hasEnded, type CaseFile } from '#incidents';
import { groupBy, newId } from '#kernel';
import { Handles, type Delivery, type JobHandler } from '#queue';
import { decideSupport, type ExistingRequest, type SupportAct } from './decide-support.js';
import { supportEligibility, supportMover } from './move-support.js';
import {
  serviceOfLane,
  supportRequestMachine,
  type EligibilitySubject,
  type StoredSupportState,
} from './support-request.js';
import type { SupportRequestEntity } from './support-request.entity.js';
import { supportRows, type SupportRow } from './support-request.store.js';

/** Opens, holds and withdraws support requests by the support outlook of a case, under the lock of the case. */
@Injectable()
@Handles('settle-support')
export class SettleSupport implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const ids = [...new Set(deliveries.map((delivery) => delivery.incidentId))];
    // the lock is sent first, so that the other reads run under it
    const [files, known, stored] = await tx.together([caseFiles(tx, ids), supportRows(tx, ids), expensesOf(tx, ids)]);
    const requests = groupBy(known, (row) => row.incident_id);
    const expenses = groupBy(stored, (expense) => expense.incident_id);
    const decided: Decided[] = [];
    for (const file of files) {
      // without a support outlook nothing can be decided: its event starts this job again
      const subject = supportEligibility(file);
      if (!subject) continue;
      const services = (expenses.get(file.id) ?? []).flatMap((expense) =>
        undecidedStates.includes(expense.state) ? (serviceOfLane[expense.lane] ?? []) : [],
      );
      const rows = requests.get(file.id) ?? [];
      const acts = decideSupport({
        ...subject,
        caseOver: hasEnded(file),
        services: [...new Set(services)],
        existing: rows.map(existing),
      });
      decided.push(
        ...acts.map((act): Decided => {
          const row = act.kind === 'move' ? (rows.find(({ id }) => id === act.id) ?? null) : null;
          return { id: row?.id ?? newId(), file, subject, act, row };
        }),
      );
    }
    if (decided.length > 0) await carryOut(tx, decided);
  }
}

function existing({ id, service, state, opened_by }: SupportRow): ExistingRequest {
  return { id, service, state, openedByPerson: opened_by !== null };
}

interface Decided {
  readonly id: string;
  readonly file: CaseFile;
  readonly subject: EligibilitySubject;
  readonly act: SupportAct;
  /** null: the request is created. */
  readonly row: SupportRow | null;
}

const stateAfter = ({ act }: Decided): StoredSupportState => (act.kind === 'create' ? act.state : act.to);

async function carryOut(tx: Tx, decided: readonly Decided[]): Promise<void> {
  await create(
    tx,
    decided.filter(({ row }) => row === null),
  );
  const of = new Map(decided.map((one) => [one.id, one]));
  for (const to of supportRequestMachine.states) {
    const moved = decided.filter((one) => one.row !== null && stateAfter(one) === to);
    await supportMover.move(
      tx,
      (row) => of.get(row.id)?.file ?? 'insurer',
      moved.flatMap(({ row }) => row ?? []),
      {
        to,
        by: 'system',
        reason: moved[0]?.act.reasons[0]?.code ?? null,
        also: ({ id }) => ({
          reasons: of.get(id)?.act.reasons,
          outlook_id: of.get(id)?.file.outlook_id,
          changed_at: tx.now,
        }),
        subject: ({ id }) => of.get(id)?.subject ?? { availability: 'refer', country: null, domesticEffect: null },
        said: { reasons: new Map(moved.map(({ id, act }) => [id, act.reasons])) },
      },
    );
  }
  // for each case one event for opened requests and one for withdrawn ones
  for (const [, ofCase] of groupBy(decided, ({ file }) => file.id)) {
    const ids = (withdrawn: boolean): string[] =>
      ofCase.filter((one) => (stateAfter(one) === 'withdrawn') === withdrawn).map(({ id }) => id);
    const [opened, ended] = [ids(false), ids(true)];
    for (const { file } of ofCase.slice(0, 1))
      tx.record(file, {
        event: [
          ...(opened.length > 0
            ? [{ type: 'support-request.opened' as const, payload: { supportRequestIds: opened } }]
            : []),
          ...(ended.length > 0
            ? [{ type: 'support-request.withdrawn' as const, payload: { supportRequestIds: ended } }]
            : []),
        ],
      });
  }
}

async function create(tx: Tx, created: readonly Decided[]): Promise<void> {
  if (created.length === 0) return;
  await tx.rows(
    `INSERT INTO support_request (id, incident_id, institution_id, service, state, reasons, outlook_id, version,
       created_at, changed_at)
     SELECT r.id, r.incident_id, r.institution_id, r.service, r.state, r.reasons, r.outlook_id, 1, $2, $2
       FROM jsonb_populate_recordset(NULL::support_request, $1::jsonb) r`,
    [
      JSON.stringify(
        created.map(({ id, file, act }) => ({
          id,
          incident_id: file.id,
          institution_id: file.institution_id,
          service: act.kind === 'create' ? act.service : null,
          state: act.kind === 'create' ? act.state : null,
          reasons: act.reasons,
          outlook_id: file.outlook_id,
        })),
      ),
      tx.now,
    ],
  );
  for (const one of created) {
    const [id, state, { reasons }] = [one.id, stateAfter(one), one.act];
    tx.record(one.file, {
      timeline: {
        kind: `support-${state}`,
        audience: 'all',
        data: { supportRequestId: id, reasons, as: 'system' },
      },
      audit: { action: 'support-request.created', subject: id, after: { state, reasons } },
    });
  }
}

/** Records an opened or withdrawn request for the desk. */
@Injectable()
@Handles('alert-desk')
export class AlertDesk implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const rows = await tx.rows<
      Pick<SupportRequestEntity, 'id' | 'incident_id' | 'institution_id' | 'service' | 'state'>
    >('SELECT id, incident_id, institution_id, service, state FROM support_request WHERE id = ANY ($1)', [
      deliveries.flatMap((delivery) => delivery.ids),
    ]);
    for (const { id, incident_id, institution_id, service, state } of rows)
      tx.record(
        { id: incident_id, institution_id },
        { timeline: { kind: 'desk-alerted', audience: 'insurer', data: { supportRequestId: id, service, state } } },
      );
  }
}
