/** One row: the line of the file (or row of the sheet) where it begins, from 1, and its cells as text. */
export interface TableRow {
  readonly line: number;
  readonly cells: string[];
  /** The sheet does not show it. */
  readonly hidden?: true;
  /** Columns, from 0, whose value is that of a merged cell above. */
  readonly covered?: readonly number[];
}

/** How a table is written; Shift_JIS is read as CP932, as Windows writes it: with ①, ㈱, 髙 and 﨑. */
export const tableEncodings = ['utf-8', 'shift_jis', 'utf-16', 'xlsx'] as const;
export type TextEncoding = Exclude<(typeof tableEncodings)[number], 'xlsx'>;

/** What is known of a table while it is read. */
export interface TableFacts {
  encoding: TextEncoding | 'xlsx' | null;
  bytes: number;
  bytesRead: number;
  /** Columns that the sheet does not show, from 0. */
  hiddenColumns: readonly number[];
}

/** What stands between the cells of a text. */
export const delimiters = [',', '\t', ';'] as const;
export type Delimiter = (typeof delimiters)[number];
