import { defineMover } from '#database';
import { defineMachine, Guards } from '#kernel';
import { codedText, type ProblemCode } from '#problems';
import type { PersonRow } from './person.store.js';
import { adjusterRoles, roleGrantStates, type RoleGrantState } from './role-grant.js';
import type { RoleGrantRow } from './role-grant.store.js';

/** Facts that the moves of a grant check beside its row. */
export interface GrantChecks {
  /** Why this administrator cannot confirm it (`confirmRefusal`). */
  readonly confirmation: ProblemCode | null;
  /** Whether its end would leave fewer than two administrators. */
  readonly leavesTooFew: boolean;
}

const guards = new Guards<GrantChecks>();
guards.register('parties.confirmation-refused', ({ confirmation }) =>
  confirmation === null ? [] : [codedText(confirmation)],
);
guards.register('parties.last-administrators', ({ leavesTooFew }) =>
  leavesTooFew ? [codedText('parties.last-administrators')] : [],
);

/** Moves role grants by their table: the one writer of their confirmation and end. Throws `parties.grant-ended`. */
export const roleGrantMover = defineMover<RoleGrantState, RoleGrantRow, GrantChecks, PersonRow>({
  machine: defineMachine({
    name: 'role-grant',
    states: roleGrantStates,
    initial: ['entered', 'confirmed'],
    moves: [
      {
        from: 'entered',
        to: 'confirmed',
        by: ['administrator'],
        reason: 'none',
        guards: ['parties.confirmation-refused'],
      },
      { from: 'entered', to: 'ended', by: ['administrator'], reason: 'required', guards: [] },
      {
        from: 'confirmed',
        to: 'ended',
        by: ['administrator'],
        reason: 'required',
        guards: ['parties.last-administrators'],
      },
    ],
  }),
  title: { ja: '役割の付与', en: 'Role grant' },
  names: {
    entered: { ja: '登録済み', en: 'Entered' },
    confirmed: { ja: '確認済み', en: 'Confirmed' },
    ended: { ja: '終了', en: 'Ended' },
  },
  guards,
  refusals: { notAllowed: 'parties.grant-ended', notYours: 'access.forbidden', guard: 'parties.last-administrators' },
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
