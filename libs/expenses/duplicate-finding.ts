import type { Tx } from '#database';
import { newId } from '#kernel';
import { Problem } from '#problems';
import { DuplicateFindingEntity } from './duplicate-finding.entity.js';
import { openDuplicates, type FindingRow } from './duplicates.js';
import { undecidedStates } from './expense.js';
import { openExpense } from './move-expense.js';
import { withdrawExpense } from './withdraw-expense.js';

/**
 * Records a finding on possible duplicates; that an expense is a duplicate has to be confirmed by another person.
 * Throws `expenses.no-duplicates`, `expenses.decided-already`.
 */
export async function recordFinding(
  tx: Tx,
  expenseId: string,
  { finding, reason }: { readonly finding: FindingRow['finding']; readonly reason: string },
): Promise<void> {
  const { file, expense } = await openExpense(tx, expenseId);
  if (!undecidedStates.includes(expense.state)) throw new Problem('expenses.decided-already');
  const others = await openDuplicates(tx, expenseId);
  if (others.length === 0) throw new Problem('expenses.no-duplicates');
  await tx.insert(DuplicateFindingEntity, {
    id: newId(),
    expense_id: expenseId,
    incident_id: file.id,
    institution_id: file.institution_id,
    finding,
    others: others.map(({ otherId }) => otherId),
    reason,
    found_by: tx.actor.id,
    at: tx.now,
  });
  tx.record(file, {
    timeline: {
      kind: 'duplicate-looked-at',
      audience: 'insurer',
      data: { line: expense.line, finding, personId: tx.actor.id },
    },
    audit: { action: 'expense.duplicate-looked-at', subject: expenseId, after: { finding }, reason },
  });
}

async function findingById(tx: Tx, id: string): Promise<DuplicateFindingEntity> {
  const found = await tx.findOne(DuplicateFindingEntity, { id });
  if (!found) throw new Problem('requests.not-found');
  return found;
}

/**
 * A second person confirms a duplicate: the expense is withdrawn. Throws `expenses.second-person-needed`,
 * `expenses.no-duplicates`.
 */
export async function confirmDuplicate(tx: Tx, findingId: string): Promise<string> {
  const { expense } = await openExpense(tx, (await findingById(tx, findingId)).expense_id);
  const found = await findingById(tx, findingId);
  if (found.finding !== 'duplicate' || found.confirmed_by !== null) throw new Problem('expenses.no-duplicates');
  if (found.found_by === tx.actor.id) throw new Problem('expenses.second-person-needed');
  if (!undecidedStates.includes(expense.state)) throw new Problem('expenses.decided-already');
  await tx.update(DuplicateFindingEntity, { id: found.id }, { confirmed_by: tx.actor.id, confirmed_at: tx.now });
  await withdrawExpense(tx, expense.id, null, { reason: found.reason, by: 'countersigner' });
  return expense.id;
}
