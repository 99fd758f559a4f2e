import fc from 'fast-check';
import { addYen, atMostProduct, floorOfRest, floorOfShare } from './exact.js';

const most = 999_999_999_999_999;
const anyYen = fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: most }));
const millionths = fc.integer({ min: 0, max: 1_000_000 });

describe('exact figures', () => {
  it('the floor of a share, and of the rest, as fractions of whole numbers', () => {
    fc.assert(
      fc.property(anyYen, millionths, (yen, share) => {
        const exactly = (part: number): number => Number((BigInt(yen) * BigInt(part)) / 1_000_000n);
        expect(floorOfShare(yen, share / 1_000_000)).toBe(exactly(share));
        expect(floorOfRest(yen, share / 1_000_000)).toBe(exactly(1_000_000 - share));
      }),
    );
  });

  it.each([
    [3, 0.1, 0],
    [10, 0.1, 1],
    [30, 0.1, 3],
    [1_000_000, 0.3, 300_000],
    [most, 0.999_999, 999_998_999_999_999],
    [most, 0.333_333, 333_332_999_999_999],
    [9_007_199_255, 0.999_999, 9_007_190_247],
    [most, 1, most],
    [most, 0, 0],
  ])('%i × %d is %i', (yen, rate, expected) => expect(floorOfShare(yen, rate)).toBe(expected));

  it.each([
    [100, 10, 9, 90],
    [100, 10, 11, 100],
    [100, 0, 11, 0],
    [most, most, most, most],
    [most, 9_007_199_254_740, 1_000, most],
    [most, 900_719_925, 1_000_000, 900_719_925_000_000],
  ])('the smaller of %i and %i × %i is %i', (yen, each, count, expected) =>
    expect(atMostProduct(yen, each, count)).toBe(expected),
  );

  it('sums are numbers while those are exact, and whole beyond', () => {
    expect(addYen(1, 2)).toBe(3);
    expect(addYen(Number.MAX_SAFE_INTEGER - 1, 1)).toBe(Number.MAX_SAFE_INTEGER);
    expect(addYen(Number.MAX_SAFE_INTEGER, 2)).toBe(9_007_199_254_740_993n);
    expect(addYen(9_007_199_254_740_993n, most)).toBe(10_007_199_254_740_992n);
  });
});
