import { Count, Choice, ListOf, Text } from './contract.js';
import { Problem, problemSentences, type FieldFault } from './problem.js';
import { leftOutReasons, type LeftOut, type LeftOutReason } from './table-heading.js';

export class NotTakenRowDto {
  @Count({ about: 'the line of the file' }) line: number;
  @Choice(leftOutReasons) why: LeftOutReason;
  @Text({ max: 80 }) text: string;
}

export class HiddenColumnDto {
  @Text({ max: 3 }) column: string;
  @Text({ max: 200 }) heading: string;
}

/** What of a table is not taken: titles, what its sheet hides, and totals. */
export class NotTakenDto {
  @ListOf(NotTakenRowDto, { about: 'the first hundred' }) rows: NotTakenRowDto[];
  @Count({ about: 'of all rows' }) count: number;
  @ListOf(HiddenColumnDto) hiddenColumns: HiddenColumnDto[];
}

export const leftOutView = ({ rows, count, columns }: LeftOut): NotTakenDto => ({
  rows: [...rows],
  count,
  hiddenColumns: [...columns],
});

/** What is wrong with a cell, and what to do. */
export class CellFaultDto {
  @Text({ max: 200, about: 'its heading; empty where the whole row is meant', min: 0 }) column: string;
  @Text({ max: 60 }) code: string;
  @Text({ max: 500 }) textJa: string;
  @Text({ max: 500 }) textEn: string;
  @Text({ max: 2_000, optional: true }) allowed?: string;
}

/** A fault at `/rows/3/heading` as it is shown beside its row. */
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
