import { type Tx } from '#database';
import { type ReceivedFile } from '#http';
import { dayInJapan, newId, plain, readDay, readWhole, readYen, shownLine, Unreadable } from '#kernel';
import { Problem, unreadableCode, type FieldFault, type ProblemCode } from '#problems';
import { foldedHeading, headedRows, LeftOut, readTable, tableProblem, firstFaults, type TableRow } from '#tables';
import { RepaymentClaimEntity } from '#decisions';
import { lockBatches } from './batch.store.js';
import { lockLedgers } from './payment.store.js';
import { receiveRepayment } from './repayment.js';
import { returnPayment, settlePayment } from './settle-payment.js';
import type { PaymentEntity } from './payment.entity.js';
import { BankLineEntity } from './bank-line.entity.js';
import type { PaymentBatchEntity } from './payment-batch.entity.js';

/** One line of what the bank reports; whole yen, days of Japan. */
export interface ReportedLine {
  readonly line: number;
  readonly kind: 'result' | 'credit';
  readonly onDay: string;
  readonly yen: number;
  readonly paymentNo: number | null;
  readonly outcome: 'paid' | 'failed' | null;
  readonly note: string | null;
}

const words: Readonly<Record<string, Pick<ReportedLine, 'kind' | 'outcome'>>> = {
  振込済: { kind: 'result', outcome: 'paid' },
  paid: { kind: 'result', outcome: 'paid' },
  振込不能: { kind: 'result', outcome: 'failed' },
  failed: { kind: 'result', outcome: 'failed' },
  入金: { kind: 'credit', outcome: null },
  credit: { kind: 'credit', outcome: null },
};
const headings = ['区分', '日付', '金額', '支払番号', '摘要'] as const;
type BankColumn = (typeof headings)[number];
const byHeading: ReadonlyMap<string, BankColumn> = new Map(headings.map((name) => [foldedHeading(name), name]));

/** A row of the bank's list as it is understood; what is wrong with it stands in `faults`, by row and column. */
export interface ReportedRow {
  readonly line: number;
  readonly read: Omit<ReportedLine, 'kind' | 'onDay' | 'yen'> & {
    readonly kind: ReportedLine['kind'] | null;
    readonly onDay: string | null;
    readonly yen: number | null;
  };
  readonly faults: readonly FieldFault[];
}

/** The bank's list as it is understood. */
export interface BankReport {
  readonly encoding: string;
  readonly rows: readonly ReportedRow[];
  readonly left: LeftOut;
}

/**
 * Reads the bank's list on a day of Japan; rows with faults stand beside the others. Throws
 * `payments.bank-file-refused` for a heading that lacks a column, `expenses.file-unreadable`, `expenses.import-empty`,
 * and what `readTable` throws.
 */
export async function readBankReport(path: string, today: string, signal?: AbortSignal): Promise<BankReport> {
  const table = readTable(path, signal ? { signal } : {});
  const left = new LeftOut();
  const rows: ReportedRow[] = [];
  let heading: ReadonlyMap<BankColumn, number> | null = null;
  try {
    for await (const row of headedRows(table, (cell) => byHeading.has(foldedHeading(cell)), left)) {
      if (heading === null) heading = headingOf(row, left);
      else if (rows.length >= mostRows) throw new Problem('expenses.too-many-rows', { params: { most: mostRows } });
      else rows.push(readRow(row, heading, today));
    }
  } catch (error) {
    throw tableProblem(error);
  }
  if (rows.length === 0) throw new Problem('expenses.import-empty');
  return { encoding: table.encoding ?? 'utf-8', rows, left };
}

/** Rows of one file at most: they are taken over in one transaction. */
const mostRows = 10_000;

/**
 * The lines of a list in which nothing is wrong. Throws `payments.bank-file-refused` with every fault by row and column
 * otherwise.
 */
export function reportedLines({ rows }: BankReport): ReportedLine[] {
  const faults = rows.flatMap((row) => row.faults);
  if (faults.length > 0) throw new Problem('payments.bank-file-refused', { errors: firstFaults(faults) });
  return rows.map(({ read }) => read as ReportedLine);
}

function headingOf({ line, cells }: TableRow, left: LeftOut): ReadonlyMap<BankColumn, number> {
  const heading = new Map<BankColumn, number>();
  for (const [at, cell] of cells.entries()) {
    const column = byHeading.get(foldedHeading(cell));
    if (column && !heading.has(column)) heading.set(column, at);
  }
  const hidden = left.columns.map((column) => byHeading.get(foldedHeading(column.heading)));
  const faults = headings
    .filter((name) => !heading.has(name))
    .map((name): FieldFault => ({
      pointer: `/rows/${line}/${name}`,
      code: hidden.includes(name) ? 'uploads.column-hidden' : 'requests.field-missing',
    }));
  if (faults.length > 0) throw new Problem('payments.bank-file-refused', { errors: faults });
  return heading;
}

function readRow(
  { line, cells, covered = [] }: TableRow,
  heading: ReadonlyMap<BankColumn, number>,
  today: string,
): ReportedRow {
  const faults: FieldFault[] = [];
  const fault = (name: BankColumn, code: ProblemCode): void =>
    void faults.push({ pointer: `/rows/${line}/${name}`, code });
  const cell = (name: BankColumn): string => cells[heading.get(name) ?? -1] ?? '';
  const read = <T>(name: BankColumn, make: (text: string) => T): T | null => {
    try {
      return make(cell(name));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      fault(name, unreadableCode(error, 'expenses.cell-unreadable'));
      return null;
    }
  };
  for (const name of ['金額', '支払番号'] as const)
    if (covered.includes(heading.get(name) ?? -1)) fault(name, 'uploads.cell-merged');
  const said = read('区分', readKind);
  const onDay = read('日付', (text) => readDay(text, today));
  const yen = read('金額', readAmount);
  const numbered = cell('支払番号').trim() !== '';
  const paymentNo = numbered ? read('支払番号', readWhole) : null;
  if (said?.kind === 'result' && !numbered) fault('支払番号', 'requests.field-missing');
  const note = shownLine(plain(cell('摘要'))).slice(0, 500) || null;
  return {
    line,
    read: { line, kind: said?.kind ?? null, outcome: said?.outcome ?? null, onDay, yen, paymentNo, note },
    faults,
  };
}

function readKind(text: string): Pick<ReportedLine, 'kind' | 'outcome'> {
  const word = plain(text).toLowerCase();
  const found = Object.hasOwn(words, word) ? words[word] : undefined;
  if (!found) throw new Unreadable();
  return found;
}

function readAmount(text: string): number {
  const value = readYen(text);
  if (value < 1) throw new Unreadable();
  return value;
}

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
  // at the same moment the second waits here for the first
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
  /** Code of what does not agree. */
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

/** Why a line that seemed to fit was refused; nothing else is called a wrong day. */
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
  // under the lock of its case no payment changes its batch
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

/** A claim for repayment is paid under its number, as its letter asks: R and digits. */
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

/** Somebody found out why a line agrees with nothing. Throws `payments.line-settled`. */
export async function settleLine(tx: Tx, id: string, reason: string): Promise<void> {
  const done = await tx.rows(
    `UPDATE bank_line
       SET settled_by = $2, settled_at = $3, settled_reason = $4
       WHERE id = $1 AND fault IS NOT NULL AND settled_at IS NULL
       RETURNING id`,
    [id, tx.actor.id, tx.now, reason],
  );
  if (done.length === 0) throw new Problem('payments.line-settled');
  tx.record('insurer', { audit: { action: 'bank-line.settled', subject: id, after: {}, reason } });
}
