import { type Tx } from '#database';
import { Problem } from '#problems';
import { ensureLoad } from './work-of-person.js';
import { roleGrantMover } from './move-role-grant.js';
import { personForUpdate, recordOf, takeTurnAsAdministrator } from './person.store.js';
import { adjusterRoles, confirmRefusal } from './role-grant.js';
import { roleGrantById } from './role-grant.store.js';

/**
 * Brings a role of the insurer into force, by a second administrator. Throws `requests.not-found` and the codes of
 * `confirmRefusal`.
 */
export async function confirmRole(tx: Tx, grantId: string): Promise<void> {
  const now = await takeTurnAsAdministrator(tx);
  const grant = await roleGrantById(tx, grantId);
  const person = await personForUpdate(tx, grant.person_id);
  const refusal = confirmRefusal(tx.actor.id, {
    granterId: grant.granted_by,
    personId: person.id,
    side: person.side,
    hasLeft: person.has_left,
    confirmed: grant.state === 'confirmed',
    ended: grant.state === 'ended',
  });
  if (refusal) throw new Problem(refusal);
  await roleGrantMover.move(tx, recordOf(person), [grant], {
    to: 'confirmed',
    also: { at: now },
    subject: () => ({ confirmation: refusal, leavesTooFew: false }),
    said: person,
  });
  if (adjusterRoles.includes(grant.role)) await ensureLoad(tx, person.id);
}
