import { count, daysBetween, hasSixDecimals, sumOf, yen, type Count, type Day, type Days, type Yen } from './units.js';

describe('whole yen', () => {
  it.each([
    [0, 0],
    [1, 1],
    ['0', 0],
    ['20000000', 20_000_000],
    [Number.MAX_SAFE_INTEGER, 9_007_199_254_740_991],
    ['9007199254740991', 9_007_199_254_740_991],
  ])('%p is an amount', (given, amount) => expect(yen(given)).toBe(amount));

  it('zero has one form: minus zero becomes zero', () => expect(Object.is(yen(-0), 0)).toBe(true));

  it.each([-1, 0.5, Number.NaN, Infinity, 2 ** 53, '9007199254740992', '', ' 5', '1e3', '-1', '1.0', '１００', '0x10'])(
    '%p is refused',
    (given) => expect(() => yen(given)).toThrow(RangeError),
  );
});

describe('six decimals', () => {
  it.each([0, -0, 1, 0.1, 0.3, 0.333333, 1e-6, 999_999.999999, 8_589_934_591.999999, 1e15, 1e300])(
    '%p has at most six',
    (value) => expect(hasSixDecimals(value)).toBe(true),
  );

  it.each([1e-7, 0.3333333, 0.1 + 0.2, 1 / 3, 1.000_000_1, Number.MIN_VALUE, 999_999.999_999_9])(
    '%p has more',
    (value) => expect(hasSixDecimals(value)).toBe(false),
  );
});

describe('units', () => {
  it('an amount, a count and days are made of what they are', () => {
    expect(sumOf([yen(2_358_400), yen(1)])).toBe(2_358_401);
    expect([count([1, 2]), count(new Set(['a'])), count(6)]).toEqual([2, 1, 6]);
    expect([daysBetween('2026-02-28', '2026-03-01'), daysBetween('2026-03-01', '2026-02-28')]).toEqual([1, -1]);
    for (const no of [-1, 0.5, Number.NaN]) expect(() => count(no)).toThrow(RangeError);
    expect(() => daysBetween('2026-02-28', 'tomorrow')).toThrow(RangeError);
  });

  it('none takes the place of another: this does not compile otherwise', () => {
    const paid = (amount: Yen): number => amount;
    const many = (things: Count): number => things;
    const late = (days: Days): number => days;
    const on = (day: Day): string => day;
    // @ts-expect-error a count is no amount
    expect(paid(count(6))).toBe(6);
    // @ts-expect-error an amount is no count
    expect(many(yen(2_358_400))).toBe(2_358_400);
    // @ts-expect-error days are no amount
    expect(paid(daysBetween('2026-01-01', '2026-01-02'))).toBe(1);
    // @ts-expect-error a count is no days
    expect(late(count(1))).toBe(1);
    // @ts-expect-error a plain number has no unit
    expect(paid(1)).toBe(1);
    // @ts-expect-error any text is no day
    expect(on('tomorrow')).toBe('tomorrow');
  });
});
