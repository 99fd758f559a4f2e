import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type ProblemCode } from '#problems';
import { isTotal, LeftOut, ownTable, readTable, TableFault, type TableRow } from '#tables';
import { CodeSet } from './code-set.js';
import { isHeading, readFacilityLine, type FacilityLine } from './facility-line.js';

/** A row of a list: its facility, or why it is refused. */
export interface ListRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly read: FacilityLine | { readonly fault: ProblemCode; readonly code: string | null };
}

/** A refused row. */
export interface RefusedRow {
  readonly line: number;
  readonly code: ProblemCode;
  readonly cells: readonly string[];
}

/** Called from time to time with the part of the file that was read, 0 to 1. */
export type Progress = (part: number) => void;

/** The rows of a list in their order, without the heading and rows that are left out. */
export async function* listRows(path: string, progress: Progress): AsyncGenerator<ListRow> {
  for await (const { line, cells } of tableOf(path, progress, new LeftOut()).rows)
    yield { line, cells, read: readFacilityLine(cells) };
}

/** What is known of a list before it is taken over. */
export interface ListSurvey {
  readonly hash: Buffer;
  readonly bytes: number;
  readonly encoding: string;
  readonly rows: number;
  readonly codes: CodeSet;
  readonly prefectures: number[];
  /** Rows without a readable code: with such rows it is not known which facilities are missing from the list. */
  readonly unreadableCodes: number;
  readonly left: LeftOut;
}

/**
 * Reads the whole file first, so that one that is cut off or in the wrong encoding is refused before anything is
 * changed.
 */
export async function surveyList(path: string, progress: Progress): Promise<ListSurvey> {
  const left = new LeftOut();
  const { table, rows: read } = tableOf(path, progress, left);
  const codes = new CodeSet();
  const prefectures = new Set<number>();
  let [rows, unreadableCodes] = [0, 0];
  for await (const { cells } of read) {
    rows++;
    const { code } = readFacilityLine(cells);
    if (code === null) unreadableCodes++;
    else {
      codes.add(code);
      prefectures.add(Number(code.slice(0, 2)));
    }
  }
  const about = { bytes: table.bytes, encoding: table.encoding ?? 'utf-8', rows, codes, unreadableCodes, left };
  return { ...about, hash: await hashOf(path), prefectures: [...prefectures].toSorted((a, b) => a - b) };
}

function tableOf(path: string, progress: Progress, left: LeftOut) {
  const table = readTable(path, { bounds: ownTable });
  const shown = (part: number): void => progress(part / Math.max(1, table.bytes));
  return { table, rows: withoutHeading(table, left, () => shown(table.bytesRead)) };
}

/** The count of rows in which the heading is looked for. */
const lookedAt = 20;

/**
 * Leaves out heading, titles, hidden rows and totals. A list of the bureaus has its columns in fixed places and may
 * have no heading: rows above a heading are its title, and a heading is above the first facility. Without one, every
 * row is a facility.
 */
async function* withoutHeading(
  table: AsyncIterable<TableRow>,
  left: LeftOut,
  read: () => void,
): AsyncGenerator<TableRow> {
  let above: TableRow[] | null = [];
  const taken = function* (rows: readonly TableRow[]): Generator<TableRow> {
    for (const row of rows) {
      if (row.hidden) left.add(row, 'hidden');
      else if (isTotal(row.cells)) left.add(row, 'total');
      else yield row;
    }
  };
  for await (const row of table) {
    read();
    if (above === null) yield* taken([row]);
    else if (isHeading(row.cells)) {
      for (const one of above) left.add(one, one.hidden ? 'hidden' : 'title');
      above = null;
    } else if (above.push(row) >= lookedAt || readFacilityLine(row.cells).code !== null) {
      const rows = above;
      above = null;
      yield* taken(rows);
    }
  }
  yield* taken(above ?? []);
}

async function hashOf(path: string): Promise<Buffer> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  } catch {
    throw new TableFault('not-readable', null);
  }
  return hash.digest();
}
