import { type Tx } from '#database';
import { auditPerson } from '#people';
import { Problem } from '#problems';
import { endingRefusal } from './duty-line.js';
import type { DutyEndingDto } from './duty-ending.dto.js';
import { dutyLineForUpdate } from './duty.store.js';
import { AbsenceEntity } from './absence.entity.js';

/**
 * Ends an absence early, or cancels a future one: the roster counts again from then on. Throws `requests.not-found`,
 * `parties.not-lead` and the codes of `endingRefusal`.
 */
export async function endAbsence(tx: Tx, id: string, body: DutyEndingDto): Promise<void> {
  const { line, person } = await dutyLineForUpdate(tx, 'absence', id);
  const at = body.at === undefined ? tx.now : new Date(body.at);
  const refusal = endingRefusal({ to: line.to_at, endedAt: line.ended_at }, at, tx.now);
  if (refusal) throw new Problem(refusal);
  await tx.update(AbsenceEntity, { id: line.id }, { ended_by: tx.actor.id, ended_at: at });
  auditPerson(tx, person, {
    action: 'absence.ended',
    subject: `person:${person.id}`,
    before: { id: line.id, to: line.to_at.toISOString(), endedAt: line.ended_at?.toISOString() ?? null },
    after: { endedAt: at.toISOString() },
    reason: body.reason,
  });
}
