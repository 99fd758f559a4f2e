import { open } from 'node:fs/promises';
import { plainText, readDay, readWhole, shownLine, Unreadable } from '#kernel';
import { Problem, unreadableCode, type FieldFault, type ProblemCode } from '#problems';
import { firstFaults, foldedHeading, LeftOut, readUploadedRows, type TableRow, type UploadedRows } from '#tables';
import type { BankAccount } from './bank-account-key.js';
import { leastCells, mostLines, readBankYen } from './bank-amount.js';
import type { BankColumnsDto, BankFormDto } from './bank-form.dto.js';
import { bytesThatTell, hasBankRecords, readBankRecords, type ReadingRecords } from './bank-records.js';
import type { ReportedLine, ReportedRow } from './reported-line.js';
import { hasAmount, isMappedHeading, mappedUnder, readMappedRow, rowHash } from './mapped-rows.js';

const words: Readonly<Record<string, Pick<ReportedLine, 'kind' | 'outcome'>>> = {
  振込済: { kind: 'result', outcome: 'paid' },
  paid: { kind: 'result', outcome: 'paid' },
  振込不能: { kind: 'result', outcome: 'failed' },
  failed: { kind: 'result', outcome: 'failed' },
  入金: { kind: 'credit', outcome: null },
  credit: { kind: 'credit', outcome: null },
  出金: { kind: 'debit', outcome: null },
  debit: { kind: 'debit', outcome: null },
};
const headings = ['区分', '日付', '金額', '支払番号', '摘要'] as const;
type BankColumn = (typeof headings)[number];
const byHeading: ReadonlyMap<string, BankColumn> = new Map(headings.map((name) => [foldedHeading(name), name]));

/** How a file is read: the forms of lists are tried in their order, before the form of our own. */
export interface ReadingReport extends ReadingRecords {
  readonly forms: readonly TriedForm[];
}

/** Columns that were sent with the file, or a form that is kept. */
type TriedForm = BankColumnsDto & Partial<Pick<BankFormDto, 'id'>>;

/** The bank's list as it was read. */
export interface BankReport extends UploadedRows<ReportedRow> {
  /** The accounts that the file names; none in a list. */
  readonly accounts: readonly BankAccount[];
  /** The kept form by which a list was read. */
  readonly formId: string | null;
}

/**
 * Reads what the bank sends on a day of Japan: records of the banks' association, or a list; rows of a list with faults
 * stand beside the others. Throws what `readBankRecords` throws, `payments.bank-file-refused` for a heading that lacks
 * a column, `expenses.too-many-rows`, and what `readUploadedRows` throws.
 */
export async function readBankReport(path: string, reading: ReadingReport, signal?: AbortSignal): Promise<BankReport> {
  const data = await recordsIn(path);
  if (data === null) return readList(path, reading, signal);
  const { accounts, lines } = readBankRecords(data, reading);
  if (lines.length === 0) throw new Problem('expenses.import-empty');
  if (lines.length > mostLines) throw new Problem('expenses.too-many-rows', { params: { most: mostLines } });
  const rows = lines.map((read): ReportedRow => ({ line: read.line, read, faults: [] }));
  return { encoding: 'shift_jis', rows, left: new LeftOut(), accounts, formId: null };
}

/** The bytes of a file of records; null: it is a list. Throws `expenses.too-many-rows`. */
async function recordsIn(path: string): Promise<Buffer | null> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytesThatTell), 0, bytesThatTell, 0);
    if (!hasBankRecords(buffer.subarray(0, bytesRead))) return null;
    const { size } = await file.stat();
    if (size > mostBytes) throw new Problem('expenses.too-many-rows', { params: { most: mostLines } });
    return await file.readFile();
  } finally {
    await file.close();
  }
}

async function readList(path: string, { today, forms }: ReadingReport, signal?: AbortSignal): Promise<BankReport> {
  const isMapped = isMappedHeading(forms);
  const isColumn = (cell: string): boolean => byHeading.has(foldedHeading(cell)) || isMapped(cell);
  let formId: string | null = null;
  const readerUnder = (headingRow: TableRow, left: LeftOut): ((row: TableRow) => ReportedRow | null) => {
    const mapped = mappedUnder(headingRow, forms);
    if (mapped) {
      formId = forms.find((form) => form === mapped.form)?.id ?? null;
      return (row) => (hasAmount(row, mapped) ? readMappedRow(row, mapped, today) : null);
    }
    const heading = headingOf(headingRow, left);
    return (row) => readRow(row, heading, today);
  };
  const read = await readUploadedRows(path, { isColumn, readerUnder, mostRows: mostLines, leastCells }, signal);
  return { ...read, accounts: [], formId };
}

/** As many records of 200 bytes, with their line ends, and those around them. */
const mostBytes = 202 * (mostLines + 100);

/**
 * The lines of a list without faults. Throws `payments.bank-file-refused` with every fault by row and column otherwise.
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
  const note = shownLine(plainText(cell('摘要'))).slice(0, 500) || null;
  return {
    line,
    read: {
      ...{ line, account: null, kind: said?.kind ?? null, outcome: said?.outcome ?? null },
      ...{ onDay, yen, paymentNo, note, reference: null, rowHash: rowHash(cells) },
    },
    faults,
  };
}

function readKind(text: string): Pick<ReportedLine, 'kind' | 'outcome'> {
  const word = plainText(text).toLowerCase();
  const found = Object.hasOwn(words, word) ? words[word] : undefined;
  if (!found) throw new Unreadable();
  return found;
}

function readAmount(text: string): number {
  const value = readBankYen(text);
  if (value < 1) throw new Unreadable();
  return value;
}
