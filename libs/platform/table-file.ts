import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { TableFault, type TableFaultCode } from './table-fault.js';
import type { TableRow } from './table-row.js';
import { LinesOfText, longestLine, type TextEncoding } from './table-text.js';
import { workbookRows } from './table-workbook.js';

/** A table that is read while one goes over it, once. */
export interface Table extends AsyncIterable<TableRow> {
  /** How the file is written; known from the first row on. */
  readonly encoding: TextEncoding | 'xlsx' | null;
  /** The size of the file, and how much of it was read: for a progress bar. Known from the first row on. */
  readonly bytes: number;
  readonly bytesRead: number;
}

/**
 * Reads a table as a stream, in constant memory: CSV (also gzipped, whatever the file is called) in UTF-8 or Shift_JIS
 * (CP932), or the first sheet of an Excel workbook (.xlsx; its cells as people see them: days as YYYY-MM-DD, numbers
 * without exponent, formulas by their result). Empty rows are left out. Every row before a fault is given, then
 * TableFault is thrown, which names the line.
 */
export function readTable(path: string, options: { delimiter?: ',' | '\t' | ';' } = {}): Table {
  return new TableFile(path, options.delimiter ?? ',');
}

class TableFile implements Table {
  encoding: TextEncoding | 'xlsx' | null = null;
  bytes = 0;
  bytesRead = 0;

  constructor(
    private readonly path: string,
    private readonly delimiter: string,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<TableRow> {
    const kind = await this.#kindOf();
    if (kind === 'workbook') {
      this.encoding = 'xlsx';
      yield* workbookRows(this.path, (share) => (this.bytesRead = Math.round(share * this.bytes)));
    } else yield* this.#rows(kind === 'gzip');
  }

  async #kindOf(): Promise<'plain' | 'gzip' | 'workbook'> {
    try {
      const found = await stat(this.path);
      if (!found.isFile()) throw new TableFault('not-a-file', null);
      this.bytes = found.size;
      const file = await open(this.path);
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
        if (bytesRead >= 2 && buffer[0] === 0x1f && buffer[1] === 0x8b) return 'gzip';
        if (buffer.toString('latin1') === 'PK\u0003\u0004') return 'workbook';
        if (buffer.readUInt32BE() === 0xd0cf11e0) throw new TableFault('old-excel', null);
        return 'plain';
      } finally {
        await file.close();
      }
    } catch (error) {
      throw asFault(error, null);
    }
  }

  async *#rows(gzipped: boolean): AsyncGenerator<TableRow> {
    const text = new LinesOfText();
    const csv = new Records(this.delimiter);
    try {
      for await (const chunk of this.#chunks(gzipped)) {
        const lines = text.push(chunk);
        this.encoding = text.encoding;
        yield* await csv.take(lines);
      }
      const rest = text.end();
      this.encoding = text.encoding;
      yield* await csv.take(rest);
      yield* await csv.end();
    } catch (error) {
      // csv-parse holds the last row back until it sees what follows
      yield* await csv.end().catch(() => csv.taken());
      throw asFault(error, text.line);
    }
  }

  async *#chunks(gzipped: boolean): AsyncGenerator<Buffer> {
    const file = createReadStream(this.path);
    const stream = gzipped ? pipeline(file, createGunzip(), () => undefined) : file;
    for await (const chunk of stream) {
      this.bytesRead = file.bytesRead;
      yield chunk as Buffer;
    }
  }
}

// csv-parse takes the records out; they are collected here, so that those before a fault are not lost with its stream.
class Records {
  readonly #parser;
  #rows: TableRow[] = [];
  #line = 1;

  constructor(delimiter: string) {
    this.#parser = parse({
      delimiter,
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      max_record_size: longestLine,
      on_record: (cells: string[]) => {
        if (cells.some((cell) => cell !== '')) this.#rows.push({ line: this.#line, cells });
        // counted here: csv-parse takes a CRLF inside quotes for two lines
        this.#line += 1 + cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
        return null;
      },
    });
    this.#parser.on('error', () => undefined).resume();
  }

  async take(text: string): Promise<TableRow[]> {
    if (text !== '')
      await new Promise<void>((resolve, reject) => {
        this.#parser.write(text, (error) => (error ? reject(this.#faultOf(error)) : resolve()));
      });
    return this.taken();
  }

  async end(): Promise<TableRow[]> {
    await new Promise<void>((resolve, reject) => {
      this.#parser.once('error', (error) => reject(this.#faultOf(error)));
      this.#parser.end(() => resolve());
    });
    return this.taken();
  }

  taken(): TableRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  #faultOf(error: Error): Error {
    const code = 'code' in error ? quoteFaults[String(error.code)] : undefined;
    return code ? new TableFault(code, this.#line) : error;
  }
}

const quoteFaults: Readonly<Record<string, TableFaultCode>> = {
  INVALID_OPENING_QUOTE: 'stray-quote',
  CSV_INVALID_CLOSING_QUOTE: 'stray-quote',
  CSV_QUOTE_NOT_CLOSED: 'open-quote',
  CSV_MAX_RECORD_SIZE: 'open-quote',
};

function asFault(error: unknown, line: number | null): unknown {
  if (error instanceof TableFault || typeof error !== 'object' || error === null || !('code' in error)) return error;
  const code = String(error.code);
  if (code === 'ENOENT') return new TableFault('no-such-file', null);
  if (code === 'EACCES' || code === 'EPERM') return new TableFault('not-readable', null);
  if (code === 'EISDIR') return new TableFault('not-a-file', null);
  if (code === 'Z_BUF_ERROR') return new TableFault('cut-gzip', line);
  if (code.startsWith('Z_')) return new TableFault('broken-gzip', line);
  return error;
}
