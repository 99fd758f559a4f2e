/** One row: the line of the file (or row of the sheet) at which it begins, from 1, and its cells as text. */
export interface TableRow {
  readonly line: number;
  readonly cells: string[];
  /** Hidden in the sheet. */
  readonly hidden?: true;
  /** Columns, from 0, whose value is that of a merged cell above. */
  readonly covered?: readonly number[];
}

/** The forms of a table's file; Shift_JIS is read as CP932, the form of Windows with ①, ㈱, 髙 and 﨑. */
export const tableEncodings = ['utf-8', 'shift_jis', 'utf-16', 'xlsx'] as const;
export type TextEncoding = Exclude<(typeof tableEncodings)[number], 'xlsx'>;

/** The facts of a table, completed while it is read. */
export interface TableFacts {
  encoding: TextEncoding | 'xlsx' | null;
  bytes: number;
  bytesRead: number;
  /** Hidden columns of the sheet, from 0. */
  hiddenColumns: readonly number[];
}

/** The delimiters of a text's cells. */
export const delimiters = [',', '\t', ';'] as const;
export type Delimiter = (typeof delimiters)[number];
