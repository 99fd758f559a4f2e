import type { FieldFault } from '#problems';
import { TableFault } from './table-fault.js';
import type { Table } from './table-file.js';
import type { TableRow } from './table-row.js';

/** The reasons why a row of a table is left out. */
export const leftOutReasons = ['title', 'hidden', 'total', 'no-amount'] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

/** A row that is left out, for the reader of the answer: without a reason the row would seem lost. */
export interface LeftOutRow {
  readonly line: number;
  readonly why: LeftOutReason;
  /** Its cells in one line, cut to 80 characters. */
  readonly text: string;
}

/** A hidden column of the sheet: its letter and its heading. */
export interface HiddenColumn {
  readonly column: string;
  readonly heading: string;
}

/** The most rows or faults in an answer. */
const told = 100;
/** The rows in which the heading is searched. */
const lookedAt = 20;
const longestHeading = 200;

/** The rows and columns that are left out; filled while the rows are read. */
export class LeftOut {
  readonly rows: LeftOutRow[] = [];
  readonly columns: HiddenColumn[] = [];
  /** All rows that are left out, also beyond the first hundred. */
  count = 0;
  readonly #reasons = new Set<LeftOutReason>();

  has(why: LeftOutReason): boolean {
    return this.#reasons.has(why);
  }

  add({ line, cells }: TableRow, why: LeftOutReason): void {
    this.#reasons.add(why);
    if (++this.count > told) return;
    const text = cells.filter((cell) => cell.trim() !== '').join(' ');
    this.rows.push({ line, why, text: text.slice(0, 80) || '–' });
  }
}

/** What is a heading, and in how many cells of a row at least. */
interface HeadingSought {
  readonly isColumn: (heading: string) => boolean;
  /** Where no row has a heading: of the filled cells of a row. */
  readonly leastCells: number;
}

/**
 * The heading of a table, then its rows: without titles above the heading, hidden rows and columns, and totals, all of
 * which are put in `left`. The heading is the row, of the first twenty, with the most cells that are columns; the first
 * visible row where none has one, so that its cells can be named as wrong. Throws TableFault `no-table` where none has
 * one, nor as many cells as a table has.
 */
export async function* headedRows(table: Table, sought: HeadingSought, left: LeftOut): AsyncGenerator<TableRow> {
  let above: TableRow[] | null = [];
  try {
    for await (const row of table) {
      if (above === null) yield* below(table, [row], left);
      else if (above.push(row) >= lookedAt) {
        const rows = above;
        above = null;
        yield* fromHeading(table, rows, { ...sought, left });
      }
    }
  } catch (error) {
    // rows before a fault of the file are still given
    if (above !== null) yield* fromHeading(table, above, { ...sought, left });
    throw error;
  }
  if (above !== null) yield* fromHeading(table, above, { ...sought, left });
}

function* fromHeading(
  table: Table,
  rows: readonly TableRow[],
  { isColumn, leastCells, left }: HeadingSought & { readonly left: LeftOut },
): Generator<TableRow> {
  const columns = rows.map(({ cells, hidden }) => (hidden ? 0 : cells.filter(isColumn).length));
  const most = Math.max(...columns);
  const visible = rows.filter(({ hidden }) => !hidden);
  if (most <= 0 && visible.length > 0 && visible.every((row) => filledCells(row) < leastCells))
    throw new TableFault('no-table', null);
  const at = most > 0 ? columns.indexOf(most) : rows.findIndex(({ hidden }) => !hidden);
  for (const row of rows.slice(0, Math.max(0, at))) left.add(row, row.hidden ? 'hidden' : 'title');
  const heading = rows[at];
  if (heading) {
    for (const column of table.hiddenColumns) {
      const text = (heading.cells[column] ?? '').trim().slice(0, longestHeading);
      if (text !== '') left.columns.push({ column: lettersOf(column), heading: text });
    }
    yield shown(table, heading);
  }
  yield* below(table, rows.slice(at + 1), left);
}

/** How many cells of a row have something. */
export const filledCells = ({ cells }: TableRow): number => cells.filter((cell) => cell.trim() !== '').length;

function* below(table: Table, rows: readonly TableRow[], left: LeftOut): Generator<TableRow> {
  for (const row of rows) {
    if (row.hidden) left.add(row, 'hidden');
    else if (isTotal(row.cells)) left.add(row, 'total');
    else {
      const visible = shown(table, row);
      if (visible.cells.some((cell, at) => cell !== '' && !row.covered?.includes(at))) yield visible;
    }
  }
}

function shown(table: Table, row: TableRow): TableRow {
  if (table.hiddenColumns.length === 0) return row;
  return { ...row, cells: row.cells.map((cell, at) => (table.hiddenColumns.includes(at) ? '' : cell)) };
}

function lettersOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : lettersOf(Math.floor(column / 26) - 1) + last;
}

/** A heading without differences of width and capitals, parts in brackets, spaces and signs between words. */
export function foldedHeading(heading: string): string {
  if (heading.length > longestHeading) return '';
  let text = heading.normalize('NFKC').toLowerCase();
  for (let open = text.indexOf('('); open >= 0; open = text.indexOf('(', open)) {
    const close = text.indexOf(')', open);
    if (close < 0) break;
    text = text.slice(0, open) + text.slice(close + 1);
  }
  return text.replaceAll(/[\s_・\-*:]/gu, '');
}

const totals = ['合計', '小計', '総計', '累計', 'total', 'subtotal', 'sum'];

/** Whether a row is a sum: its first cell with letters names one, such as 合計, 11月小計 or Total. */
export function isTotal(cells: readonly string[]): boolean {
  const label = cells.find((cell) => /\p{L}/u.test(cell.slice(0, longestHeading)));
  const text = label === undefined || label.length > 30 ? '' : foldedHeading(label);
  return text === '計' || totals.some((word) => text.endsWith(word) && (word !== 'sum' || text === word));
}

/** Faults for an answer: the first hundred, and the number of the others. */
export function firstFaults(faults: readonly FieldFault[]): FieldFault[] {
  if (faults.length <= told) return [...faults];
  return [
    ...faults.slice(0, told),
    { pointer: '', code: 'uploads.more-faults', params: { more: faults.length - told } },
  ];
}
