import type { Tx } from '#database';
import { expenseMover, linkEvidence, openExpense, type RulingEntity } from '#expenses';
import { requireVersion } from '#http';
import { newId } from '#kernel';
import { Problem, refusedAs } from '#problems';
import type { AppealEntity } from './appeal.entity.js';

/**
 * The claimant asks for a second decision on a rejection, by other people than those who signed it. Throws
 * `decisions.nothing-to-appeal`, `documents.not-found`, `requests.stale-version`.
 */
export async function appealExpense(
  tx: Tx,
  expenseId: string,
  expectedVersion: number | null,
  { reason, documentIds = [] }: { readonly reason: string; readonly documentIds?: readonly string[] },
): Promise<void> {
  const { file, expense } = await openExpense(tx, expenseId);
  requireVersion(expense.version, expectedVersion);
  const ruled = await tx.one<Pick<RulingEntity, 'decision_id' | 'final_at'>>(
    'SELECT decision_id, final_at FROM newest_ruling WHERE expense_id = $1',
    [expenseId],
  );
  const stands = ruled && expense.state === 'rejected' && ruled.final_at <= tx.now;
  if (!stands || ['withdrawn', 'merged'].includes(file.state)) throw new Problem('decisions.nothing-to-appeal');
  const { decision_id: decisionId } = ruled;
  await tx
    .rows('SELECT enter_appeal($1, $2, $3)', [newId(), decisionId, reason])
    .catch(refusedAs('SN194', 'decisions.nothing-to-appeal'));
  for (const documentId of documentIds) await linkEvidence(tx, documentId, [expenseId]);
  await expenseMover.move(tx, file, [expense], {
    to: 'appealed',
    reason,
    said: { act: 'appealed', line: expense.line, lane: expense.lane, decisionId, documentIds },
  });
}

/** An appeal against a rejection, as it was written. */
export type AppealRow = Pick<AppealEntity, 'id' | 'decision_id' | 'reason' | 'appealed_at'>;

/** The appeals of an expense, oldest first. */
export async function appealsOf(tx: Tx, expenseId: string): Promise<AppealRow[]> {
  return tx.rows<AppealRow>(
    `SELECT id, decision_id, reason, appealed_at
       FROM appeal
      WHERE expense_id = $1
      ORDER BY appealed_at, id`,
    [expenseId],
  );
}
