import type { SubmittedExpenses } from '#incidents';
import type { Lane } from '#kernel';
import type { Declaration } from '#queue';

declare module '#database' {
  interface EventPayloads {
    'expenses.submitted': SubmittedExpenses;
    'expense.corrected': { readonly expenseId: string; readonly lane: Lane; readonly names: readonly string[] };
    /**
     * Withdrawn: what was held for it, if anything, is released, so that other lines of the case and the period are
     * assessed again.
     */
    'expense.withdrawn': { readonly expenseId: string; readonly policyId: string; readonly institutionId: string };
    /** A paper proves these expenses too. */
    'expense.evidence-linked': { readonly documentId: string; readonly expenseIds: readonly string[] };
    'pre-approval.requested': { readonly preApprovalId: string };
    'pre-approval.answered': { readonly preApprovalId: string; readonly state: string };
    'pre-approval.withdrawn': { readonly preApprovalId: string };
  }
}

export const expensesEvents: Declaration = {
  domain: 'expenses',
  events: {
    'expenses.submitted': ['expenses'],
    'expense.corrected': ['expenseId', 'lane', 'names'],
    'expense.withdrawn': ['expenseId', 'policyId', 'institutionId'],
    'expense.evidence-linked': ['documentId', 'expenseIds'],
    'pre-approval.requested': ['preApprovalId'],
    'pre-approval.answered': ['preApprovalId', 'state'],
    'pre-approval.withdrawn': ['preApprovalId'],
  },
};
