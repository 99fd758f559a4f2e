const mebibyte = 1_048_576;

/** The bounds of reading a table. Bytes are counted as they are unpacked, not by the sizes that the file states. */
export interface TableBounds {
  /** From the beginning of its turn; the time in which its reader works on rows does not count. */
  readonly milliseconds: number;
  /** Of the text, or of the sheet of a workbook. */
  readonly unpackedBytes: number;
  /** Of each other part of a workbook, because texts and styles are held in memory. */
  readonly partBytes: number;
  /** Texts to which cells refer by number. */
  readonly sharedTexts: number;
  /** With empty rows. */
  readonly rows: number;
  /** The memory of the thread's objects, as a last resort: the other bounds limit its contents. */
  readonly heapMegabytes: number;
}

/** The bounds for a table over HTTP, from any sender. */
export const uploadedTable: TableBounds = {
  milliseconds: 5_000,
  unpackedBytes: 64 * mebibyte,
  partBytes: 16 * mebibyte,
  sharedTexts: 100_000,
  rows: 100_000,
  heapMegabytes: 64,
};

/** The bounds for a table that the insurer's people name on the command line, where Ctrl-C ends it. */
export const ownTable: TableBounds = {
  milliseconds: 3_600_000,
  unpackedBytes: 4_096 * mebibyte,
  partBytes: 256 * mebibyte,
  sharedTexts: 4_000_000,
  rows: 5_000_000,
  heapMegabytes: 1_024,
};

/** Columns with contents, more than a sheet of claims or policies has; empty ones beyond do not count. */
export const mostColumns = 256;
/** Characters of a cell: the limit of spreadsheets. */
export const longestCell = 32_767;
/** Bytes of one line, or of one record with line breaks inside its quotes. */
export const longestLine = mebibyte;
/** Merged areas, styles and parts of a workbook; spreadsheets have fewer styles. */
export const mostOfAKind = 65_536;
/** Levels of nested tags: a sheet with its extensions has some twenty. */
export const deepestXml = 256;
