import { Problem, type Tx } from '#platform';
import { auditPerson, personForUpdate, takeTurnAsAdministrator } from './person.store.js';
import { adjusterRoles, confirmRefusal } from './role-grant.js';
import { ensureLoad, roleGrantById } from './role-grant.store.js';

/** Brings an insurer's role into force, by a second administrator. Throws `requests.not-found` and the codes of `confirmRefusal`. */
export async function confirmRole(tx: Tx, grantId: string): Promise<void> {
  const now = await takeTurnAsAdministrator(tx);
  const grant = await roleGrantById(tx, grantId);
  const person = await personForUpdate(tx, grant.person_id);
  const refusal = confirmRefusal(tx.actor.id, {
    granterId: grant.granted_by,
    personId: person.id,
    side: person.side,
    hasLeft: person.has_left,
    confirmed: grant.confirmed_at !== null,
    ended: grant.ended_at !== null,
  });
  if (refusal) throw new Problem(refusal);
  await tx.rows('UPDATE role_grant SET confirmed_by = $2, confirmed_at = $3 WHERE id = $1', [
    grant.id,
    tx.actor.id,
    now,
  ]);
  if (adjusterRoles.includes(grant.role)) await ensureLoad(tx, person.id);
  await auditPerson(tx, person, {
    action: 'role.confirmed',
    subject: `person:${person.id}`,
    after: { grantId: grant.id, role: grant.role },
  });
}
