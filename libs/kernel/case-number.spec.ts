import fc from 'fast-check';
import { caseNumber, isCaseNumber } from './case-number.js';

/**
 * The standard's condition for a whole string, by its formula and independent of how the digit is computed: P(1) = 10,
 * S(j) = P(j) mod 11 + a(j), P(j+1) = (S(j) mod 10, or 10 for 0) × 2; right when S(n) ≡ 1 (mod 10).
 */
function holdsMod11And10(text: string): boolean {
  const p = [10];
  const s: number[] = [];
  [...text].forEach((digit, j) => {
    s[j] = (p[j]! % 11) + Number(digit);
    p[j + 1] = (s[j]! % 10 === 0 ? 10 : s[j]! % 10) * 2;
  });
  return s.at(-1)! % 10 === 1;
}

const cases = fc.tuple(fc.integer({ min: 2000, max: 2199 }), fc.integer({ min: 1, max: 999_999 }));

describe('the case number', () => {
  it('the check of this test finds the standard’s example right: 0794 has the check digit 5', () => {
    expect([...'0123456789'].filter((check) => holdsMod11And10(`0794${check}`))).toEqual(['5']);
  });

  it('is MC, the year, the sequence in six digits and a check digit', () => {
    expect(caseNumber(2026, 123)).toMatch(/^MC-2026-000123-\d$/);
    expect(caseNumber(2026, 999_999)).toMatch(/^MC-2026-999999-\d$/);
  });

  it('carries the check digit of ISO 7064 MOD 11,10', () => {
    fc.assert(
      fc.property(cases, ([year, sequence]) => {
        const number = caseNumber(year, sequence);
        expect(holdsMod11And10(number.replaceAll(/\D/g, ''))).toBe(true);
        expect(isCaseNumber(number)).toBe(true);
      }),
    );
  });

  it('every single wrong digit is found', () => {
    fc.assert(
      fc.property(cases, ([year, sequence]) => {
        const number = caseNumber(year, sequence);
        for (const [at, right] of [...number].entries()) {
          if (!/\d/.test(right)) continue;
          for (const wrong of '0123456789'.replace(right, '')) {
            expect(isCaseNumber(number.slice(0, at) + wrong + number.slice(at + 1))).toBe(false);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it.each(['', 'MC-2026-000123', 'mc-2026-000123-0', 'MC-2026-123-0', 'MC-2026-0001234-0', ' MC-2026-000123-0'])(
    '%j is no case number',
    (text) => expect(isCaseNumber(text)).toBe(false),
  );

  it('a sequence or year outside its digits is refused', () => {
    for (const sequence of [0, -1, 1_000_000_000, 1.5, Number.NaN]) {
      expect(() => caseNumber(2026, sequence)).toThrow(RangeError);
    }
    for (const year of [999, 10_000, 2026.5]) expect(() => caseNumber(year, 1)).toThrow(RangeError);
  });
});
