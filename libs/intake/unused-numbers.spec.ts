import { unusedRuns, type DrawnBlock, type KeptUnused } from './unused-numbers.js';

const drawnAt = new Date('2026-11-02T00:00:00Z');
const at = new Date('2026-11-03T00:00:00Z');
const block = (first: number, isNewest = true): DrawnBlock => ({ first, drawnAt, isNewest });
const kept = (
  first: number,
  last: number,
  reason: KeptUnused['reason'],
  failure: string | null = null,
): KeptUnused => ({
  first,
  last,
  reason,
  at,
  answeredBy: null,
  failure,
});
const said = (...given: Parameters<typeof unusedRuns>): unknown[] =>
  unusedRuns(...given).map(({ first, last, reason }) => [first, last, reason]);

describe('why a case number was not used', () => {
  it('the rest of the newest block of a process may still be used', () => {
    expect(said({ first: 10, last: 64 }, [block(1)], [], 1)).toEqual([[10, 64, 'in-hand']]);
  });

  it('a number that was passed over, and of which nothing was kept, is not known', () => {
    expect(said({ first: 10, last: 10 }, [block(1)], [], 1)).toEqual([[10, 10, 'not-known']]);
    expect(said({ first: 10, last: 64 }, [block(1, false)], [], 1)).toEqual([[10, 64, 'not-known']]);
  });

  it('what was kept of it counts, and cuts what is around it', () => {
    expect(
      said({ first: 10, last: 64 }, [block(1)], [kept(12, 12, 'reported-already'), kept(20, 64, 'process-ended')], 1),
    ).toEqual([
      [20, 64, 'process-ended'],
      [13, 19, 'not-known'],
      [12, 12, 'reported-already'],
      [10, 11, 'not-known'],
    ]);
  });

  it('numbers that nobody drew are said to be so, and those from before the records too', () => {
    expect(said({ first: 60, last: 300 }, [block(129)], [], 129)).toEqual([
      [193, 300, 'not-drawn'],
      [129, 192, 'in-hand'],
      [60, 128, 'before-records'],
    ]);
    expect(said({ first: 2, last: 64 }, [], [], null)).toEqual([[2, 64, 'before-records']]);
  });

  it('names moment and error of what was kept, and when a block was drawn', () => {
    expect(unusedRuns({ first: 5, last: 6 }, [block(1)], [kept(5, 5, 'not-written', '40001')], 1)).toEqual([
      { first: 6, last: 6, reason: 'not-known', at: drawnAt, answeredBy: null, failure: null },
      { first: 5, last: 5, reason: 'not-written', at, answeredBy: null, failure: '40001' },
    ]);
  });
});
