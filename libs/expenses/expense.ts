import { coverageOf, type Category, type Coverage } from '#coverage';
import { phaseOrder, type Phase, type Phases } from '#incidents';
import type { Words } from '#kernel';

export const expenseStates = [
  'submitted',
  'routed',
  'in-review',
  'information-requested',
  'proposed',
  'approved',
  'rejected',
  'appealed',
  'scheduled',
  'paid',
  'withdrawn',
] as const;
export type ExpenseState = (typeof expenseStates)[number];

/** What each state is called on the screen. */
export const expenseStateNames: Readonly<Record<ExpenseState, Words>> = {
  submitted: { ja: '受付済み', en: 'Submitted' },
  routed: { ja: '担当者へ割当て中', en: 'Routed' },
  'in-review': { ja: '確認中', en: 'In review' },
  'information-requested': { ja: 'ご回答待ち', en: 'Waits for an answer' },
  proposed: { ja: '承認手続き中', en: 'Proposed' },
  approved: { ja: '承認済み', en: 'Approved' },
  rejected: { ja: 'お支払いの対象外', en: 'Rejected' },
  appealed: { ja: '再審査のお申し出', en: 'Appealed' },
  scheduled: { ja: 'お支払い予定', en: 'Scheduled' },
  paid: { ja: 'お支払い済み', en: 'Paid' },
  withdrawn: { ja: '取下げ', en: 'Withdrawn' },
};

/** States before a proposal: such lines can be corrected and withdrawn. */
export const undecidedStates: readonly ExpenseState[] = ['submitted', 'routed', 'in-review', 'information-requested'];

/** States before a ruling: such lines are assessed together. */
export const unruledStates: readonly ExpenseState[] = [...undecidedStates, 'proposed', 'appealed'];

/** The members of a line that the coverage rules read beside category, amount, tax and day. */
export interface ExpenseFlags {
  readonly claimant?: string;
  readonly outsourced?: boolean;
  readonly ransom?: boolean;
  readonly replacementOrUpgrade?: boolean;
  readonly securityProduct?: boolean;
  /** What claimants said about consent before it became an act of the insurer; stored, and without effect. */
  readonly consent?: boolean;
  /** The pre-approval number that a report named; without effect until the line is linked to the pre-approval. */
  readonly preApproval?: string;
  readonly judgment?: boolean;
  readonly lawyer?: boolean;
  readonly persons?: number;
  readonly liability?: object | null;
  readonly interruption?: object;
}

/** A bill in another currency; `paidOn`: when the institution paid it, a day in Japan. */
export interface ForeignBill {
  readonly currency: string;
  /** A decimal as text, with at most three decimals. */
  readonly amount: string;
  readonly paidOn: string | null;
}

/** The active phase that comes last in the order of the product; suspicion while none is active. */
export function phaseInProgress(phases: Phases): Phase {
  return phaseOrder.findLast((phase) => phases[phase] === 'active') ?? 'suspicion';
}

/** Whether the phase of a line has not started yet, which its readers have to know. */
export function isBeforeItsPhase(expense: { readonly phase: Phase }, phases: Phases): boolean {
  return phases[expense.phase] === 'not-started' || phases[expense.phase] === 'skipped';
}

/** The coverage of an expense's category. */
export function coverageOfExpense(expense: { readonly category: Category }): Coverage {
  return coverageOf(expense.category);
}
