import { Problem } from '#problems';
import { TableFault } from './table-fault.js';
import { readTable } from './table-file.js';
import { headedRows, LeftOut } from './table-heading.js';
import type { TableRow } from './table-row.js';

/** How the rows of one kind of table are read. */
export interface RowReading<Row> {
  readonly isColumn: (heading: string) => boolean;
  /** Reads the heading and answers how a row below it is read: rows with faults are rows, null has no amount. */
  readonly readerUnder: (heading: TableRow, left: LeftOut) => (row: TableRow) => Row | null;
  readonly mostRows: number;
  /** Where no heading is known, a file none of whose first rows has so many filled cells has no table. */
  readonly leastCells?: number;
}

/** An uploaded table as it was read. */
export interface UploadedRows<Row> {
  readonly encoding: string;
  readonly rows: readonly Row[];
  readonly left: LeftOut;
}

/**
 * Reads an uploaded table under its heading. Throws `expenses.file-unreadable` in place of TableFault, with its words,
 * `expenses.import-empty`, `expenses.too-many-rows`, and what `readTable` and the reader throw.
 */
export async function readUploadedRows<Row>(
  path: string,
  { isColumn, readerUnder, mostRows, leastCells = 0 }: RowReading<Row>,
  signal?: AbortSignal,
): Promise<UploadedRows<Row>> {
  const table = readTable(path, signal ? { signal } : {});
  const left = new LeftOut();
  const rows: Row[] = [];
  let readRow: ((row: TableRow) => Row | null) | null = null;
  try {
    for await (const row of headedRows(table, { isColumn, leastCells }, left)) {
      if (readRow === null) readRow = readerUnder(row, left);
      else if (rows.length >= mostRows) throw new Problem('expenses.too-many-rows', { params: { most: mostRows } });
      else {
        const read = readRow(row);
        if (read === null) left.add(row, 'no-amount');
        else rows.push(read);
      }
    }
  } catch (error) {
    throw error instanceof TableFault ? tableUnreadable(error) : error;
  }
  if (rows.length === 0) throw new Problem('expenses.import-empty');
  return { encoding: table.encoding ?? 'utf-8', rows, left };
}

/** What a fault of a table's file as a whole is to the one who sent it. */
export const tableUnreadable = ({ code, textJa, textEn }: TableFault): Problem =>
  new Problem('expenses.file-unreadable', { missing: [{ code: `file.${code}`, textJa, textEn }] });
