/** The reason why a text cannot be read; each has its sentence in problem-codes and in the texts of the pages. */
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

/** A text that cannot be read as the value that is asked for. */
export class Unreadable extends Error {
  constructor(readonly reason: UnreadableReason = 'value') {
    super(reason);
  }
}

/** A text without differences of width and without spaces at the ends. */
export const plainText = (cell: string): string => cell.normalize('NFKC').trim();

/** The most characters of any value; a longer text is refused before it is searched. */
const longest = 60;

/** Characters that people type for a hyphen; not the wave dash of a range. */
export const hyphens = /[‐‑‒–—―−ー]/g;

/**
 * A short text, normalised for reading: one width, small letters, one space, one kind of hyphen. Throws `Unreadable`
 * for a longer text.
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
  // the digits of the text are moved, not divided: 5.5% is exactly 0.055
  return match[3] ? Number(`${number}e-2`) : number;
}
