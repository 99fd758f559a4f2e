import { personOf, type Tx } from '#database';
import { keepLateArrival, phasesOf, recordSentTo, type StandingCase } from '#incidents';
import { hasSixDecimals } from '#kernel';
import { Problem, type FieldFault } from '#problems';
import type { SubmitExpenseDto } from './expense.dto.js';
import { linkEvidence } from './link-evidence.js';
import type { ExpenseRow } from './expense.entity.js';
import { submittedExpense } from './submitted-expense.js';
import { approvalsNamed } from './pre-approval.js';
import { insertExpenses } from './expense.store.js';

/**
 * Refuses lines that cannot be stored or assessed. Throws `expenses.persons-needed`, `expenses.too-many-decimals` with
 * the place of each.
 */
export function checkLines(claims: readonly SubmitExpenseDto[]): void {
  const errors = claims.flatMap(({ category, persons, interruption, foreign }, at): FieldFault[] => [
    ...(foreign?.currency === 'JPY'
      ? [{ pointer: `/expenses/${at}/foreign/currency`, code: 'requests.wrong-form' as const }]
      : []),
    ...(category === 'condolence' && persons === undefined
      ? [{ pointer: `/expenses/${at}/persons`, code: 'expenses.persons-needed' as const }]
      : []),
    ...(interruption?.profitRate !== undefined && !hasSixDecimals(interruption.profitRate)
      ? [{ pointer: `/expenses/${at}/interruption/profitRate`, code: 'expenses.too-many-decimals' as const }]
      : []),
  ]);
  const [code, ...others] = new Set(errors.map((error) => error.code));
  if (code) throw new Problem(others.length === 0 ? code : 'requests.invalid', { errors });
}

/**
 * Adds expenses to a locked case, all or none, in every state: a claim for money already spent is never refused. Where
 * the case has ended they wait until it is reopened. Throws `documents.not-found`, and what `approvalsNamed` throws.
 */
export async function submitExpenses(
  tx: Tx,
  standing: StandingCase,
  claims: readonly SubmitExpenseDto[],
): Promise<void> {
  checkLines(claims);
  const { incident } = standing;
  const incidentId = incident.id;
  const last = await tx.one<{ line: number | null }>('SELECT max(line) AS line FROM expense WHERE incident_id = $1', [
    incidentId,
  ]);
  const first = (last?.line ?? 0) + 1;
  const approvals = await approvalsNamed(tx, incidentId, claims);
  const rows = claims.map((claim, at): ExpenseRow => ({
    ...submittedExpense(claim, {
      incidentId,
      line: first + at,
      phases: phasesOf(incident),
      enteredBy: personOf(tx.actor),
      at: tx.now,
    }),
    pre_approval_id: approvals[at]?.id ?? null,
  }));
  await insertExpenses(tx, incident.institution_id, rows);
  const proofs = new Map<string, string[]>();
  for (const [at, { documents = [] }] of claims.entries())
    for (const id of documents) proofs.set(id, [...(proofs.get(id) ?? []), rows[at]?.id ?? '']);
  for (const [documentId, proved] of proofs) await linkEvidence(tx, documentId, proved);
  tx.record(incident, {
    timeline: {
      kind: 'expenses-submitted',
      audience: 'all',
      data: { lines: rows.map((row) => row.line), as: tx.actor.as },
    },
    event: {
      type: 'expenses.submitted',
      payload: { expenses: rows.map((row) => ({ id: row.id, lane: row.lane })) },
    },
    audit: rows.map((row) => ({ action: 'expense.submitted', subject: row.id, after: row })),
  });
  recordSentTo(tx, standing);
  await keepLateArrival(tx, incident, { kind: 'expenses', lines: rows.map((row) => row.line) });
}
