/** What stands in the way of a text in the transfer format. */
export type NameFault = 'empty' | 'long-mark' | 'small-kana' | 'lower-case' | 'not-allowed' | 'too-long';

/** A name as the transfer format writes it, or what is wrong with it and what to write in its place. */
export interface TransferName {
  /** In half-width katakana, digits, capitals and the signs allowed; as it was meant, also where faults are named. */
  readonly text: string;
  readonly faults: readonly NameFault[];
  /** With the faults that can be mended by rule mended; null where it cannot be guessed. */
  readonly suggestion: string | null;
}

const full =
  'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンヲァィゥェォッャュョー';
const half = 'ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝｦｧｨｩｪｫｯｬｭｮｰ';
const halfOf: ReadonlyMap<string, string> = new Map([
  ...[...full].map((character, at) => [character, half[at] ?? character] as const),
  ['\u3099', 'ﾞ'],
  ['\u309A', 'ﾟ'],
  ['゛', 'ﾞ'],
  ['゜', 'ﾟ'],
]);
const mended: ReadonlyMap<string, string> = new Map(
  [...'ｧｨｩｪｫｯｬｭｮｰｦ'].map((character, at) => [character, [...'ｱｲｳｴｵﾂﾔﾕﾖ-ｵ'][at] ?? character]),
);

/** The signs allowed beside kana, digits and capitals: of account holders, and of banks and branches. */
const signs = { holder: ' ()-.', bank: ' -' } as const;

/**
 * A name in the form of the banks' association: single-byte JIS X 0201, never cut. Full-width katakana, digits and letters are
 * written half-width; the long mark and small kana are refused with the correction that banks use. `most` bytes: a voiced
 * kana is two.
 */
export function transferName(given: string, kind: keyof typeof signs, most: number): TransferName {
  const text = halfWidth(given);
  const faults = new Set<NameFault>();
  if (text === '') faults.add('empty');
  for (const character of text) {
    const fault = faultOf(character, signs[kind]);
    if (fault) faults.add(fault);
  }
  const better = [...text].map((character) => mended.get(character) ?? character.toUpperCase()).join('');
  if ([...better].length > most) faults.add('too-long');
  const found = [...faults];
  const guessed = found.length > 0 && !found.some((fault) => ['empty', 'not-allowed', 'too-long'].includes(fault));
  return { text, faults: found, suggestion: guessed ? better : null };
}

function faultOf(character: string, allowed: string): NameFault | null {
  if (character === 'ｰ') return 'long-mark';
  if (/[ｧ-ｯ]/.test(character)) return 'small-kana';
  if (/[a-z]/.test(character)) return 'lower-case';
  return /[0-9A-Zｱ-ﾝﾞﾟ]/.test(character) || allowed.includes(character) ? null : 'not-allowed';
}

/** Half-width: voiced kana become two characters, full-width letters, digits and signs one; spaces at the ends go. */
function halfWidth(given: string): string {
  return [...given.normalize('NFKC').normalize('NFD')]
    .map((character) => halfOf.get(character) ?? character)
    .join('')
    .trim();
}

/** The bytes of a text of the transfer format: one each. Throws RangeError for what the format cannot hold. */
export function transferBytes(text: string): number[] {
  return [...text].map((character) => {
    const code = character.charCodeAt(0);
    if (code >= 0x20 && code <= 0x7e) return code;
    // half-width katakana stand in one block of Unicode in the order of JIS X 0201
    if (code >= 0xff61 && code <= 0xff9f) return code - 0xff61 + 0xa1;
    throw new RangeError('not a character of the transfer format');
  });
}
