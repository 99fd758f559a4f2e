import type { Tx } from '#database';
import { newId } from '#kernel';
import { auditPerson, holdRouting } from '#people';
import { periodFault } from './duty-line.js';
import type { AbsenceDto } from './duty.dto.js';
import { offDuty, personOnRoster, refuse } from './duty.store.js';

/**
 * Says that a person is absent from when to when: not on duty, whatever the roster says, and what they have is handed
 * over when it begins. Answers the absence's id. Throws the codes of `periodFault` and of `personOnRoster`.
 */
export async function enterAbsence(tx: Tx, body: AbsenceDto): Promise<string> {
  const [from, to] = [new Date(body.from), new Date(body.to)];
  refuse(periodFault(from, to, tx.now));
  const person = await personOnRoster(tx, body.personId);
  await holdRouting(tx, person.id);
  const id = newId();
  await tx.rows(
    `INSERT INTO absence (id, person_id, from_at, to_at, kind, entered_by, entered_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, person.id, from, to, body.kind, tx.actor.id, tx.now],
  );
  offDuty(tx, person.id, from);
  auditPerson(tx, person, {
    action: 'absence.entered',
    subject: `person:${person.id}`,
    after: { id, from: from.toISOString(), to: to.toISOString(), kind: body.kind },
  });
  return id;
}
