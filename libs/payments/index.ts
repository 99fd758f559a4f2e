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
/** The insurer's time to pay and what it owes when it is late. */
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
/** What is written about a payment wherever it stands. */
export { paymentFacts, type PaymentFacts } from './payment.reads.js';
export { PaymentFactsDto } from './payment.dto.js';
export type { BankPreviewDto } from './bank-report.dto.js';
export { clockOf, clocksOf, daysOf } from './clock.reads.js';
export { clockView } from './clock.reads.js';
export { ClockDto } from './clock.dto.js';
export { paymentById } from './payment.store.js';
export { shareOf } from './recourse.js';
/** Money that was paid too much and comes back. */
export { repaymentById } from './repayment.js';
/** Most yen of one transfer: what is more is not scheduled. */
export { mostOfTransfer } from './transfer-file.js';
/** What is due is scheduled by itself. */
export { SchedulePayments } from './schedule-payment.js';
/** Adds every ledger up again and holds it against limits, rulings and payments. */
export { verifyLedger, type LedgerFault } from './verify-ledger.js';
/** What approved money waits for: an account, article 22, somebody of payments; whole yen. */
export { accountWaits, type AccountWait, type PaymentWait } from './payment-wait.js';
export { accountsWanted, paymentWaits, wantedSince, type AccountWanted } from './payment-waits.reads.js';
/** Its events, jobs and times. */
export { paymentsEvents } from './payment.events.js';
/** The transfers of expenses, for who reads an expense. */
import './transfer.reads.js';
/** The rows of its tables. */
export * from './bank-entry.entity.js';
export * from './bank-file.entity.js';
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
