import { coverageOf, laneOf, phaseOf, type Category, type Coverage } from '#coverage';
import { phaseOrder, type Phase, type Phases } from '#incidents';
import { foldName, newId, type Lane } from '#kernel';
import type { SubmitExpenseDto } from './expense.dto.js';

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
export const expenseStateNames: Readonly<Record<ExpenseState, { readonly ja: string; readonly en: string }>> = {
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

/** States in which nobody has proposed anything: such lines can be corrected and withdrawn. */
export const undecided: readonly ExpenseState[] = ['submitted', 'routed', 'in-review', 'information-requested'];

/** States in which nothing is ruled: such lines are assessed together. */
export const unruled: readonly ExpenseState[] = [...undecided, 'proposed', 'appealed'];

/** The members of a line that the coverage rules read beside category, amount, tax and day. */
export interface ExpenseFlags {
  readonly claimant?: string;
  readonly outsourced?: boolean;
  readonly ransom?: boolean;
  readonly replacementOrUpgrade?: boolean;
  readonly securityProduct?: boolean;
  /** What claimants said before consent was the insurer's act only: kept as their word, counts for nothing. */
  readonly consent?: boolean;
  /** The number of a pre-approval as a report named it; counts for nothing until the line is linked to one. */
  readonly preApproval?: string;
  readonly judgment?: boolean;
  readonly lawyer?: boolean;
  readonly persons?: number;
  readonly liability?: object | null;
  readonly interruption?: object;
}

/** The row of an expense as it is first written. */
export interface ExpenseRow {
  readonly id: string;
  readonly incident_id: string;
  readonly line: number;
  readonly version: number;
  readonly state: ExpenseState;
  readonly category: Category;
  readonly lane: Lane;
  readonly amount_yen: number;
  readonly tax_yen: number;
  readonly incurred_on: string;
  readonly vendor_name: string | null;
  readonly vendor_folded: string | null;
  readonly invoice_number: string | null;
  readonly description: string | null;
  readonly flags: ExpenseFlags;
  readonly phase: Phase;
  readonly entered_by: string | null;
  readonly submitted_at: string;
  /** The line it was split off. */
  readonly part_of: string | null;
  /** The line of which it claims more. */
  readonly supplements: string | null;
  readonly pre_approval_id: string | null;
  readonly foreign_bill: ForeignBill | null;
  /** Of damages: for whom, and who is paid. */
  readonly claimant_id: string | null;
  readonly pay_to: 'institution' | 'victim' | null;
  /** The line whose place it took when its case was merged into this one. */
  readonly entered_from: string | null;
}

/** A bill in another currency, as it stands on it; `paidOn`: when the institution paid it, a day in Japan. */
export interface ForeignBill {
  readonly currency: string;
  /** A decimal as text, with at most three decimals. */
  readonly amount: string;
  readonly paidOn: string | null;
}

/**
 * Makes the row of a submitted expense; always accepted, whatever the phase of the case (money already spent is never
 * refused).
 */
export function submittedExpense(
  claim: SubmitExpenseDto,
  place: { incidentId: string; line: number; phases: Phases; enteredBy: string | null; at: Date },
): ExpenseRow {
  const {
    category,
    amount,
    tax,
    incurredOn,
    vendorName,
    invoiceNumber,
    description,
    phase,
    foreign,
    documents: _,
    preApproval,
    ...others
  } = claim;
  const flags = preApproval ? { ...others, preApproval } : others;
  const own = phaseOf(category);
  return {
    id: newId(),
    incident_id: place.incidentId,
    line: place.line,
    version: 1,
    state: 'submitted',
    category,
    lane: laneOf(category, { lawyer: claim.lawyer ?? false }),
    amount_yen: amount,
    tax_yen: tax ?? 0,
    incurred_on: incurredOn,
    vendor_name: vendorName ?? null,
    vendor_folded: vendorName ? foldName(vendorName) : null,
    invoice_number: invoiceNumber ?? null,
    description: description ?? null,
    flags,
    phase: own === 'in-progress' ? (phase ?? phaseInProgress(place.phases)) : own,
    entered_by: place.enteredBy,
    submitted_at: place.at.toISOString(),
    part_of: null,
    supplements: null,
    pre_approval_id: null,
    foreign_bill: foreign ? { ...foreign, paidOn: foreign.paidOn ?? null } : null,
    claimant_id: null,
    pay_to: null,
    entered_from: null,
  };
}

/** The active phase that comes last in the order of the product; suspicion while none is active. */
export function phaseInProgress(phases: Phases): Phase {
  return phaseOrder.findLast((phase) => phases[phase] === 'active') ?? 'suspicion';
}

/** Codes of what a reader of the line must know: its phase has not started. */
export function isBeforeItsPhase(expense: Pick<ExpenseRow, 'phase'>, phases: Phases): boolean {
  return phases[expense.phase] === 'not-started' || phases[expense.phase] === 'skipped';
}

/** The coverage of an expense's category. */
export function coverageOfExpense(expense: Pick<ExpenseRow, 'category'>): Coverage {
  return coverageOf(expense.category);
}
