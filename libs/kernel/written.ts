/** Why a text does not say what is asked for; each has its sentence in problem-codes and in the texts of the pages. */
export type UnreadableReason =
  | 'value'
  | 'amount'
  | 'amount-ambiguous'
  | 'not-whole'
  | 'too-large'
  | 'number'
  | 'day'
  | 'day-ambiguous'
  | 'no-such-day'
  | 'no-year'
  | 'era-differs'
  | 'weekday-differs'
  | 'time'
  | 'time-ambiguous'
  | 'telephone';

/** A text that does not say what is asked for. */
export class Unreadable extends Error {
  constructor(readonly reason: UnreadableReason = 'value') {
    super(reason);
  }
}

/** Without what only looks different: width and spaces at the ends. */
export const plainText = (cell: string): string => cell.normalize('NFKC').trim();

/** No value is written in more signs; what is longer is refused before anything looks at it. */
const longest = 60;

/** What people type for a hyphen; the wave dash of a range is none. */
export const hyphens = /[‐‑‒–—―−ー]/g;

/**
 * A short text as it is read: one width, small letters, one space, one kind of hyphen. Throws `Unreadable` when it is
 * long.
 */
export function shortText(cell: string, reason: UnreadableReason): string {
  const text = cell.length > longest ? cell.trim() : cell;
  if (text.length > longest) throw new Unreadable(reason);
  return plainText(text).toLowerCase().replace(/\s+/g, ' ').replace(hyphens, '-');
}

const yes = ['はい', 'yes', 'y', 'true', '1', '○', '〇', '有', 'あり'];
const no = ['いいえ', 'no', 'n', 'false', '0', '×', '無', 'なし'];

/** Yes or no, as people write it. Throws `Unreadable`. */
export function readFlag(cell: string): boolean {
  const text = shortText(cell, 'value');
  if (yes.includes(text)) return true;
  if (no.includes(text)) return false;
  throw new Unreadable();
}

/** A number with decimals: 0.05, or 5%. Throws `Unreadable`. */
export function readDecimal(cell: string): number {
  const match = /^(\d{1,12})(\.\d+)?(%)?$/.exec(shortText(cell, 'number').replace(/時間$/, ''));
  if (!match) throw new Unreadable('number');
  const number = Number(`${match[1]}${match[2] ?? ''}`);
  // digits of the text are moved, not divided: 5.5% is exactly 0.055
  return match[3] ? Number(`${number}e-2`) : number;
}
