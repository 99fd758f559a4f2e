import { moveOf } from '#kernel';
import { appendAudit, appendEvents, caseChain, eventRow, Problem, requireVersion, type Tx } from '#platform';
import { requireInCharge } from './correct-facts.js';
import { phasesOf } from './incident.entity.js';
import { hasEnded } from './incident.js';
import { appendTimeline, incidentForUpdate } from './incident.store.js';
import type { MovePhaseDto } from './move-incident.dto.js';
import { phaseMachine, phaseMoveMissing, phaseStateNames, type Phase } from './phases.js';

/** Moves one phase by a person. Throws `incidents.move-not-allowed`, `incidents.reason-needed`, `incidents.guard` with what is missing. */
export async function movePhase(
  tx: Tx,
  id: string,
  phase: Phase,
  expectedVersion: number | null,
  body: MovePhaseDto,
  now: Date,
): Promise<void> {
  const incident = await incidentForUpdate(tx, id);
  requireVersion(incident.version, expectedVersion);
  requireInCharge(tx, incident);
  const phases = phasesOf(incident);
  const from = phases[phase];
  const move = moveOf(phaseMachine, from, body.to);
  if (!move || hasEnded(incident)) {
    throw new Problem('incidents.move-not-allowed', {
      params: { from: phaseStateNames[from], to: phaseStateNames[body.to] },
    });
  }
  const reason = body.reason?.trim() || null;
  if (move.reason === 'required' && reason === null) throw new Problem('incidents.reason-needed');
  const missing = phaseMoveMissing(phases, incident.facts, phase, body.to);
  if (missing.length > 0) throw new Problem('incidents.guard', { missing });
  // the name of the column comes from the closed list of phases
  await tx.rows(`UPDATE incident SET phase_${phase} = $2, version = version + 1 WHERE id = $1`, [id, body.to]);
  await appendTimeline(tx, incident, [
    { at: now, kind: 'phase.changed', audience: 'all', data: { phase, from, to: body.to, as: tx.actor.as } },
  ]);
  await appendEvents(tx, [eventRow('phase.changed', id, { phase, to: body.to }, now)]);
  await appendAudit(tx, { institutionId: incident.institution_id, incidentId: id }, [
    {
      chain: caseChain(id),
      action: 'phase.changed',
      subject: id,
      before: { [phase]: from },
      after: { [phase]: body.to },
      reason,
    },
  ]);
}
