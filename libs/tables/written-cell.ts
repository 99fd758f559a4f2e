/** A cell of a table that we write: a text, a figure (yen or how many), a day `YYYY-MM-DD`, an instant, or nothing. */
export type WrittenCell =
  string | { readonly figure: number } | { readonly day: string } | { readonly moment: string } | null;

/** The rows of a table in parts, as they are read. */
export type WrittenRows = AsyncIterable<readonly (readonly WrittenCell[])[]>;

/** Signs with which a spreadsheet begins a formula or a command, in full width too: Excel takes both. */
const begins = /^[=+\-@\t\r\n＝＋－＠]/;

/** Whether a spreadsheet might take a text for a formula. */
export const looksLikeFormula = (text: string): boolean => begins.test(text);

const offsetMs = 9 * 3_600_000;

/** Day and minute of an instant in Japan: 2026/11/29 03:15, as a spreadsheet reads them. */
export function minuteInJapan(instant: string): string {
  return new Date(Date.parse(instant) + offsetMs).toISOString().slice(0, 16).replace('T', ' ').replaceAll('-', '/');
}

/** The number of a day or an instant in Japan in a workbook: days since 1899-12-30, to the minute. */
export function serialOf(cell: { readonly day: string } | { readonly moment: string }): number {
  const at = 'day' in cell ? Date.parse(`${cell.day}T00:00:00Z`) : Date.parse(cell.moment) + offsetMs;
  const minutes = Math.floor((at - Date.UTC(1899, 11, 30)) / 60_000);
  return Math.round((minutes / 1_440) * 1e8) / 1e8;
}
