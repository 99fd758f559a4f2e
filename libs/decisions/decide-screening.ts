import type { Tx } from '#database';
import { Problem } from '#problems';
import { ScreeningOutcomeEntity } from './screening-outcome.entity.js';
import type { DecideScreeningDto } from './screening.dto.js';
import { hitById } from './screening.reads.js';

/** What compliance found of a match; it is found once. Throws `decisions.screening-decided`. */
export async function decideScreening(tx: Tx, id: string, body: DecideScreeningDto): Promise<void> {
  const found = await hitById(tx, id);
  if (found.outcome !== null) throw new Problem('decisions.screening-decided');
  await tx.insert(ScreeningOutcomeEntity, {
    ...{ screening_id: id, institution_id: found.institutionId, outcome: body.outcome },
    ...{ compliance: body.compliance, reason: body.reason, decided_by: tx.actor.id, at: tx.now },
  });
  tx.record('insurer', {
    audit: {
      action: `screening.${body.outcome}`,
      subject: id,
      after: { compliance: body.compliance },
      reason: body.reason,
    },
  });
}
