import fc from 'fast-check';
import { inYen, rateDay } from './foreign-bill.js';

describe('a foreign bill in yen', () => {
  it.each([
    ['1200.50', '156.25', 187_578],
    ['1', '156.999999', 156],
    ['0.001', '0.000001', 0],
    ['999999999999.999', '1', 999_999_999_999],
    ['3', '0.333334', 1],
  ])('%s at %s is %i yen: a fraction of a yen is left out', (amount, rate, yen) => {
    expect(inYen(amount, rate)).toBe(yen);
  });

  it('is exact for every bill and rate: never more than the product, never a yen less', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999 }),
        fc.integer({ min: 1, max: 999_999_999 }),
        (cents, micros) => {
          const amount = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
          const rate = `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`;
          const product = BigInt(cents) * BigInt(micros);
          const yen = BigInt(inYen(amount, rate));
          expect(yen * 100_000_000n <= product && product < (yen + 1n) * 100_000_000n).toBe(true);
        },
      ),
    );
  });

  it('has the rate of the day on which it was paid, else of today', () => {
    expect(rateDay({ currency: 'USD', amount: '1', paidOn: '2026-11-20' }, '2026-11-27')).toBe('2026-11-20');
    expect(rateDay({ currency: 'USD', amount: '1', paidOn: null }, '2026-11-27')).toBe('2026-11-27');
  });

  it('refuses what is no decimal, or more yen than can be counted', () => {
    for (const wrong of ['', '1,000', '-1', '1e3', '１']) expect(() => inYen(wrong, '1')).toThrow('decimal');
    expect(() => inYen('999999999999.999', '999999999')).toThrow('counted');
  });
});
