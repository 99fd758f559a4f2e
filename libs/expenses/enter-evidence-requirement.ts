import type { Tx } from '#database';
import { dayInJapan, newId } from '#kernel';
import { Problem } from '#problems';
import { EvidenceRequirementEntity } from './evidence-requirement.entity.js';
import type { EvidenceRequirementDto } from './evidence.dto.js';

/**
 * Enters whether a category needs a paper, from today at the earliest: decided expenses are not affected. Throws
 * `expenses.day-passed`.
 */
export async function enterRequirement(tx: Tx, body: EvidenceRequirementDto): Promise<void> {
  if (body.fromOn < dayInJapan(tx.now))
    throw new Problem('expenses.day-passed', { errors: [{ pointer: '/fromOn', code: 'expenses.day-passed' }] });
  const id = newId();
  await tx.insert(EvidenceRequirementEntity, {
    ...{ id, category: body.category, kind: body.kind, needed: body.needed, only_while: body.onlyWhile ?? null },
    ...{ from_on: body.fromOn, source: body.source, entered_by: tx.actor.id, entered_at: tx.now },
  });
  tx.record('insurer', { audit: { action: 'evidence-requirement.entered', subject: id, after: body } });
}
