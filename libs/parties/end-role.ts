import { appendEvents, eventRow, Problem, type Tx } from '#platform';
import {
  auditPerson,
  endSessions,
  hasDutyRole,
  holdRouting,
  personForUpdate,
  requireTwoOtherAdministrators,
  takeTurnAsAdministrator,
  vacateLeads,
} from './person.store.js';
import { adjusterRoles } from './role-grant.js';
import { roleGrantById } from './role-grant.store.js';

/**
 * Ends a role, or rejects one that waits: the person's sessions end at once, and what an adjuster has is handed over.
 * Throws `requests.not-found`, `parties.grant-ended`, `parties.last-administrators`.
 */
export async function endRole(tx: Tx, grantId: string, reason: string): Promise<void> {
  const now = await takeTurnAsAdministrator(tx);
  const grant = await roleGrantById(tx, grantId);
  const person = await personForUpdate(tx, grant.person_id);
  if (grant.ended_at !== null) throw new Problem('parties.grant-ended');
  const inForce = grant.confirmed_at !== null && !person.has_left;
  if (grant.role === 'administrator' && inForce) await requireTwoOtherAdministrators(tx, person.id);
  await holdRouting(tx, person.id);
  await tx.rows('UPDATE role_grant SET ended_by = $2, ended_at = $3, ended_reason = $4 WHERE id = $1', [
    grant.id,
    tx.actor.id,
    now,
    reason,
  ]);
  await endSessions(tx, person.id, 'role-ended');
  if (!(await tx.one(`SELECT WHERE ${hasDutyRole('$1')}`, [person.id]))) await vacateLeads(tx, person, reason);
  if (adjusterRoles.includes(grant.role) && inForce)
    await appendEvents(tx, [eventRow('role.ended', null, { personId: person.id, grantId: grant.id }, now, 'insurer')]);
  await auditPerson(tx, person, {
    action: inForce || person.side !== 'insurer' ? 'role.ended' : 'role.rejected',
    subject: `person:${person.id}`,
    before: { grantId: grant.id, role: grant.role },
    reason,
  });
}
