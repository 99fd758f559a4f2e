import type { Tx } from '#database';
import type { DocumentKind } from '#documents';
import { Problem, refusedAs } from '#problems';
import { evidenceOfOne } from './evidence.js';
import { openExpense } from './move-expense.js';

/** A senior adjuster waives a paper, with a reason. Throws `expenses.waiver-not-needed`. */
export async function waiveEvidence(
  tx: Tx,
  expenseId: string,
  { kind, reason }: { readonly kind: DocumentKind; readonly reason: string },
): Promise<void> {
  const { file, expense } = await openExpense(tx, expenseId);
  const paper = (await evidenceOfOne(tx, file, expense)).needed.find((one) => one.kind === kind);
  if (!paper || paper.waived || paper.receivedOn !== null) throw new Problem('expenses.waiver-not-needed');
  await tx
    .rows(
      `INSERT INTO evidence_waiver (expense_id, kind, incident_id, institution_id, reason, waived_by, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [expenseId, kind, file.id, file.institution_id, reason, tx.actor.id, tx.now],
    )
    .catch(refusedAs('SN190', 'decisions.separation'));
  tx.record(file, {
    timeline: {
      kind: 'evidence-waived',
      audience: 'insurer',
      data: { line: expense.line, paper: kind, personId: tx.actor.id },
    },
    audit: { action: 'evidence.waived', subject: expenseId, after: { kind }, reason },
  });
}
