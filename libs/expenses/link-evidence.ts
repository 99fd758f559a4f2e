import { personOf, type Tx } from '#database';
import { documentsById } from '#documents';
import type { IncidentRow } from '#incidents';
import { groupBy } from '#kernel';
import { Problem } from '#problems';
import type { ExpenseEvidenceEntity } from './expense-evidence.entity.js';
import { standingExpense, type StoredExpense } from './expense.store.js';

/**
 * Links a paper to the expenses that it proves, or to the lines that replaced them in a merge; earlier links stay. The
 * paper may be of another case of the same institution. Throws `documents.not-found`, `requests.not-found`.
 */
export async function linkEvidence(tx: Tx, documentId: string, expenseIds: readonly string[]): Promise<void> {
  const expenses: StoredExpense[] = [];
  for (const id of [...new Set(expenseIds)]) expenses.push(await standingExpense(tx, id));
  const [document] = await documentsById(tx, [documentId]);
  if (!document || document.erased || expenses.some(({ institution_id }) => institution_id !== document.institution_id))
    throw new Problem('documents.not-found', { errors: [{ pointer: '/documentId', code: 'documents.not-found' }] });
  for (const [incidentId, ofCase] of groupBy(expenses, ({ incident_id }) => incident_id)) {
    const linked = await tx.rows<Pick<ExpenseEvidenceEntity, 'expense_id'>>(
      `INSERT INTO expense_evidence (expense_id, document_id, incident_id, institution_id, linked_by, at)
       SELECT e, $2, $3, $4, $5, $6
         FROM unnest($1::uuid[]) e
         WHERE NOT EXISTS (SELECT FROM expense_evidence x WHERE x.expense_id = e AND x.document_id = $2)
         RETURNING expense_id`,
      [ofCase.map(({ id }) => id), documentId, incidentId, document.institution_id, personOf(tx.actor), tx.now],
    );
    if (linked.length === 0) continue;
    const ids = linked.map(({ expense_id }) => expense_id);
    tx.record(
      { id: incidentId, institution_id: document.institution_id },
      {
        event: { type: 'expense.evidence-linked', payload: { documentId, expenseIds: ids } },
        audit: { action: 'expense.evidence-linked', subject: documentId, after: { expenses: ids } },
      },
    );
  }
}

/** Copies the papers of expenses to the lines that replace them in a case (by the earlier id), and the waivers. */
export async function copyEvidence(
  tx: Tx,
  incident: Pick<IncidentRow, 'id' | 'institution_id'>,
  into: ReadonlyMap<string, string>,
): Promise<void> {
  await tx.rows(
    `INSERT INTO expense_evidence (expense_id, document_id, incident_id, institution_id, linked_by, at)
     SELECT m.later, e.document_id, $3, $4, $5, $6
       FROM unnest($1::uuid[], $2::uuid[]) AS m(earlier, later)
       JOIN expense_evidence e ON e.expense_id = m.earlier`,
    [[...into.keys()], [...into.values()], incident.id, incident.institution_id, personOf(tx.actor), tx.now],
  );
}
