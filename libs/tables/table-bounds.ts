const mebibyte = 1_048_576;

/** How much of a table is read at most. Bytes are counted as they are unpacked, whatever the file says of itself. */
export interface TableBounds {
  /** From the moment on when it is its turn. */
  readonly milliseconds: number;
  /** Of the text, or of the sheet of a workbook. */
  readonly unpackedBytes: number;
  /** Of each other part of a workbook: what its cells refer to is held in memory. */
  readonly partBytes: number;
  /** Texts that cells refer to by number. */
  readonly sharedTexts: number;
  /** Empty rows count. */
  readonly rows: number;
  /** Memory of the thread's objects, as a last resort: what it holds is bounded by the others. */
  readonly heapMegabytes: number;
}

/** A table that comes over HTTP, from anybody who may send one. */
export const uploadedTable: TableBounds = {
  milliseconds: 5_000,
  unpackedBytes: 64 * mebibyte,
  partBytes: 16 * mebibyte,
  sharedTexts: 100_000,
  rows: 100_000,
  heapMegabytes: 64,
};

/** A table that the insurer's own people name on the command line, where Ctrl-C ends it. */
export const ownTable: TableBounds = {
  milliseconds: 3_600_000,
  unpackedBytes: 4_096 * mebibyte,
  partBytes: 256 * mebibyte,
  sharedTexts: 4_000_000,
  rows: 5_000_000,
  heapMegabytes: 1_024,
};

/** Columns that hold something, as many as a sheet of claims or policies never has; empty ones beyond do not count. */
export const mostColumns = 256;
/** Signs of a cell: what a spreadsheet keeps. */
export const longestCell = 32_767;
/** Bytes of one line, or one record with line breaks inside its quotes. */
export const longestLine = mebibyte;
/** Merged areas, styles and parts of a workbook; spreadsheets keep fewer styles. */
export const mostOfAKind = 65_536;
/** Tags within tags: a sheet with its extensions has some twenty. */
export const deepestXml = 256;
