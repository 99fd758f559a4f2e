import { dayInJapan, type Count, type Days, type Yen } from '#kernel';
import type { Language } from '../text/languages.js';

/**
 * The one place where yen, counts, days and durations become text, each by its unit: what is no amount prints no yen.
 * Days and times are Japan's, whatever the device says.
 */
export interface Format {
  /** 1,234,567円 */
  readonly yen: (amount: Yen) => string;
  /** 1,234 or △1,234: yen under a heading that says so. */
  readonly amount: (amount: Yen) => string;
  /** 1,234: how many; the text beside it says of what. */
  readonly count: (value: Count) => string;
  /** 2026年11月24日, of a day `YYYY-MM-DD` or an instant. */
  readonly day: (value: string) => string;
  /** 11月24日(火): a heading of a list. */
  readonly weekday: (value: string) => string;
  /** 11月24日, with the year when it is another one. */
  readonly shortDay: (value: string) => string;
  /** 令和8年11月24日, for a form that asks for it. */
  readonly wareki: (value: string) => string;
  /** 11月24日 03:15 (with the year when it is another one). */
  readonly moment: (value: string) => string;
  /** 03:15 */
  readonly time: (value: string) => string;
  /** How long until an instant, or since: one unit, rounded down: あと42分, 3時間超過. */
  readonly left: (value: string, now: number) => string;
  /** 5日 */
  readonly days: (many: Days) => string;
  /** 90分; from two hours on 2.5時間, rounded up to a tenth: “within” stays true. */
  readonly minutes: (many: Count) => string;
  /** 97.1%: a share, rounded down, so that only all of them are 100%. */
  readonly share: (some: Count, all: Count) => string;
  /** 1.2 MB */
  readonly size: (bytes: number) => string;
}

const zone = 'Asia/Tokyo';
const instantOf = (value: string): Date =>
  new Date(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00+09:00` : value);

const minute = 60_000;
const units = { ja: { minutes: '分', hours: '時間' }, en: { minutes: ' min', hours: ' h' } } as const;

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
  const weekday = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    month: language === 'ja' ? 'long' : 'short',
    day: 'numeric',
    weekday: 'short',
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
  const shortDay = (instant: Date): string =>
    (dayInJapan(instant).slice(0, 4) === dayInJapan(new Date()).slice(0, 4) ? short : day).format(instant);
  return {
    yen: (amount) => (language === 'ja' ? `${number.format(amount)}円` : `¥${number.format(amount)}`),
    amount: (amount) => (amount < 0 ? `△${number.format(Math.abs(amount))}` : number.format(amount)),
    count: (value) => number.format(value),
    day: (value) => day.format(instantOf(value)),
    weekday: (value) => weekday.format(instantOf(value)),
    shortDay: (value) => shortDay(instantOf(value)),
    wareki: (value) => wareki.format(instantOf(value)),
    moment: (value) => {
      const instant = instantOf(value);
      return `${shortDay(instant)} ${time.format(instant)}`;
    },
    time: (value) => time.format(instantOf(value)),
    left: (value, now) => leftText(instantOf(value).getTime() - now, language),
    days: (many) =>
      language === 'ja'
        ? `${number.format(many)}日`
        : `${number.format(many)} ${Math.abs(many) === 1 ? 'day' : 'days'}`,
    minutes: (many) => {
      const inHours = many >= 120;
      const figure = number.format(inHours ? Math.ceil(many / 6) / 10 : many);
      return `${figure}${units[language][inHours ? 'hours' : 'minutes']}`;
    },
    share: (some, all) => `${number.format(Math.floor((some / all) * 1_000) / 10)}%`,
    size: (bytes) =>
      bytes < 1_000_000
        ? `${number.format(Math.max(1, Math.round(bytes / 1_000)))} kB`
        : `${number.format(Math.round(bytes / 100_000) / 10)} MB`,
  };
}

function leftText(ms: number, language: Language): string {
  const span = spanText(Math.floor(Math.abs(ms) / minute), language);
  if (language === 'ja') return ms >= 0 ? `あと${span}` : `${span}超過`;
  return ms >= 0 ? `${span} left` : `${span} over`;
}

/** One unit, rounded down. */
function spanText(minutes: number, language: Language): string {
  const [days, hours] = [Math.floor(minutes / 1_440), Math.floor(minutes / 60)];
  if (days >= 2) return language === 'ja' ? `${days}日` : `${days} days`;
  return hours >= 1 ? `${hours}${units[language].hours}` : `${minutes}${units[language].minutes}`;
}
