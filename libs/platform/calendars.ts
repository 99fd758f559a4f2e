import holidayJp from '@holiday-jp/holiday_jp';

const { holidays } = holidayJp;

const dayMs = 86_400_000;
const lastKnown = Object.keys(holidays).toSorted().at(-1)?.slice(0, 4) ?? '0000';

/** The calendar of holidays ends before a day: it must be renewed before a day after its end can be computed. */
export class CalendarEnds extends RangeError {}

/** The day so many calendar days later (or earlier), in Japan's calendar, `YYYY-MM-DD`. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/**
 * Whether banks are open on a day of Japan's calendar: not on Saturdays, Sundays, national holidays, and from 31
 * December to 3 January. Throws `CalendarEnds` after the last year with known holidays (Cabinet Office, by
 * @holiday-jp/holiday_jp).
 */
export function isBankDay(day: string): boolean {
  if (day.slice(0, 4) > lastKnown) throw new CalendarEnds(`Holidays are known until ${lastKnown}.`);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const monthDay = day.slice(5);
  const turnOfYear = monthDay === '12-31' || (monthDay >= '01-01' && monthDay <= '01-03');
  return weekday !== 0 && weekday !== 6 && !turnOfYear && !Object.hasOwn(holidays, day);
}

/** The last bank day on or before a day. Throws `CalendarEnds`. */
export function bankDayOnOrBefore(day: string): string {
  let found = day;
  while (!isBankDay(found)) found = daysAfter(found, -1);
  return found;
}

/** The bank day so many bank days after a day. Throws `CalendarEnds`. */
export function bankDaysAfter(day: string, count: number): string {
  let [found, left] = [day, count];
  while (left > 0) {
    found = daysAfter(found, 1);
    if (isBankDay(found)) left -= 1;
  }
  return found;
}
