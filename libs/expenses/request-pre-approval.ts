import { phaseOf, type Category } from '#coverage';
import { personOf, type Tx } from '#database';
import { caseFile, hasEnded, phasesOf } from '#incidents';
import { newId } from '#kernel';
import { Problem } from '#problems';
import { phaseInProgress } from './expense.js';
import { answerDue } from './pre-approval.js';

/** Makes a request for pre-approval. Answers its id. Throws `expenses.case-ended`. */
export async function requestPreApproval(
  tx: Tx,
  incidentId: string,
  body: {
    readonly category: Category;
    readonly amount: number;
    readonly description: string;
    readonly vendorName?: string | null;
  },
): Promise<string> {
  // with the case locked, so that numbers have no gap
  const file = await caseFile(tx, incidentId);
  if (hasEnded(file)) throw new Problem('expenses.case-ended');
  const own = phaseOf(body.category);
  const phase = own === 'in-progress' ? phaseInProgress(phasesOf(file)) : own;
  const id = newId();
  await tx.rows(
    `INSERT INTO pre_approval (id, incident_id, institution_id, no, category, phase, vendor_name, amount_yen,
       description, state, requested_by, requested_at, answer_due_at)
     VALUES ($1, $2, $3, (SELECT coalesce(max(p.no), 0) + 1 FROM pre_approval p WHERE p.incident_id = $2), $4, $5, $6,
       $7, $8, 'requested', $9, $10, $11)`,
    [
      id,
      incidentId,
      file.institution_id,
      body.category,
      phase,
      body.vendorName ?? null,
      body.amount,
      body.description,
      personOf(tx.actor),
      tx.now,
      answerDue(phase, tx.now),
    ],
  );
  const state = 'requested';
  tx.record(file, {
    timeline: { kind: 'pre-approval-requested', audience: 'all', data: { preApprovalId: id, state, as: tx.actor.as } },
    event: { type: 'pre-approval.requested', payload: { preApprovalId: id } },
    audit: { action: 'pre-approval.requested', subject: id, after: { state, ...body } },
  });
  return id;
}
