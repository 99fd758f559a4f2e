import { usualCharacters } from './character-variants.js';

const corporateForms = [
  ...['(?:社会|特定)?医療法人(?:社団|財団)?', '(?:公益|一般)?(?:社団|財団)法人'],
  ...['社会福祉法人', '特定非営利活動法人', 'npo法人', '国立研究開発法人', '国立大学法人', '公立大学法人'],
  ...['地方独立行政法人', '独立行政法人', '学校法人', '宗教法人'],
  ...['株式会社', '有限会社', '合同会社', '合資会社', '合名会社', '相互会社'],
];

const shortForms = [
  ...['社医社', '社医財', '社医', '特医', '医社', '医財', '医', '公社', '公財', '一社', '一財', '社福', '特非'],
  ...['地独', '独', '社', '財', '福', '学', '宗', '株', '有', '同', '資', '名'],
];

const corporateForm = new RegExp(`\\((?:${shortForms.join('|')})\\)|${corporateForms.join('|')}`, 'gu');

const englishForm = /^(?:(?:co\.?)?ltd\.?|inc\.?|corp\.?|corporation|k\.k\.|llc)$/u;

const largeKana: Readonly<Record<string, string>> = {
  ...{ ァ: 'ア', ィ: 'イ', ゥ: 'ウ', ェ: 'エ', ォ: 'オ', ッ: 'ツ', ャ: 'ヤ', ュ: 'ユ', ョ: 'ヨ', ヮ: 'ワ' },
  ...{ ヵ: 'カ', ヶ: 'ケ' },
};

export function foldName(text: string): string {
  const folded = foldOnce(text);
  // a removal can join its neighbours into another form: fold until nothing changes
  return folded === text ? folded : foldName(folded);
}

export function spellingOf(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu, '')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

export function bigramsOf(folded: string): string[] {
  const characters = Array.from(folded);
  if (characters.length < 2) return characters;
  return [...new Set(characters.slice(1).map((character, at) => `${characters[at]}${character}`))];
}

export function gramsOf(folded: string): string[] {
  return [...new Set([...bigramsOf(folded), ...folded])];
}

export function gramsNeeded(words: readonly string[]): string[] {
  return [...new Set(words.flatMap(bigramsOf))];
}

export function lettersIn(text: string): string[] {
  return [...new Set(text.split(/[\s\u3000]+/u).map(foldLetters))].filter((word) => word !== '');
}

export function foldLetters(text: string): string {
  const letters = lettersOf(text).replace(/[()]/gu, '');
  return letters === text ? letters : foldLetters(letters);
}

export function foldWords(text: string): string[] {
  const words = text
    .split(/[\s\u3000]+/u)
    .map((word) => ({ folded: foldName(word), isForm: withoutForms(lettersOf(word)).replace(/[()]/gu, '') === '' }))
    .filter(({ folded }) => folded !== '');
  const names = words.filter(({ isForm }) => !isForm);
  return [...new Set((names.length > 0 ? names : words).map(({ folded }) => folded))];
}

function foldOnce(text: string): string {
  const letters = lettersOf(text);
  const name = withoutForms(letters).replace(/[()]/gu, '');
  // a name that is only a corporate form keeps it, or it could not be found
  return withoutForms(name) || name || letters.replace(/[()]/gu, '');
}

function lettersOf(text: string): string {
  const lower = usualCharacters(text.normalize('NFKC')).toLowerCase();
  return withoutEnglishForms(lower)
    .replace(/[\u3041-\u3096\u309D\u309E]/gu, (kana) => String.fromCodePoint((kana.codePointAt(0) ?? 0) + 0x60))
    .replace(/[ァィゥェォッャュョヮヵヶ]/gu, (kana) => largeKana[kana] ?? kana)
    .replace(/[\s\p{Z}\p{Cc}\p{Cf}\p{Cs}ー~〜−]|(?![()])\p{P}/gu, '');
}

/** Word by word from the end, because one expression for all of them would search again from every gap. */
function withoutEnglishForms(text: string): string {
  const words = text.trimEnd().split(/[\s,]+/u);
  while (words.length > 1 && englishForm.test(words.at(-1) ?? '')) {
    const form = words.pop() ?? '';
    if (form.startsWith('ltd') && words.length > 1 && /^co\.?$/u.test(words.at(-1) ?? '')) words.pop();
  }
  return words.join(' ');
}

function withoutForms(text: string): string {
  const shorter = text.replace(corporateForm, '');
  return shorter === text ? text : withoutForms(shorter);
}
