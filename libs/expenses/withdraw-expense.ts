import { type Tx } from '#database';
import { requireVersion } from '#http';
import { moveOf, type CodedText, type Mover } from '#kernel';
import { codedText, Problem, refusedAs } from '#problems';
import { expenseMachine } from './expense-machine.js';
import type { StoredExpense } from './expense.store.js';
import { expenseMover, openExpense } from './move-expense.js';
import type { Ruling } from './ruling.reads.js';

/**
 * Withdraws an expense that is not scheduled: its work item ends, what was held for it is released, and the other lines
 * are assessed again. By its claimant, or by the desk for them; `by` for another actor. Throws `requests.not-found`,
 * `requests.stale-version`, `expenses.cannot-withdraw`.
 */
export async function withdrawExpense(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  { reason, by }: { readonly reason: string | null; readonly by?: Mover },
): Promise<void> {
  const { file, expense } = await openExpense(tx, id);
  requireVersion(expense.version, expectedVersion);
  const withdrawing = await withdrawalHurdles(tx, expense);
  if (withdrawing.length > 0 || !moveOf(expenseMachine, expense.state, 'withdrawn'))
    throw new Problem('expenses.cannot-withdraw');
  const subject = () => ({ withdrawing });
  const said = { act: 'withdrawn', line: expense.line, file } as const;
  await expenseMover
    .move(tx, file, [expense], { to: 'withdrawn', reason, subject, said, ...(by === undefined ? {} : { by }) })
    .catch(refusedAs('SN194', 'expenses.cannot-withdraw'));
}

/**
 * What prevents a withdrawal apart from the state: another line supplements this one, or it was ruled with other months
 * of a statement (`ruling`, where the reader has it).
 */
export async function withdrawalHurdles(
  tx: Tx,
  { id, state }: Pick<StoredExpense, 'id' | 'state'>,
  ruling: Pick<Ruling, 'statement'> | null = null,
): Promise<CodedText[]> {
  const claimedMore = await tx.one(
    `SELECT 1 FROM expense WHERE supplements = $1 AND state NOT IN ('withdrawn','rejected') LIMIT 1`,
    [id],
  );
  const isOfStatement = state === 'approved' && ruling !== null && ruling.statement !== null;
  return claimedMore || isOfStatement ? [codedText('expenses.cannot-withdraw')] : [];
}
