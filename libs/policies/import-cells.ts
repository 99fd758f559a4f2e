import { plainText, prefectureName, readDay, Unreadable } from '#kernel';

export { readDecimal as decimal, readFlag as flag, Unreadable, readWhole as whole, readYen as yen } from '#kernel';

/** A day of a contract, with its year, because it may be in the future. */
export const day = (cell: string): string => readDay(cell, null);

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
  const text = plainText(cell).replaceAll('\u2EED', '歯');
  const code = Object.hasOwn(names, text)
    ? names[text]
    : Object.values(names).find((one) => one === text.toLowerCase());
  if (code === undefined) throw new Unreadable();
  return code;
}
export const institutionKind = (cell: string): string => word(kinds, cell);
export const corporationKind = (cell: string): string => word(corporations, cell);

export function prefecture(cell: string): number {
  const text = plainText(cell);
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
    // refused below
  }
  throw new Unreadable();
}

/** Codes, separated by punctuation or spaces. */
export const codes = (cell: string): string[] =>
  plainText(cell)
    .split(/[;、,\s]/u)
    .filter((code) => code !== '');
