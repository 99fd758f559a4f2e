import { appendAudit, appendEvents, caseChain, eventRow, NOT_KNOWN, Problem, requireVersion, type Tx } from '#platform';
import { periodById } from '#policies';
import { hasEnded } from './incident.js';
import { appendTimeline, incidentForUpdate } from './incident.store.js';
import type { MatchIncidentDto } from './move-incident.dto.js';

/**
 * Says whose case it is and under which period of cover: by a person of the desk, once, in one statement. A correction of
 * the institution needs a reason and nothing decided (held by the database too). Throws `incidents.already-matched`,
 * `parties.institution-not-found`, `policies.period-not-found`.
 */
export async function matchIncident(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  body: MatchIncidentDto,
  now: Date,
): Promise<void> {
  const incident = await incidentForUpdate(tx, id);
  requireVersion(incident.version, expectedVersion);
  if (hasEnded(incident)) throw new Problem('incidents.closed-to-facts');
  const institution = await tx.one<{ name: string }>(
    `SELECT name FROM institution WHERE id = $1 AND kind <> 'sentinel'`,
    [body.institutionId],
  );
  if (!institution)
    throw new Problem('parties.institution-not-found', {
      errors: [{ pointer: '/institutionId', code: 'parties.institution-not-found' }],
    });
  const period = body.policyId == null ? null : await periodById(tx, body.policyId);
  if (body.policyId != null && period?.institutionId !== body.institutionId) {
    throw new Problem('policies.period-not-found', {
      errors: [{ pointer: '/policyId', code: 'policies.period-not-found' }],
    });
  }
  const reason = body.reason?.trim() || null;
  const moves = incident.institution_id !== body.institutionId && incident.institution_id !== NOT_KNOWN;
  if (moves && reason === null) throw new Problem('incidents.already-matched');
  if (moves) await tx.rows(`SELECT set_config('app.correction_reason', $1, true)`, [reason]);
  const updated = await tx
    .one<{ version: number }>(
      'UPDATE incident SET institution_id = $2, member_period_id = $3, policy_match = $4, version = version + 1, facts_version = facts_version + 1 WHERE id = $1 RETURNING version',
      [id, body.institutionId, period?.id ?? null, period ? 'matched' : 'not-found'],
    )
    .catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'SN001')
        throw new Problem('incidents.already-matched');
      throw error;
    });
  const matched = { id, institution_id: body.institutionId };
  await tx.rows(
    `INSERT INTO incident_facts (id, incident_id, institution_id, version, facts, learned_at, source, reason, entered_by, recorded_at)
     SELECT gen_random_uuid(), id, institution_id, facts_version, '{}', $2, $3, $4, $5, $2 FROM incident WHERE id = $1`,
    [id, now, 'match', reason, `${tx.actor.kind}:${tx.actor.id}`],
  );
  await appendTimeline(tx, matched, [
    {
      at: now,
      kind: 'incident.matched',
      audience: 'insurer',
      data: { institutionId: body.institutionId, policyId: period?.id ?? null },
    },
  ]);
  await appendEvents(tx, [eventRow('incident.matched', id, { version: updated?.version ?? 0 }, now, 'insurer')]);
  await appendAudit(tx, { institutionId: body.institutionId, incidentId: id }, [
    {
      chain: caseChain(id),
      action: 'incident.matched',
      subject: id,
      before: { institutionId: incident.institution_id, policyId: incident.member_period_id },
      after: { institutionId: body.institutionId, policyId: period?.id ?? null },
      reason,
    },
  ]);
}
