import { dayInJapan, readDay, readWhole, Unreadable } from '#kernel';
import type { CommonText } from '../text/ja/common.js';

/** A text as a number or a day, null when it cannot be read. It stays as it was typed. */
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
export const wholeOf = reading(readWhole);
export const dayOf = reading(readDay);

const empty = (text: string): boolean => text.trim() === '';

/** What is wrong with what was typed in a field, as a sentence; null when nothing is. */
export const checks = (common: CommonText) => ({
  needed: (text: string): string | null => (empty(text) ? common.fieldEmpty : null),
  yen: (text: string): string | null =>
    empty(text) ? common.fieldEmpty : wholeOf(text) === null ? common.yenUnreadable : null,
  yenOrNone: (text: string): string | null => (!empty(text) && wholeOf(text) === null ? common.yenUnreadable : null),
  whole: (text: string): string | null =>
    empty(text) ? common.fieldEmpty : wholeOf(text) === null ? common.wholeUnreadable : null,
  day: (text: string): string | null =>
    empty(text) ? common.fieldEmpty : dayOf(text) === null ? common.dayUnreadable : null,
  dayOrNone: (text: string): string | null => (!empty(text) && dayOf(text) === null ? common.dayUnreadable : null),
  pastDay: (text: string): string | null => {
    if (empty(text)) return common.fieldEmpty;
    const day = dayOf(text);
    if (day === null) return common.dayUnreadable;
    return day > dayInJapan(new Date()) ? common.dayInFuture : null;
  },
});
