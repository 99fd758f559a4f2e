import { type Tx } from '#database';
import { Problem } from '#problems';
import { holdRouting, vacateLeads } from './work-of-person.js';
import { roleGrantMover } from './move-role-grant.js';
import {
  endSessions,
  hasDutyRole,
  personForUpdate,
  recordOf,
  requireTwoOtherAdministrators,
  takeTurnAsAdministrator,
} from './person.store.js';
import { roleGrantById } from './role-grant.store.js';

/**
 * Ends a role, or rejects one that waits for confirmation: the person's sessions end at once, and an adjuster's items
 * are handed over. Throws `requests.not-found`, `parties.grant-ended`, `parties.last-administrators`.
 */
export async function endRole(tx: Tx, grantId: string, reason: string): Promise<void> {
  const now = await takeTurnAsAdministrator(tx);
  const grant = await roleGrantById(tx, grantId);
  const person = await personForUpdate(tx, grant.person_id);
  if (grant.state === 'ended') throw new Problem('parties.grant-ended');
  if (grant.role === 'administrator' && grant.state === 'confirmed' && !person.has_left)
    await requireTwoOtherAdministrators(tx, person.id);
  await holdRouting(tx, person.id);
  await roleGrantMover.move(tx, recordOf(person), [grant], {
    to: 'ended',
    reason,
    also: { at: now, reason },
    // `requireTwoOtherAdministrators` has refused already where too few remain
    subject: () => ({ confirmation: null, leavesTooFew: false }),
    said: person,
  });
  await endSessions(tx, person.id, 'role-ended');
  if (!(await tx.one(`SELECT WHERE ${hasDutyRole('$1')}`, [person.id]))) await vacateLeads(tx, person, reason);
}
