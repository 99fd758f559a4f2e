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
  it('carries what the rules read, under the expense’s id', () => {
    expect(lineOf(expense({ flags: { consent: true } }))).toEqual({
      id: 'one',
      category: 'call-center',
      amount: 1_000,
      tax: 100,
      incurredOn: '2026-09-10',
      consent: true,
    });
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
