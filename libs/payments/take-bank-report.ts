import type { Tx } from '#database';
import { RepaymentClaimEntity } from '#decisions';
import type { ReceivedFile } from '#http';
import { dayInJapan, newId } from '#kernel';
import { Problem } from '#problems';
import { BankLineEntity } from './bank-line.entity.js';
import type { ReportedLine } from './reported-line.js';
import { holdLines, recogniseLines } from './recognise-lines.js';
import { lockBatches } from './batch.store.js';
import type { PaymentBatchEntity } from './payment-batch.entity.js';
import type { PaymentEntity } from './payment.entity.js';
import { lockLedgers } from './payment.store.js';
import { receiveRepayment } from './receive-repayment.js';
import { returnPayment } from './return-payment.js';
import { settlePayment } from './settle-payment.js';
import { standingLines } from './standing-lines.js';

/** How many lines of a file were new, and how many were entered before. */
export interface TakenReport {
  readonly taken: number;
  readonly known: number;
  /** Of the new ones (yen). */
  readonly amount: number;
}

/**
 * Takes over what the bank reports: a transfer that it paid is settled, one that failed is returned, money that comes
 * in under the number of a claim for repayment is received, a sum that went out is that of its batch. What agrees with
 * nothing is kept as an open line. A line that was entered before, from whatever file, has no effect; the same file is
 * taken once. Throws `payments.bank-file-known`.
 */
export async function takeReport(
  tx: Tx,
  file: Pick<ReceivedFile, 'name' | 'sha256'>,
  reported: readonly ReportedLine[],
): Promise<TakenReport> {
  await holdLines(tx);
  const fileId = newId();
  // of two at the same moment the second waits at this row for the first
  const taken = await tx.rows(
    `INSERT INTO bank_file (id, sha256, file_name, imported_by, imported_at)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (sha256)
       DO NOTHING
       RETURNING id`,
    [fileId, file.sha256, file.name, tx.actor.id, tx.now],
  );
  if (taken.length === 0) throw new Problem('payments.bank-file-known');
  const lines = (await recogniseLines(tx, reported)).filter(({ isKnown }) => !isKnown);
  await lockReported(tx, lines);
  for (const line of lines) {
    const done = line.isTakenBack ? { fault: creditTakenBack } : await effects[line.kind](tx, line);
    await tx.insert(BankLineEntity, {
      ...{ id: newId(), file_id: fileId, line: line.line, kind: line.kind, on_day: line.onDay, yen: line.yen },
      ...{ account: line.account, nth: line.nth, reference: line.reference },
      ...{ payment_no: line.paymentNo, outcome: line.outcome, note: line.note },
      ...{ payment_id: done.paymentId ?? null, repayment_id: done.repaymentId ?? null, fault: done.fault ?? null },
      ...{ batch_id: done.batchId ?? null, row_hash: line.rowHash ?? null },
    });
  }
  const known = reported.length - lines.length;
  tx.record('insurer', {
    audit: { action: 'bank-report.taken', subject: fileId, after: { lines: lines.length, known } },
  });
  return { taken: lines.length, known, amount: lines.reduce((sum, line) => sum + line.yen, 0) };
}

interface Done {
  readonly paymentId?: string;
  readonly repaymentId?: string;
  readonly batchId?: string;
  /** The code of the disagreement. */
  readonly fault?: string;
}

const effects: Readonly<Record<ReportedLine['kind'], (tx: Tx, line: ReportedLine) => Promise<Done>>> = {
  result: transferred,
  credit: credited,
  debit: debited,
};

/** The fault of a line that takes back what the bank reported as received: no sum that we sent. */
export const creditTakenBack = 'credit-taken-back';

type PaymentOfLine = Pick<PaymentEntity, 'id' | 'state'> & {
  readonly yen: number;
  /** null: it is in no batch. */
  readonly transfer_on: PaymentBatchEntity['transfer_on'] | null;
};

async function transferred(tx: Tx, line: ReportedLine): Promise<Done> {
  const payment = await tx.one<PaymentOfLine>(
    `SELECT p.id, p.state, p.amount_yen + p.interest_yen AS yen, b.transfer_on
       FROM payment p
       LEFT JOIN payment_batch b ON b.id = p.batch_id
       WHERE p.no = $1`,
    [line.paymentNo],
  );
  if (!payment) return { fault: 'no-such-payment' };
  if (payment.yen !== line.yen) return { paymentId: payment.id, fault: 'other-amount' };
  const wanted = line.outcome === 'paid' ? 'settled' : 'returned';
  if (payment.state === wanted) return { paymentId: payment.id };
  const may = line.outcome === 'paid' ? ['exported'] : ['exported', 'settled'];
  if (!may.includes(payment.state)) return { paymentId: payment.id, fault: 'other-state' };
  // it was sent again: what failed may be the transfer before, which a person entered
  if (wanted === 'returned' && (await standingLines(tx, [payment.id]))(payment.id).lacksReturn(line.kind))
    return { paymentId: payment.id, fault: 'other-state' };
  if (payment.transfer_on === null || line.onDay < payment.transfer_on)
    return { paymentId: payment.id, fault: 'other-day' };
  if (line.onDay > dayInJapan(tx.now)) return { paymentId: payment.id, fault: 'future-day' };
  try {
    if (line.outcome === 'paid') await settlePayment(tx, payment.id, line.onDay);
    else await returnPayment(tx, payment.id, { returnedOn: line.onDay, reason: line.note ?? '振込不能' });
  } catch (error) {
    return { paymentId: payment.id, fault: faultOf(error) };
  }
  return { paymentId: payment.id };
}

/** The fault of a line whose move was refused. */
function faultOf(error: unknown): string {
  if (!(error instanceof Problem)) throw error;
  if (error.code === 'payments.wrong-day') return 'other-day';
  return ['payments.move-not-allowed', 'payments.repayment-moved'].includes(error.code) ? 'other-state' : 'not-taken';
}

/**
 * Every case that the lines touch, then every batch, then every ledger, each in the order of their ids, as everywhere.
 */
async function lockReported(tx: Tx, lines: readonly ReportedLine[]): Promise<void> {
  const payments = lines.flatMap(({ paymentNo }) => paymentNo ?? []);
  const rows = await tx.rows<Pick<PaymentEntity, 'incident_id'>>(
    `SELECT p.incident_id
       FROM payment p
      WHERE p.no = ANY ($1)
      UNION
     SELECT r.incident_id
       FROM repayment_claim r
      WHERE r.no = ANY ($2)`,
    [payments, lines.flatMap(({ note }) => claimNumber(note) ?? [])],
  );
  const cases = rows.map(({ incident_id }) => incident_id);
  await tx.lockCases(cases);
  // with the cases locked no payment changes its batch; a batch that a sum may be of is cancelled before or not at all
  const batches = await tx.rows<Pick<PaymentBatchEntity, 'id'>>(
    `SELECT p.batch_id AS id
       FROM payment p
      WHERE p.no = ANY ($1) AND p.batch_id IS NOT NULL
      UNION
     SELECT b.id
       FROM payment_batch b
      WHERE b.transfer_on = ANY ($2::date[]) AND b.state IN ('exported', 'settled')`,
    [payments, lines.flatMap(({ kind, onDay }) => (kind === 'debit' ? [onDay] : []))],
  );
  await lockBatches(
    tx,
    batches.map(({ id }) => id),
  );
  await lockLedgers(tx, cases);
}

const claimNumber = (note: string | null): string | undefined => /R-?0*(\d{1,10})(?!\d)/i.exec(note ?? '')?.[1];

/** A claim for repayment is paid under the number that its letter asks for: R and digits. */
async function credited(tx: Tx, line: ReportedLine): Promise<Done> {
  const number = claimNumber(line.note);
  if (number === undefined) return { fault: 'no-such-claim' };
  const claim = await tx.findOne(RepaymentClaimEntity, { no: Number(number) });
  if (!claim) return { fault: 'no-such-claim' };
  if (claim.amount_yen !== line.yen) return { repaymentId: claim.id, fault: 'other-amount' };
  if (claim.state !== 'demanded') return { repaymentId: claim.id, fault: 'other-state' };
  if (line.onDay > dayInJapan(tx.now)) return { repaymentId: claim.id, fault: 'future-day' };
  try {
    await receiveRepayment(tx, claim.id, { receivedOn: line.onDay, reference: (line.note ?? '').slice(0, 200) });
  } catch (error) {
    return { repaymentId: claim.id, fault: faultOf(error) };
  }
  return { repaymentId: claim.id };
}

/** A sum that went out is the one of a batch of that day; what became of its transfers is reported by themselves. */
async function debited(tx: Tx, line: ReportedLine): Promise<Done> {
  const batches = await tx.rows<Pick<PaymentBatchEntity, 'id'>>(
    `SELECT b.id
       FROM payment_batch b
       JOIN payment_batch_line l ON l.batch_id = b.id
      WHERE b.transfer_on = $1 AND b.state IN ('exported', 'settled')
        AND NOT EXISTS (SELECT FROM bank_line t WHERE t.batch_id = b.id)
      GROUP BY b.id, b.no
     HAVING sum(l.amount_yen + l.interest_yen) = $2
      ORDER BY b.no
      LIMIT 1`,
    [line.onDay, line.yen],
  );
  const [batch] = batches;
  return batch ? { batchId: batch.id } : { fault: 'no-such-batch' };
}
