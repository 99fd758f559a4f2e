import * as fc from 'fast-check';
import { categoryTable } from '#coverage';
import { bedClassOf, comparedCategories, isCompared, rangeOf, recognisedYen } from './comparable-costs.js';

describe('the range of some figures', () => {
  it.each<[number[], number[] | null]>([
    [[], null],
    [[7], [7, 7, 7, 7, 7]],
    [
      [40, 10, 30, 20],
      [10, 10, 20, 30, 40],
    ],
    [
      [1, 2, 3, 4, 5],
      [1, 2, 3, 4, 5],
    ],
    [
      [80, 70, 60, 50, 40, 30, 20, 10],
      [10, 20, 40, 60, 80],
    ],
    [
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
      [1, 3, 5, 7, 9],
    ],
  ])('%j has the range %j', (figures, range) => {
    const found = rangeOf(figures);
    expect(found && Object.values(found)).toEqual(range);
  });

  it('a quarter of them do not exceed each quartile, and every smaller figure has too few below it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 40 }), (figures) => {
        const { smallest, lowerQuartile, median, upperQuartile, largest } = rangeOf(figures) ?? fail();
        expect([smallest, largest]).toEqual([Math.min(...figures), Math.max(...figures)]);
        [lowerQuartile, median, upperQuartile].forEach((quartile, at) => {
          const share = (at + 1) / 4;
          expect(figures).toContain(quartile);
          expect(figures.filter((figure) => figure <= quartile).length).toBeGreaterThanOrEqual(share * figures.length);
          expect(figures.filter((figure) => figure < quartile).length).toBeLessThan(share * figures.length);
        });
      }),
    );
  });
});

function fail(): never {
  throw new Error('some figures have no range');
}

describe('what was recognised of a line without tax', () => {
  /** 1,000,000 yen and 100,000 of tax, of which the institution recovers a quarter. */
  const line = {
    amountYen: 1_000_000,
    claimedYen: 1_100_000,
    assessedYen: 1_075_000,
    decidedYen: 1_075_000,
    outcome: 'reduced',
    indemnifiableYen: 1_075_000,
  } as const;

  it.each([
    ['all of it, whatever tax the institution recovers', {}, 1_000_000],
    ['and whatever a deductible or a limit leaves', { assessedYen: 300_000, decidedYen: 300_000 }, 1_000_000],
    // 860,000 of 1,075,000 is four fifths
    ['less what a person took off, with its part of the tax', { decidedYen: 860_000 }, 800_000],
    ['also where a limit had lowered it first', { assessedYen: 900_000, decidedYen: 685_000 }, 800_000],
    // 1,000,000 × 1,074,999 / 1,075,000 = 999,999.07
    ['rounded down', { decidedYen: 1_074_999 }, 999_999],
    ['nothing where everything was taken off', { decidedYen: 0 }, 0],
    ['more than was assessed is no more than the line', { decidedYen: 1_100_000 }, 1_000_000],
    [
      'what is not covered, as far as two persons approved it',
      { outcome: 'not-payable', indemnifiableYen: 0, assessedYen: 0, decidedYen: 550_000 },
      500_000,
    ],
    ['nothing of nothing', { amountYen: 0, claimedYen: 0, indemnifiableYen: 0, assessedYen: 0, decidedYen: 0 }, 0],
  ] as const)('%s', (_, changes, recognised) => {
    expect(recognisedYen({ ...line, ...changes })).toBe(recognised);
  });

  it('is exact to the largest amounts', () => {
    const most = 999_999_999_999_999;
    const whole = { ...line, amountYen: most, claimedYen: most, assessedYen: most, indemnifiableYen: most };
    expect(recognisedYen({ ...whole, decidedYen: most - 1 })).toBe(most - 1);
  });
});

describe('which costs compare', () => {
  it('those that are bought: no heads, no harm, no revenue, nothing without a category', () => {
    expect(Object.keys(categoryTable).filter((category) => !comparedCategories.includes(category as never))).toEqual([
      'condolence',
      'other-response',
      'damages',
      'other-liability',
      'lost-profit',
      'revenue-decline-prevention',
      'business-continuation',
    ]);
  });

  it('as whole bills', () => {
    const line = { category: 'call-center', part_of: null, supplements: null } as const;
    expect(isCompared(line)).toBe(true);
    expect(isCompared({ ...line, part_of: 'a' })).toBe(false);
    expect(isCompared({ ...line, supplements: 'a' })).toBe(false);
    expect(isCompared({ ...line, category: 'damages' })).toBe(false);
  });

  it.each<[number | null, [number, number | null] | null]>([
    [null, null],
    [0, [0, 99]],
    [99, [0, 99]],
    [100, [100, 199]],
    [200, [200, 399]],
    [399, [200, 399]],
    [400, [400, null]],
    [1_200, [400, null]],
  ])('%j beds are of the class %j', (beds, expected) => {
    const found = bedClassOf(beds);
    expect(found && [found.from, found.to]).toEqual(expected);
  });
});
