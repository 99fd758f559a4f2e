/** Accounts, banks, payments, repayments and the clocks over HTTP. */
export { PaymentsModule } from './payments.module.js';
/** States and moves of payments and batches. */
export {
  batchMachine,
  batchStateNames,
  batchStates,
  paymentMachine,
  paymentStateNames,
  paymentStates,
} from './payment-machine.js';
/** The insurer's time to pay (days of Japan), and its delay interest (whole yen). */
export {
  delayInterest,
  delayInterestAfter,
  extensionDays,
  lastDay,
  payBy,
  type Extension,
  type PaymentClock,
} from './payment-clock.js';
export { isKeyOfAccounts } from './payee-account.js';
/** The facts of a payment, the same on every page. */
export { paymentFacts, type PaymentFacts } from './payment.reads.js';
export { PaymentDto, PaymentFactsDto, PaymentQuery } from './payment.dto.js';
/** The lists of payments, batches, waits and late expenses, as their routes answer them, and how many they have. */
export { countPayments, listPayments } from './payment.reads.js';
export { countBatches, listBatches } from './batch.reads.js';
export { BatchDto, BatchPreviewDto, BatchQuery } from './batch.dto.js';
export { waitsView } from './payment-waits.reads.js';
export { PaymentWaitDto, PaymentWaitsQuery } from './payment-waits.dto.js';
/** The lists of payee accounts and of changes of the bank master, as their routes answer them. */
export { listAccounts } from './payee-account.reads.js';
export { AccountQuery, type AccountDto } from './payee-account.dto.js';
export { listBankEntries } from './bank-entry.reads.js';
export { BankEntryQuery } from './bank-entry.dto.js';
/** Why expenses are not paid, in SQL. */
export { isOwed, unpaidReasonSql, unpaidStates } from './unpaid.js';
export { settledLate } from './payment.reads.js';
export { lateExpenses } from './late-expenses.reads.js';
export { LateExpenseDto } from './late-expenses.dto.js';
export type { BankPreviewDto } from './bank-report.dto.js';
export { clockOf, clocksOf, daysOf } from './clock.reads.js';
export { clockView } from './clock.reads.js';
export { ClockDto } from './clock.dto.js';
/** What an act on the clock would move; nothing is kept. */
export { draftClock, type ClockAct } from './draft-clock.js';
export { extensionGrounds, type ExtensionGround } from './payment-clock.js';
export { paymentById } from './payment.store.js';
export { shareOf } from './recourse.js';
/** Claims for the repayment of what was overpaid. */
export { repaymentById } from './repayment.js';
/** The most yen of one transfer; a larger amount is not scheduled. */
export { mostOfTransfer } from './transfer-file.js';
/** The job that schedules due payments. */
export { SchedulePayments } from './schedule-payment.js';
/** Recomputes every ledger from its postings and compares it with limits, rulings and payments. */
export { verifyLedger, type LedgerFault } from './verify-ledger.js';
/** What approved money waits for: an account, article 22, or an act of payments; whole yen. */
export { accountWaits, type AccountWait, type PaymentWait } from './payment-wait.js';
export { accountsWanted, paymentWaits, waitsIn, wantedSince, type AccountWanted } from './payment-waits.reads.js';
/** Its events, jobs and times. */
export { paymentsEvents } from './payment.events.js';
/** Supplies the transfers of expenses to `expenses`. */
import './transfer.reads.js';
/** The rows of its tables. */
export * from './bank-entry.entity.js';
export * from './bank-file.entity.js';
export * from './bank-form.entity.js';
export * from './bank-line.entity.js';
export * from './clock-suspension.entity.js';
export * from './completion-day.entity.js';
export * from './insurer-cost.entity.js';
export * from './originating-account.entity.js';
export * from './payee-account.entity.js';
export * from './payment.entity.js';
export * from './payment-batch.entity.js';
export * from './payment-batch-line.entity.js';
export * from './payment-extension.entity.js';
export * from './payment-return.entity.js';
export * from './recourse.entity.js';
export * from './recourse-receipt.entity.js';
export * from './reserve.entity.js';
