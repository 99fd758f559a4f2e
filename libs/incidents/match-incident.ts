import { NOT_KNOWN, type Tx } from '#database';
import { requireVersion } from '#http';
import { periodById } from '#policies';
import { Problem } from '#problems';
import type { InstitutionEntity } from '#facilities';
import { caseFile } from './case-file.js';
import { hasEnded } from './incident.js';
import { appendFacts } from './incident.store.js';
import type { MatchIncidentDto } from './move-incident.dto.js';

/**
 * Sets institution and period of cover of a case, by a person of the desk, once, in one statement. A correction of the
 * institution needs a reason, and that nothing is decided (the database checks this too). Throws
 * `incidents.already-matched`, `parties.institution-not-found`, `policies.period-not-found`.
 */
export async function matchIncident(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  { institutionId, policyId = null, ...body }: MatchIncidentDto,
): Promise<void> {
  const incident = await caseFile(tx, id);
  requireVersion(incident.version, expectedVersion);
  if (hasEnded(incident)) throw new Problem('incidents.closed-to-facts');
  const institution = await tx.one<Pick<InstitutionEntity, 'name'>>(
    `SELECT name FROM institution WHERE id = $1 AND kind <> 'sentinel'`,
    [institutionId],
  );
  if (!institution)
    throw new Problem('parties.institution-not-found', {
      errors: [{ pointer: '/institutionId', code: 'parties.institution-not-found' }],
    });
  const period = policyId === null ? null : await periodById(tx, policyId);
  if (policyId !== null && period?.institutionId !== institutionId) {
    throw new Problem('policies.period-not-found', {
      errors: [{ pointer: '/policyId', code: 'policies.period-not-found' }],
    });
  }
  const reason = body.reason?.trim() || null;
  const moves = incident.institution_id !== institutionId && incident.institution_id !== NOT_KNOWN;
  if (moves && reason === null) throw new Problem('incidents.already-matched');
  if (moves) await tx.rows(`SELECT set_config('app.correction_reason', $1, true)`, [reason]);
  const [version, factsVersion] = [incident.version + 1, incident.facts_version + 1];
  await tx
    .rows(
      `UPDATE incident
         SET institution_id = $2, member_period_id = $3, policy_match = $4, version = $5, facts_version = $6
         WHERE id = $1`,
      [id, institutionId, period?.id ?? null, period ? 'matched' : 'not-found', version, factsVersion],
    )
    .catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'SN001')
        throw new Problem('incidents.already-matched');
      throw error;
    });
  const matched = { id, institution_id: institutionId };
  await appendFacts(tx, matched, {
    version: factsVersion,
    said: {},
    trueAt: null,
    learnedAt: tx.now,
    source: 'match',
    reason,
  });
  const data = { institutionId, policyId: period?.id ?? null };
  tx.record(matched, {
    timeline: { kind: 'incident.matched', audience: 'insurer', data },
    event: { type: 'incident.matched', payload: { version }, audience: 'insurer' },
    audit: {
      action: 'incident.matched',
      before: { institutionId: incident.institution_id, policyId: incident.member_period_id },
      after: data,
      reason,
    },
  });
}
