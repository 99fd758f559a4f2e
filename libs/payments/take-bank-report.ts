import type { Tx } from '#database';
import { RepaymentClaimEntity } from '#decisions';
import type { ReceivedFile } from '#http';
import { dayInJapan, newId } from '#kernel';
import { Problem } from '#problems';
import { BankLineEntity } from './bank-line.entity.js';
import type { ReportedLine } from './read-bank-report.js';
import { lockBatches } from './batch.store.js';
import type { PaymentBatchEntity } from './payment-batch.entity.js';
import type { PaymentEntity } from './payment.entity.js';
import { lockLedgers } from './payment.store.js';
import { receiveRepayment } from './receive-repayment.js';
import { returnPayment } from './return-payment.js';
import { settlePayment } from './settle-payment.js';

/**
 * Takes over what the bank reports: a transfer that it paid is settled, one that failed is returned, money that comes
 * in under the number of a claim for repayment is received. What agrees with nothing is kept as an open line. The same
 * file is taken once. Throws `payments.bank-file-known`.
 */
export async function takeReport(
  tx: Tx,
  file: Pick<ReceivedFile, 'name' | 'sha256'>,
  lines: readonly ReportedLine[],
): Promise<void> {
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
  await lockReported(tx, lines);
  for (const line of lines) {
    const done = line.kind === 'result' ? await transferred(tx, line) : await credited(tx, line);
    await tx.insert(BankLineEntity, {
      ...{ id: newId(), file_id: fileId, line: line.line, kind: line.kind, on_day: line.onDay, yen: line.yen },
      ...{ payment_no: line.paymentNo, outcome: line.outcome, note: line.note },
      ...{ payment_id: done.paymentId ?? null, repayment_id: done.repaymentId ?? null, fault: done.fault ?? null },
    });
  }
  tx.record('insurer', {
    audit: { action: 'bank-report.taken', subject: fileId, after: { lines: lines.length } },
  });
}

interface Done {
  readonly paymentId?: string;
  readonly repaymentId?: string;
  /** The code of the disagreement. */
  readonly fault?: string;
}

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
  // with the cases locked no payment changes its batch
  const batches = await tx.rows<Pick<PaymentBatchEntity, 'id'>>(
    'SELECT DISTINCT batch_id AS id FROM payment WHERE no = ANY ($1) AND batch_id IS NOT NULL',
    [payments],
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
