import { coverageOf } from '#coverage';
import { personOf, type Tx } from '#database';
import {
  claimedOf,
  claimedSql,
  copyEvidence,
  insertSupplement,
  linkEvidence,
  openExpense,
  submittedExpense,
  type ExpenseRow,
  type InterruptionDto,
  type StoredExpense,
  type ExpenseEntity,
} from '#expenses';
import { hasEnded, phasesOf } from '#incidents';
import { Problem } from '#problems';

/** The additional claim on an approved line. */
export interface Supplement {
  /** Yen with its tax, of what was claimed and not approved. */
  readonly amount: number;
  readonly reason: string;
  readonly documentIds?: readonly string[];
  /** Of business interruption: the month as it is now. */
  readonly interruption?: InterruptionDto;
}

/**
 * Claims more of an approved line, at most what was claimed less what was approved; of business interruption, the
 * month's figures as they are now. By the claimant, or by the insurer in the claimant's favour. Answers its id. Throws
 * `decisions.nothing-to-supplement`, `decisions.supplement-too-high` with the most it may be, `expenses.case-ended`.
 */
export async function supplementExpense(tx: Tx, firstId: string, body: Supplement): Promise<string> {
  const { file: incident, expense: first } = await openExpense(tx, firstId);
  if (hasEnded(incident)) throw new Problem('expenses.case-ended');
  if (first.supplements !== null || !['approved', 'scheduled', 'paid'].includes(first.state))
    throw new Problem('decisions.nothing-to-supplement');
  const interruption = coverageOf(first.category) === 'business-interruption';
  // a supplement is part of what its first line claims, also under its pre-approval number
  const { preApproval: _, ...flags } = first.flags;
  if (!interruption) await requireRoom(tx, first, body.amount);
  const row: ExpenseRow = {
    ...submittedExpense(
      {
        ...(flags as object),
        category: first.category,
        amount: body.amount,
        incurredOn: first.incurred_on,
        vendorName: first.vendor_name,
        invoiceNumber: first.invoice_number,
        description: body.reason,
        ...(interruption && body.interruption ? { interruption: body.interruption } : {}),
      },
      {
        incidentId: incident.id,
        line: await nextLine(tx, incident.id),
        phases: phasesOf(incident),
        enteredBy: personOf(tx.actor),
        at: tx.now,
      },
    ),
    phase: first.phase,
    lane: first.lane,
    supplements: firstId,
    claimant_id: first.claimant_id,
    pay_to: first.pay_to,
  };
  // another request may have supplemented it at the same moment
  if (!(await insertSupplement(tx, incident.institution_id, row))) throw new Problem('decisions.nothing-to-supplement');
  await copyEvidence(tx, incident, new Map([[firstId, row.id]]));
  for (const documentId of body.documentIds ?? []) await linkEvidence(tx, documentId, [row.id]);
  tx.record(incident, {
    timeline: {
      kind: 'expense-supplemented',
      audience: 'all',
      data: { line: row.line, first: first.line, as: tx.actor.as },
    },
    event: { type: 'expense.supplemented', payload: { expenseId: row.id, lane: row.lane } },
    audit: { action: 'expense.supplemented', subject: row.id, after: row, reason: body.reason },
  });
  return row.id;
}

/** The number of a case's next line. */
export async function nextLine(tx: Tx, incidentId: string): Promise<number> {
  const found = await tx.one<{ last: ExpenseEntity['line'] | null }>(
    'SELECT max(line) AS last FROM expense WHERE incident_id = $1',
    [incidentId],
  );
  return (found?.last ?? 0) + 1;
}

/** How much more of an approved line can be claimed (yen): claimed, less approved and supplemented. */
export async function supplementRoom(
  tx: Tx,
  first: Pick<StoredExpense, 'id' | 'category' | 'amount_yen' | 'tax_yen'>,
): Promise<number> {
  const row = await tx.one<{ approved: number; supplemented: number }>(
    `SELECT coalesce((SELECT r.amount_yen FROM newest_ruling r WHERE r.expense_id = $1),
       0)::bigint AS approved,
            coalesce((
                SELECT sum(${claimedSql('o')})
                FROM expense o
                WHERE o.supplements = $1 AND o.state NOT IN ('withdrawn','rejected')), 0)::bigint AS supplemented`,
    [first.id],
  );
  return Math.max(0, claimedOf(first) - (row?.approved ?? 0) - (row?.supplemented ?? 0));
}

async function requireRoom(
  tx: Tx,
  first: Pick<StoredExpense, 'id' | 'category' | 'amount_yen' | 'tax_yen'>,
  amount: number,
): Promise<void> {
  const most = await supplementRoom(tx, first);
  if (most === 0) throw new Problem('decisions.nothing-to-supplement');
  if (amount < 1 || amount > most)
    throw new Problem('decisions.supplement-too-high', {
      params: { most },
      errors: [{ pointer: '/amount', code: 'decisions.supplement-too-high', params: { most } }],
    });
}
