import { bigrams, foldLetters, foldName, foldWords, prefectureName } from '#kernel';

/** What facilities are searched by: the parameters of the function `search_facilities`. */
export interface FacilitySearch {
  readonly codes: string[];
  readonly whole: string;
  readonly words: string[];
  readonly nameNeeds: string[];
  readonly allNeeds: string[];
}

/** Null where nothing is asked: a search for signs that folding takes away finds everything. */
export function facilitySearch(q: string | undefined): FacilitySearch | null {
  const whole = foldName(q ?? '');
  if (whole === '') return null;
  const words = foldWords(q ?? '');
  return {
    codes: codesOf(q ?? ''),
    whole,
    words,
    nameNeeds: [...new Set(words.flatMap(bigrams))],
    allNeeds: [...new Set(words.filter((word) => Array.from(word).length > 1).flatMap(bigrams))],
  };
}

// Ten digits, as on a claim, have the fee schedule in the third place, which the register leaves out.
function codesOf(q: string): string[] {
  const code = q.normalize('NFKC').replace(/[-‐−ー\s]/gu, '');
  if (!/^(\d{7}|\d{9,10})$/.test(code)) return [];
  return [code.length === 10 ? code.slice(0, 2) + code.slice(3) : code];
}

/** What institutions are searched by; `prefectures` are the folded names, in the order of their numbers. */
export interface InstitutionSearch {
  readonly whole: string;
  readonly patterns: string[];
  readonly prefectures: string[];
}

export function institutionSearch(q: string | undefined): InstitutionSearch | null {
  const whole = foldName(q ?? '');
  if (whole === '') return null;
  return { whole, patterns: foldWords(q ?? '').map((word) => `%${word}%`), prefectures };
}

const prefectures = Array.from({ length: 47 }, (_, at) => foldLetters(prefectureName(at + 1)));
