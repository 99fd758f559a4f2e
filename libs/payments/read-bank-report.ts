import { plainText, readDay, readWhole, readYen, shownLine, Unreadable } from '#kernel';
import { Problem, unreadableCode, type FieldFault, type ProblemCode } from '#problems';
import { foldedHeading, headedRows, LeftOut, readTable, tableProblem, firstFaults, type TableRow } from '#tables';

/** One line of the bank's list; whole yen, days of Japan. */
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

/** A row of the bank's list as it was read; its faults stand in `faults`, by row and column. */
export interface ReportedRow {
  readonly line: number;
  readonly read: Omit<ReportedLine, 'kind' | 'onDay' | 'yen'> & {
    readonly kind: ReportedLine['kind'] | null;
    readonly onDay: string | null;
    readonly yen: number | null;
  };
  readonly faults: readonly FieldFault[];
}

/** The bank's list as it was read. */
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

/** The most rows of one file: they are taken over in one transaction. */
const mostRows = 10_000;

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
    read: { line, kind: said?.kind ?? null, outcome: said?.outcome ?? null, onDay, yen, paymentNo, note },
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
  const value = readYen(text);
  if (value < 1) throw new Unreadable();
  return value;
}
