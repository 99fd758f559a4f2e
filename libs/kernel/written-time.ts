import { shortText, Unreadable } from './written.js';

/**
 * A time of the day as people write it, as 'HH:MM': 3:15, ３時１５分, 0315, 午前3時5分, 午後11時半, 3:15 pm. Throws `Unreadable`.
 */
export function readTime(cell: string): string {
  const { hours, minutes, seconds } = clockOf(shortText(cell, 'time'));
  if (seconds !== 0) throw new Unreadable('time');
  return [hours, minutes].map((part) => String(part).padStart(2, '0')).join(':');
}

/** The time of a text that `shortText` has prepared, with its seconds. Throws `Unreadable`. */
export function clockOf(text: string): { hours: number; minutes: number; seconds: number } {
  if (text === '正午') return { hours: 12, minutes: 0, seconds: 0 };
  const match =
    /^(午前|午後)? ?(\d{1,2})(?::(\d{2})(?::(\d{2})(?:\.\d+)?)?|時(?:(\d{1,2})分?|(半))?) ?(am|pm)?$/.exec(text) ??
    /^()(\d{2})(\d{2})$/.exec(text);
  if (!match) throw new Unreadable('time');
  const [, half, hour, colon, second, minute, thirty, english] = match;
  const hours = ofDay(Number(hour), half ?? '', english);
  const minutes = thirty ? 30 : Number(colon ?? minute ?? 0);
  const seconds = Number(second ?? 0);
  if (hours > 23 || minutes > 59 || seconds > 59) throw new Unreadable('time');
  return { hours, minutes, seconds };
}

function ofDay(hour: number, half: string, english: string | undefined): number {
  if (half === '' && english === undefined) return hour;
  if (hour > 12 || (half !== '' && english !== undefined)) throw new Unreadable('time');
  if (english !== undefined && hour === 0) throw new Unreadable('time');
  if (english !== undefined) return (hour % 12) + (english === 'pm' ? 12 : 0);
  // 午後12時 is midnight by the decree of 1872 and noon to most people who write it
  if (hour === 12) throw new Unreadable('time-ambiguous');
  return hour + (half === '午後' ? 12 : 0);
}
