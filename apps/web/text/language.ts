import { createContext, useContext } from 'react';
import type { CommonText } from './ja/common.js';
import type { Language } from './languages.js';
import { formatOf, type Format } from '../ui/format.js';

export type { Language };

/** A text that the interface gives in both languages. */
export interface Said {
  readonly textJa: string | null;
  readonly textEn: string | null;
}

interface Spoken<T> {
  readonly language: Language;
  readonly texts: T;
  readonly format: Format;
}

/**
 * The texts of an entry in the language that is chosen. Each entry has its own texts; the common ones are in all of
 * them.
 */
export const Speech = createContext<Spoken<{ common: CommonText }> | null>(null);

/** The language, its texts and its formats. */
export function useSpeech<T extends { common: CommonText } = { common: CommonText }>(): Spoken<T> & {
  say: (said: Said) => string;
} {
  const spoken = useContext(Speech) as Spoken<T> | null;
  if (!spoken) throw new Error('no language is spoken here');
  return { ...spoken, say: (said) => saidIn(spoken.language, said) };
}

/** The text in a language, in the other one when there is none. */
export function saidIn(language: Language, { textJa, textEn }: Said): string {
  return (language === 'ja' ? (textJa ?? textEn) : (textEn ?? textJa)) ?? '';
}

const kept = 'sonae-language';

/** The language chosen on this device, Japanese when none was. */
export function keptLanguage(): Language {
  try {
    return localStorage.getItem(kept) === 'en' ? 'en' : 'ja';
  } catch {
    return 'ja';
  }
}

export function keepLanguage(language: Language): void {
  document.documentElement.lang = language;
  try {
    localStorage.setItem(kept, language);
  } catch {
    // a browser that keeps nothing asks again next time
  }
}

export const spoken = <T>(language: Language, texts: T): Spoken<T> => ({ language, texts, format: formatOf(language) });
