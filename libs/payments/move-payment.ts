import { defineMover, type Moving, type RecordedEvent, type RecordedLine, type Tx } from '#database';
import type { CaseFile } from '#incidents';
import { Guards } from '#kernel';
import { codedText } from '#problems';
import { paymentMachine, paymentStateNames, type PaymentState } from './payment-machine.js';
import type { OpenedPayment } from './payment.store.js';
import type { PaymentEntity } from './payment.entity.js';

/** What the guards of a payment's moves need beside its row. */
export interface PaymentChecks {
  /** The payee's newest confirmed account is another than the one from which the payment came back. */
  readonly otherAccount: boolean;
}

const guards = new Guards<PaymentChecks>();
guards.register('payments.other-account-needed', ({ otherAccount }) =>
  otherAccount ? [] : [codedText('payments.other-account-needed')],
);

/** The line of the expense that is paid; null: a cost that the insurer bears itself, or the move is not recorded. */
export interface PaymentSaid {
  readonly line: number | null;
}

const inBatch: readonly PaymentState[] = ['batched', 'released', 'exported'];
const followsBatch = (from: PaymentState, to: PaymentState): boolean =>
  inBatch.includes(to) || (to === 'scheduled' && inBatch.includes(from));

type MovingPayment = Omit<Moving<PaymentState, PaymentEntity, PaymentChecks, PaymentSaid>, 'said'>;

/** Moves payments by their table. Throws `payments.move-not-allowed`, `payments.other-account-needed`. */
export const paymentMover = defineMover<PaymentState, PaymentEntity, PaymentChecks, PaymentSaid>({
  machine: paymentMachine,
  title: { ja: 'お支払い', en: 'Payment' },
  names: paymentStateNames,
  guards,
  refusals: {
    notAllowed: 'payments.move-not-allowed',
    // no payment is taken out of its batch by hand
    notYours: 'payments.other-account-needed',
    reasonNeeded: 'payments.reason-needed',
    guard: 'payments.other-account-needed',
  },
  record: ({ row, from, to, also, said, reason }) => ({
    ...paymentTold(row, to, followsBatch(from, to) ? null : said),
    audit: {
      action: `payment.${to}`,
      subject: row.id,
      before: { state: from },
      after: auditedOf({ ...row, ...also }, to),
      reason,
    },
  }),
});

/** The timeline line and event of a payment in its state; `said` null: the event alone. */
function paymentTold(
  { id: paymentId, expense_id, amount_yen, pay_by }: PaymentEntity,
  state: PaymentState,
  said: PaymentSaid | null,
): { readonly timeline?: RecordedLine; readonly event: RecordedEvent } {
  // a cost that the insurer bears itself is for the insurer alone
  const audience = expense_id === null || state === 'stopped' ? 'insurer' : 'all';
  const event = { type: 'payment.moved', payload: { paymentId, state } } as const;
  if (said === null) return { event: { ...event, audience: 'insurer' } };
  const data = { paymentId, line: said.line, amountYen: amount_yen, payBy: pay_by };
  return { timeline: { kind: `payment-${state}`, audience, data }, event: { ...event, audience } };
}

/** Moves one payment of a case that is locked. */
export async function movePayment(
  tx: Tx,
  { payment, file, expense }: OpenedPayment,
  moving: MovingPayment,
): Promise<void> {
  await paymentMover.move(tx, file, [payment], { ...moving, said: { line: expense?.line ?? null } });
}

/** Moves payments with their batch, all at once; only the batch's move is recorded. Their cases are locked. */
export async function movePayments(tx: Tx, payments: readonly PaymentEntity[], moving: MovingPayment): Promise<void> {
  const ownerOf = (row: PaymentEntity) => ({ id: row.incident_id, institution_id: row.institution_id });
  await paymentMover.move(tx, ownerOf, payments, { ...moving, said: { line: null } });
}

/** Records that a payment was scheduled. */
export function recordScheduled(
  tx: Tx,
  file: CaseFile,
  { payment, line, reason = null }: PaymentSaid & { readonly payment: PaymentEntity; readonly reason?: string | null },
): void {
  tx.record(file, {
    ...paymentTold(payment, 'scheduled', { line }),
    audit: { action: 'payment.scheduled', subject: payment.id, after: auditedOf(payment, 'scheduled'), reason },
  });
}

const auditedOf = ({ amount_yen, interest_yen, batch_id }: PaymentEntity, state: PaymentState): object => ({
  state,
  amountYen: amount_yen,
  interestYen: interest_yen,
  batchId: batch_id,
});
