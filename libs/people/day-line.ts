import type { FieldFault, ProblemCode } from '#problems';

/**
 * A line that holds from a day on, up to the day on which it no longer does; null goes on. Days in Japan, 'YYYY-MM-DD'.
 */
export interface DayPeriod {
  readonly from: string;
  readonly to: string | null;
}

/** What is wrong with a new line; null when nothing is. `fromToday`: it must not begin in the past either. */
export function dayPeriodFault({ from, to }: DayPeriod, today: string, fromToday = false): FieldFault | null {
  if (to !== null && to <= from) return { pointer: '/to', code: 'parties.period-reversed' };
  if (to !== null && to <= today) return { pointer: '/to', code: 'parties.in-the-past' };
  return fromToday && from < today ? { pointer: '/from', code: 'parties.in-the-past' } : null;
}

/** Why a line cannot end on a day; null when it can. What has held until today stays as it was. */
export function dayEndingRefusal({ to }: DayPeriod, on: string, today: string): ProblemCode | null {
  if (to !== null && to <= today) return 'parties.already-ended';
  if (on < today) return 'parties.in-the-past';
  return to !== null && on >= to ? 'parties.ends-earlier-already' : null;
}

/** The day a line ends on: one that would end before it begins never held. */
export function endOf({ from }: DayPeriod, on: string): string {
  return on < from ? from : on;
}
