import { type Tx } from '#database';
import { vacateLeads } from './work-of-person.js';
import { auditPerson, personForUpdate } from './person.store.js';

/**
 * What follows by itself when somebody has left: signed out, no lane led, no link open. Doing it again changes nothing.
 */
export async function completeDeparture(tx: Tx, personId: string): Promise<void> {
  const person = await personForUpdate(tx, personId);
  if (!person.has_left) return;
  // the workers, who may end nobody else's access, complete a leaving too
  const voided = await tx.rows<{ id: string }>('SELECT unnest(end_access_of_departed($1)) AS id', [person.id]);
  // lanes before the audit, as when a lane is changed
  await vacateLeads(tx, person, 'left');
  for (const { id } of voided)
    auditPerson(tx, person, { action: 'invitation.voided', subject: `person:${person.id}`, before: { id } });
}
