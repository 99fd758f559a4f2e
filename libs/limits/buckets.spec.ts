import { bucketsOf, leftFor, usedFor, withoutAmounts, type LimitedContract, type OpenAmount } from './buckets.js';

const plan = { liabilityLimit: 10_000_000, responseExpenseLimit: 1_000_000 };
const contract: LimitedContract = {
  deductible: 100_000,
  businessInterruption: { limit: 5_000_000 },
  parameters: {},
};
const amount = (more: Partial<OpenAmount>): OpenAmount => ({
  incidentId: 'this',
  takes: 'limit',
  coverage: 'response-expense',
  kind: 'hold',
  yen: 100,
  ...more,
});

describe('the engine’s used amounts', () => {
  it('are what is promised and paid in the period, this case’s response expenses and deductible apart; orders do not count', () => {
    const open = [
      amount({ yen: 300 }),
      amount({ yen: 20, kind: 'consume', incidentId: 'other' }),
      amount({ yen: 7, coverage: 'liability', incidentId: 'other' }),
      amount({ yen: 9_999, kind: 'order' }),
      amount({ yen: 50, takes: 'deductible' }),
      amount({ yen: 60, takes: 'deductible', incidentId: 'other' }),
    ];
    expect(usedFor(open, 'this')).toEqual({
      responseExpense: 320,
      responseExpenseThisIncident: 300,
      liability: 7,
      businessInterruption: 0,
      deductible: 50,
    });
  });

  it('leave out the case’s own business interruption with its deductible: those lines stay in the request', () => {
    const interruption = { coverage: 'business-interruption' } as const;
    const open = [
      amount({ ...interruption, yen: 900 }),
      amount({ ...interruption, yen: 40, takes: 'deductible' }),
      amount({ ...interruption, yen: 30, incidentId: 'other', kind: 'consume' }),
      amount({ yen: 5, takes: 'deductible' }),
    ];
    expect(usedFor(open, 'this')).toMatchObject({ businessInterruption: 30, deductible: 5 });
    expect(usedFor(open, 'other')).toMatchObject({ businessInterruption: 900, deductible: 0 });
  });
});

describe('the buckets of a period', () => {
  const open = [
    amount({ yen: 300 }),
    amount({ yen: 20, kind: 'consume' }),
    amount({ yen: 5, kind: 'order' }),
    amount({ yen: 1_000, incidentId: 'other' }),
    amount({ yen: 7, coverage: 'liability', kind: 'consume' }),
    amount({ yen: 11, coverage: 'business-interruption' }),
    amount({ yen: 13, coverage: 'business-interruption', kind: 'consume' }),
    amount({ yen: 50, takes: 'deductible' }),
    amount({ yen: 60, takes: 'deductible', incidentId: 'other', kind: 'consume' }),
    amount({ yen: 8, takes: 'deductible', kind: 'consume' }),
  ];
  const of = (parameters: LimitedContract['parameters'], incidentId: string | null = 'this'): unknown[] =>
    bucketsOf({ ...contract, parameters }, plan, open, incidentId).map((one) => Object.values(one));

  it('tell paid, held and ordered apart, and what is left', () => {
    expect(of({})).toEqual([
      ['response-expense', 1_000_000, 20, 1_300, 5, 998_680],
      ['aggregate', 10_000_000, 27, 1_300, 5, 9_998_673],
      ['business-interruption', 5_000_000, 13, 11, 0, 4_999_976],
      ['deductible', 100_000, 8, 50, 0, 99_942],
    ]);
    expect(of({}, null)).toEqual(of({}).slice(0, 3));
  });

  it('follow what the contract settles', () => {
    expect(of({ responseExpenseLimitScope: 'incident' })[0]).toEqual([
      'response-expense',
      1_000_000,
      20,
      300,
      5,
      999_680,
    ]);
    expect(of({ businessInterruptionInsideAggregate: true })[1]).toEqual([
      'aggregate',
      10_000_000,
      40,
      1_311,
      5,
      9_998_649,
    ]);
  });

  it('the engine’s used amounts of this incident are its response expenses alone', () => {
    expect(usedFor([...open, amount({ yen: 900, coverage: 'liability' })], 'this')).toMatchObject({
      responseExpenseThisIncident: 320,
      liability: 907,
    });
  });
});

describe('what is left for one more payment', () => {
  const left = (parameters: LimitedContract['parameters'], open: OpenAmount[]): number[] => {
    const settled = { ...contract, parameters };
    const buckets = bucketsOf(settled, plan, open, 'this');
    return (['response-expense', 'liability', 'business-interruption'] as const).map((coverage) =>
      leftFor(coverage, settled, buckets),
    );
  };

  it('R-LIM-2: response expenses have the smaller of their own limit and the aggregate', () => {
    expect(left({}, [])).toEqual([1_000_000, 10_000_000, 5_000_000]);
    expect(left({}, [amount({ coverage: 'liability', yen: 9_900_000 })])).toEqual([100_000, 100_000, 5_000_000]);
  });

  it('R-LIM-5: business interruption counts in the aggregate where the contract says so', () => {
    const open = [amount({ coverage: 'liability', yen: 9_900_000 })];
    expect(left({ businessInterruptionInsideAggregate: true }, open)).toEqual([100_000, 100_000, 100_000]);
    const own = [amount({ coverage: 'business-interruption', yen: 4_000_000 })];
    expect(left({}, own)[1]).toBe(10_000_000);
    expect(left({ businessInterruptionInsideAggregate: true }, own)[1]).toBe(6_000_000);
  });

  it('R-LIM-4: a limit for each incident is not lowered by another one', () => {
    const open = [amount({ yen: 1_000_000, incidentId: 'other' })];
    expect(left({}, open)[0]).toBe(0);
    expect(left({ responseExpenseLimitScope: 'incident' }, open)[0]).toBe(1_000_000);
  });

  it('without the option nothing is left of it, and it is no bucket', () => {
    const buckets = bucketsOf({ ...contract, businessInterruption: null }, plan, [], null);
    expect(buckets.map(({ bucket }) => bucket)).toEqual(['response-expense', 'aggregate']);
    expect(leftFor('business-interruption', contract, buckets)).toBe(0);
  });
});

describe('what is open without some of it', () => {
  it('is less by everything of the same case, kind, coverage and taking, and nothing of it is left at 0', () => {
    const open = [amount({ yen: 300 }), amount({ yen: 40, kind: 'consume' })];
    expect(withoutAmounts(open, [amount({ yen: 100 }), amount({ yen: 199 })])).toEqual([
      amount({ yen: 1 }),
      amount({ yen: 40, kind: 'consume' }),
    ]);
    expect(withoutAmounts(open, [amount({ yen: 300 })])).toEqual([amount({ yen: 40, kind: 'consume' })]);
  });

  it.each<[string, Partial<OpenAmount>]>([
    ['another case', { incidentId: 'other' }],
    ['the deductible', { takes: 'deductible' }],
    ['another coverage', { coverage: 'liability' }],
    ['another kind', { kind: 'consume' }],
  ])('%s takes nothing from it', (_, other) => {
    expect(withoutAmounts([amount({ yen: 300 })], [amount({ yen: 100, ...other })])).toEqual([amount({ yen: 300 })]);
  });
});
