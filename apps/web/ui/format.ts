import { dayInJapan, type Count, type Days, type Yen } from '#kernel';
import type { Language } from '../text/languages.js';

/**
 * The one place where yen, counts, days and durations become text, each by its unit: what is no amount prints no yen.
 * Days and times are Japan's, whatever the device says.
 */
export interface Format {
  /** 1,234,567円 */
  readonly yen: (amount: Yen) => string;
  /** 1,234: how many; the text beside it says of what. */
  readonly count: (value: Count) => string;
  /** 2026年11月24日, of a day `YYYY-MM-DD` or an instant. */
  readonly day: (value: string) => string;
  /** 令和8年11月24日, for a form that asks for it. */
  readonly wareki: (value: string) => string;
  /** 11月24日 03:15 (with the year when it is another one). */
  readonly moment: (value: string) => string;
  /** 03:15 */
  readonly time: (value: string) => string;
  /** How long until an instant, or since: あと42分, 3時間過ぎています. */
  readonly left: (value: string, now: number) => string;
  /** 5日 */
  readonly days: (many: Days) => string;
  /** 1.2 MB */
  readonly size: (bytes: number) => string;
}

const zone = 'Asia/Tokyo';
const instantOf = (value: string): Date =>
  new Date(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00+09:00` : value);

const minute = 60_000;

export function formatOf(language: Language): Format {
  const locale = language === 'ja' ? 'ja-JP' : 'en-GB';
  const number = new Intl.NumberFormat(locale);
  const day = new Intl.DateTimeFormat(locale, { timeZone: zone, year: 'numeric', month: 'long', day: 'numeric' });
  const wareki = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
    timeZone: zone,
    era: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
  });
  const short = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    month: language === 'ja' ? 'long' : 'short',
    day: 'numeric',
  });
  const time = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return {
    yen: (amount) => (language === 'ja' ? `${number.format(amount)}円` : `¥${number.format(amount)}`),
    count: (value) => number.format(value),
    day: (value) => day.format(instantOf(value)),
    wareki: (value) => wareki.format(instantOf(value)),
    moment: (value) => {
      const instant = instantOf(value);
      const sameYear = dayInJapan(instant).slice(0, 4) === dayInJapan(new Date()).slice(0, 4);
      return `${(sameYear ? short : day).format(instant)} ${time.format(instant)}`;
    },
    time: (value) => time.format(instantOf(value)),
    left: (value, now) => leftText(instantOf(value).getTime() - now, language),
    days: (many) =>
      language === 'ja'
        ? `${number.format(many)}日`
        : `${number.format(many)} ${Math.abs(many) === 1 ? 'day' : 'days'}`,
    size: (bytes) =>
      bytes < 1_000_000
        ? `${number.format(Math.max(1, Math.round(bytes / 1_000)))} kB`
        : `${number.format(Math.round(bytes / 100_000) / 10)} MB`,
  };
}

function leftText(ms: number, language: Language): string {
  const minutes = Math.floor(Math.abs(ms) / minute);
  const span = spanText(minutes, language);
  if (language === 'ja') return ms >= 0 ? `あと${span}` : `${span}過ぎています`;
  return ms >= 0 ? `${span} left` : `${span} over`;
}

function spanText(minutes: number, language: Language): string {
  const days = Math.floor(minutes / 1_440);
  const hours = Math.floor(minutes / 60);
  if (language === 'ja') {
    if (days >= 2) return `${days}日`;
    if (hours >= 1) return minutes % 60 === 0 || hours >= 10 ? `${hours}時間` : `${hours}時間${minutes % 60}分`;
    return `${minutes}分`;
  }
  if (days >= 2) return `${days} days`;
  if (hours >= 1) return minutes % 60 === 0 || hours >= 10 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${minutes} min`;
}
