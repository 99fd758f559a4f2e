import { daysBetween } from '#kernel';
import { daysAfter } from '#platform';

/** Weeks with a decision that it takes to say when a limit will be reached. */
const leastWeeks = 4;

interface Course {
  readonly today: string;
  /** The first day that counts, in Japan. */
  readonly since: string;
  /** What was promised or paid less what was released, by week (yen); weeks without any are left out. */
  readonly weeks: readonly number[];
  readonly remaining: number;
  /** The last day of the period. */
  readonly expiryOn: string;
}

/**
 * When a limit is reached if it goes on to be promised as since a day: the sum of the weeks over the days since then,
 * evenly. Nothing is said from fewer than four weeks with a decision; a limit with nothing left is reached today.
 */
export function exhaustionOf({ today, since, weeks, remaining, expiryOn }: Course): {
  readonly forecast: 'reached' | 'lasts' | 'too-few';
  readonly reachedOn: string | null;
} {
  if (remaining <= 0) return { forecast: 'reached', reachedOn: today };
  const drawn = weeks.reduce((sum, yen) => sum + yen, 0);
  if (weeks.filter((yen) => yen !== 0).length < leastWeeks) return { forecast: 'too-few', reachedOn: null };
  if (drawn <= 0) return { forecast: 'lasts', reachedOn: null };
  const days = Math.ceil((remaining * (daysBetween(since, today) + 1)) / drawn);
  if (days > daysBetween(today, expiryOn)) return { forecast: 'lasts', reachedOn: null };
  return { forecast: 'reached', reachedOn: daysAfter(today, days) };
}
