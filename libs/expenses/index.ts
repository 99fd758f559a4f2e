/** Claimants, papers, lists of expenses and pre-approvals over HTTP. */
export { ExpensesModule } from './expenses.module.js';
/** Expenses as they are sent over HTTP; amounts are whole yen, days are Japan's. */
export * from './expense.dto.js';
/** States and rows of expenses, and the pure function that makes one. */
export * from './expense.js';
export { submittedExpense } from './submitted-expense.js';
/** Loading and writing expenses. */
export * from './expense.store.js';
/** The insurer's consent to a line before the money was spent (yen). */
export { agreedYen, approvalText, hasConsent, restFor } from './line-consent.js';
export type { AgreedLine, LineApproval, RecordedConsent } from './line-consent.js';
/** The pre-approval whose number a report named, and the linking of lines to it. */
export { linkNamedApprovals, namedText, type NamedApproval } from './named-approval.js';
/** Consents of the insurer to a line: added, never changed. */
export { consentViews, insertConsent, keepConsents } from './expense-consent.js';
/** Adding expenses to a case, all or none. */
export * from './submit-expenses.js';
/** Correcting an undecided expense. */
export * from './correct-expense.js';
/** The moves of an expense: their table, and the one mover. */
export { expenseMachine } from './expense-machine.js';
export { allowedExpenseActions, expenseMover, openExpense } from './move-expense.js';
export type { ExpenseAct, ExpensePlaces, MovableExpense } from './move-expense.js';
/** The ruling on an expense, for everybody who may see the expense. */
export { rulingsOf, rulingView, type Ruling } from './ruling.reads.js';
export { RulingDto } from './ruling.dto.js';
/** The transfer that paid an expense, or was returned. */
export { transfersOf, transferView, type Transfer } from './transfer.js';
export { TransferDto } from './transfer.dto.js';
/** What an expense claims (yen), in TypeScript and in SQL. */
export { claimedOf, claimedSql } from './claimed.js';
/** The part of each month in a statement's amount (yen). */
export { statementParts } from './statement-parts.js';
/** Papers that an expense needs and has, and the day on which its claim is complete. */
export { completeOn, evidenceOf, evidenceOfLines, evidenceOfOne, missingPapers } from './evidence.js';
export { paperIsMissing } from './missing-paper.js';
export { copyEvidence, linkEvidence } from './link-evidence.js';
export type { Evidence, NeededPaper } from './evidence.js';
export { EvidenceDto, WaiverDto } from './evidence.dto.js';
export { evidenceView, waiversOf } from './evidence.reads.js';
/** Possible duplicates, and the findings on them. */
export { duplicatesOf, findingsOf, openDuplicates, openDuplicatesOf } from './duplicates.js';
export { confirmDuplicate, recordFinding } from './duplicate-finding.js';
export type { Duplicate } from './duplicates.js';
export type { FindingRow } from './duplicates.js';
/** Writes the ruling of a decision. */
export { enterRuling, enterStatementLines } from './ruling.store.js';
/** The reasons for a difference from the assessed amount, and the articles of the policy wording that were named. */
export { reasonCodes, type DecisionReason, type NamedArticle } from './ruling-reasons.js';
/** Bills in another currency: the rate of a day in Japan, whole yen. */
export {
  fixRate,
  inYen,
  ratePreview,
  rateDay,
  rateOf,
  ratesOf,
  requireRate,
  requireRateOfDay,
} from './foreign-bill.js';
export type { RateRow } from './foreign-bill.js';
/** States and moves of a pre-approval. */
export { preApprovalMachine } from './pre-approval-machine.js';
/** What the insurer has committed to in a case and lane (yen). */
export { committedIn } from './pre-approval-limits.js';
/** Pre-approvals, with the time by which they are answered; they hold no money. */
export { answerDue, preApprovalNumber } from './pre-approval.js';
export { preApprovalStateNames, preApprovalStates } from './pre-approval-state.js';
export { listPreApprovals, preApprovalView } from './pre-approval.reads.js';
export * from './duplicate.dto.js';
export * from './expense-consent.dto.js';
export * from './foreign-bill.dto.js';
export * from './pre-approval.dto.js';
export type { EnteredExpensesDto, ExpensePreviewDto } from './expense-import.dto.js';
/** The register of claimants, and the claimant of a damages line. */
export { victimAccount, type VictimAccount } from './victim-account.js';
export { claimantsOf } from './claimant.reads.js';
export { claimantActKinds } from './claimant-act.js';
/** Withdrawing an expense that is not scheduled for payment. */
export { withdrawalHurdles, withdrawExpense } from './withdraw-expense.js';
/** Its events, jobs and times. */
export { expensesEvents } from './expense.events.js';
/** The rows of its tables. */
export * from './claimant.entity.js';
export * from './claimant-act.entity.js';
export * from './duplicate-finding.entity.js';
export * from './evidence-requirement.entity.js';
export * from './evidence-waiver.entity.js';
export * from './exchange-rate.entity.js';
export * from './expense.entity.js';
export * from './expense-consent.entity.js';
export * from './expense-evidence.entity.js';
export * from './pre-approval.entity.js';
export * from './ruling.entity.js';
export * from './statement-line.entity.js';
