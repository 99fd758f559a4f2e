import { type Tx } from '#database';
import { Problem } from '#problems';
import { PersonEntity } from './person.entity.js';
import { auditPerson, personForUpdate, takeTurnAsAdministrator } from './person.store.js';

/**
 * Cancels a future departure; its event then has no effect. Throws `requests.not-found`, `parties.person-left`,
 * `parties.no-departure`.
 */
export async function cancelDeparture(tx: Tx, id: string, reason: string): Promise<void> {
  await takeTurnAsAdministrator(tx);
  const person = await personForUpdate(tx, id);
  if (person.has_left) throw new Problem('parties.person-left');
  if (person.left_at === null) throw new Problem('parties.no-departure');
  await tx.update(PersonEntity, { id: person.id }, { left_at: null, version: person.version + 1 });
  auditPerson(tx, person, {
    action: 'person.stays',
    subject: `person:${id}`,
    before: { leftAt: person.left_at.toISOString() },
    after: { leftAt: null },
    reason,
  });
}
