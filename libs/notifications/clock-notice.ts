import { categoryTable } from '#coverage';
import type { StoredExpense } from '#expenses';
import { dayInWords } from '#kernel';
import type { CompletionDayEntity, PaymentExtensionEntity } from '#payments';
import type { LetterContent } from './letter-content.js';
import { extensionGroundNames, factNames, letterOpenings, notYet } from './letter-words.js';

/** An extension with its ground, or a later day of completeness, each with the text of its notice. */
export interface ClockChange {
  readonly ground: PaymentExtensionEntity['ground'] | null;
  readonly text: string;
  readonly complete_on: CompletionDayEntity['complete_on'] | null;
}

/**
 * What the notice of a change of the clock says, with the last day in time (a day of Japan, null while the claim is not
 * complete); writing it and previewing it use this one function.
 */
export function clockNotice(
  { category }: Pick<StoredExpense, 'category'>,
  { ground, text, complete_on }: ClockChange,
  lastDay: string | null,
): Pick<LetterContent, 'opening' | 'facts'> {
  return {
    opening: letterOpenings[ground === null ? 'complete-on' : 'extended'],
    facts: [
      { name: factNames.expense, value: categoryTable[category].ja },
      ...(ground === null
        ? [
            { name: factNames.missing, value: text },
            { name: factNames.completeOn, value: dayInWords(complete_on ?? '').ja },
          ]
        : [
            { name: factNames.ground, value: extensionGroundNames[ground] },
            { name: factNames.toConfirm, value: text },
          ]),
      { name: factNames.payBy, value: lastDay ? dayInWords(lastDay).ja : notYet.payBy },
    ],
  };
}
