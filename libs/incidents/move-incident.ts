import { Guards, moveOf, movesFrom, type CodedText, type Move } from '#kernel';
import {
  appendAudit,
  appendEvents,
  caseChain,
  eventRow,
  Problem,
  requireVersion,
  type Actor,
  type Tx,
} from '#platform';
import {
  incidentMachine,
  incidentStateNames,
  moneyOrOrdersPending,
  openMissing,
  triageMissing,
  type IncidentState,
} from './incident.js';
import { coverageOutlookOf, type IncidentRow } from './incident.entity.js';
import { appendTimeline, incidentForUpdate } from './incident.store.js';
import type { MoveIncidentDto } from './move-incident.dto.js';
import { requireAdjuster } from './name-adjuster.js';

/** What a guard looks at: the case as it would be after the move, and what later domains say of it. */
export interface MoveSubject {
  readonly incident: IncidentRow;
  readonly runningOrders: number;
}

/** The guards of the incident machine; later domains register theirs when they load. */
export const incidentGuards = new Guards<MoveSubject>();
incidentGuards.register('incidents.triage-incomplete', ({ incident }) =>
  triageMissing({ severity: incident.severity, facts: incident.facts, policyMatch: incident.policy_match }),
);
incidentGuards.register('incidents.open-incomplete', ({ incident }) =>
  openMissing({ outlook: coverageOutlookOf(incident), adjusterInChargeId: incident.adjuster_id }),
);
incidentGuards.register('incidents.money-or-orders-pending', ({ runningOrders }) =>
  moneyOrOrdersPending({ heldYen: 0, consumedYen: 0, runningOrders }),
);

/** The moves that this version carries out; the others of the table wait for the domains that own them. */
const carriedOut: readonly IncidentState[] = ['triaged', 'open', 'withdrawn'];

/** One move somebody may make now: what it still needs, empty when it would pass. */
export interface AllowedMove {
  readonly to: IncidentState;
  readonly reason: 'required' | 'optional' | 'none';
  readonly missing: readonly CodedText[];
}

/** The moves of the table that are the actor's from here, with what each still needs: the buttons of the screen. */
export function allowedMoves(subject: MoveSubject, actor: Actor): AllowedMove[] {
  return movesFrom(incidentMachine, subject.incident.state, positionsOf(subject.incident, actor))
    .filter((move) => carried(move))
    .map((move) => ({ to: move.to, reason: move.reason, missing: incidentGuards.missing(move, subject) }));
}

/**
 * Moves a case by its table. Throws `incidents.move-not-allowed`, `incidents.move-not-yours`, `incidents.reason-needed`,
 * `incidents.guard` with the list of what is missing, `requests.stale-version`.
 */
export async function moveIncident(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  body: MoveIncidentDto,
  now: Date,
): Promise<void> {
  const incident = await incidentForUpdate(tx, id);
  requireVersion(incident.version, expectedVersion);
  const move = moveOf(incidentMachine, incident.state, body.to);
  if (!move || !carried(move)) {
    throw new Problem('incidents.move-not-allowed', {
      params: { from: incidentStateNames[incident.state], to: incidentStateNames[body.to] },
    });
  }
  const positions = positionsOf(incident, tx.actor);
  if (!move.by.some((mover) => positions.includes(mover))) throw new Problem('incidents.move-not-yours');
  const reason = body.reason?.trim() || null;
  if (move.reason === 'required' && reason === null) throw new Problem('incidents.reason-needed');

  const after = await prepared(tx, incident, body);
  const missing = incidentGuards.missing(move, { incident: after, runningOrders: await runningOrders(tx, id) });
  if (missing.length > 0) throw new Problem('incidents.guard', { missing });
  const version = body.to === 'withdrawn' ? await withdraw(tx, id) : await save(tx, after, body.to);
  const event =
    body.to === 'triaged' ? 'incident.triaged' : body.to === 'open' ? 'incident.opened' : 'incident.withdrawn';
  await appendTimeline(tx, incident, [
    { at: now, kind: event, audience: 'all', data: { from: incident.state, to: body.to, as: tx.actor.as } },
  ]);
  await appendEvents(tx, [eventRow(event, id, { version }, now)]);
  await appendAudit(tx, { institutionId: incident.institution_id, incidentId: id }, [
    {
      chain: caseChain(id),
      action: event,
      subject: id,
      before: { state: incident.state, severity: incident.severity },
      after: { state: body.to, severity: after.severity, adjusterId: after.adjuster_id },
      reason,
    },
  ]);
}

/** The places a person holds in a case, as the tables name them. */
export function positionsOf(incident: Pick<IncidentRow, 'adjuster_id'>, actor: Actor): string[] {
  return [
    ...actor.roles,
    ...(actor.kind === 'person' && actor.id === incident.adjuster_id ? ['adjuster-in-charge'] : []),
  ];
}

/** Support requests that somebody is already working on. */
export async function runningOrders(tx: Tx, id: string): Promise<number> {
  const row = await tx.one<{ running: number }>(
    `SELECT count(*) AS running FROM support_request WHERE incident_id = $1 AND state IN ('dispatched','provisional','confirmed')`,
    [id],
  );
  return row?.running ?? 0;
}

function carried(move: Move<IncidentState>): boolean {
  return carriedOut.includes(move.to) && move.from !== 'closed' && move.from !== 'declined' && move.from !== 'settling';
}

async function prepared(tx: Tx, incident: IncidentRow, body: MoveIncidentDto): Promise<IncidentRow> {
  if (body.to === 'triaged') {
    const policy_match = body.policyNotFound
      ? 'not-found'
      : incident.policy_match === 'proposed'
        ? 'matched'
        : incident.policy_match;
    return {
      ...incident,
      severity: body.severity ?? incident.severity,
      policy_match,
      member_period_id: body.policyNotFound ? null : incident.member_period_id,
    };
  }
  if (body.to === 'open') return { ...incident, adjuster_id: await adjusterFor(tx, incident, body.adjusterId) };
  return incident;
}

async function adjusterFor(tx: Tx, incident: IncidentRow, asked: string | undefined): Promise<string | null> {
  if (asked === undefined) return incident.adjuster_id ?? (await firstWhoAccepted(tx, incident.id));
  return requireAdjuster(tx, asked);
}

async function firstWhoAccepted(tx: Tx, id: string): Promise<string | null> {
  const row = await tx.one<{ assignee_id: string }>(
    `SELECT assignee_id FROM work_item WHERE incident_id = $1 AND state IN ('accepted','done') ORDER BY created_at, id LIMIT 1`,
    [id],
  );
  return row?.assignee_id ?? null;
}

async function save(tx: Tx, after: IncidentRow, to: IncidentState): Promise<number> {
  const row = await tx.one<{ version: number }>(
    'UPDATE incident SET state = $2, severity = $3, policy_match = $4, member_period_id = $5, adjuster_id = $6, version = version + 1 WHERE id = $1 RETURNING version',
    [after.id, to, after.severity, after.policy_match, after.member_period_id, after.adjuster_id],
  );
  return row?.version ?? after.version;
}

// The database ends everything that hangs on the case, whoever asks, and checks once more under the lock.
async function withdraw(tx: Tx, id: string): Promise<number> {
  const row = await tx
    .one<{ version: number | null }>('SELECT withdraw_incident($1) AS version', [id])
    .catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'SN004')
        throw new Problem('incidents.cannot-withdraw');
      throw error;
    });
  if (row?.version == null) throw new Problem('requests.not-found');
  return row.version;
}
