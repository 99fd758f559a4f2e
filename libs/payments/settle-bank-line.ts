import type { Tx } from '#database';
import { RepaymentClaimEntity } from '#decisions';
import { Problem } from '#problems';
import type { BankLineEntity, LineTaking } from './bank-line.entity.js';
import { PaymentBatchEntity } from './payment-batch.entity.js';
import { openInBatch } from './payment-in-batch.js';
import { paymentStateNames } from './payment-machine.js';
import { PaymentEntity } from './payment.entity.js';
import { receiveRepayment } from './receive-repayment.js';
import type { TakeLineDto } from './reconciliation.dto.js';
import { openRepayment } from './repayment.js';
import { returnPayment } from './return-payment.js';
import { settlePayment } from './settle-payment.js';
import { standingLines, type StandingLines } from './standing-lines.js';
import { creditTakenBack } from './take-bank-report.js';

/** What lines of each kind can be. */
const fitting: Readonly<Record<LineTaking, (line: BankLineEntity) => boolean>> = {
  settlement: ({ kind, outcome, fault }) => (kind === 'debit' && fault !== creditTakenBack) || outcome === 'paid',
  return: ({ kind, outcome }) => kind === 'credit' || outcome === 'failed',
  repayment: ({ kind }) => kind === 'credit',
  other: () => true,
};

/**
 * Closes an open line: it is the settlement or the return of a payment, a repayment, or nothing here, with the reason.
 * The payment or claim is moved by the same act, unless it moved already and no other line of this kind stands for it.
 * Throws `requests.not-found`, `payments.line-settled`, `payments.line-other-kind`, `payments.line-number-needed`,
 * `payments.line-no-such-number`, `payments.line-other-amount`, `payments.line-stands-already`,
 * `payments.line-earlier-return`, `payments.reason-needed`, and what `settlePayment`, `returnPayment` and
 * `receiveRepayment` throw.
 */
export async function settleLine(tx: Tx, id: string, { as = 'other', ...taking }: TakeLineDto): Promise<void> {
  // of two at the same moment the second waits at this row for the first; nobody who holds a case waits for a line
  const line = await tx.one<BankLineEntity>('SELECT * FROM bank_line WHERE id = $1 FOR UPDATE', [id]);
  if (!line) throw new Problem('requests.not-found');
  if (line.settled_at !== null || !(await isOpen(tx, line))) throw new Problem('payments.line-settled');
  if (!fitting[as](line)) throw new Problem('payments.line-other-kind');
  const reason = taking.reason?.trim() ?? '';
  const takenFor = await takeAs[as](tx, line, { ...taking, reason });
  await tx.rows(
    `UPDATE bank_line
       SET settled_by = $2, settled_at = $3, settled_reason = $4, settled_as = $5, settled_payment_id = $6,
         settled_repayment_id = $7
       WHERE id = $1`,
    [id, tx.actor.id, tx.now, reason || null, as, takenFor.paymentId ?? null, takenFor.repaymentId ?? null],
  );
  tx.record('insurer', {
    audit: { action: 'bank-line.settled', subject: id, after: { as, ...takenFor }, ...(reason ? { reason } : {}) },
  });
}

interface TakenFor {
  readonly paymentId?: string;
  readonly repaymentId?: string;
}

type Taking = Pick<TakeLineDto, 'number' | 'mistake'> & { readonly reason: string };

const takeAs: Readonly<Record<LineTaking, (tx: Tx, line: BankLineEntity, taking: Taking) => Promise<TakenFor>>> = {
  settlement: async (tx, line, { number }) => {
    const { payment, standing } = await paymentOfLine(tx, line, number);
    if (standing.hasSettlement(line.kind)) throw new Problem('payments.line-stands-already');
    if (payment.state !== 'settled') await settlePayment(tx, payment.id, line.on_day);
    return { paymentId: payment.id };
  },
  return: async (tx, line, { number, reason, mistake }) => {
    const { payment, transferOn, standing } = await paymentOfLine(tx, line, number);
    const lacksReturn = standing.lacksReturn(line.kind);
    if (payment.state === 'returned') {
      if (!lacksReturn) throw new Problem('payments.line-stands-already');
    } else if (lacksReturn) {
      // before the transfer that is under way it can only be the return of the one before, which was entered without it
      if (transferOn !== null && line.on_day >= transferOn) throw new Problem('payments.line-earlier-return');
    } else {
      const said = { returnedOn: line.on_day, reason: reason || (line.note ?? paymentStateNames.returned.ja) };
      await returnPayment(tx, payment.id, { ...said, ...(mistake ? { mistake } : {}) });
    }
    return { paymentId: payment.id };
  },
  repayment: async (tx, line, { number }) => {
    const found = await tx.findOne(RepaymentClaimEntity, { no: numbered(number) });
    if (!found) throw noSuchNumber();
    const { claim } = await openRepayment(tx, found.id, null);
    requireAmount(line, claim.amount_yen);
    if (await isRepaidByLine(tx, claim.id)) throw new Problem('payments.line-stands-already');
    const reference = (line.note ?? line.reference ?? '').slice(0, 200);
    if (claim.state !== 'received') await receiveRepayment(tx, claim.id, { receivedOn: line.on_day, reference });
    return { repaymentId: claim.id };
  },
  other: (_tx, _line, { reason }) => {
    if (reason === '')
      throw new Problem('payments.reason-needed', { errors: [{ pointer: '/reason', code: 'payments.reason-needed' }] });
    return Promise.resolve({});
  },
};

/** Whether nobody has dealt with a line yet; one that agreed with a batch is open again where that was cancelled. */
async function isOpen(tx: Tx, { fault, batch_id }: BankLineEntity): Promise<boolean> {
  if (fault !== null) return true;
  return batch_id !== null && (await tx.findOne(PaymentBatchEntity, { id: batch_id }))?.state === 'cancelled';
}

interface PaymentOfLine {
  readonly payment: PaymentEntity;
  /** null: it is in no batch. */
  readonly transferOn: PaymentBatchEntity['transfer_on'] | null;
  readonly standing: StandingLines;
}

/** The payment of a number, with its case and then its batch locked. */
async function paymentOfLine(tx: Tx, line: BankLineEntity, number: number | undefined): Promise<PaymentOfLine> {
  const found = await tx.findOne(PaymentEntity, { no: numbered(number) });
  if (!found) throw noSuchNumber();
  const { payment, batch } = await openInBatch(tx, found.id);
  requireAmount(line, payment.amount_yen + payment.interest_yen);
  const standing = (await standingLines(tx, [payment.id]))(payment.id);
  return { payment, transferOn: batch?.transfer_on ?? null, standing };
}

/** Whether money that came in stands for a claim already. */
async function isRepaidByLine(tx: Tx, claimId: string): Promise<boolean> {
  const line = await tx.one<Pick<BankLineEntity, 'id'>>(
    `SELECT t.id
       FROM bank_line t
      WHERE t.settled_repayment_id = $1 OR (t.repayment_id = $1 AND t.fault IS NULL)
      LIMIT 1`,
    [claimId],
  );
  return line !== undefined;
}

function numbered(number: number | undefined): number {
  if (number !== undefined) return number;
  throw new Problem('payments.line-number-needed', {
    errors: [{ pointer: '/number', code: 'payments.line-number-needed' }],
  });
}

const noSuchNumber = (): Problem =>
  new Problem('payments.line-no-such-number', {
    errors: [{ pointer: '/number', code: 'payments.line-no-such-number' }],
  });

function requireAmount({ yen: ofBank }: BankLineEntity, ours: number): void {
  if (ofBank === ours) return;
  const params = { bank: ofBank, ours };
  throw new Problem('payments.line-other-amount', {
    params,
    errors: [{ pointer: '/number', code: 'payments.line-other-amount', params }],
  });
}

/** Opens a line again that was closed as other, with the reason. Throws `payments.line-not-closed`. */
export async function putLineBack(tx: Tx, id: string, reason: string): Promise<void> {
  const done = await tx.rows(
    `UPDATE bank_line
       SET settled_by = NULL, settled_at = NULL, settled_reason = NULL, settled_as = NULL
       WHERE id = $1 AND settled_as = 'other'
       RETURNING id`,
    [id],
  );
  if (done.length === 0) throw new Problem('payments.line-not-closed');
  tx.record('insurer', { audit: { action: 'bank-line.put-back', subject: id, after: {}, reason } });
}
