import { beginsTelephone, bigramsOf, foldName, foldTelephone, foldWords, gramsNeeded, lettersIn } from '#kernel';
import { foldNumber } from '#policies';

/** The kinds of a search's groups, in the order of the answer. */
export const searchKinds = ['cases', 'institutions', 'policies', 'payments', 'papers', 'people'] as const;
export type SearchKind = (typeof searchKinds)[number];

/** The most characters that are searched for. */
export const longestSearch = 200;

/** How well a row matches: a whole number, a whole name, its beginning, a part of it. */
export const ranks = { number: 0, whole: 1, begins: 2, part: 3 } as const;
export type Rank = (typeof ranks)[keyof typeof ranks];

/** What is looked for, in the forms in which rows keep it. */
export interface Search {
  /** In one width and in lower case: for addresses of mail, in which signs count. */
  readonly typed: string;
  /** The name of an institution; empty for signs alone. */
  readonly name: string;
  readonly names: Words;
  /** Names of people and files: folded with their corporate form. */
  readonly letters: Words;
  /** Without case, width, hyphens and spaces; empty for less than two characters. */
  readonly number: string;
  readonly caseDigits: CaseDigits | null;
  /** A telephone number or its beginning. */
  readonly telephone: string | null;
  readonly paymentNumber: number | null;
}

/** Words that must all be found, and what an index is asked for. */
export interface Words {
  readonly patterns: readonly string[];
  /** Pairs of the words of two characters and more. */
  readonly pairs: readonly string[];
  /** The words of one character. */
  readonly singles: readonly string[];
  /** Both together. */
  readonly grams: readonly string[];
}

/** The digits of a case number, or of a part of it. */
export interface CaseDigits {
  readonly digits: string;
  /** Numbers inside case numbers that they may be, with and without a check digit. */
  readonly sequences: readonly number[];
}

export function searchFor(text: string): Search {
  const typed = text.trim();
  const number = foldNumber(typed);
  return {
    typed: typed.normalize('NFKC').toLowerCase(),
    name: foldName(typed),
    names: wordsOf(foldWords(typed)),
    letters: wordsOf(lettersIn(typed)),
    number: Array.from(number).length < 2 ? '' : number,
    caseDigits: caseDigitsOf(number),
    telephone: beginsTelephone(typed) ? foldTelephone(typed) : null,
    paymentNumber: paymentNumberOf(number),
  };
}

function wordsOf(words: readonly string[]): Words {
  const isSingle = (word: string): boolean => Array.from(word).length === 1;
  return {
    patterns: words.map((word) => `%${literally(word)}%`),
    pairs: [...new Set(words.filter((word) => !isSingle(word)).flatMap(bigramsOf))],
    singles: words.filter(isSingle),
    grams: gramsNeeded(words),
  };
}

/** A text in a pattern of LIKE: its signs mean themselves. */
const literally = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');

function caseDigitsOf(number: string): CaseDigits | null {
  const [, letters = '', digits = ''] = /^(?:事案番号|事案|no\.?|#)?[:.]?(mc)?(\d{1,14})$/u.exec(number) ?? [];
  if (digits === '') return null;
  const short = digits.length <= 10 && letters === '';
  const sequences = short ? [digits, digits.length > 6 ? digits.slice(0, -1) : ''].map(Number) : [];
  return { digits, sequences: sequences.filter((one) => one > 0 && one <= 999_999_999) };
}

/** Digits from which on a number is looked for by its beginning: fewer begin too many. */
const beginningDigits = 5;

/** Whether the digits of case numbers that begin so are worth looking for. */
export const areBeginning = ({ digits }: CaseDigits): boolean => digits.length >= beginningDigits;

/**
 * How well a case number, in its folded form (mc20260001237), matches the digits; null when it does not. Its check
 * digit may be missing, and so may its year.
 */
export function rankOfCase(folded: string, { digits }: CaseDigits): Rank | null {
  const whole = folded.slice(2);
  const unchecked = whole.slice(0, -1);
  if (whole === digits || unchecked === digits) return ranks.number;
  if (areBeginning({ digits, sequences: [] }) && whole.startsWith(digits)) return ranks.begins;
  const sequence = whole.slice(4);
  if (sequence === digits || sequence.slice(0, -1) === digits) return ranks.number;
  return sequence.slice(0, -1) === digits.padStart(6, '0') ? ranks.begins : null;
}

function paymentNumberOf(number: string): number | null {
  const [, digits = ''] = /^(?:お?支払番号|お?支払い?|payment|no\.?|#)*[:.]?(\d{1,15})$/u.exec(number) ?? [];
  return digits === '' ? null : Number(digits);
}
