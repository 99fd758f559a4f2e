import { dayInJapan, isRealDate } from './days.js';
import { clockOf } from './written-time.js';
import { shortText, Unreadable } from './written.js';

interface Era {
  readonly before: number;
  readonly from: string;
  readonly to: string;
}
const reiwa: Era = { before: 2018, from: '2019-05-01', to: '9999-12-31' };
const heisei: Era = { before: 1988, from: '1989-01-08', to: '2019-04-30' };
const eras: Readonly<Record<string, Era>> = { 令和: reiwa, 令: reiwa, r: reiwa, 平成: heisei, 平: heisei, h: heisei };

const daysAgo: Readonly<Record<string, number>> = {
  ...{ 今日: 0, 本日: 0, きょう: 0, today: 0 },
  ...{ 昨日: 1, きのう: 1, yesterday: 1, 一昨日: 2, おととい: 2 },
};

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthName = '(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}';

const weekdays = '日月火水木金土';
// a weekday, and a time after a space or the T of ISO 8601
const after = '日?(?: ?\\(?([日月火水木金土])(?:曜日?)?\\)?)?(?:[t ](.+))?';
const whole = new RegExp(
  `^(?:(令和?|平成?|[rh])[. ]?)?(\\d{1,4}|元) ?[-/.年] ?(\\d{1,2}) ?[-/.月] ?(\\d{1,2}) ?${after}$`,
  'u',
);
const eight = new RegExp(`^()(\\d{4})(\\d{2})(\\d{2})${after}$`, 'u');
const yearless = new RegExp(`^()()(\\d{1,2})[/月](\\d{1,2})${after}$`, 'u');
const dayMonth = new RegExp(`^(\\d{1,2}) ${monthName}\\.?,?(?: (\\d{4}))?(?: (\\d{1,2}:.+))?$`, 'u');
const monthDay = new RegExp(`^${monthName}\\.? (\\d{1,2})(?:, ?| |$)(\\d{4})?$`, 'u');
// 04/05/06 and 4/1/2026 differ from country to country; 261120 could be an era or a Gregorian year
const ambiguous = /^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}$|^\d{6}$/;

interface Said {
  readonly era: string;
  readonly year: string;
  readonly month: number;
  readonly date: number;
  readonly weekday: string | undefined;
  readonly time: string | undefined;
}

/**
 * A calendar day of Japan as people write it, as 'YYYY-MM-DD': 2026-11-20, 2026/11/20 0:00:00, ISO 8601 with a time,
 * 20261120, 2026年11月20日(金), 令和8年11月20日, R8.11.20, 20 November 2026, 昨日. A day without its year is the last such day up
 * to `today` ('YYYY-MM-DD'); where days may lie in the future, `today` is null, and such a day is refused like 昨日.
 * Throws `Unreadable`.
 */
export function readDay(cell: string, today: string | null): string {
  const text = shortText(cell, 'day');
  const ago = Object.hasOwn(daysAgo, text) ? daysAgo[text] : undefined;
  if (ago !== undefined) return daysBefore(known(today), ago);
  if (ambiguous.test(text)) throw new Unreadable('day-ambiguous');
  const said = partsOf(text);
  const day = said.year === '' ? lastSuchDay(said, known(today)) : dayOf(said);
  if (said.weekday && weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] !== said.weekday)
    throw new Unreadable('weekday-differs');
  const found = said.time === undefined ? day : atTime(day, said.time);
  // a zone may lead out of the calendar
  if (!isRealDate(found)) throw new Unreadable('no-such-day');
  return found;
}

function known(today: string | null): string {
  if (today === null) throw new Unreadable('no-year');
  return today;
}

function partsOf(text: string): Said {
  const match = whole.exec(text) ?? eight.exec(text) ?? yearless.exec(text);
  if (match) {
    const [, era = '', year = '', month, date, weekday, time] = match;
    return { era, year, month: Number(month), date: Number(date), weekday, time };
  }
  const british = dayMonth.exec(text);
  const [date, name, year, time] = british?.slice(1) ?? [];
  if (british) return named(name, date, year, time);
  const american = monthDay.exec(text);
  if (american) return named(american[1], american[2], american[3], undefined);
  throw new Unreadable('day');
}

function named(
  name: string | undefined,
  date: string | undefined,
  year: string | undefined,
  time: string | undefined,
): Said {
  const month = months.indexOf((name ?? '').slice(0, 3)) + 1;
  return { era: '', year: year ?? '', month, date: Number(date), weekday: undefined, time };
}

function dayOf({ era, year, month, date }: Said): string {
  const found = eras[era];
  if (!found && (year === '元' || year.length === 3)) throw new Unreadable('day');
  if (!found && year.length < 4) throw new Unreadable('day-ambiguous');
  if (found && year.length > 3) throw new Unreadable('day');
  const made = written((found?.before ?? 0) + (year === '元' ? 1 : Number(year)), month, date);
  if (!isRealDate(made)) throw new Unreadable('no-such-day');
  if (found && (made < found.from || made > found.to)) throw new Unreadable('era-differs');
  return made;
}

/** This year or last year: an earlier day must be written with its year. */
function lastSuchDay({ month, date }: Said, today: string): string {
  const year = Number(today.slice(0, 4));
  const found = [written(year, month, date), written(year - 1, month, date)].find(
    (day) => day <= today && isRealDate(day),
  );
  if (found === undefined) throw new Unreadable('no-such-day');
  return found;
}

const written = (year: number, month: number, date: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;

function daysBefore(today: string, count: number): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) - count * 86_400_000).toISOString().slice(0, 10);
}

/** The day in Japan of a time with its zone; a time without one is Japan's. */
function atTime(day: string, text: string): string {
  const [, time = '', zone] = /^([^z+-]+?) ?(z|[+-]\d{2}:?\d{2})?$/.exec(text) ?? [];
  const { hours, minutes } = clockOf(time);
  if (zone === undefined) return day;
  const offset = zone === 'z' ? 0 : Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  if (offset > 14 * 60) throw new Unreadable('day');
  const east = zone.startsWith('-') ? -offset : offset;
  return dayInJapan(new Date(Date.parse(`${day}T00:00:00Z`) + (hours * 60 + minutes - east) * 60_000));
}
