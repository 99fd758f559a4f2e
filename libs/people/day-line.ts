import type { FieldFault, ProblemCode } from '#problems';

/** A line that holds from a day up to, but not including, its end; null: without end. Days in Japan, 'YYYY-MM-DD'. */
export interface DayPeriod {
  readonly from: string;
  readonly to: string | null;
}

/** The fault of a new line; null without one. `fromToday`: it must not begin in the past either. */
export function dayPeriodFault({ from, to }: DayPeriod, today: string, fromToday = false): FieldFault | null {
  if (to !== null && to <= from) return { pointer: '/to', code: 'parties.period-reversed' };
  if (to !== null && to <= today) return { pointer: '/to', code: 'parties.in-the-past' };
  return fromToday && from < today ? { pointer: '/from', code: 'parties.in-the-past' } : null;
}

/** Why a line cannot end on a day; null when it can. The days before today cannot be changed. */
export function dayEndingRefusal({ to }: DayPeriod, on: string, today: string): ProblemCode | null {
  if (to !== null && to <= today) return 'parties.already-ended';
  if (on < today) return 'parties.in-the-past';
  return to !== null && on >= to ? 'parties.ends-earlier-already' : null;
}

/** The day on which a line ends; a line that would end before its beginning never held. */
export function endOf({ from }: DayPeriod, on: string): string {
  return on < from ? from : on;
}
