import type { Tx } from '#database';
import { newId } from '#kernel';
import { auditPerson, holdRouting, refuseFault } from '#people';
import { periodFault } from './duty-line.js';
import type { AbsenceDto } from './absence.dto.js';
import { offDuty, personOnRoster } from './duty.store.js';
import { AbsenceEntity } from './absence.entity.js';

/**
 * Enters an absence and returns its id: the person is not on duty, whatever the roster says, and their items are handed
 * over when it begins. Throws the codes of `periodFault` and of `personOnRoster`.
 */
export async function enterAbsence(tx: Tx, body: AbsenceDto): Promise<string> {
  const [from, to] = [new Date(body.from), new Date(body.to)];
  refuseFault(periodFault(from, to, tx.now));
  const person = await personOnRoster(tx, body.personId);
  await holdRouting(tx, person.id);
  const id = newId();
  await tx.insert(AbsenceEntity, {
    ...{ id, person_id: person.id, from_at: from, to_at: to, kind: body.kind },
    ...{ entered_by: tx.actor.id, entered_at: tx.now },
  });
  offDuty(tx, person.id, from);
  auditPerson(tx, person, {
    action: 'absence.entered',
    subject: `person:${person.id}`,
    after: { id, from: from.toISOString(), to: to.toISOString(), kind: body.kind },
  });
  return id;
}
