import { defineMachine, type Machine, type Words } from '#kernel';

export const paymentStates = [
  'scheduled',
  'batched',
  'released',
  'exported',
  'settled',
  'returned',
  'stopped',
  'deposited',
  'set-aside',
] as const;
export type PaymentState = (typeof paymentStates)[number];

/** What each state is called on the screen. */
export const paymentStateNames: Readonly<Record<PaymentState, Words>> = {
  scheduled: { ja: 'お支払い予定', en: 'Scheduled' },
  batched: { ja: '振込データ作成済み', en: 'In a batch' },
  released: { ja: '実行済み', en: 'Released' },
  exported: { ja: '銀行へ送信', en: 'Exported' },
  settled: { ja: 'お支払い完了', en: 'Settled' },
  returned: { ja: '振込不能', en: 'Returned' },
  stopped: { ja: '停止', en: 'Stopped' },
  deposited: { ja: '供託済み', en: 'Deposited' },
  'set-aside': { ja: '留保', en: 'Set aside' },
};

/** The moves of a payment; those of its batch move it with them. */
export const paymentMachine: Machine<PaymentState> = defineMachine({
  name: 'payment',
  states: paymentStates,
  initial: ['scheduled'],
  moves: [
    { from: 'scheduled', to: 'batched', by: ['payments'], reason: 'none', guards: [] },
    // its batch is cancelled
    { from: 'batched', to: 'scheduled', by: ['system'], reason: 'required', guards: [] },
    { from: 'released', to: 'scheduled', by: ['system'], reason: 'required', guards: [] },
    { from: 'exported', to: 'scheduled', by: ['system'], reason: 'required', guards: [] },
    { from: 'batched', to: 'released', by: ['system'], reason: 'none', guards: [] },
    { from: 'released', to: 'exported', by: ['system'], reason: 'none', guards: [] },
    { from: 'exported', to: 'settled', by: ['payments'], reason: 'none', guards: [] },
    { from: 'exported', to: 'returned', by: ['payments'], reason: 'required', guards: [] },
    { from: 'settled', to: 'returned', by: ['payments'], reason: 'required', guards: [] },
    // the account was corrected and confirmed
    {
      from: 'returned',
      to: 'scheduled',
      by: ['payments'],
      reason: 'none',
      guards: ['payments.other-account-needed'],
    },
    { from: 'scheduled', to: 'stopped', by: ['payments'], reason: 'required', guards: [] },
    // a payee who cannot be found
    { from: 'returned', to: 'deposited', by: ['senior-adjuster'], reason: 'required', guards: [] },
    { from: 'returned', to: 'set-aside', by: ['senior-adjuster'], reason: 'required', guards: [] },
    {
      from: 'set-aside',
      to: 'scheduled',
      by: ['payments'],
      reason: 'none',
      guards: ['payments.other-account-needed'],
    },
  ],
});

export const batchStates = ['built', 'released', 'exported', 'settled', 'cancelled'] as const;
export type BatchState = (typeof batchStates)[number];

export const batchStateNames: Readonly<Record<BatchState, Words>> = {
  built: { ja: '作成済み', en: 'Built' },
  released: { ja: '実行済み', en: 'Released' },
  exported: { ja: '銀行へ送信', en: 'Exported' },
  settled: { ja: '完了', en: 'Settled' },
  cancelled: { ja: '取消し', en: 'Cancelled' },
};

/** The moves of a batch. It is settled when none of its payments is with the bank any more. */
export const batchMachine: Machine<BatchState> = defineMachine({
  name: 'payment-batch',
  states: batchStates,
  initial: ['built'],
  moves: [
    { from: 'built', to: 'released', by: ['releaser'], reason: 'none', guards: [] },
    { from: 'released', to: 'exported', by: ['payments'], reason: 'none', guards: [] },
    { from: 'exported', to: 'settled', by: ['payments'], reason: 'none', guards: ['payments.not-yet'] },
    { from: 'built', to: 'cancelled', by: ['payments'], reason: 'required', guards: [] },
    // two persons
    {
      from: 'released',
      to: 'cancelled',
      by: ['payments'],
      reason: 'required',
      guards: ['payments.second-person-needed'],
    },
    {
      from: 'exported',
      to: 'cancelled',
      by: ['payments'],
      reason: 'required',
      guards: ['payments.second-person-needed'],
    },
  ],
});
