import { newId } from '#kernel';
import type { Tx } from '#platform';
import { periodFault } from './duty-line.js';
import type { RosterDto } from './duty.dto.js';
import { personOnRoster, refuse } from './duty.store.js';
import { auditPerson } from './person.store.js';

/**
 * Puts a person on duty from when to when, with how many open items at most. Answers the line's id. Throws
 * `requests.out-of-range`, the codes of `periodFault` and of `personOnRoster`.
 */
export async function enterRoster(tx: Tx, body: RosterDto, now: Date): Promise<string> {
  const [from, to] = [new Date(body.from), new Date(body.to)];
  refuse(body.capacity < 1 ? { pointer: '/capacity', code: 'requests.out-of-range' } : periodFault(from, to, now));
  const person = await personOnRoster(tx, body.personId);
  const id = newId();
  await tx.rows(
    'INSERT INTO roster (id, person_id, from_at, to_at, capacity, entered_by) VALUES ($1, $2, $3, $4, $5, $6)',
    [id, person.id, from, to, body.capacity, tx.actor.id],
  );
  await auditPerson(tx, person, {
    action: 'roster.entered',
    subject: `person:${person.id}`,
    after: { id, from: from.toISOString(), to: to.toISOString(), capacity: body.capacity },
  });
  return id;
}
