import { TextDecoder } from 'node:util';
import { daysBetween, isRealDate, plainText, shownLine } from '#kernel';
import { daysAfter } from '#platform';
import { Problem, type ProblemCode } from '#problems';
import { bankAccountKey, type BankAccount } from './bank-account-key.js';
import { mostOfLine } from './bank-amount.js';
import { mostDaysAhead } from './batch.store.js';
import type { ReportedLine } from './reported-line.js';

/** The files of the banks' association (全銀協規定フォーマット) that a bank sends: their code and the length of a record. */
const forms = {
  /** 振込入金通知: money that came in by transfer. */
  '01': { length: 200, readHead: headOfNotice, readData: notice, sums: noticeSums },
  /** 入出金取引明細: what came in and went out. */
  '03': { length: 200, readHead: headOfStatement, readData: statement, sums: statementSums },
  /** 総合振込: what the bank sends back of our own transfers, in the form in which they were sent. */
  '21': { length: 120, readHead: headOfTransfers, readData: transfer, sums: transferSums },
} as const;
type FormCode = keyof typeof forms;

/** What the transfers of a 120-byte file have become: it does not say so itself. */
export const transferOutcomes = ['paid', 'failed'] as const;
export type TransferOutcome = (typeof transferOutcomes)[number];

export interface ReadingRecords {
  /** The day of Japan: years of two digits are read as the nearest to it, days without a year as the newest for it. */
  readonly today: string;
  readonly outcome: TransferOutcome | null;
}

export interface RecordsOfBank {
  /** The accounts in the file. */
  readonly accounts: readonly BankAccount[];
  readonly lines: readonly ReportedLine[];
}

const beginning = /^1(?:0[13][01][0-9 ]{18}\d{4}|21[01]\d{10})|^\xf1/;

/** The number of bytes that tell whether a file has records of the banks' association. */
export const bytesThatTell = 26;

/** Whether a file has the records of the banks' association, by its first bytes. */
export const hasBankRecords = (head: Buffer): boolean => beginning.test(head.toString('latin1'));

/**
 * Reads a file of the banks' association: records of 120 or 200 bytes, with or without line ends. Everything is
 * checked: lengths, order, counts and sums. Throws `payments.bank-record-length`, `payments.bank-record-order`,
 * `payments.bank-record-unreadable`, `payments.bank-file-cut`, `payments.bank-sum-differs`, `payments.bank-code-set`,
 * `payments.bank-outcome-needed`, each with the record that is meant.
 */
export function readBankRecords(data: Buffer, { today, outcome }: ReadingRecords): RecordsOfBank {
  const head = data.subarray(0, 4).toString('latin1');
  if (head.startsWith('\xf1') || head[3] === '1') throw new Problem('payments.bank-code-set');
  const form = forms[head.slice(1, 3) as FormCode];
  if (form === forms['21'] && outcome === null) throw new Problem('payments.bank-outcome-needed');
  const read: { accounts: BankAccount[]; lines: ReportedLine[] } = { accounts: [], lines: [] };
  let open: { account: string; head: HeadOf; lines: ReportedLine[] } | null = null;
  let isOver = false;
  let records = 0;
  for (const record of recordsOf(data, form.length)) {
    records = record.no;
    const kind = record.kind();
    if (isOver) throw atRecord('payments.bank-record-order', record.no);
    if (kind === '1' && open === null) {
      if (record.text(1, 4) !== head) throw atRecord('payments.bank-record-order', record.no);
      const found = form.readHead(record);
      open = { account: bankAccountKey(found.account), head: found, lines: [] };
      read.accounts.push(found.account);
    } else if (kind === '2' && open !== null) {
      const line = form.readData(record, { today, outcome, head: open.head });
      open.lines.push({ ...line, line: record.no, account: open.account });
    } else if (kind === '8' && open !== null) {
      requireSums(record, open.lines, form.sums);
      read.lines.push(...open.lines);
      open = null;
    } else if (kind === '9' && open === null && read.accounts.length > 0) isOver = true;
    else throw atRecord('payments.bank-record-order', record.no);
  }
  if (!isOver) throw new Problem('payments.bank-file-cut', { params: { records } });
  return read;
}

const atRecord = (code: ProblemCode, record: number): Problem => new Problem(code, { params: { record } });

/** One record; positions are counted from 1, as the association counts them. */
class BankRecord {
  constructor(
    readonly no: number,
    private readonly bytes: Buffer,
  ) {}

  kind(): string {
    return this.bytes.toString('latin1', 0, 1);
  }

  /** The bytes as they are, for codes and digits. */
  text(from: number, to: number): string {
    return this.bytes.toString('latin1', from - 1, to);
  }

  /** A name or a note, read as Shift_JIS, in one width. Throws `payments.bank-record-unreadable`. */
  words(from: number, to: number): string {
    const bytes = this.bytes.subarray(from - 1, to);
    if (bytes.includes(0)) throw this.unreadable(from, to);
    try {
      const text = new TextDecoder('shift_jis', { fatal: true }).decode(bytes);
      return shownLine(plainText(text));
    } catch {
      throw this.unreadable(from, to);
    }
  }

  /** The bank's number of a line; zeros and spaces are none. Throws `payments.bank-record-unreadable`. */
  reference(from: number, to: number): string | null {
    const text = this.text(from, to);
    if (text.includes('\0')) throw this.unreadable(from, to);
    return /^[0 ]*$/.test(text) ? null : shownLine(text).trim() || null;
  }

  digits(from: number, to: number): string {
    const text = this.text(from, to);
    if (!/^\d+$/.test(text)) throw this.unreadable(from, to);
    return text;
  }

  number(from: number, to: number): number {
    const value = Number(this.digits(from, to));
    if (!Number.isSafeInteger(value)) throw this.unreadable(from, to);
    return value;
  }

  /** Whole yen, at least 1 and at most what a line has. */
  yen(from: number, to: number): number {
    const value = this.number(from, to);
    if (value < 1 || value > mostOfLine) throw this.unreadable(from, to);
    return value;
  }

  unreadable(from: number, to: number): Problem {
    return new Problem('payments.bank-record-unreadable', { params: { record: this.no, from, to } });
  }
}

/** Cuts a file into its records; a line end after each and the mark of the file's end are no part of them. */
function* recordsOf(data: Buffer, length: number): Generator<BankRecord> {
  let no = 0;
  let at = 0;
  const isEnd = (byte: number | undefined): boolean => byte === 0x0d || byte === 0x0a || byte === 0x1a;
  while (at < data.length) {
    if (no > 0) while (isEnd(data[at])) at += 1;
    if (at >= data.length) return;
    no += 1;
    const bytes = data.subarray(at, at + length);
    const end = bytes.findIndex(isEnd);
    const found = end < 0 ? bytes.length : end;
    if (found !== length) throw new Problem('payments.bank-record-length', { params: { record: no, found, length } });
    yield new BankRecord(no, bytes);
    at += length;
  }
}

interface HeadOf {
  readonly account: BankAccount;
  /** MMDD, of transfers. */
  readonly monthDay?: string;
}

type DataOf = Omit<ReportedLine, 'line' | 'account'>;
interface Reading extends ReadingRecords {
  readonly head: HeadOf;
}

function headOfNotice(record: BankRecord): HeadOf {
  return {
    account: {
      ...{ bankCode: record.digits(23, 26), branchCode: record.digits(42, 44) },
      ...{ accountType: record.text(60, 60), accountNumber: record.digits(61, 67) },
    },
  };
}

function headOfStatement(record: BankRecord): HeadOf {
  return {
    account: {
      ...{ bankCode: record.digits(23, 26), branchCode: record.digits(42, 44) },
      ...{ accountType: record.text(63, 63), accountNumber: record.digits(64, 73) },
    },
  };
}

function headOfTransfers(record: BankRecord): HeadOf {
  return {
    account: {
      ...{ bankCode: record.digits(59, 62), branchCode: record.digits(78, 80) },
      ...{ accountType: record.text(96, 96), accountNumber: record.digits(97, 103) },
    },
    monthDay: record.digits(55, 58),
  };
}

function notice(record: BankRecord, { today }: Reading): DataOf {
  // 1: what was told before is taken back
  const isCancelled = record.text(128, 128) === '1';
  const note = noteOf([...(isCancelled ? ['取消'] : []), record.words(50, 97), record.words(129, 148)]);
  return {
    kind: isCancelled ? 'debit' : 'credit',
    ...{ onDay: dayOf(record, 8, today), yen: record.yen(20, 29), paymentNo: null, outcome: null, note },
    reference: record.reference(2, 7),
    ...(isCancelled ? { isTakenBack: true } : {}),
  };
}

function statement(record: BankRecord, { today }: Reading): DataOf {
  const way = record.text(22, 22);
  if (way !== '1' && way !== '2') throw record.unreadable(22, 22);
  const note = noteOf([record.words(82, 129), record.words(160, 179), record.words(180, 199)]);
  return {
    kind: way === '1' ? 'credit' : 'debit',
    ...{ onDay: dayOf(record, 10, today), yen: record.yen(25, 36), paymentNo: null, outcome: null, note },
    reference: record.reference(2, 9),
  };
}

function transfer(record: BankRecord, { today, outcome, head }: Reading): DataOf {
  const monthDay = head.monthDay ?? '';
  const year = Number(today.slice(0, 4));
  const latest = daysAfter(today, mostDaysAhead);
  const onDay = [year + 1, year, year - 1]
    .map((one) => `${one}-${monthDay.slice(0, 2)}-${monthDay.slice(2)}`)
    .find((day) => isRealDate(day) && day <= latest);
  if (onDay === undefined)
    throw new Problem('payments.bank-record-unreadable', { params: { record: 1, from: 55, to: 58 } });
  return {
    kind: 'result',
    ...{ onDay, yen: record.yen(81, 90), paymentNo: record.number(92, 101), outcome, note: null },
    reference: null,
  };
}

const noteOf = (parts: readonly string[]): string | null => parts.filter((part) => part !== '').join('　') || null;

/**
 * A day of six digits whose year is Japan's (Reiwa) or the last two digits of the common one: of the two, which are 18
 * years apart, the nearer to today, so that the day of tomorrow is read as it.
 */
function dayOf(record: BankRecord, from: number, today: string): string {
  const text = record.digits(from, from + 5);
  const rest = `-${text.slice(2, 4)}-${text.slice(4)}`;
  const days = [2018, 2000]
    .map((before) => `${before + Number(text.slice(0, 2))}${rest}`)
    .filter((day) => isRealDate(day))
    .toSorted((one, other) => Math.abs(daysBetween(one, today)) - Math.abs(daysBetween(other, today)));
  const [nearest] = days;
  if (nearest === undefined) throw record.unreadable(from, from + 5);
  return nearest;
}

/** A count and a sum that the trailer says, of the lines that they are of. */
interface SaidSum {
  readonly count: number;
  readonly yen: number;
  readonly of: (line: ReportedLine) => boolean;
}

const isCredit = ({ kind }: ReportedLine): boolean => kind === 'credit';
const isDebit = ({ kind }: ReportedLine): boolean => kind === 'debit';

function noticeSums(record: BankRecord): SaidSum[] {
  return [
    { count: record.number(2, 7), yen: record.number(8, 19), of: isCredit },
    { count: record.number(20, 25), yen: record.number(26, 37), of: isDebit },
  ];
}

function statementSums(record: BankRecord): SaidSum[] {
  return [
    { count: record.number(2, 7), yen: record.number(8, 20), of: isCredit },
    { count: record.number(21, 26), yen: record.number(27, 39), of: isDebit },
  ];
}

function transferSums(record: BankRecord): SaidSum[] {
  return [{ count: record.number(2, 7), yen: record.number(8, 19), of: () => true }];
}

function requireSums(
  record: BankRecord,
  lines: readonly ReportedLine[],
  sums: (record: BankRecord) => readonly SaidSum[],
): void {
  for (const { count, yen, of } of sums(record)) {
    const found = lines.filter(of);
    const sum = found.reduce((total, line) => total + line.yen, 0);
    if (found.length === count && sum === yen) continue;
    throw new Problem('payments.bank-sum-differs', {
      params: { record: record.no, saidCount: count, said: yen, count: found.length, sum },
    });
  }
}
