import { hyphens, plainText, Unreadable } from './written.js';

const longest = 60;

const extension = /(?:内線?|ext(?:ension)?\.?|x|#)[:.]? ?[0-9]{1,6}[^0-9]*$/i;

/**
 * The digits by which a telephone number is dialled in Japan, for comparison and search: those of 03-0000-1001, +81
 * 3-0000-1001 and 03-0000-1001 内線12 are 0300001001. Empty for a text without digits. A function of the database folds
 * in the same way.
 */
export function foldTelephone(text: string): string {
  return plainText(text.slice(0, longest))
    .replace(extension, '')
    .replace(/^[^0-9+(]*\(?(?:\+|00)81[^0-9(]*(?:\(0\)|0)?/, '0')
    .replace(/[^0-9]/g, '');
}

/** Whether a text is a telephone number or the beginning of one, four digits or more, and nothing else. */
export function beginsTelephone(text: string): boolean {
  const typed = plainText(text.slice(0, longest)).replace(hyphens, '-');
  return /^\+?[0-9\s()-]+$/.test(typed.replace(extension, '')) && foldTelephone(typed).length >= 4;
}

/**
 * A telephone number that can be called back, as typed, in one width and with one kind of hyphen. Throws `Unreadable`.
 */
export function readTelephone(text: string): string {
  if (text.length > longest) throw new Unreadable('telephone');
  const typed = plainText(text).replace(hyphens, '-');
  const digits = foldTelephone(typed).length;
  if (!/^\+?[0-9\s()-]+$/.test(typed.replace(extension, '')) || digits < 6 || digits > 15)
    throw new Unreadable('telephone');
  return typed;
}
