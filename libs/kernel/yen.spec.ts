import { yen } from './yen.js';

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
