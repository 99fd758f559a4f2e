/** The form of a cell's numbers: a day or time, or padded with zeros to a length (codes stored as numbers). */
export interface CellStyle {
  readonly isDate: boolean;
  readonly digits: number;
}

/** Numbers of built-in formats for days and times, with those of East Asian Excel. */
const dateFormats = [[14, 22], [27, 36], [45, 47], [50, 58]] as const; // prettier-ignore

export function numberStyle(id: number, code: string | undefined): CellStyle {
  if (code === undefined) return { isDate: dateFormats.some(([from, to]) => id >= from && id <= to), digits: 0 };
  const signs = signsOf(code).replace('general', '');
  // e is the year of an era, except in 0.00E+00, where it is an exponent
  const isDate = /[ymdhs]|e(?![+-])/.test(signs);
  return { isDate, digits: signs.length >= 2 && /^0+$/.test(signs) ? signs.length : 0 };
}

/** The first section of a format in small letters, without literal parts: "円", \円, _), *-, [赤]. */
function signsOf(code: string): string {
  let signs = '';
  for (let at = 0; at < code.length && code[at] !== ';'; at++) {
    const sign = code[at] ?? '';
    const end = sign === '"' ? code.indexOf('"', at + 1) : sign === '[' ? code.indexOf(']', at) : at;
    if (end < 0) break;
    if ('\\_*'.includes(sign)) at++;
    else if (end > at) at = end;
    else signs += sign.toLowerCase();
  }
  return signs;
}

/** A cell as text. */
export function cellText(
  cell: { readonly type: string; readonly style: CellStyle | undefined; readonly value: string },
  texts: readonly string[],
  date1904: boolean,
): string {
  const { type, style, value } = cell;
  if (value === '') return '';
  switch (type) {
    case 's':
      return unescaped(texts[Number(value)] ?? '');
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    case 'd':
      return isoText(value);
    case 'str':
    case 'inlineStr':
    case 'e':
      return unescaped(value);
    default: {
      const number = Number(value);
      if (!Number.isFinite(number)) return value;
      return style?.isDate ? dayText(number, date1904) : plainNumber(number).padStart(style?.digits ?? 0, '0');
    }
  }
}

// Excel writes a control character as its number: _x000D_
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** A time in the form of ISO 8601; midnight is written as a day. */
function isoText(value: string): string {
  const [day = '', time = ''] = value.split('T', 2);
  return time === '' || /^[0:.Z]*$/.test(time) ? day : `${day} ${time}`;
}

/** A number as in the sheet: with 15 digits, without exponent. 1299999.9999999998 is 1300000. */
function plainNumber(number: number): string {
  const shown = Number(number.toPrecision(15));
  if (Number.isInteger(shown)) return BigInt(shown).toString();
  const text = String(shown);
  if (!text.includes('e')) return text;
  const digits = shown.toFixed(20);
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  return digits.slice(0, digits[end - 1] === '.' ? end - 1 : end);
}

const daySeconds = 86_400;

// Excel counts days from the end of 1899, without a time zone. It takes 1900 for a leap year, so that days before its 1
// March are off by one.
function dayText(serial: number, date1904: boolean): string {
  const seconds = Math.round(serial * daySeconds);
  const day = Math.floor(seconds / daySeconds);
  const time = seconds - day * daySeconds;
  const clock = time === 0 ? '' : clockText(time);
  if (day === 0 && clock !== '') return clock;
  const epoch = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  const moment = new Date(epoch + day * daySeconds * 1000);
  if (Number.isNaN(moment.getTime())) return plainNumber(serial);
  const text = moment.toISOString().slice(0, 10);
  return clock === '' ? text : `${text} ${clock}`;
}

function clockText(seconds: number): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
