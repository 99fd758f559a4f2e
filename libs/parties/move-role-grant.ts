import { defineMachine } from '#kernel';
import { defineMover } from '#platform';
import type { PersonRow } from './person.store.js';
import { adjusterRoles } from './role-grant.js';
import { roleGrantStates, type RoleGrantRow, type RoleGrantState } from './role-grant.store.js';

/** Moves role grants by their table: the one writer of who confirmed and who ended one. */
export const roleGrantMover = defineMover<RoleGrantState, RoleGrantRow, undefined, PersonRow>({
  machine: defineMachine({
    name: 'role-grant',
    states: roleGrantStates,
    initial: ['entered', 'confirmed'],
    moves: [
      { from: 'entered', to: 'confirmed', by: ['administrator'], reason: 'none', guards: [] },
      { from: 'entered', to: 'ended', by: ['administrator'], reason: 'required', guards: [] },
      { from: 'confirmed', to: 'ended', by: ['administrator'], reason: 'required', guards: [] },
    ],
  }),
  title: { ja: '役割の付与', en: 'Role grant' },
  names: {
    entered: { ja: '登録済み', en: 'Entered' },
    confirmed: { ja: '確認済み', en: 'Confirmed' },
    ended: { ja: '終了', en: 'Ended' },
  },
  record: ({ row: { id: grantId, role }, from, to, reason, said: person }) => {
    const subject = `person:${person.id}`;
    if (to === 'confirmed') return { audit: { action: 'role.confirmed', subject, after: { grantId, role } } };
    const inForce = from === 'confirmed' && !person.has_left;
    return {
      event:
        inForce && adjusterRoles.includes(role)
          ? { type: 'role.ended', payload: { personId: person.id, grantId }, audience: 'insurer' }
          : [],
      audit: {
        action: inForce || person.side !== 'insurer' ? 'role.ended' : 'role.rejected',
        subject,
        before: { grantId, role },
        reason,
      },
    };
  },
});
