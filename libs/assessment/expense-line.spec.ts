import type { StoredExpense } from '#expenses';
import { assessedTogether, lineOf } from './expense-line.js';

const expense = (more: Partial<StoredExpense>): StoredExpense =>
  ({
    id: 'one',
    state: 'in-review',
    category: 'call-center',
    amount_yen: 1_000,
    tax_yen: 100,
    incurred_on: '2026-09-10',
    flags: {},
    supplements: null,
    approval: null,
    consent: null,
    ...more,
  }) as StoredExpense;
const togetherOf = (category: StoredExpense['category']): string[] =>
  (
    [
      'submitted',
      'routed',
      'in-review',
      'information-requested',
      'proposed',
      'approved',
      'scheduled',
      'paid',
      'rejected',
      'appealed',
      'withdrawn',
    ] as const
  ).filter((state) => assessedTogether([expense({ state, category })]).length > 0);

describe('the lines of one request', () => {
  it('are the undecided ones, in the order given', () => {
    expect(togetherOf('call-center')).toEqual([
      'submitted',
      'routed',
      'in-review',
      'information-requested',
      'proposed',
      'appealed',
    ]);
    const [first, second] = [expense({ id: 'b' }), expense({ id: 'a' })];
    expect(assessedTogether([first, second]).map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('of business interruption all that are neither withdrawn nor rejected: they deduct from each other', () => {
    expect(togetherOf('lost-profit')).toEqual([
      'submitted',
      'routed',
      'in-review',
      'information-requested',
      'proposed',
      'approved',
      'scheduled',
      'paid',
      'appealed',
    ]);
  });
});

describe('a line from an expense', () => {
  const approval = { number: 'P1', ceiling: 2_000, before: 900, lapsesOn: '2026-09-10' };
  const consent = { ceiling: 1_100, givenOn: '2026-09-01' };

  it('carries what the rules read, under the expense’s id', () => {
    expect(lineOf(expense({ flags: { lawyer: true }, approval }))).toEqual({
      id: 'one',
      category: 'call-center',
      amount: 1_000,
      tax: 100,
      incurredOn: '2026-09-10',
      lawyer: true,
      consent: true,
    });
  });

  it.each<[string, Partial<StoredExpense>, boolean]>([
    ['what a claimant said of it', { flags: { consent: true } }, false],
    ['an approval with just enough left', { approval }, true],
    ['one with a yen too little', { approval: { ...approval, before: 901 } }, false],
    ['one used up beyond its ceiling', { approval: { ...approval, before: 5_000 }, amount_yen: 0, tax_yen: 1 }, false],
    ['one that lapsed the day before', { approval: { ...approval, lapsesOn: '2026-09-09' } }, false],
    ['a recorded consent up to it', { consent }, true],
    ['a recorded consent of a yen less', { consent: { ...consent, ceiling: 1_099 } }, false],
    ['damages, of which no tax is claimed', { category: 'damages', consent: { ...consent, ceiling: 1_000 } }, true],
  ])('has the insurer’s consent by its own acts alone: %s', (_, more, expected) => {
    expect(lineOf(expense(more)).consent === true).toBe(expected);
  });

  it('has the figures of its own category alone; a day that nobody named has not come', () => {
    const interruption = { avoidedCosts: 5, profitRate: 0.5, actualRevenue: 1, businessRecoveredOn: '2026-10-01' };
    expect(lineOf(expense({ category: 'business-continuation', flags: { interruption } }))).toMatchObject({
      interruption: { avoidedCosts: 5, systemRestoredOn: null },
    });
    const prevention = lineOf(expense({ category: 'revenue-decline-prevention', flags: { interruption } }));
    expect(prevention).toMatchObject({ interruption: { profitRate: 0.5, businessRecoveredOn: '2026-10-01' } });
    expect(prevention.interruption).not.toHaveProperty('avoidedRevenueDecline');
    expect(lineOf(expense({ category: 'call-center', flags: { interruption } }))).not.toHaveProperty('interruption');
  });

  it('without figures leaves a gap that is told, and nothing that was guessed', () => {
    expect(lineOf(expense({ category: 'lost-profit' })).interruption).toEqual({});
    expect(
      lineOf(expense({ category: 'lost-profit', flags: { interruption: { standardRevenue: null } } as never })),
    ).toMatchObject({
      interruption: { standardRevenue: null },
    });
  });
});
