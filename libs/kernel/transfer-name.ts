/** The faults of a text in the transfer format. */
export type NameFault =
  'empty' | 'long-mark' | 'hyphen' | 'small-kana' | 'hiragana' | 'old-kana' | 'lower-case' | 'not-allowed' | 'too-long';

/** A name in the transfer format, or its faults and the text to enter instead. */
export interface TransferName {
  /** In half-width katakana, digits, capitals and the allowed signs; with its faults, where it has any. */
  readonly text: string;
  readonly faults: readonly NameFault[];
  /** The characters of the fault `not-allowed`, as typed. */
  readonly refused: readonly string[];
  /** The length in characters of the format, after corrections; a voiced kana counts two. */
  readonly length: number;
  /** The text with its faults corrected; null where there are none, or one cannot be corrected by rule. */
  readonly suggestion: string | null;
  /**
   * The text with its corporate form abbreviated as banks do; null where none is spelled out, or the result does not
   * fit either.
   */
  readonly abbreviation: string | null;
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

type Mending = readonly [fault: NameFault, written: string];
const mendings: ReadonlyMap<string, Mending> = new Map<string, Mending>([
  ...[...'ｧｨｩｪｫｯｬｭｮ'].map((kana, at) => [kana, ['small-kana', [...'ｱｲｳｴｵﾂﾔﾕﾖ'][at] ?? kana]] as const),
  ...[...'ヮヵヶ'].map((kana, at) => [kana, ['small-kana', [...'ﾜｶｹ'][at] ?? kana]] as const),
  ...[...'ｦヰヱ'].map((kana, at) => [kana, ['old-kana', [...'ｵｲｴ'][at] ?? kana]] as const),
  ['ｰ', ['long-mark', '-']],
  ...[...'‐‑‒–—―−⁻₋─━﹣'].map((sign) => [sign, ['hyphen', '-']] as const),
]);

/** The signs allowed beside kana, digits and capitals: of account holders, and of banks and branches. */
const signs = { holder: ' ()-.', bank: ' -' } as const;

/**
 * Forms that banks abbreviate in a payee's name, as spelled in kana or written in characters: 法人略語, 営業所略語 and 事業略語 as
 * banks print them for the customer who fills in a transfer (Keiyo Bank,
 * keiyobank.co.jp/alpha_dbank/internet/typing.html; the annex to article 5 of another bank's rules; both seen in
 * November 2026). A form that contains another one comes before it.
 */
const corporations: readonly (readonly [abbreviation: string, spelled: RegExp])[] = [
  ['ﾁﾄﾞｸ', / ?(?:ﾁﾎｳﾄﾞｸﾘﾂｷﾞﾖｳｾｲﾎｳｼﾞﾝ|地方独立行政法人) ?/u],
  ['ﾄﾞｸ', / ?(?:ﾄﾞｸﾘﾂｷﾞﾖｳｾｲﾎｳｼﾞﾝ|独立行政法人) ?/u],
  ['ﾄｸﾋ', / ?(?:ﾄｸﾃｲﾋｴｲﾘｶﾂﾄﾞｳﾎｳｼﾞﾝ|特定非営利活動法人) ?/u],
  ['ﾛｳﾑ', / ?(?:ｼﾔｶｲﾎｹﾝﾛｳﾑｼﾎｳｼﾞﾝ|社会保険労務士法人) ?/u],
  ['ﾌｸ', / ?(?:ｼﾔｶｲﾌｸｼﾎｳｼﾞﾝ|社会福祉法人) ?/u],
  ['ﾎｺﾞ', / ?(?:ｺｳｾｲﾎｺﾞﾎｳｼﾞﾝ|更生保護法人) ?/u],
  ['ﾁﾕｳ', / ?(?:(?:ﾕｳｹﾞﾝ|ﾑｹﾞﾝ)ｾｷﾆﾝﾁﾕｳｶﾝﾎｳｼﾞﾝ|(?:有限|無限)責任中間法人) ?/u],
  ['ｲ', / ?(?:(?:ｼﾔｶｲ|ﾄｸﾃｲ)?ｲﾘﾖｳﾎｳｼﾞﾝ ?(?:ｼﾔﾀﾞﾝ|ｻﾞｲﾀﾞﾝ)?|(?:社会|特定)?医療法人(?:社団|財団)?) ?/u],
  ['ｻﾞｲ', / ?(?:(?:ｲﾂﾊﾟﾝ|ｺｳｴｷ)?ｻﾞｲﾀﾞﾝﾎｳｼﾞﾝ|(?:一般|公益)?財団法人) ?/u],
  ['ｼﾔ', / ?(?:(?:ｲﾂﾊﾟﾝ|ｺｳｴｷ)?ｼﾔﾀﾞﾝﾎｳｼﾞﾝ|(?:一般|公益)?社団法人) ?/u],
  ['ｼﾕｳ', / ?(?:ｼﾕｳｷﾖｳﾎｳｼﾞﾝ|宗教法人) ?/u],
  ['ｶﾞｸ', / ?(?:ｶﾞﾂｺｳﾎｳｼﾞﾝ|学校法人) ?/u],
  ['ﾀﾞｲ', / ?(?:(?:ｺｸﾘﾂ|ｺｳﾘﾂ)ﾀﾞｲｶﾞｸﾎｳｼﾞﾝ|(?:国立|公立)大学法人) ?/u],
  ['ﾍﾞﾝ', / ?(?:ﾍﾞﾝｺﾞｼﾎｳｼﾞﾝ|弁護士法人) ?/u],
  ['ｷﾞﾖ', / ?(?:ｷﾞﾖｳｾｲｼﾖｼﾎｳｼﾞﾝ|行政書士法人) ?/u],
  ['ｼﾎｳ', / ?(?:ｼﾎｳｼﾖｼﾎｳｼﾞﾝ|司法書士法人) ?/u],
  ['ｾﾞｲ', / ?(?:ｾﾞｲﾘｼﾎｳｼﾞﾝ|税理士法人) ?/u],
  ['ﾉｳ', / ?(?:ﾉｳｼﾞｸﾐｱｲﾎｳｼﾞﾝ|農事組合法人) ?/u],
  ['ｶﾝﾘ', / ?(?:ｶﾝﾘｸﾐｱｲﾎｳｼﾞﾝ|管理組合法人) ?/u],
  ['ｶ', / ?(?:ｶﾌﾞｼｷｶﾞ?ｲｼﾔ|株式会社|\(株\)) ?/u],
  ['ﾕ', / ?(?:ﾕｳｹﾞﾝｶﾞ?ｲｼﾔ|有限会社|\(有\)) ?/u],
  ['ﾒ', / ?(?:ｺﾞｳﾒｲｶﾞ?ｲｼﾔ|合名会社) ?/u],
  ['ｼ', / ?(?:ｺﾞｳｼｶﾞ?ｲｼﾔ|合資会社) ?/u],
  ['ﾄﾞ', / ?(?:ｺﾞｳﾄﾞｳｶﾞ?ｲｼﾔ|合同会社) ?/u],
  ['ｿ', / ?(?:ｿｳｺﾞｶﾞ?ｲｼﾔ|相互会社) ?/u],
];

/** Forms of places of business are abbreviated in the same way, forms of businesses without brackets. */
const places: typeof corporations = [
  ['ｴｲ', / ?(?:ｴｲｷﾞﾖｳｼﾖ|営業所) ?/u],
  ['ｼﾕﾂ', / ?(?:ｼﾕﾂﾁﾖｳｼﾞﾖ|出張所) ?/u],
];
const businesses: typeof corporations = [
  ['ｺｸﾎﾚﾝ', /ｺｸﾐﾝｹﾝｺｳﾎｹﾝﾀﾞﾝﾀｲﾚﾝｺﾞｳｶｲ|国民健康保険団体連合会/u],
  ['ｺｸｷﾖｳﾚﾝ', /ｺﾂｶｺｳﾑｲﾝｷﾖｳｻｲｸﾐｱｲﾚﾝｺﾞｳｶｲ|国家公務員共済組合連合会/u],
  ['ｼﾔﾎ', /ｼﾔｶｲﾎｹﾝｼﾝﾘﾖｳﾎｳｼﾕｳｼﾊﾗｲｷｷﾝ|社会保険診療報酬支払基金/u],
  ['ｹｲｻﾞｲﾚﾝ', /ｹｲｻﾞｲﾉｳｷﾞﾖｳｷﾖｳﾄﾞｳｸﾐｱｲﾚﾝｺﾞｳｶｲ|経済農業協同組合連合会/u],
  ['ｷﾖｳｻｲﾚﾝ', /ｷﾖｳｻｲﾉｳｷﾞﾖｳｷﾖｳﾄﾞｳｸﾐｱｲﾚﾝｺﾞｳｶｲ|共済農業協同組合連合会/u],
  ['ﾉｳｷﾖｳﾚﾝ', /ﾉｳｷﾞﾖｳｷﾖｳﾄﾞｳｸﾐｱｲﾚﾝｺﾞｳｶｲ|農業協同組合連合会/u],
  ['ｷﾞﾖﾚﾝ', /ｷﾞﾖｷﾞﾖｳｷﾖｳﾄﾞｳｸﾐｱｲﾚﾝｺﾞｳｶｲ|漁業協同組合連合会/u],
  ['ﾉｳｷﾖｳ', /ﾉｳｷﾞﾖｳｷﾖｳﾄﾞｳｸﾐｱｲ|農業協同組合/u],
  ['ｷﾞﾖｷﾖｳ', /ｷﾞﾖｷﾞﾖｳｷﾖｳﾄﾞｳｸﾐｱｲ|漁業協同組合/u],
  ['ｾｲｷﾖｳ', /ｾｲｶﾂｷﾖｳﾄﾞｳｸﾐｱｲ|生活協同組合/u],
  ['ｼﾖｸﾊﾝｷﾖｳ', /ｼﾖｸﾘﾖｳﾊﾝﾊﾞｲｷﾖｳﾄﾞｳｸﾐｱｲ|食糧販売協同組合/u],
  ['ｷﾖｳｸﾐ', /ｷﾖｳﾄﾞｳｸﾐｱｲ|協同組合/u],
  ['ｷﾖｳｻｲ', /ｷﾖｳｻｲｸﾐｱｲ|共済組合/u],
  ['ｺｸﾎ', /ｺｸﾐﾝｹﾝｺｳﾎｹﾝｸﾐｱｲ|国民健康保険組合/u],
  ['ｹﾝﾎﾟ', /ｹﾝｺｳﾎｹﾝｸﾐｱｲ|健康保険組合/u],
  ['ｺｳﾈﾝ', /ｺｳｾｲﾈﾝｷﾝｷｷﾝ|厚生年金基金/u],
  ['ｼﾞﾕｳｸﾐ', /ｼﾞﾕｳｷﾞﾖｳｲﾝｸﾐｱｲ|従業員組合/u],
  ['ﾛｳｸﾐ', /ﾛｳﾄﾞｳｸﾐｱｲ|労働組合/u],
  ['ﾕｳｸﾐ', /ﾕｳｹﾞﾝｾｷﾆﾝｼﾞｷﾞﾖｳｸﾐｱｲ|有限責任事業組合/u],
  ['ｼﾔｷﾖｳ', /ｼﾔｶｲﾌｸｼｷﾖｳｷﾞｶｲ|社会福祉協議会/u],
  ['ﾄｸﾖｳ', /ﾄｸﾍﾞﾂﾖｳｺﾞﾛｳｼﾞﾝﾎ-ﾑ|特別養護老人ﾎ-ﾑ/u],
  ['ｼﾖｸｱﾝ', /ｺｳｷﾖｳｼﾖｸｷﾞﾖｳｱﾝﾃｲｼﾞﾖ|公共職業安定所/u],
  ['ｶｲｼﾞﾖｳ', /ｶｲｼﾞﾖｳｶｻｲﾎｹﾝ|海上火災保険/u],
  ['ｶｻｲ', /ｶｻｲｶｲｼﾞﾖｳﾎｹﾝ|火災海上保険/u],
  ['ｾｲﾒｲ', /ｾｲﾒｲﾎｹﾝ|生命保険/u],
  ['ﾚﾝ', /ﾚﾝｺﾞｳｶｲ|連合会/u],
];

/**
 * A name in the format of the banks' association: single-byte JIS X 0201, never cut. Full-width katakana, digits and
 * letters are written half-width; other characters are faults, with the correction that banks use where there is one.
 * `most`: the bytes that a name may have; a voiced kana is two.
 */
export function transferName(given: string, kind: keyof typeof signs, most: number): TransferName {
  const faults = new Set<NameFault>();
  const refused = new Set<string>();
  const text = halfWidth(given);
  if (text === '') faults.add('empty');
  if (/[ぁ-ゖゝゞ]/u.test(given.normalize('NFKC'))) faults.add('hiragana');
  const better = [...text].map((character) => {
    const [fault, written] = mendingOf(character, signs[kind]);
    if (fault) faults.add(fault);
    if (fault === 'not-allowed') refused.add(character);
    return written;
  });
  const mended = better.join('');
  const abbreviation = kind === 'holder' ? abbreviated(mended) : null;
  if (better.length > most) faults.add('too-long');
  const blocked = ['empty', 'not-allowed', 'too-long'].some((fault) => faults.has(fault as NameFault));
  return {
    text,
    faults: [...faults],
    refused: [...refused],
    length: better.length,
    suggestion: faults.size > 0 && !blocked ? mended : null,
    abbreviation: abbreviation !== null && isWritten(abbreviation, signs[kind], most) ? abbreviation : null,
  };
}

function isWritten(text: string, allowed: string, most: number): boolean {
  return [...text].length <= most && [...text].every((character) => mendingOf(character, allowed)[0] === null);
}

function mendingOf(character: string, allowed: string): readonly [fault: NameFault | null, written: string] {
  const mending = mendings.get(character);
  if (mending) return mending;
  if (/[a-z]/.test(character)) return ['lower-case', character.toUpperCase()];
  const isAllowed = /[0-9A-Zｱ-ﾝﾞﾟ]/.test(character) || allowed.includes(character);
  return [isAllowed ? null : 'not-allowed', character];
}

/**
 * Half-width: hiragana as katakana, a voiced kana as two characters, full-width letters, digits and signs as one;
 * without spaces at the ends.
 */
function halfWidth(given: string): string {
  const katakana = given
    .normalize('NFKC')
    .replace(/[ぁ-ゖゝゞ]/gu, (kana) => String.fromCodePoint((kana.codePointAt(0) ?? 0) + 0x60));
  return [...katakana.normalize('NFD')]
    .map((character) => halfOf.get(character) ?? character)
    .join('')
    .trim();
}

/** The name with its forms abbreviated, by their position: ｶ)ﾐﾎﾝ, ﾐﾎﾝ(ｶ)ｵｵｻｶ, ﾐﾎﾝ(ｶ; null where none is spelled out. */
function abbreviated(name: string): string | null {
  const bracketed = [...corporations, ...places].reduce((rest, [short, spelled]) => {
    const form = spelled.exec(rest);
    if (!form) return rest;
    const [before, after] = [rest.slice(0, form.index), rest.slice(form.index + form[0].length)];
    if (before === '' && after === '') return rest;
    return `${before}${before === '' ? '' : '('}${short}${after === '' ? '' : ')'}${after}`;
  }, name);
  const short = businesses.reduce((rest, [abbreviation, spelled]) => rest.replace(spelled, abbreviation), bracketed);
  return short === name ? null : short;
}
