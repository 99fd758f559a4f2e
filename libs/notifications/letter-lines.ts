import { caseLimits } from '#assessment';
import { categoryTable } from '#coverage';
import type { Tx } from '#database';
import { differencesOf, linesOf, type DecisionEntity } from '#decisions';
import { expenseById, rateOf, type StoredExpense } from '#expenses';
import { incidentById, type IncidentRow } from '#incidents';
import { openAmounts } from '#limits';
import { periodById } from '#policies';
import type { LetterContent, LetterLine, LetterStep } from './letter-content.js';
import { foreignBillInWords, linesInWords } from './letter-words.js';

/**
 * The lines of a decision (`expenseIds` where it is not stored yet), with the reason of every difference between what
 * was claimed and what is paid.
 */
export async function linesOfLetter(
  tx: Tx,
  decision: DecisionEntity,
  expenseIds?: readonly string[],
): Promise<LetterLine[]> {
  const ids = expenseIds ?? (await linesOf(tx, decision));
  const expenses = await tx.together(ids.map((id) => expenseById(tx, id)));
  const [first] = expenses;
  return [
    {
      name: linesInWords(
        expenses.map(({ line }) => line),
        first ? categoryTable[first.category].ja : '',
      ),
      claimed: decision.claimed_yen,
      paid: decision.amount_yen,
      steps: [...(await foreignOf(tx, expenses)), ...differencesOf(decision)],
      text: decision.text_ja,
    },
  ];
}

/** A bill in another currency, with the rate at which its yen were claimed. */
async function foreignOf(tx: Tx, expenses: readonly StoredExpense[]): Promise<LetterStep[]> {
  const said: LetterStep[] = [];
  for (const { id, foreign_bill: bill } of expenses) {
    const rate = bill && (await rateOf(tx, id));
    if (bill && rate)
      said.push({
        text: foreignBillInWords(bill, rate),
        before: null,
        after: null,
      });
  }
  return said;
}

/** What each limit has left; for the institution alone. */
export async function limitsLeft(tx: Tx, incident: IncidentRow): Promise<LetterContent['limits']> {
  const { id, member_period_id: periodId } = await incidentById(tx, incident.id);
  const period = periodId ? await periodById(tx, periodId) : null;
  if (!period) return [];
  const open = (await openAmounts(tx, [period.id])).get(period.id) ?? [];
  return (await caseLimits(tx, period, open, id))
    .filter(({ bucket }) => bucket !== 'deductible')
    .map(({ nameJa, limit, remaining }) => ({ name: nameJa, limit, remaining }));
}
