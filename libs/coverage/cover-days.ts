import type { Day, RequestPolicy } from './request.js';

/**
 * Cover begins and ends at `boundaryHour`. At 0 whole days are in or out; at any other hour, and while the hour is not
 * known, the first and the last day are partly in. An unknown day is neither before, after nor on the boundary.
 */
type CoverPolicy = Pick<RequestPolicy, 'inceptionDate' | 'expiryDate' | 'continuousSince' | 'boundaryHour'>;
type KnownDay = Day | null | undefined;

const continuousSince = (policy: CoverPolicy): Day => policy.continuousSince ?? policy.inceptionDate;
const wholeDays = (policy: CoverPolicy): boolean => policy.boundaryHour === 0;

/** R-TIME: the day lies before the start of unbroken cover. */
export function isBeforeCover(day: KnownDay, policy: CoverPolicy): boolean {
  return day != null && day < continuousSince(policy);
}

/** R-TIME: the day lies after the end of this period of cover; the expiry day itself only where whole days count. */
export function isAfterCover(day: KnownDay, policy: CoverPolicy): boolean {
  return day != null && (day > policy.expiryDate || (day === policy.expiryDate && wholeDays(policy)));
}

/** R-TIME: the day is covered in part, or the hour is not known, so that the hour decides. */
export function isBoundaryDay(day: KnownDay, policy: CoverPolicy): boolean {
  return day != null && !wholeDays(policy) && (day === continuousSince(policy) || day === policy.expiryDate);
}

/** R-TIME: the day is covered, but by an earlier period of unbroken cover, wholly or in its first hours. */
export function mayBelongToEarlierPeriod(day: KnownDay, policy: CoverPolicy): boolean {
  if (day == null || isBeforeCover(day, policy)) return false;
  const renewalCutsTheDay =
    day === policy.inceptionDate && !wholeDays(policy) && continuousSince(policy) < policy.inceptionDate;
  return day < policy.inceptionDate || renewalCutsTheDay;
}

/** The number of a day, counted from 0000-03-01 in the proleptic Gregorian calendar; differences are days. */
export function dayNumber(day: Day): number {
  const month = Number(day.slice(5, 7));
  // years begin in March, so that the leap day is their last
  const year = Number(day.slice(0, 4)) - (month < 3 ? 1 : 0);
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + Number(day.slice(8, 10)) - 1;
  return year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + dayOfYear;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** How many days a month (1–12) of a year has. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (monthDays[month - 1] ?? 0);
}

/** Whether it is a day of the calendar, `YYYY-MM-DD`, in the years 0001 to 9999. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))];
  return day >= 1 && day <= daysInMonth(year, month);
}

/** The same day so many months later, or the month's last day where it has none; null beyond the year 9999. */
export function addMonths(day: Day, months: number): Day | null {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(count / 12), (count % 12) + 1];
  if (year > 9999) return null;
  const last = Math.min(Number(day.slice(8, 10)), daysInMonth(year, month));
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(last).padStart(2, '0')}`;
}
