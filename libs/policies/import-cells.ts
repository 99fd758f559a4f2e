import { isRealDate, prefectureName } from '#kernel';

/** A cell that says nothing readable. */
export class Unreadable extends Error {}

const plain = (cell: string): string => cell.normalize('NFKC').trim();

const yes = ['はい', 'yes', 'y', 'true', '1', '○', '〇', '有', 'あり'];
const no = ['いいえ', 'no', 'n', 'false', '0', '×', '無', 'なし'];

export function flag(cell: string): boolean {
  const text = plain(cell).toLowerCase();
  if (yes.includes(text)) return true;
  if (no.includes(text)) return false;
  throw new Unreadable();
}

const eras: Readonly<Record<string, number>> = { 令和: 2018, r: 2018, 平成: 1988, h: 1988 };

/** A day in one of the ways in which it is written: 2026-04-01, 2026/4/1, 2026年4月1日, 20260401, 令和8年4月1日, R8.4.1. */
export function day(cell: string): string {
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

/** A whole number, with commas, 円, 時 or 時間 as people write it. */
export function whole(cell: string): number {
  const text = plain(cell).replace(/^[¥\\]|(円|時間|時|か月|ヶ月|カ月)$/g, '');
  if (!/^\d{1,15}$|^\d{1,3}(,\d{3}){1,4}$/.test(text)) throw new Unreadable();
  return Number(text.replaceAll(',', ''));
}

/** A number with decimals: 0.05, or 5%. */
export function decimal(cell: string): number {
  const text = plain(cell);
  const match = /^(\d{1,12})(\.\d+)?(%)?$/.exec(text.replace(/時間$/, ''));
  if (!match) throw new Unreadable();
  const number = Number(`${match[1]}${match[2] ?? ''}`);
  // digits of the text are moved, not divided: 5.5% is exactly 0.055
  return match[3] ? Number(`${number}e-2`) : number;
}

const kinds: Readonly<Record<string, string>> = {
  病院: 'hospital',
  介護医療院: 'integrated-care-facility',
  介護老人保健施設: 'geriatric-health-facility',
  老健: 'geriatric-health-facility',
  一般診療所: 'general-clinic',
  診療所: 'general-clinic',
  クリニック: 'general-clinic',
  歯科診療所: 'dental-clinic',
  歯科: 'dental-clinic',
  薬局: 'pharmacy',
};
const corporations: Readonly<Record<string, string>> = {
  医療法人: 'medical-corporation',
  個人: 'individual',
  公立: 'public',
  国公立: 'public',
  公的: 'public',
  その他: 'other',
};

function word(names: Readonly<Record<string, string>>, cell: string): string {
  const text = plain(cell).replaceAll('\u2EED', '歯');
  const code = Object.hasOwn(names, text)
    ? names[text]
    : Object.values(names).find((one) => one === text.toLowerCase());
  if (code === undefined) throw new Unreadable();
  return code;
}
export const institutionKind = (cell: string): string => word(kinds, cell);
export const corporationKind = (cell: string): string => word(corporations, cell);

export function prefecture(cell: string): number {
  const text = plain(cell);
  const number = /^\d{1,2}$/.test(text) ? Number(text) : numberOf(text);
  if (number < 1 || number > 47) throw new Unreadable();
  return number;
}

function numberOf(name: string): number {
  return (
    Array.from({ length: 47 }, (_, at) => prefectureName(at + 1)).findIndex(
      (one) => one === name || one.slice(0, -1) === name,
    ) + 1
  );
}

export function object(cell: string): object {
  try {
    const value: unknown = JSON.parse(cell);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value;
  } catch {
    // answered below
  }
  throw new Unreadable();
}

/** Codes with a sign between them. */
export const codes = (cell: string): string[] =>
  plain(cell)
    .split(/[;、,\s]+/u)
    .filter((code) => code !== '');
