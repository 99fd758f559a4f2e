import { yen, type Yen } from './units.js';
import { shortText, Unreadable } from './written.js';

/** The largest amount that the API accepts (yen). */
const most = 999_999_999_999_999;

const myriads = [
  ['兆', 12],
  ['億', 8],
  ['万', 4],
  ['', 0],
] as const;
const tens: Readonly<Record<string, number>> = { 十: 1, 百: 2, 千: 3 };
const kanji = '一二三四五六七八九';
const one = `([1-9${kanji}]?)`;
const numerals = new RegExp(`^(?:${one}千)?(?:${one}百)?(?:${one}十)?${one}$`, 'u');

/** Whole yen as people write them: 1,200,000円, ¥１２０万, 1.2億, 300千円, 十二万円, 1200000.0. Throws `Unreadable`. */
export function readYen(cell: string): Yen {
  const match = /^(?:金 ?)?([¥\\]|jpy)? ?(.*?) ?(円(?:也|整)?|yen|jpy)?(-)?$/.exec(shortText(cell, 'amount'));
  const [, before, number = '', after, dash] = match ?? [];
  // 「¥5,000-」 ends an amount; without ¥ or 円 the dash may be anything
  if (dash && !before && !after) throw new Unreadable('amount');
  return yen(wholeOf(number, 'amount'));
}

/** A whole number, also with the unit of hours, months or persons: 16時, 12か月, １０名, 1,000. Throws `Unreadable`. */
export function readWhole(cell: string): number {
  return wholeOf(shortText(cell, 'number').replace(/ ?(?:時間?|[かヶカケ]月|人|名|件)$/, ''), 'number');
}

function wholeOf(text: string, reason: 'amount' | 'number'): number {
  let rest = text;
  let total = 0;
  let above: number | null = null;
  for (const [sign, zeros] of myriads) {
    const at = sign === '' ? rest.length : rest.indexOf(sign);
    if (at < 0 || (sign === '' && rest === '' && above !== null)) continue;
    const part = partOf(rest.slice(0, at), zeros, reason);
    // 「30万50000」 is two amounts, or a typing mistake
    if (above !== null && part >= 10 ** above) throw new Unreadable('amount-ambiguous');
    rest = rest.slice(at + sign.length);
    // 「1.5万3千」 is refused: decimals end a number
    if (rest !== '' && text.includes('.')) throw new Unreadable(reason);
    total += part;
    above = zeros;
  }
  if (total > most) throw new Unreadable('too-large');
  return total;
}

/** The part before 兆, 億 or 万, or at the end: digits, digits with 千, 百 or 十, or kanji numerals alone. */
function partOf(text: string, zeros: number, reason: 'amount' | 'number'): number {
  const digits = /^([\d,.]+)([十百千])?$/.exec(text);
  if (digits) return moved(digits[1] ?? '', zeros + (tens[digits[2] ?? ''] ?? 0), reason);
  const written = numerals.exec(text);
  if (!written || text === '') throw new Unreadable(reason);
  const place = (at: number): number => {
    const sign = written[at];
    if (sign === undefined) return 0;
    return sign === '' ? Number(at < 4) : kanji.includes(sign) ? kanji.indexOf(sign) + 1 : Number(sign);
  };
  return Number(`${[1, 2, 3, 4].map(place).join('')}${'0'.repeat(zeros)}`);
}

/** Digits with the decimal point moved: exact, because nothing is multiplied. */
function moved(text: string, zeros: number, reason: 'amount' | 'number'): number {
  // a point before three digits is a decimal point in Japan and a thousands mark in other countries; a comma that
  // separates no thousands is as unclear
  if (/^\d{1,3}(?:\.\d{3})+$/.test(text)) throw new Unreadable('amount-ambiguous');
  const match = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/.exec(text);
  if (!match) throw new Unreadable(/^[\d,]+$/.test(text) ? 'amount-ambiguous' : reason);
  const decimals = match[2] ?? '';
  if (/[1-9]/.test(decimals.slice(zeros))) throw new Unreadable('not-whole');
  const value = Number(`${(match[1] ?? '').replaceAll(',', '')}${decimals.slice(0, zeros).padEnd(zeros, '0')}`);
  if (value > most) throw new Unreadable('too-large');
  return value;
}
