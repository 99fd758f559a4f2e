import { hasSixDecimals, yen } from './yen.js';

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
