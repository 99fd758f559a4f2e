import type { AssessmentDto } from '#assessment';
import { categoryTable, type Category } from '#coverage';
import {
  approvalText,
  claimedOf,
  expenseStateNames,
  hasConsent,
  isBeforeItsPhase,
  namedText,
  restFor,
  rulingView,
  transferView,
  type AgreedLine,
  type Ruling,
  type Transfer,
  type ExpenseRow,
  type StoredExpense,
} from '#expenses';
import type { Phases } from '#incidents';
import { expenseNames } from './case-words.js';
import type { ExpenseDto, NamedDto } from './case.dto.js';

/** The ids of expenses with a ruling that is in force. */
export function ruledAmong(expenses: readonly Pick<StoredExpense, 'id' | 'state'>[]): string[] {
  const ruled: readonly StoredExpense['state'][] = ['approved', 'rejected', 'appealed', 'scheduled', 'paid'];
  return expenses.filter(({ state }) => ruled.includes(state)).map(({ id }) => id);
}

/** One expense for its reader. */
export function expenseView(
  expense: ExpenseRow | StoredExpense,
  phases: Phases,
  {
    assessment,
    ruling,
    transfer,
    isSplit = false,
  }: {
    readonly assessment: AssessmentDto;
    readonly ruling: Ruling | null;
    readonly transfer: Transfer | null;
    readonly isSplit?: boolean;
  },
): ExpenseDto {
  const { consent: said, preApproval: word, ...flags } = expense.flags;
  const state = isSplit
    ? expenseNames.split
    : expense.state === 'scheduled' && transfer?.state === 'returned'
      ? expenseNames.cameBack
      : expenseStateNames[expense.state];
  return {
    ...(flags as object),
    ...(word === undefined ? {} : { preApproval: word }),
    id: expense.id,
    line: expense.line,
    state: expense.state,
    stateName: { code: expense.state, textJa: state.ja, textEn: state.en },
    category: expense.category,
    categoryName: categoryName(expense.category),
    lane: expense.lane,
    phase: expense.phase,
    amount: expense.amount_yen,
    tax: expense.tax_yen,
    claimed: claimedOf(expense),
    incurredOn: expense.incurred_on,
    vendorName: expense.vendor_name,
    invoiceNumber: expense.invoice_number,
    description: expense.description,
    beforeItsPhase: isBeforeItsPhase(expense, phases),
    assessment,
    ruling: ruling && rulingView(ruling, new Date()),
    ...agreedView(expense),
    saidConsent: said === true && expense.pre_approval_id === null,
    namedApproval: namedText(expense),
    transfer: transfer && transferView(transfer),
    partOf: expense.part_of,
    supplements: expense.supplements,
    submittedAt: new Date(expense.submitted_at).toISOString(),
    version: expense.version,
  };
}

/** What the insurer agreed to pay of a line before the money was spent (yen). */
function agreedView(
  expense: ExpenseRow | StoredExpense,
): Pick<ExpenseDto, 'consent' | 'approval' | 'recordedConsent' | 'preApproval'> {
  const agreed: AgreedLine = {
    category: expense.category,
    amount_yen: expense.amount_yen,
    tax_yen: expense.tax_yen,
    incurred_on: expense.incurred_on,
    approval: 'approval' in expense ? expense.approval : null,
    consent: 'consent' in expense ? expense.consent : null,
  };
  const { approval, consent } = agreed;
  const text = approvalText(agreed);
  return {
    ...(approval ? { preApproval: approval.number } : {}),
    consent: hasConsent(agreed),
    approval:
      approval && text
        ? {
            number: approval.number,
            ceiling: approval.ceiling,
            rest: restFor(approval),
            lapsesOn: approval.lapsesOn,
            textJa: text.textJa,
            textEn: text.textEn,
          }
        : null,
    recordedConsent: consent,
  };
}

export function categoryName(category: Category): NamedDto {
  const { ja, en } = categoryTable[category];
  return { code: category, textJa: ja, textEn: en };
}
