import { Count, Choice, ListOf, Nested, Text } from '#http';
import { Problem, problemSentences, type FieldFault } from '#problems';
import { leftOutReasons, type LeftOut, type LeftOutReason } from './table-heading.js';
import { tableEncodings } from './table-row.js';

/** A row that is left out, with the reason. */
export class NotTakenRowDto {
  @Count({ about: 'the line of the file' }) line: number;
  @Choice(leftOutReasons) why: LeftOutReason;
  @Text({ max: 80 }) text: string;
}

/** A hidden column: its letter and its heading. */
export class HiddenColumnDto {
  @Text({ max: 3 }) column: string;
  @Text({ max: 200 }) heading: string;
}

/** The rows and columns of a table that are left out: titles, hidden ones, and totals. */
export class NotTakenDto {
  @ListOf(NotTakenRowDto, { about: 'the first hundred' }) rows: NotTakenRowDto[];
  @Count({ about: 'of all rows' }) count: number;
  @ListOf(HiddenColumnDto) hiddenColumns: HiddenColumnDto[];
}

/** The rows and columns that are left out, as an answer. */
export const leftOutView = ({ rows, count, columns }: LeftOut): NotTakenDto => ({
  rows: [...rows],
  count,
  hiddenColumns: [...columns],
});

/** The fault of a cell, and what to do. */
export class CellFaultDto {
  @Text({ max: 200, about: 'its heading; empty where the whole row is meant', min: 0 }) column: string;
  @Text({ max: 60 }) code: string;
  @Text({ max: 500 }) textJa: string;
  @Text({ max: 500 }) textEn: string;
  @Text({ max: 2_000, optional: true }) allowed?: string;
}

/** A fault at `/rows/3/heading`, for display beside its row. */
export function cellFaultView(fault: FieldFault): CellFaultDto {
  const [, , , column = ''] = fault.pointer.split('/');
  const { ja, en } = problemSentences(new Problem(fault.code, fault.params ? { params: fault.params } : {}));
  return {
    column: column.replaceAll('~1', '/').replaceAll('~0', '~'),
    code: fault.code,
    textJa: ja,
    textEn: en,
    ...(fault.allowed ? { allowed: fault.allowed } : {}),
  };
}

/** A row of a table as it was read; a member is null where the cell is empty or cannot be read. */
export class PreviewRowDto {
  @Count({ about: 'the line of the file' }) line: number;
  @ListOf(CellFaultDto) faults: CellFaultDto[];
}

/** The rows that a table would enter; nothing of it is stored. Each table has rows of its own kind. */
export class TablePreviewDto {
  @Text({ max: 64, min: 64, about: 'of the file: sent again with it, just this is entered' }) sha256: string;
  @Choice(tableEncodings, { about: 'how the file is written' }) encoding: string;
  @Count({ about: 'rows with something wrong; with any, nothing can be entered' }) faulty: number;
  @Nested(NotTakenDto) leftOut: NotTakenDto;
}

/** The answer of a preview: its rows, with the facts of the file that every preview has. */
export function tablePreviewView<Row extends PreviewRowDto>(
  { encoding, left }: { readonly encoding: string; readonly left: LeftOut },
  sha256: string,
  rows: Row[],
): TablePreviewDto & { rows: Row[] } {
  const faulty = rows.filter(({ faults }) => faults.length > 0).length;
  return { sha256, encoding, rows, faulty, leftOut: leftOutView(left) };
}
