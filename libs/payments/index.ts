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
export { delayInterest, extensionDays, lastDay, payBy, type Extension, type PaymentClock } from './payment-clock.js';
/** Payee accounts over HTTP. */
export { AccountController } from './account.controller.js';
/** Payments and batches over HTTP. */
export { PaymentController } from './payment.controller.js';
/** Money that was paid too much and comes back. */
export { repaymentStateNames, repaymentStates } from './repayment.js';
export { RepaymentController } from './repayment.controller.js';
/** What is due is scheduled by itself. */
export { paymentTimers, SchedulePayments } from './schedule.js';
/** Adds every ledger up again and holds it against limits, rulings and payments. */
export { verifyLedger, type LedgerFault } from './verify-ledger.js';
