import { type Tx } from '#database';
import { auditPerson, holdRouting } from '#people';
import { Problem } from '#problems';
import { endingRefusal } from './duty-line.js';
import type { DutyEndingDto } from './duty-ending.dto.js';
import { dutyLineForUpdate, offDuty } from './duty.store.js';

/**
 * Ends a line of the roster early, or cancels a future one; the person's items are handed over unless another line has
 * them on duty then. Throws `requests.not-found`, `parties.not-lead` and the codes of `endingRefusal`.
 */
export async function endRoster(tx: Tx, id: string, body: DutyEndingDto): Promise<void> {
  const { line, person } = await dutyLineForUpdate(tx, 'roster', id);
  const at = body.at === undefined ? tx.now : new Date(body.at);
  const refusal = endingRefusal({ to: line.to_at, endedAt: line.ended_at }, at, tx.now);
  if (refusal) throw new Problem(refusal);
  await holdRouting(tx, person.id);
  // "at once" is by the clock of the database, which also decides who is on duty
  await tx.rows(
    `UPDATE roster
       SET ended_at = CASE WHEN $2::timestamptz > statement_timestamp() THEN $2 ELSE statement_timestamp() END
       WHERE id = $1`,
    [line.id, at],
  );
  offDuty(tx, person.id, at);
  auditPerson(tx, person, {
    action: 'roster.ended',
    subject: `person:${person.id}`,
    before: { id: line.id, to: line.to_at.toISOString(), endedAt: line.ended_at?.toISOString() ?? null },
    after: { endedAt: at.toISOString() },
    reason: body.reason,
  });
}
