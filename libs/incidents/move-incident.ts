import { defineMover, supplied, type Tx } from '#database';
import { requireVersion } from '#http';
import { Guards } from '#kernel';
import { Problem, refusedAs } from '#problems';
import {
  incidentMachine,
  incidentStateNames,
  moneyOrOrdersPending,
  openMissing,
  triageMissing,
  type IncidentState,
} from './incident.js';
import { caseFile } from './case-file.js';
import { coverageOutlookOf, type IncidentRow } from './incident.entity.js';
import type { MoveIncidentDto } from './move-incident.dto.js';
import { requireAdjuster } from './name-adjuster.js';

/** What a guard looks at: the case as it would be after the move, and what later domains know of it. */
export interface MoveSubject {
  readonly incident: IncidentRow;
  readonly runningOrders: number;
  /** Its expenses, for the guard of a merge. */
  readonly expenses: readonly { readonly state: string }[];
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

/** More contents of a move's record: what changed with it, or the case merged into. */
export type MoveSaid = Changed | MergedInto;

type Changed = Partial<Pick<IncidentRow, 'severity' | 'policy_match' | 'member_period_id' | 'adjuster_id'>>;

interface MergedInto {
  readonly into: Pick<IncidentRow, 'id' | 'case_number'>;
  readonly expenses: readonly object[];
}

const kinds = { triaged: 'incident.triaged', open: 'incident.opened', withdrawn: 'incident.withdrawn' } as const;

/**
 * Moves cases by their table. Throws `incidents.move-not-allowed`, `incidents.move-not-yours`, `incidents.guard` with
 * what is missing.
 */
export const incidentMover = defineMover<IncidentState, IncidentRow, MoveSubject, MoveSaid>({
  machine: incidentMachine,
  title: { ja: '事案', en: 'Incident' },
  names: incidentStateNames,
  guards: incidentGuards,
  record: ({ row, from, to, version, reason, said }, { actor }) => {
    if ('into' in said) {
      const { into, expenses } = said;
      const kind = 'incident.merged';
      return {
        timeline: { kind, audience: 'all', data: { into: into.id, caseNumber: into.case_number, expenses } },
        event: { type: kind, payload: { intoId: into.id } },
        audit: { action: kind, before: { state: from }, after: { state: to, into: into.id, expenses }, reason },
      };
    }
    const kind = kinds[to as keyof typeof kinds];
    const { severity, adjuster_id: adjusterId } = { ...row, ...said };
    return {
      timeline: { kind, audience: 'all', data: { from, to, as: actor.as } },
      event: { type: kind, payload: { version } },
      audit: {
        action: kind,
        before: { state: from, severity: row.severity },
        after: { state: to, severity, adjusterId },
        reason,
      },
    };
  },
});

/**
 * Triages, opens or withdraws a case by its table; merging has its own act. Throws what the mover throws,
 * `requests.stale-version`, `incidents.adjuster-unfit`, `incidents.cannot-withdraw`.
 */
export async function moveIncident(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  { to, ...body }: MoveIncidentDto,
): Promise<void> {
  const incident = await caseFile(tx, id);
  requireVersion(incident.version, expectedVersion);
  if (to === 'merged')
    throw new Problem('incidents.move-not-allowed', {
      params: { from: incidentStateNames[incident.state], to: incidentStateNames[to] },
    });
  const moving = { to, reason: body.reason };
  incidentMover.check(tx, incident, moving);
  const changed = await changedWith(tx, incident, { to, ...body });
  const subject = { incident: { ...incident, ...changed }, runningOrders: await runningOrders(tx, id), expenses: [] };
  await incidentMover
    .move(tx, incident, [incident], { ...moving, also: changed, subject: () => subject, said: changed })
    .catch(refusedAs('SN004', 'incidents.cannot-withdraw'));
}

/** The number of support requests of a case in progress. */
export const runningOrders = supplied<[tx: Tx, id: string], Promise<number>>('the running orders of a case');

/** The first person to accept a work item of a case: its adjuster in charge where the desk names none. */
export const firstWhoAccepted = supplied<[tx: Tx, id: string], Promise<string | null>>(
  'who first accepted a work item',
);

async function changedWith(tx: Tx, incident: IncidentRow, body: MoveIncidentDto): Promise<Changed> {
  if (body.to === 'open') return { adjuster_id: await adjusterFor(tx, incident, body.adjusterId) };
  if (body.to !== 'triaged') return {};
  const severity = body.severity ?? incident.severity;
  if (body.policyNotFound) return { severity, policy_match: 'not-found', member_period_id: null };
  return { severity, policy_match: incident.policy_match === 'proposed' ? 'matched' : incident.policy_match };
}

async function adjusterFor(tx: Tx, incident: IncidentRow, asked: string | undefined): Promise<string | null> {
  if (asked === undefined) return incident.adjuster_id ?? (await firstWhoAccepted(tx, incident.id));
  return requireAdjuster(tx, asked);
}
