import { type Tx } from '#database';
import { newId, type Role } from '#kernel';
import { Problem } from '#problems';
import { auditPerson, personForUpdate, takeTurnAsAdministrator } from './person.store.js';
import { grantRefusal } from './role-grant.js';
import { RoleGrantEntity } from './role-grant.entity.js';

/**
 * Grants a role and returns the grant's id. A role of an institution or agency is in force at once, one of the insurer
 * after a second administrator has confirmed it. Throws `requests.not-found` and the codes of `grantRefusal`.
 */
export async function grantRole(tx: Tx, personId: string, role: Role): Promise<string> {
  const now = await takeTurnAsAdministrator(tx);
  const person = await personForUpdate(tx, personId);
  const held = await tx.rows<Pick<RoleGrantEntity, 'role'>>(
    'SELECT role FROM role_grant WHERE person_id = $1 AND ended_at IS NULL',
    [person.id],
  );
  const grantee = { id: person.id, side: person.side, hasLeft: person.has_left, granted: held.map((one) => one.role) };
  const refusal = grantRefusal(tx.actor.id, grantee, role);
  if (refusal) throw new Problem(refusal);
  const id = newId();
  await tx.insert(RoleGrantEntity, { id, person_id: person.id, role, granted_by: tx.actor.id, granted_at: now });
  auditPerson(tx, person, {
    action: 'role.granted',
    subject: `person:${person.id}`,
    after: { grantId: id, role },
  });
  return id;
}
