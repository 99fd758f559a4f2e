import { laneOf } from '#coverage';
import { type Tx } from '#database';
import { requireVersion } from '#http';
import { Problem } from '#problems';
import type { CorrectExpenseDto } from './expense.dto.js';
import { undecidedStates } from './expense.js';
import { openExpense } from './move-expense.js';
import { linkNamedApprovals } from './named-approval.js';
import { ExpenseEntity } from './expense.entity.js';

/**
 * Corrects amount, tax or category of an undecided expense; it is routed again where that matters. Runs with the
 * insurer's database role: an institution has no UPDATE on expenses, it submits and withdraws. Throws
 * `expenses.case-ended`, `requests.stale-version`.
 */
export async function correctExpense(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  body: CorrectExpenseDto,
): Promise<void> {
  const { file, expense } = await openExpense(tx, id);
  requireVersion(expense.version, expectedVersion);
  if (!undecidedStates.includes(expense.state)) throw new Problem('expenses.case-ended');
  const flags = body.lawyer === undefined ? expense.flags : { ...expense.flags, lawyer: body.lawyer };
  const category = body.category ?? expense.category;
  const after = {
    category,
    lane: laneOf(category, { lawyer: flags.lawyer ?? false }),
    amountYen: body.amount ?? expense.amount_yen,
    taxYen: body.tax ?? expense.tax_yen,
    flags,
  };
  const before = {
    category: expense.category,
    lane: expense.lane,
    amountYen: expense.amount_yen,
    taxYen: expense.tax_yen,
    flags: expense.flags,
  };
  const names = (Object.keys(after) as (keyof typeof after)[]).filter(
    (name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]),
  );
  if (names.length === 0) return;
  const amounts = { amount_yen: after.amountYen, tax_yen: after.taxYen };
  const corrected = { category: after.category, lane: after.lane, ...amounts, flags };
  await tx.update(ExpenseEntity, { id: expense.id }, { ...corrected, version: expense.version + 1 });
  tx.record(file, {
    timeline: {
      kind: 'expense-corrected',
      audience: 'all',
      data: { line: expense.line, before, after, as: tx.actor.as, personId: tx.actor.id },
    },
    event: { type: 'expense.corrected', payload: { expenseId: id, lane: after.lane, names } },
    audit: { action: 'expense.corrected', subject: id, before, after, reason: body.reason },
  });
  if (names.includes('category')) await linkNamedApprovals(tx, file);
}
