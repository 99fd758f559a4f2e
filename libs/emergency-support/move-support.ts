import { appendTimeline, incidentForUpdate } from '#incidents';
import { moveOf } from '#kernel';
import { appendAudit, appendEvents, caseChain, eventRow, Problem, requireVersion, type Tx } from '#platform';
import { eligibility } from './settle-support.worker.js';
import {
  isOverseasOnly,
  notEligible,
  supportRequestMachine,
  supportStateNames,
  type SupportState,
} from './support-request.js';
import type { MoveSupportDto } from './support.dto.js';

/** The moves that this version carries out by hand; dispatch and what follows it come with the orders to vendors. */
const carriedOut: readonly SupportState[] = ['open'];

/**
 * Moves a support request by a person of the desk, by name and with a reason. Abroad without effect in Japan no move opens
 * one, ever. Throws `support.move-not-allowed`, `support.overseas`, `incidents.reason-needed`, `incidents.guard`.
 */
export async function moveSupportRequest(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  body: MoveSupportDto,
  now: Date,
): Promise<void> {
  const before = await requestRow(tx, id);
  const incident = await incidentForUpdate(tx, before.incident_id);
  const request = await requestRow(tx, id);
  requireVersion(request.version, expectedVersion);
  const move = moveOf(supportRequestMachine, request.state, body.to);
  if (
    !move ||
    !carriedOut.includes(body.to) ||
    !move.by.some((mover) => tx.actor.roles.some((role) => role === mover))
  ) {
    throw new Problem('support.move-not-allowed', {
      params: { from: supportStateNames[request.state], to: supportStateNames[body.to] },
    });
  }
  const reason = body.reason?.trim() || null;
  if (move.reason === 'required' && reason === null) throw new Problem('incidents.reason-needed');
  const subject = eligibility(incident) ?? {
    availability: 'refer' as const,
    country: incident.facts.country ?? null,
    domesticEffect: incident.facts.domesticEffect ?? null,
  };
  if (isOverseasOnly(subject)) throw new Problem('support.overseas');
  const missing = notEligible(subject);
  if (missing.length > 0) throw new Problem('incidents.guard', { missing });
  await tx.rows(
    'UPDATE support_request SET state = $2, opened_by = $3, opened_reason = $4, version = version + 1, changed_at = $5 WHERE id = $1',
    [id, body.to, tx.actor.id, reason, now],
  );
  await appendTimeline(tx, incident, [
    { at: now, kind: `support-${body.to}`, audience: 'all', data: { supportRequestId: id, as: tx.actor.as } },
  ]);
  await appendEvents(tx, [eventRow('support-request.opened', incident.id, { supportRequestIds: [id] }, now)]);
  await appendAudit(tx, { institutionId: incident.institution_id, incidentId: incident.id }, [
    {
      chain: caseChain(incident.id),
      action: 'support-request.moved',
      subject: id,
      before: { state: request.state },
      after: { state: body.to },
      reason,
    },
  ]);
}

async function requestRow(tx: Tx, id: string): Promise<{ incident_id: string; state: SupportState; version: number }> {
  const row = await tx.one<{ incident_id: string; state: SupportState; version: number }>(
    'SELECT incident_id, state, version FROM support_request WHERE id = $1',
    [id],
  );
  if (!row) throw new Problem('requests.not-found');
  return row;
}
