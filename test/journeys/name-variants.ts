import { prefectureName } from '#kernel';

interface Named {
  readonly code: string;
  readonly name: string;
}

/** Another way in which somebody writes a name; `part` is set where only a part of it is written. */
export interface NameVariant<R extends Named> {
  readonly row: R;
  readonly how: string;
  readonly q: string;
  readonly part: string | null;
}

type Way = (row: Named, random: () => number) => { q: string; part?: string } | null;

const form = /^(?:社会|特定)?医療法人(?:社団|財団)?[\s\u3000]*/u;
const halfKana = new Map(
  Array.from({ length: 0xff9d - 0xff66 + 1 }, (_, at) => String.fromCharCode(0xff66 + at)).flatMap((half) =>
    ['', 'ﾞ', 'ﾟ'].map((mark) => [`${half}${mark}`.normalize('NFKC'), `${half}${mark}`] as const),
  ),
);
const shifted = (text: string, from: RegExp, by: number): string =>
  text.replace(from, (sign) => String.fromCharCode(sign.charCodeAt(0) + by));
const changed = (row: Named, q: string): { q: string } | null => (q === row.name ? null : { q });
const radicals: readonly (readonly [string, string])[] = [
  ['歯', '⻭'],
  ['長', '⻑'],
  ['西', '⻄'],
  ['青', '⻘'],
  ['民', '⺠'],
];

/** Null where a name has nothing to write in that way. */
const ways: Readonly<Record<string, Way>> = {
  'half width': (row) =>
    changed(
      row,
      Array.from(row.name.normalize('NFKC'), (sign) => halfKana.get(sign) ?? (sign === 'ー' ? 'ｰ' : sign)).join(''),
    ),
  'hiragana for katakana': (row) => changed(row, shifted(row.name, /[ァ-ヴ]/gu, -0x60)),
  'katakana for hiragana': (row) => changed(row, shifted(row.name, /[ぁ-ゔ]/gu, 0x60)),
  'spaces taken away or added': (row, random) => {
    const together = row.name.replace(/[\s\u3000]/gu, '');
    if (together !== row.name) return { q: together };
    const at = 1 + Math.floor(random() * (together.length - 1));
    return { q: `${together.slice(0, at)}　${together.slice(at)}` };
  },
  'long marks left out': (row) => changed(row, row.name.replace(/[ー－]/gu, '')),
  'radicals that PDF extraction gives': (row) =>
    changed(
      row,
      radicals.reduce((name, [sign, radical]) => name.replaceAll(sign, radical), row.name),
    ),
  'the form of a medical corporation on or off': (row) => ({
    q: form.test(row.name) ? row.name.replace(form, '') : `医療法人社団 ${row.name}`,
  }),
  'a part of the name and the prefecture': (row, random) => {
    const name = row.name.replace(form, '').replace(/[\s\u3000]/gu, '');
    const part = name.slice(0, 6 + Math.floor(random() * 2));
    // the form of another corporation alone is no part of a name
    if (name.length < 8 || part.includes('法人')) return null;
    return { q: `${part} ${prefectureName(Number(row.code.slice(0, 2)))}`, part };
  },
};

/** Ways in turn, of rows drawn by a fixed sequence: the same ones in every run. */
export function variantsOf<R extends Named>(rows: readonly R[], count: number): NameVariant<R>[] {
  let state = 20_250_801;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x1_0000_0000;
  };
  const variants: NameVariant<R>[] = [];
  const names = Object.keys(ways);
  while (variants.length < count) {
    const how = names[variants.length % names.length] ?? '';
    const row = rows[Math.floor(random() * rows.length)];
    const made = row && ways[how]?.(row, random);
    if (row && made) variants.push({ row, how, q: made.q, part: made.part ?? null });
  }
  return variants;
}
