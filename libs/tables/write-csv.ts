import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { looksLikeFormula, minuteInJapan, type WrittenCell, type WrittenRows } from './written-cell.js';

/** Excel takes a CSV for UTF-8 where it begins with this mark. */
const byteOrderMark = '\uFEFF';

/**
 * Writes a table as CSV: UTF-8 with its mark, CRLF, texts in quotes, figures bare, a text that a spreadsheet might take
 * for a formula behind an apostrophe. Holds one part of the rows at a time.
 */
export async function writeCsv(path: string, headings: readonly string[], rows: WrittenRows): Promise<void> {
  await pipeline(Readable.from(parts(headings, rows)), createWriteStream(path, { mode: 0o600 }));
}

async function* parts(headings: readonly string[], rows: WrittenRows): AsyncGenerator<string> {
  yield byteOrderMark + lineOf(headings);
  for await (const some of rows) yield some.map(lineOf).join('');
}

const lineOf = (cells: readonly WrittenCell[]): string => `${cells.map(textOf).join(',')}\r\n`;

function textOf(cell: WrittenCell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return quoted(looksLikeFormula(cell) ? `'${cell}` : cell);
  if ('figure' in cell) return String(cell.figure);
  return 'day' in cell ? cell.day.replaceAll('-', '/') : minuteInJapan(cell.moment);
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
