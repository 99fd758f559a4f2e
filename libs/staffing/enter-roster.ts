import type { Tx } from '#database';
import { newId } from '#kernel';
import { auditPerson, roleInForce, refuseFault } from '#people';
import { faultAt, type FieldFault } from '#problems';
import { periodFault } from './duty-line.js';
import type { RosterDto } from './roster.dto.js';
import { personOnRoster } from './duty.store.js';
import { RosterEntity } from './roster.entity.js';

/**
 * Enters a time in which a person is on duty, with the most open items, or on call. Returns the line's id. Throws
 * `requests.out-of-range`, `requests.field-missing`, `parties.not-senior`, the codes of `periodFault` and of
 * `personOnRoster`.
 */
export async function enterRoster(tx: Tx, body: RosterDto): Promise<string> {
  const [from, to] = [new Date(body.from), new Date(body.to)];
  const { kind = 'duty', capacity = 0 } = body;
  refuseFault(kind === 'duty' ? capacityFault(body.capacity) : null);
  refuseFault(periodFault(from, to, tx.now));
  const person = await personOnRoster(tx, body.personId);
  if (
    kind === 'on-call' &&
    !(await tx.one(`SELECT WHERE ${roleInForce('$1::uuid', ['senior-adjuster'])}`, [person.id]))
  )
    throw faultAt('/personId', 'parties.not-senior');
  const id = newId();
  await tx.insert(RosterEntity, {
    ...{ id, person_id: person.id, from_at: from, to_at: to, kind },
    ...{ capacity: kind === 'duty' ? capacity : 0, entered_by: tx.actor.id },
  });
  auditPerson(tx, person, {
    action: 'roster.entered',
    subject: `person:${person.id}`,
    after: { id, kind, from: from.toISOString(), to: to.toISOString(), capacity },
  });
  return id;
}

function capacityFault(capacity: number | undefined): FieldFault | null {
  if (capacity === undefined) return { pointer: '/capacity', code: 'requests.field-missing' };
  return capacity < 1 ? { pointer: '/capacity', code: 'requests.out-of-range' } : null;
}
