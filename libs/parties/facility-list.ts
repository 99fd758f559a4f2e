import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readTable, TableFault, type ProblemCode } from '#platform';
import { CodeSet } from './code-set.js';
import { isHeading, readFacilityLine, type FacilityLine } from './facility-line.js';

/** A row of a list, read: what it says, or why it is not taken over. */
export interface ListRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly read: FacilityLine | { readonly fault: ProblemCode; readonly code: string | null };
}

/** A row that was not taken over. */
export interface RefusedRow {
  readonly line: number;
  readonly code: ProblemCode;
  readonly cells: readonly string[];
}

/** Called now and then with the part of the file that was read, 0 to 1. */
export type Progress = (part: number) => void;

/** The rows of a list in their order, its heading left out. */
export async function* listRows(path: string, progress: Progress): AsyncGenerator<ListRow> {
  const table = readTable(path);
  let first = true;
  for await (const { line, cells } of table) {
    if (!(first && isHeading(cells))) yield { line, cells, read: readFacilityLine(cells) };
    first = false;
    progress(table.bytesRead / Math.max(1, table.bytes));
  }
}

/** What a list is before anything of it is taken over. */
export interface ListSurvey {
  readonly hash: Buffer;
  readonly bytes: number;
  readonly encoding: string;
  readonly rows: number;
  readonly codes: CodeSet;
  readonly prefectures: number[];
  /** Rows whose facility nobody can tell: with them nobody can tell either which facilities are missing. */
  readonly unreadableCodes: number;
}

/** Reads the whole file first: a file that is cut off or in the wrong encoding is refused before anything was changed. */
export async function surveyList(path: string, progress: Progress): Promise<ListSurvey> {
  const table = readTable(path);
  const codes = new CodeSet();
  const prefectures = new Set<number>();
  let [rows, unreadableCodes, first] = [0, 0, true];
  for await (const { cells } of table) {
    progress(table.bytesRead / Math.max(1, table.bytes));
    const heading = first && isHeading(cells);
    first = false;
    if (heading) continue;
    rows++;
    const { code } = readFacilityLine(cells);
    if (code === null) unreadableCodes++;
    else {
      codes.add(code);
      prefectures.add(Number(code.slice(0, 2)));
    }
  }
  const about = { bytes: table.bytes, encoding: table.encoding ?? 'utf-8', rows, codes, unreadableCodes };
  return { ...about, hash: await hashOf(path), prefectures: [...prefectures].toSorted((a, b) => a - b) };
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
