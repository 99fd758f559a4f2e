import { defineMachine, type Machine, type Words } from '#kernel';

export const repaymentStates = ['asked', 'demanded', 'received', 'written-off', 'replaced', 'dropped'] as const;
export type RepaymentState = (typeof repaymentStates)[number];

/** What each state is called on the screen. */
export const repaymentStateNames: Readonly<Record<RepaymentState, Words>> = {
  asked: { ja: '二次承認待ち', en: 'Waits for a signature' },
  demanded: { ja: '返還をお願い中', en: 'Demanded' },
  received: { ja: '受領済み', en: 'Received' },
  'written-off': { ja: '請求しない', en: 'Written off' },
  replaced: { ja: '新しい請求に置換え', en: 'Replaced' },
  dropped: { ja: '取下げ', en: 'Dropped' },
};

/** States and moves of a claim for an overpayment. A statement's claim begins demanded: its decision is signed. */
export const repaymentMachine: Machine<RepaymentState> = defineMachine({
  name: 'repayment',
  states: repaymentStates,
  initial: ['asked', 'demanded'],
  moves: [
    {
      from: 'asked',
      to: 'demanded',
      by: ['adjuster', 'senior-adjuster'],
      reason: 'none',
      guards: ['decisions.separation'],
    },
    { from: 'asked', to: 'dropped', by: ['senior-adjuster'], reason: 'required', guards: [] },
    { from: 'demanded', to: 'received', by: ['payments'], reason: 'none', guards: [] },
    {
      from: 'demanded',
      to: 'written-off',
      by: ['senior-adjuster'],
      reason: 'required',
      guards: ['decisions.separation'],
    },
    // a newer statement counts all that was paid
    { from: 'demanded', to: 'replaced', by: ['system'], reason: 'none', guards: [] },
    // its statement was undone or reversed
    { from: 'demanded', to: 'dropped', by: ['system'], reason: 'none', guards: [] },
  ],
});
