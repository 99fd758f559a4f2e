/** One row: the line of the file (or row of the sheet) where it begins, from 1, and its cells as text. */
export interface TableRow {
  readonly line: number;
  readonly cells: string[];
}
