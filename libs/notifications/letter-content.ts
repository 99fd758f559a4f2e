import { yenInWords } from '#kernel';
import { factNames, type LetterKind } from './letter-words.js';

/** One step of a figure: before, after, and why; whole yen. */
export interface LetterStep {
  readonly text: string;
  readonly before: number | null;
  readonly after: number | null;
}
export interface LetterLine {
  readonly name: string;
  readonly claimed: number;
  readonly paid: number;
  readonly steps: readonly LetterStep[];
  /** The adjuster's text for the institution. */
  readonly text: string;
}
/** The figures of a line with their names, in the order of the letter. */
export function rowsOf({ claimed, paid, steps }: LetterLine): { readonly name: string; readonly value: string }[] {
  return [
    { name: factNames.claimed, value: yenInWords(claimed).ja },
    ...steps.map((step) => ({ name: `・${step.text}`, value: difference(step) })),
    { name: factNames.paid, value: yenInWords(paid).ja },
  ];
}

function difference({ before, after }: LetterStep): string {
  if (before === null || after === null) return '';
  if (before === after) return yenInWords(0).ja;
  return after < before ? `△${yenInWords(before - after).ja}` : `＋${yenInWords(after - before).ja}`;
}

/** The whole content of a letter, in its order; stored and never changed, amounts are whole yen. */
export interface LetterContent {
  readonly kind: LetterKind;
  readonly number: string;
  /** A day of Japan. */
  readonly day: string;
  readonly writtenAt: string;
  readonly to: string;
  readonly from: string;
  readonly caseNumber: string;
  readonly policyNumber: string | null;
  readonly opening: string;
  readonly lines: readonly LetterLine[];
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly limits: readonly { readonly name: string; readonly limit: number; readonly remaining: number }[];
  readonly articles: readonly string[];
  readonly closing: readonly string[];
}
