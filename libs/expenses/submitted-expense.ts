import { laneOf, phaseOf } from '#coverage';
import type { Phases } from '#incidents';
import { foldName, newId } from '#kernel';
import type { SubmitExpenseDto } from './expense.dto.js';
import type { ExpenseRow } from './expense.entity.js';
import { phaseInProgress } from './expense.js';

/** Makes the row of a submitted expense, whatever the phase of the case. */
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
