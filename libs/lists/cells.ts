import type { Words } from '#kernel';
import type { WrittenCell } from '#tables';
import { lineWords } from './list-words.js';

/** Cells of a file out of what the routes of the lists answer. */

type Named = { readonly textJa: string; readonly textEn: string };
type InState = { readonly stateJa: string; readonly stateEn: string };
type Say = (words: Words) => string;

export const wordsOf = ({ textJa: ja, textEn: en }: Named): Words => ({ ja, en });
export const stateOf = ({ stateJa: ja, stateEn: en }: InState): Words => ({ ja, en });
export const figure = (value: number | null): WrittenCell => (value === null ? null : { figure: value });
export const dayOf = (day: string): WrittenCell => ({ day });
export const momentOf = (moment: string | null | undefined): WrittenCell => (moment ? { moment } : null);
export const at = <K extends string>(names: Readonly<Record<K, Words>>, code: string): Words | undefined =>
  names[code as K];
/** A code in words, itself where the table has none. */
export const nameIn = <K extends string>(names: Readonly<Record<K, Words>>, code: string, say: Say): string =>
  say(at(names, code) ?? { ja: code, en: code });
export const lineOf = (caseNumber: string, line: number | null, say: Say): string =>
  line === null ? caseNumber : `${caseNumber}　${say(lineWords(line))}`;
