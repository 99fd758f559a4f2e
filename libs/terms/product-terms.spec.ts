import { limitsOf } from '#coverage';
import { newestTerms, termsOf } from './product-terms.js';

describe('the product terms', () => {
  it.each([
    ['hospital', 1, 50_000_000, 5_000_000],
    ['hospital', 3, 200_000_000, 20_000_000],
    ['dental-clinic', 1, 10_000_000, 1_000_000],
    ['general-clinic', 3, 100_000_000, 10_000_000],
  ] as const)('R-PLAN-1: %s, plan %s', (kind, plan, liabilityLimit, responseExpenseLimit) => {
    expect(limitsOf(termsOf('2026-11'), kind, plan)).toEqual({ liabilityLimit, responseExpenseLimit });
  });

  it('reads each version once and knows the newest', () => {
    expect(termsOf('2026-11')).toBe(newestTerms('2026-11-24'));
  });

  it('never guesses the terms of a version that is not there', () => {
    expect(() => termsOf('2020-01')).toThrow('There are no product terms 2020-01; there are 2026-11.');
  });
});
