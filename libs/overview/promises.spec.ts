import { promisesFrom, type PromiseRows } from './promises.js';

const reported = new Date('2026-11-28T01:00:00Z');
const config = { callBackMinutes: 60, acknowledgeMinutes: 15 };
const rows = (more: Partial<PromiseRows> = {}): PromiseRows => ({
  incident: { state: 'open', channel: 'web', reported_at: reported, outlook: 'green' },
  calls: [{ purpose: 'call-back', outcome: 'reached', called_at: reported }],
  preApprovals: [],
  expenses: [],
  payments: [],
  account: { waiting: false, confirmed: true },
  askedAgain: new Set(),
  beingConfirmed: new Set(),
  payBy: new Map(),
  acknowledgements: null,
  ...more,
});
const at = (minutes: number): Date => new Date(reported.getTime() + minutes * 60_000);
const said = (of: PromiseRows, now = at(1)): [string, boolean][] =>
  promisesFrom(of, config, now).map(({ code, isLate }) => [code, isLate]);
const line = (state: PromiseRows['expenses'][number]['state']): PromiseRows['expenses'] => [
  { id: 'e', line: 1, state, category: 'call-center' },
];
const payment = (state: PromiseRows['payments'][number]['state']): PromiseRows['payments'] => [
  { expense_id: 'e', state, pay_by: '2026-12-01' },
];

describe('what the insurer has promised and not done', () => {
  it.each([
    ['nobody called', [], 30, [['call-back', false]]],
    ['nobody called in time', [], 61, [['call-back', true]]],
    [
      'called, not reached',
      [{ purpose: 'call-back', outcome: 'not-reached', called_at: at(10) }],
      30,
      [['call-back', false]],
    ],
    [
      'reached at the second call',
      [
        { purpose: 'call-back', outcome: 'not-reached', called_at: at(10) },
        { purpose: 'call-back', outcome: 'reached', called_at: at(20) },
      ],
      90,
      [],
    ],
    ['older than the record of calls', [{ purpose: 'call-back', outcome: 'not-recorded', called_at: null }], 90, []],
  ] as const)('call back: %s', (_, calls, minutes, expected) => {
    expect(said(rows({ calls: [...calls] }), at(minutes))).toEqual(expected);
  });
  it('no call back is promised on the telephone, and none in a case that has ended', () => {
    const { incident } = rows();
    expect(said(rows({ calls: [], incident: { ...incident, channel: 'telephone' } }))).toEqual([]);
    expect(said(rows({ calls: [], incident: { ...incident, state: 'withdrawn' } }))).toEqual([]);
  });
  it('an answer to a request for consent is late after its moment', () => {
    const asked = rows({ preApprovals: [{ category: 'call-center', amount_yen: 1_000, answer_due_at: at(240) }] });
    expect([said(asked), said(asked, at(241))]).toEqual([
      [['answer-pre-approval', false]],
      [['answer-pre-approval', true]],
    ]);
  });
  it('a payment is promised for its day, late from the day after in Japan, and gone once it is made', () => {
    const paying = rows({ expenses: line('scheduled'), payments: payment('exported') });
    expect(said(paying, new Date('2026-12-01T14:59:00Z'))).toEqual([['pay', false]]);
    expect(said(paying, new Date('2026-12-01T15:00:00Z'))).toEqual([['pay', true]]);
    expect(said(rows({ expenses: line('paid'), payments: payment('settled') }))).toEqual([]);
  });
  it('scheduled to a bank that closed: nothing is promised while another account is asked for, then that it is checked', () => {
    const scheduled = { expenses: line('scheduled'), payments: payment('scheduled') };
    expect(said(rows({ ...scheduled, askedAgain: new Set(['e']) }))).toEqual([]);
    expect(said(rows({ ...scheduled, beingConfirmed: new Set(['e']) }))).toEqual([['confirm-account', false]]);
    expect(said(rows(scheduled))).toEqual([['pay', false]]);
  });
  it('until when a line is paid is promised before there is a payment: under review, approved, and while an account is checked', () => {
    const days = (of: Partial<PromiseRows>, now = at(1)): unknown[] =>
      promisesFrom(rows(of), config, now).map(({ code, byDay, isLate }) => [code, byDay, isLate]);
    const payBy = new Map([['e', '2026-12-28']]);
    for (const state of ['submitted', 'routed', 'in-review', 'proposed', 'appealed'] as const)
      expect(days({ expenses: line(state), payBy })).toEqual([['review', '2026-12-28', false]]);
    expect(days({ expenses: line('approved'), payBy })).toEqual([['pay', '2026-12-28', false]]);
    const account = { waiting: true, confirmed: false };
    expect(days({ expenses: line('approved'), payBy, account })).toEqual([['confirm-account', '2026-12-28', false]]);
    expect(days({ expenses: line('in-review'), payBy }, new Date('2026-12-28T15:00:00Z'))).toEqual([
      ['review', '2026-12-28', true],
    ]);
  });
  it('lines to be paid by one day are said together, the earliest first; one without all its papers has no day', () => {
    const lines = ['a', 'b', 'c', 'd'].map((id, one) => ({ ...line('in-review')[0], id, line: one + 1 }));
    const said = promisesFrom(
      rows({
        expenses: lines as PromiseRows['expenses'],
        payBy: new Map([
          ['a', '2026-12-28'],
          ['c', '2026-12-25'],
          ['d', '2026-12-28'],
        ]),
      }),
      config,
      at(1),
    );
    expect(said.map(({ textJa, byDay }) => [textJa, byDay])).toEqual([
      ['費用1件を確認しています。お支払いの対象であれば、期限までにお支払いします。', '2026-12-25'],
      ['費用2件を確認しています。お支払いの対象であれば、期限までにお支払いします。', '2026-12-28'],
      ['費用1件を確認しています。', null],
    ]);
  });
  it('what came back is paid again once another account is there; before that nothing is promised', () => {
    const back = { expenses: line('scheduled'), payments: payment('returned') };
    expect(said(rows({ ...back, askedAgain: new Set(['e']) }))).toEqual([]);
    expect(said(rows(back))).toEqual([['pay-again', false]]);
  });
  it('approved without an account: nothing is promised; with one that waits, that it is checked', () => {
    const approved = { expenses: line('approved') };
    expect(said(rows({ ...approved, account: { waiting: false, confirmed: false } }))).toEqual([]);
    expect(said(rows({ ...approved, account: { waiting: true, confirmed: false } }))).toEqual([
      ['confirm-account', false],
    ]);
    expect(said(rows(approved))).toEqual([['pay', false]]);
  });
  it('the insurer reads of a mail that was not taken; whoever was spoken to, or got it, needs nothing more', () => {
    const calls: PromiseRows['calls'] = [];
    const incident = { ...rows().incident, channel: 'telephone' } as const;
    expect(said(rows({ calls, incident, acknowledgements: ['waiting'] }), at(16))).toEqual([['acknowledge', true]]);
    expect(said(rows({ calls, incident, acknowledgements: ['sent', 'failed'] }))).toEqual([]);
    expect(said(rows({ calls, incident, acknowledgements: ['kept'] }))).toEqual([['tell-caller', false]]);
    const told = [{ purpose: 'acknowledgement', outcome: 'reached', called_at: at(1) }] as const;
    expect(said(rows({ calls: [...told], incident, acknowledgements: [] }))).toEqual([]);
  });
});
