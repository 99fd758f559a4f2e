import { isRealDate } from './days.js';

/** A text that does not say what is asked for. */
export class Unreadable extends Error {}

/** Without what only looks different: width and spaces at the ends. */
export const plain = (cell: string): string => cell.normalize('NFKC').trim();

const yes = ['はい', 'yes', 'y', 'true', '1', '○', '〇', '有', 'あり'];
const no = ['いいえ', 'no', 'n', 'false', '0', '×', '無', 'なし'];

/** Yes or no, as people write it. Throws `Unreadable`. */
export function readFlag(cell: string): boolean {
  const text = plain(cell).toLowerCase();
  if (yes.includes(text)) return true;
  if (no.includes(text)) return false;
  throw new Unreadable();
}

const eras: Readonly<Record<string, number>> = { 令和: 2018, r: 2018, 平成: 1988, h: 1988 };

/** A day in one of the ways in which it is written: 2026-04-01, 2026/4/1, 2026年4月1日, 20260401, 令和8年4月1日, R8.4.1. Throws `Unreadable`. */
export function readDay(cell: string): string {
  const text = plain(cell).toLowerCase().replace(/\s/g, '');
  const eight = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const parts = eight ?? /^(令和|平成|r|h)?(\d{1,4}|元)[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text)?.slice(1);
  if (!parts) throw new Unreadable();
  const [era, year, month, date] = eight ? [undefined, eight[1], eight[2], eight[3]] : parts;
  const first = era === undefined ? 0 : (eras[era] ?? 0);
  if (era === undefined && (year ?? '').length !== 4) throw new Unreadable();
  const written = String(first + (year === '元' ? 1 : Number(year))).padStart(4, '0');
  const made = `${written}-${(month ?? '').padStart(2, '0')}-${(date ?? '').padStart(2, '0')}`;
  if (!isRealDate(made)) throw new Unreadable();
  return made;
}

/** A whole number, with commas, 円, 時 or 時間 as people write it. Throws `Unreadable`. */
export function readWhole(cell: string): number {
  const text = plain(cell).replace(/^[¥\\]|(円|時間|時|か月|ヶ月|カ月)$/g, '');
  if (!/^\d{1,15}$|^\d{1,3}(,\d{3}){1,4}$/.test(text)) throw new Unreadable();
  return Number(text.replaceAll(',', ''));
}

/** A number with decimals: 0.05, or 5%. Throws `Unreadable`. */
export function readDecimal(cell: string): number {
  const text = plain(cell);
  const match = /^(\d{1,12})(\.\d+)?(%)?$/.exec(text.replace(/時間$/, ''));
  if (!match) throw new Unreadable();
  const number = Number(`${match[1]}${match[2] ?? ''}`);
  // digits of the text are moved, not divided: 5.5% is exactly 0.055
  return match[3] ? Number(`${number}e-2`) : number;
}
