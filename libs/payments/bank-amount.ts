import { plainText, readYen, Unreadable } from '#kernel';

/** The most lines of one file: they are taken over in one transaction. */
export const mostLines = 10_000;

/** A list has at least a column of days and one of amounts. */
export const leastCells = 2;

/** The most that one line has (yen, twelve digits): so many lines have a sum that can be said. */
export const mostOfLine = Math.floor(Number.MAX_SAFE_INTEGER / mostLines);

/** Whole yen of a bank's list. Throws `Unreadable`. */
export function readBankYen(text: string): number {
  const value = readYen(text);
  if (value > mostOfLine) throw new Unreadable('too-large');
  return value;
}

/** Whole yen with the sign that a bank writes: -1,000, +1,000, △1,000, ▲1,000, ¥-1,000. Throws `Unreadable`. */
export function readSignedYen(text: string): number {
  const [, mark = '', sign, number = ''] = /^([¥\\]?) ?([-+‐‑‒–—―−ー△▲])(.*)$/u.exec(plainText(text)) ?? [];
  if (sign === undefined) return readBankYen(text);
  const value = readBankYen(`${mark}${number}`);
  return sign === '+' ? value : -value;
}
