import fc from 'fast-check';
import { daysBetween } from '#kernel';
import { daysAfter } from '#platform';
import { exhaustionOf } from './exhaustion.js';

const course = { today: '2026-11-27', since: '2026-09-01', remaining: 1_000_000, expiryOn: '2027-03-31' };

describe('when a limit is reached', () => {
  it('as far ahead as what is left lasts at the pace of the weeks', () => {
    // 880,000 yen in 88 days: 10,000 a day, 1,000,000 for 100 days
    expect(exhaustionOf({ ...course, weeks: [220_000, 220_000, 220_000, 220_000] })).toEqual({
      forecast: 'reached',
      reachedOn: '2027-03-07',
    });
  });

  it('a day later than the period lasts is not said', () => {
    expect(exhaustionOf({ ...course, expiryOn: '2027-03-06', weeks: [220_000, 220_000, 220_000, 220_000] })).toEqual({
      forecast: 'lasts',
      reachedOn: null,
    });
  });

  it('three weeks say nothing, nor does a week in which as much was released', () => {
    expect(exhaustionOf({ ...course, weeks: [220_000, 220_000, 220_000] }).forecast).toBe('too-few');
    expect(exhaustionOf({ ...course, weeks: [220_000, 0, 220_000, 220_000] }).forecast).toBe('too-few');
  });

  it('more released than promised lasts; nothing left is reached today', () => {
    expect(exhaustionOf({ ...course, weeks: [1, 1, 1, -5] }).forecast).toBe('lasts');
    expect(exhaustionOf({ ...course, remaining: 0, weeks: [] })).toEqual({
      forecast: 'reached',
      reachedOn: course.today,
    });
  });

  it('R-LIM-2: the day that is said is the first on which the pace has used up what is left', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5_000_000 }), { minLength: 4, maxLength: 13 }),
        fc.integer({ min: 1, max: 100_000_000 }),
        (weeks, remaining) => {
          const { reachedOn } = exhaustionOf({ ...course, remaining, expiryOn: '9999-12-31', weeks });
          const perDay = weeks.reduce((sum, yen) => sum + yen, 0) / (daysBetween(course.since, course.today) + 1);
          const days = daysBetween(course.today, reachedOn ?? '');
          expect(days * perDay).toBeGreaterThanOrEqual(remaining * (1 - 1e-9));
          expect((days - 1) * perDay).toBeLessThan(remaining * (1 + 1e-9));
          expect(daysAfter(course.today, days)).toBe(reachedOn);
        },
      ),
    );
  });
});
