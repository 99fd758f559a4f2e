import {
  beginsTelephone,
  bigramsOf,
  foldLetters,
  foldName,
  foldTelephone,
  foldWords,
  prefectureName,
  spellingOf,
} from '#kernel';

/** The search for facilities: the parameters of the function `search_facilities`. */
export interface FacilitySearch {
  readonly codes: string[];
  readonly spelled: string;
  readonly whole: string;
  readonly words: string[];
  readonly nameNeeds: string[];
  readonly allNeeds: string[];
}

/** The search of a text; null without a text to search for. A text that folding removes completely finds everything. */
export function facilitySearch(q: string | undefined): FacilitySearch | null {
  const whole = foldName(q ?? '');
  if (whole === '') return null;
  const words = foldWords(q ?? '');
  return {
    codes: codesOf(q ?? ''),
    spelled: spellingOf(q ?? ''),
    whole,
    words,
    nameNeeds: [...new Set(words.flatMap(bigramsOf))],
    allNeeds: [...new Set(words.filter((word) => Array.from(word).length > 1).flatMap(bigramsOf))],
  };
}

// the ten digits of a claim have the fee schedule in the third place, which the register omits
function codesOf(q: string): string[] {
  const code = q.normalize('NFKC').replace(/[-‐−ー\s]/gu, '');
  if (!/^(\d{7}|\d{9,10})$/.test(code)) return [];
  return [code.length === 10 ? code.slice(0, 2) + code.slice(3) : code];
}

/** The search for institutions; `prefectures` are the folded names, by their numbers. */
export interface InstitutionSearch {
  /** The digits of a whole telephone number; null without one. */
  readonly telephone: string | null;
  readonly spelled: string;
  readonly whole: string;
  readonly patterns: string[];
  readonly prefectures: string[];
}

export function institutionSearch(q: string | undefined): InstitutionSearch | null {
  const whole = foldName(q ?? '');
  if (whole === '') return null;
  return {
    telephone: telephoneOf(q ?? ''),
    spelled: spellingOf(q ?? ''),
    whole,
    patterns: foldWords(q ?? '').map((word) => `%${word}%`),
    prefectures,
  };
}

/** With fewer digits than these, many numbers would match. */
const wholeTelephone = 9;

function telephoneOf(q: string): string | null {
  const digits = beginsTelephone(q) ? foldTelephone(q) : '';
  return digits.length < wholeTelephone ? null : digits;
}

const prefectures = Array.from({ length: 47 }, (_, at) => foldLetters(prefectureName(at + 1)));
