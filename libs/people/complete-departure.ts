import { type Tx } from '#database';
import { vacateLeads } from './work-of-person.js';
import { auditPerson, personForUpdate } from './person.store.js';

/** Completes a departure: ends sessions, leads of lanes and open links. Repeating it changes nothing. */
export async function completeDeparture(tx: Tx, personId: string): Promise<void> {
  const person = await personForUpdate(tx, personId);
  if (!person.has_left) return;
  // by a function of the database, because workers complete departures too and may not end anybody's access
  const voided = await tx.rows<{ id: string }>('SELECT unnest(end_access_of_departed($1)) AS id', [person.id]);
  // lanes are locked before the audit, as when a lane is changed
  await vacateLeads(tx, person, 'left');
  for (const { id } of voided)
    auditPerson(tx, person, { action: 'invitation.voided', subject: `person:${person.id}`, before: { id } });
}
