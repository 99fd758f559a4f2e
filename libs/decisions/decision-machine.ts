import type { Actor } from '#database';
import { defineMachine, type Machine, type Move, type Mover, type Words } from '#kernel';
import type { ActRow } from './decision.store.js';

export const decisionStates = [
  'open',
  'approved',
  'rejected',
  'sent-back',
  'taken-back',
  'undone',
  'reversed',
] as const;
export type DecisionState = (typeof decisionStates)[number];

/** What each state is called on the screen. */
export const decisionStateNames: Readonly<Record<DecisionState, Words>> = {
  open: { ja: '二次承認待ち', en: 'Waits for a countersignature' },
  approved: { ja: '承認済み', en: 'Approved' },
  rejected: { ja: 'お支払いの対象外', en: 'Rejected' },
  'sent-back': { ja: '差戻し', en: 'Sent back' },
  'taken-back': { ja: '取下げ', en: 'Taken back' },
  undone: { ja: '取消し', en: 'Undone' },
  reversed: { ja: '決定の取消し', en: 'Reversed' },
};

/** The state of a decision: that of the act that ended it, else of its ruling, else open. */
export function decisionStateOf(
  acts: readonly Pick<ActRow, 'kind'>[],
  ruling: 'approved' | 'rejected' | null,
): DecisionState {
  const ended = acts.map(({ kind }) => kind).find((kind) => kind !== 'countersigned');
  return ended ?? ruling ?? 'open';
}

/** The place of the second person, for an actor with the role to decide who is not the one who asked. */
export function secondOf({ id, roles }: Actor, askedBy: string): Mover[] {
  const decides = roles.includes('adjuster') || roles.includes('senior-adjuster');
  return decides && id !== askedBy ? ['countersigner'] : [];
}

const move = (
  from: DecisionState,
  to: DecisionState,
  by: readonly Mover[],
  { reason = 'none', guards = [] }: Partial<Pick<Move<DecisionState>, 'reason' | 'guards'>> = {},
): Move<DecisionState> => ({ from, to, by, reason, guards });

/** States and moves of a decision. */
export const decisionMachine: Machine<DecisionState> = defineMachine({
  name: 'decision',
  states: decisionStates,
  initial: ['open'],
  moves: [
    // a signature that is not the last one
    move('open', 'open', ['countersigner'], { reason: 'optional', guards: ['decisions.signature-adds-nothing'] }),
    move('open', 'approved', ['proposer', 'countersigner']),
    move('open', 'rejected', ['countersigner']),
    move('open', 'sent-back', ['countersigner'], { reason: 'required' }),
    move('open', 'taken-back', ['proposer'], { reason: 'required' }),
    ...(['approved', 'rejected'] as const).flatMap((from) => [
      // within ten seconds
      move(from, 'undone', ['signer']),
      move(from, 'reversed', ['countersigner'], { reason: 'required' }),
    ]),
  ],
});
