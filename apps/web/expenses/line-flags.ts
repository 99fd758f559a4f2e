import type { Schemas } from '../api/api.js';
import type { ExpensesText } from '../text/ja/expenses.js';

/** What a line says of itself beside its figures, in words. */
export function flagsOf(
  expense: Pick<
    Schemas['ExpenseDetailDto'],
    'outsourced' | 'lawyer' | 'replacementOrUpgrade' | 'securityProduct' | 'ransom'
  >,
  t: ExpensesText,
): string {
  return (
    [
      ['outsourced', t.outsourced],
      ['lawyer', t.lawyer],
      ['replacementOrUpgrade', t.replacement],
      ['securityProduct', t.securityProduct],
      ['ransom', t.ransom],
    ] as const
  )
    .flatMap(([flag, name]) => (expense[flag] ? [name] : []))
    .join('、');
}
