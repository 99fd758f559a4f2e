import { dayInJapan, plainText, readDay, readTelephone, readTime, readWhole, readYen, Unreadable } from '#kernel';
import type { CommonText } from '../text/ja/common.js';

const today = (): string => dayInJapan(new Date());
const readAnyDay = (text: string): string => readDay(text, null);
const readPastDay = (text: string): string => readDay(text, today());

/** A text as a value, null when it cannot be read. It stays as it was typed. */
function reading<T>(read: (text: string) => T): (text: string) => T | null {
  return (text) => {
    try {
      return read(text);
    } catch (error) {
      if (error instanceof Unreadable) return null;
      throw error;
    }
  };
}
export const yenOf = reading(readYen);
export const wholeOf = reading(readWhole);
/** A day that may lie ahead: with its year. */
export const dayOf = reading(readAnyDay);
/** A day up to today: also 昨日, and 11/27 as the last one. */
export const pastDayOf = reading(readPastDay);
export const timeOf = reading(readTime);
export const telephoneOf = reading(readTelephone);

/** A rate from 0 to 1 as people write it in percent, with at most four decimals of a percent. */
export const rateOf = (text: string): number | null => {
  const [, percent] = /^(\d{1,3}(?:\.\d{1,4})?)%?$/.exec(plainText(text).replaceAll(/\s/g, '')) ?? [];
  const rate = percent === undefined ? Number.NaN : Number((Number(percent) / 100).toFixed(6));
  return rate >= 0 && rate <= 1 ? rate : null;
};

/** The digits of an account or a bank, without what stands between them. */
export const digitsOf = (text: string): string => plainText(text).replaceAll(/[\s‐-]/g, '');

/** A day that would be another one tomorrow (昨日, 11/27) as the day it is; every other text as it was typed. */
export function lasting(text: string): string {
  const day = pastDayOf(text);
  return day === null || dayOf(text) !== null ? text : day.replaceAll('-', '/');
}

const empty = (text: string): boolean => text.trim() === '';

/** What is wrong with what was typed in a field, as a sentence; null when nothing is. */
export const checks = (common: CommonText) => {
  const fault =
    (read: (text: string) => unknown) =>
    (text: string): string | null => {
      try {
        read(text);
        return null;
      } catch (error) {
        if (error instanceof Unreadable) return empty(text) ? common.fieldEmpty : common.unreadable[error.reason];
        throw error;
      }
    };
  const orNone = (check: (text: string) => string | null) => (text: string) => (empty(text) ? null : check(text));
  const day = fault(readAnyDay);
  const pastDay = fault(readPastDay);
  const short = (most: number) => (text: string) => {
    const count = [...text.trim()].length;
    return count > most ? common.tooLongField(count, most) : null;
  };
  return {
    /** Of so many characters at most, or empty. */
    shortOrNone: short,
    /** Not empty, and of so many characters at most. */
    short: (most: number) => (text: string) => (empty(text) ? common.fieldEmpty : short(most)(text)),
    needed: (text: string): string | null => (empty(text) ? common.fieldEmpty : null),
    /** Not empty, and of so many characters at most. */
    text:
      (most: number) =>
      (text: string): string | null => {
        if (empty(text)) return common.fieldEmpty;
        const count = [...text.trim()].length;
        return count > most ? common.tooLongField(count, most) : null;
      },
    yen: fault(readYen),
    yenOrNone: orNone(fault(readYen)),
    whole: fault(readWhole),
    digits: (text: string): string | null =>
      empty(text) ? common.fieldEmpty : /^\d+$/.test(digitsOf(text)) ? null : common.unreadable.number,
    day,
    dayOrNone: orNone(day),
    pastDay: (text: string): string | null =>
      pastDay(text) ?? ((pastDayOf(text) ?? '') > today() ? common.dayInFuture : null),
    pastDayOrNone: orNone(pastDay),
    time: fault(readTime),
    telephone: (text: string): string | null =>
      empty(text) ? common.fieldEmpty : telephoneOf(text) === null ? common.unreadable.telephone : null,
  };
};
