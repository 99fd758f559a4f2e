import { type Tx } from '#database';
import { Problem } from '#problems';
import { makeInvitation, type MadeInvitation } from './invitation.js';
import { auditPerson, personForUpdate } from './person.store.js';

/**
 * Makes a new link for a person and voids older ones; the present password is valid until the link is used. Throws
 * `requests.not-found`, `parties.person-left`.
 */
export async function invitePerson(tx: Tx, id: string): Promise<MadeInvitation> {
  const person = await personForUpdate(tx, id);
  if (person.has_left) throw new Problem('parties.person-left');
  const invitation = await makeInvitation(tx, id);
  auditPerson(tx, person, {
    action: 'person.invited',
    subject: `person:${id}`,
    after: { invitationId: invitation.id },
  });
  return invitation;
}
