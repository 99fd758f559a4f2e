import { defineMover, type Actor, type AllowedAction, type Tx } from '#database';
import { requireVersion } from '#http';
import { Guards } from '#kernel';
import { Problem } from '#problems';
import { caseFile } from './case-file.js';
import { requireInCharge } from './correct-facts.js';
import { phasesOf, type IncidentRow } from './incident.entity.js';
import { hasEnded } from './incident.js';
import type { MovePhaseDto } from './move-incident.dto.js';
import {
  phaseMachine,
  phaseMoveMissing,
  phaseOrder,
  phaseStateNames,
  type Phase,
  type Phases,
  type PhaseState,
} from './phases.js';

/** One phase of a case, under the case's id. */
interface PhaseOfCase {
  readonly id: string;
  readonly state: PhaseState;
  readonly phase: Phase;
  readonly incident: IncidentRow;
  /** All phases of the case. */
  readonly phases: Phases;
}

interface PhaseSubject extends PhaseOfCase {
  readonly to: PhaseState;
}

const guards = new Guards<PhaseSubject>();
guards.register('incidents.phase-not-ready', ({ phases, incident, phase, to }) =>
  phaseMoveMissing(phases, incident.facts, phase, to),
);

/** Moves phases by their table. For moves of the system, the audit entry is that of the act that caused them. */
const phaseMover = defineMover<PhaseState, PhaseOfCase, PhaseSubject>({
  machine: phaseMachine,
  title: { ja: '段階', en: 'Phase' },
  names: phaseStateNames,
  places: ({ kind, id }, { incident }) =>
    kind === 'person' && id === incident.adjuster_id ? ['adjuster-in-charge'] : [],
  guards,
  record: ({ row: { phase }, from, to, reason }, { actor }) => ({
    timeline: { kind: 'phase.changed', audience: 'all', data: { phase, from, to, as: actor.as } },
    event: { type: 'phase.changed', payload: { phase, to } },
    audit:
      actor.kind === 'system'
        ? []
        : { action: 'phase.changed', before: { [phase]: from }, after: { [phase]: to }, reason },
  }),
});

/** The moves of the actor in all phases of a case, with what each still needs; none once the case has ended. */
export function allowedPhaseMoves(
  actor: Actor,
  incident: IncidentRow,
): (AllowedAction<PhaseState> & { readonly phase: Phase })[] {
  if (hasEnded(incident)) return [];
  const phases = phasesOf(incident);
  return phaseOrder.flatMap((phase) => {
    const row = { id: incident.id, state: phases[phase], phase, incident, phases };
    return phaseMover.allowed(actor, row, (to) => ({ ...row, to })).map((action) => ({ ...action, phase }));
  });
}

/**
 * Moves one phase by a person. Throws `incidents.move-not-allowed`, `incidents.reason-needed`, `incidents.guard` with
 * what is missing.
 */
export async function movePhase(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  { phase, to, reason }: MovePhaseDto & { readonly phase: Phase },
): Promise<void> {
  const incident = await caseFile(tx, id);
  requireVersion(incident.version, expectedVersion);
  requireInCharge(tx, incident);
  const phases = phasesOf(incident);
  if (hasEnded(incident))
    throw new Problem('incidents.move-not-allowed', {
      params: { from: phaseStateNames[phases[phase]], to: phaseStateNames[to] },
    });
  await phaseMover.move(tx, incident, [{ id, state: phases[phase], phase, incident, phases }], {
    to,
    reason,
    also: { phase },
    subject: (row) => ({ ...row, to }),
    said: undefined,
  });
}

/** Moves the phases of locked cases to where their facts have them (`phasesAfter`); the versions of the cases stay. */
export async function followFacts(
  tx: Tx,
  cases: readonly { readonly incident: IncidentRow; readonly phases: Phases }[],
): Promise<void> {
  const moved = cases.flatMap(({ incident, phases }) => {
    const before = phasesOf(incident);
    return phaseOrder
      .filter((phase) => before[phase] !== phases[phase])
      .map((phase): PhaseOfCase => ({ id: incident.id, state: before[phase], phase, incident, phases }));
  });
  for (const to of ['done', 'skipped', 'active'] as const)
    await phaseMover.move(
      tx,
      ({ incident }) => incident,
      moved.filter(({ phase, phases }) => phases[phase] === to),
      {
        to,
        by: 'system',
        reason: 'incident.facts-changed',
        also: ({ phase }) => ({ phase }),
        subject: (row) => ({ ...row, to }),
        said: undefined,
      },
    );
}
