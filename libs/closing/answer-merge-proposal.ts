import { appendTimeline, incidentForUpdate } from '#incidents';
import { actorText, appendAudit, caseChain, Problem, type Tx } from '#platform';
import type { MergeProposalAnswerDto } from './closing.dto.js';

/**
 * Says that two reports tell of two events: the proposal is not made again. Throws `requests.not-found`,
 * `incidents.merge-not-proposed`.
 */
export async function keepApart(
  tx: Tx,
  id: string,
  intoId: string,
  { reason = null }: MergeProposalAnswerDto,
  now: Date,
): Promise<void> {
  const incident = await incidentForUpdate(tx, id);
  const answered = await tx.rows(
    `UPDATE merge_proposal SET answer = 'different', answered_by = $3, answered_at = $4
      WHERE incident_id = $1 AND into_id = $2 AND answer IS NULL RETURNING 1`,
    [id, intoId, actorText(tx.actor), now],
  );
  if (answered.length === 0) throw new Problem('incidents.merge-not-proposed');
  await appendTimeline(tx, incident, [
    { at: now, kind: 'merge-declined', audience: 'insurer', data: { otherId: intoId } },
  ]);
  await appendAudit(tx, { institutionId: incident.institution_id, incidentId: id }, [
    { chain: caseChain(id), action: 'merge-proposal.declined', subject: intoId, reason },
  ]);
}
