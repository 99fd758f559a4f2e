import type { Words } from './coded-text.js';

const japanOffsetMs = 9 * 60 * 60 * 1000;

export function dayInJapan(instant: Date | string): string {
  const ms = typeof instant === 'string' ? Date.parse(instant) : instant.getTime();
  if (Number.isNaN(ms)) throw new RangeError('Not an instant.');
  // Japan has had one offset and no daylight saving time since 1951
  return new Date(ms + japanOffsetMs).toISOString().slice(0, 10);
}

/** A day of the calendar from the year 1: a database has no year 0. */
export function isRealDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text;
}

/** A day (`YYYY-MM-DD`) in the form of a sentence: 2026年12月2日, 2 December 2026. */
export function dayInWords(day: string): Words {
  const [year, month = 1, date] = day.split('-').map(Number);
  return { ja: `${year}年${month}月${date}日`, en: `${date} ${months[month - 1]} ${year}` };
}

const months = 'January February March April May June July August September October November December'.split(' ');

export function monthsAway(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastOfMonth))).toISOString().slice(0, 10);
}
