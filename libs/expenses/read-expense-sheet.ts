import { categories, categoryTable, type Category } from '#coverage';
import { checkContract } from '#http';
import { plainText, readDay, readFlag, readWhole, readYen, Unreadable } from '#kernel';
import { Problem, unreadableCode, type FieldFault, type ProblemCode } from '#problems';
import {
  csvOf,
  firstFaults,
  foldedHeading,
  readUploadedRows,
  type LeftOut,
  type TableRow,
  type UploadedRows,
} from '#tables';
import { SubmitExpenseDto } from './expense.dto.js';

/** The most rows of one file. */
export const mostRows = 200;

interface Column {
  readonly field: keyof SubmitExpenseDto;
  readonly ja: string;
  readonly read: (cell: string, today: string) => unknown;
  readonly needed?: true;
  /** A merged cell gives its value to its first row only. */
  readonly eachRow?: true;
  readonly example: string;
}

const text = (cell: string): string => cell.trim();

function category(cell: string): Category {
  const said = plainText(cell).replaceAll(/\s/g, '');
  const found = categories.find((code) => code === said.toLowerCase() || categoryTable[code].ja === said);
  if (!found) throw new Unreadable();
  return found;
}

/**
 * The columns of a file of expenses, in the order of the template; a heading is the Japanese word or the field's name.
 */
const columns: readonly Column[] = [
  { field: 'category', ja: '費目', read: category, needed: true, example: categoryTable['call-center'].ja },
  { field: 'amount', ja: '金額（税抜）', read: readYen, needed: true, eachRow: true, example: '1,200,000' },
  { field: 'tax', ja: '消費税', read: readYen, eachRow: true, example: '120,000' },
  { field: 'incurredOn', ja: '作業・利用の最終日', read: readDay, needed: true, example: '2026/11/20' },
  { field: 'vendorName', ja: '支払先', read: text, example: '見本コールセンター株式会社' },
  { field: 'invoiceNumber', ja: '請求書番号', read: text, example: 'INV-001' },
  { field: 'description', ja: '内容', read: text, example: '11月分の受電' },
  { field: 'persons', ja: '人数', read: readWhole, eachRow: true, example: '' },
  { field: 'outsourced', ja: '外部委託', read: readFlag, example: '' },
  { field: 'lawyer', ja: '弁護士', read: readFlag, example: '' },
  { field: 'preApproval', ja: '事前承認番号', read: text, example: '' },
];

const byHeading: ReadonlyMap<string, Column> = new Map(
  columns.flatMap((column) => [column.ja, column.field].map((name) => [foldedHeading(name), column] as const)),
);
const columnOf = (heading: string): Column | undefined => byHeading.get(foldedHeading(heading));

// consent is an act of the insurer: a claimant's file has no column for it
const consentHeadings = new Set(
  ['consent', '同意', '保険会社の同意', '保険会社の同意を得ている'].map((name) => foldedHeading(name)),
);

/** An empty file with an example, as CSV that Excel opens. */
export function expenseTemplate(): string {
  return csvOf([columns.map(({ ja }) => ja), columns.map(({ example }) => example)]);
}

/** A row of a file as it was read; its faults stand in `faults`, by row and column. */
export interface ReadExpense {
  readonly line: number;
  readonly claim: Partial<SubmitExpenseDto>;
  readonly faults: readonly FieldFault[];
}

/** A file of expenses as it was read. */
export type ExpenseSheet = UploadedRows<ReadExpense>;

/**
 * Reads a CSV or Excel file of expenses on a day of Japan; rows with faults are among the others. Throws
 * `expenses.import-refused` for an unknown heading, and what `readUploadedRows` throws.
 */
export function readExpenseSheet(path: string, today: string, signal?: AbortSignal): Promise<ExpenseSheet> {
  const isColumn = (cell: string): boolean => columnOf(cell) !== undefined;
  const readerUnder = (headingRow: TableRow, left: LeftOut): ((row: TableRow) => ReadExpense) => {
    const heading = headingOf(headingRow, left);
    return (row) => readRow(row, heading, today);
  };
  return readUploadedRows(path, { isColumn, readerUnder, mostRows }, signal);
}

/**
 * The expenses of a file without faults. Throws `expenses.import-refused` with every fault by row and column otherwise.
 */
export function claimsOf(sheet: ExpenseSheet): SubmitExpenseDto[] {
  const faults = sheet.rows.flatMap((row) => row.faults);
  if (faults.length > 0) throw new Problem('expenses.import-refused', { errors: firstFaults(faults) });
  return sheet.rows.map(({ claim }) => claim as SubmitExpenseDto);
}

/** The place of a cell in a file: `/rows/3/金額（税抜）`, by the line of the file. */
export function placeOf(line: number, field: keyof SubmitExpenseDto): string {
  const column = columns.find((one) => one.field === field);
  return column ? `/rows/${line}/${escaped(column.ja)}` : `/rows/${line}`;
}

function headingOf({ line, cells }: TableRow, left: LeftOut): ReadonlyMap<Column, number> {
  const heading = new Map<Column, number>();
  const faults: FieldFault[] = [];
  const fault = (name: string, code: ProblemCode): void =>
    void faults.push({ pointer: `/rows/${line}/${escaped(name)}`, code });
  for (const [at, cell] of cells.entries()) {
    if (cell.trim() === '') continue;
    const found = columnOf(cell);
    if (!found && consentHeadings.has(foldedHeading(cell))) fault(cell, 'expenses.consent-is-ours');
    else if (!found) fault(cell, 'requests.unknown-field');
    else if (heading.has(found)) fault(cell, 'expenses.column-twice');
    else heading.set(found, at);
  }
  const isHidden = (column: Column): boolean => left.columns.some((one) => columnOf(one.heading) === column);
  for (const column of columns)
    if (column.needed && !heading.has(column))
      fault(column.ja, isHidden(column) ? 'uploads.column-hidden' : 'requests.field-missing');
  if (faults.length > 0) throw new Problem('expenses.import-refused', { errors: firstFaults(faults) });
  return heading;
}

function readRow(
  { line, cells, covered = [] }: TableRow,
  heading: ReadonlyMap<Column, number>,
  today: string,
): ReadExpense {
  const claim: Record<string, unknown> = {};
  const faults: FieldFault[] = [];
  for (const [column, place] of heading) {
    const cell = cells[place] ?? '';
    const fault = (code: ProblemCode, more: Partial<FieldFault> = {}): void =>
      void faults.push({ pointer: placeOf(line, column.field), code, ...more });
    if (column.eachRow && covered.includes(place)) fault('uploads.cell-merged');
    else if (cell.trim() !== '') {
      try {
        claim[column.field] = column.read(cell, today);
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        fault(
          unreadableCode(error, 'expenses.cell-unreadable'),
          column.field === 'category' ? { allowed: categoryNames } : {},
        );
      }
    } else if (column.needed) fault('requests.field-missing');
  }
  if (faults.length === 0) faults.push(...contractFaults(line, claim));
  const persons = placeOf(line, 'persons');
  if (
    claim['category'] === 'condolence' &&
    claim['persons'] === undefined &&
    !faults.some((one) => one.pointer === persons)
  )
    faults.push({ pointer: persons, code: 'expenses.persons-needed' });
  return { line, claim, faults };
}

const categoryNames = categories.map((code) => categoryTable[code].ja).join('、');

function contractFaults(line: number, claim: object): FieldFault[] {
  try {
    checkContract(SubmitExpenseDto, claim);
    return [];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return (error.details.errors ?? []).map(({ pointer, ...fault }) => ({
      ...fault,
      pointer: placeOf(line, pointer.slice(1) as keyof SubmitExpenseDto),
    }));
  }
}

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1').slice(0, 100);
