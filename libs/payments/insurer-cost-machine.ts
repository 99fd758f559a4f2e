import { defineMachine, type Machine, type Words } from '#kernel';

export const costStates = ['asked', 'signed', 'dropped'] as const;
export type CostState = (typeof costStates)[number];

/** What each state is called on the screen. */
export const costStateNames: Readonly<Record<CostState, Words>> = {
  asked: { ja: '承認待ち', en: 'Waits for a signature' },
  signed: { ja: '承認済み', en: 'Signed' },
  dropped: { ja: '取下げ', en: 'Dropped' },
};

/** States and moves of a cost that the insurer bears itself. */
export const costMachine: Machine<CostState> = defineMachine({
  name: 'insurer-cost',
  states: costStates,
  initial: ['asked'],
  moves: [
    { from: 'asked', to: 'signed', by: ['senior-adjuster'], reason: 'none', guards: ['decisions.separation'] },
    { from: 'asked', to: 'dropped', by: ['senior-adjuster'], reason: 'required', guards: [] },
  ],
});
