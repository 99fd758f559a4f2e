import { plainText, prefectureName } from '#kernel';
import type { ProblemCode } from '#problems';

/** A valid line of the ministry's lists. */
export interface FacilityLine {
  readonly code: string;
  readonly prefecture: number;
  readonly name: string;
  readonly postalCode: string | null;
  readonly address: string | null;
}

/** Why a line is refused, with its code if that can be read. */
export interface LineFault {
  readonly fault: ProblemCode;
  readonly code: string | null;
}

export const longestName = 200;
export const longestAddress = 400;

/** A name stays as written, except spaces at its ends and invisible characters. */
const words = (cell: string): string => cell.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/** Whether a row is the heading, with names of columns only. */
export function isHeading(cells: readonly string[]): boolean {
  return (
    !/\d/.test(plainText(cells[0] ?? '')) && cells.some((cell) => /コード|番号|名称|code|name/iu.test(plainText(cell)))
  );
}

/** Reads the five columns: nine digits, seven digits, name, postal code (may be empty), address. */
export function readFacilityLine(cells: readonly string[]): FacilityLine | LineFault {
  const [long = '', short = '', name = '', postal = '', address = ''] = cells;
  const code = readCode(plainText(long));
  if (code === null) return { fault: 'register.code-malformed', code: null };
  const fault = faultOf(code, cells, { short: plainText(short), name: words(name), postal, address: words(address) });
  if (fault !== null) return { fault, code };
  return {
    code,
    prefecture: Number(code.slice(0, 2)),
    name: words(name),
    postalCode: readPostalCode(postal) || null,
    address: words(address) || null,
  };
}

function faultOf(
  code: string,
  cells: readonly string[],
  read: { short: string; name: string; postal: string; address: string },
): ProblemCode | null {
  if (cells.length < 5 || cells.slice(5).some((cell) => cell.trim() !== '')) return 'register.row-form';
  if (read.short !== code.slice(2)) return 'register.codes-disagree';
  if (read.name === '') return 'register.name-missing';
  if (Array.from(read.name).length > longestName) return 'register.name-too-long';
  if (readPostalCode(read.postal) === null) return 'register.postal-code-malformed';
  if (Array.from(read.address).length > longestAddress) return 'register.address-too-long';
  return null;
}

function readCode(code: string): string | null {
  if (!/^\d{9}$/.test(code)) return null;
  try {
    prefectureName(Number(code.slice(0, 2)));
    return code;
  } catch {
    return null;
  }
}

function readPostalCode(cell: string): string | null {
  const code = plainText(cell).replace(/^〒|[-‐−ー\s]/gu, '');
  return code === '' || /^\d{7}$/.test(code) ? code : null;
}
