import { personOf, type Tx } from '#database';
import { caseFile } from '#incidents';
import { newId } from '#kernel';
import { Problem } from '#problems';
import { undecidedStates } from './expense.js';
import { openExpense } from './move-expense.js';
import { ClaimantEntity } from './claimant.entity.js';
import { ExpenseEntity } from './expense.entity.js';

/** Enters a claimant. Answers its id. */
export async function enterClaimant(tx: Tx, incidentId: string, name: string): Promise<string> {
  // with the case locked, so that numbers have no gap
  const file = await caseFile(tx, incidentId);
  const id = newId();
  await tx.rows(
    `INSERT INTO claimant (id, incident_id, institution_id, no, name, entered_by, entered_at)
     VALUES ($1, $2, $3, (SELECT coalesce(max(c.no), 0) + 1 FROM claimant c WHERE c.incident_id = $2), $4, $5, $6)`,
    [id, incidentId, file.institution_id, name, personOf(tx.actor), tx.now],
  );
  tx.record(file, { audit: { action: 'claimant.entered', subject: id, after: { name } } });
  return id;
}

/**
 * Sets the claimant of a damages line, and the payee. Throws `expenses.not-damages`, `expenses.decided-already`,
 * `expenses.no-such-claimant`.
 */
export async function nameClaimant(
  tx: Tx,
  expenseId: string,
  { claimantId, payTo }: { readonly claimantId: string; readonly payTo: 'institution' | 'victim' },
): Promise<void> {
  const { file, expense } = await openExpense(tx, expenseId);
  if (expense.category !== 'damages') throw new Problem('expenses.not-damages');
  if (!undecidedStates.includes(expense.state)) throw new Problem('expenses.decided-already');
  const known = await tx.findOne(ClaimantEntity, { id: claimantId, incident_id: file.id });
  if (!known)
    throw new Problem('expenses.no-such-claimant', {
      errors: [{ pointer: '/claimantId', code: 'expenses.no-such-claimant' }],
    });
  const named = { claimant_id: claimantId, pay_to: payTo };
  await tx.update(ExpenseEntity, { id: expense.id }, { ...named, version: expense.version + 1 });
  tx.record(file, {
    timeline: { kind: 'claimant-named', audience: 'insurer', data: { line: expense.line, claimantId, payTo } },
    audit: {
      action: 'expense.claimant-named',
      subject: expenseId,
      before: { claimantId: expense.claimant_id, payTo: expense.pay_to },
      after: { claimantId, payTo },
    },
  });
}
