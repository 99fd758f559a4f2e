import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { containerMark, hasEncryptedPackage } from './office-container.js';
import type { TableBounds } from './table-bounds.js';
import { TableFault } from './table-fault.js';
import { Records } from './table-records.js';
import type { TableFacts, TableRow } from './table-row.js';
import { LinesOfText } from './table-text.js';
import { workbookRows } from './table-workbook.js';

/**
 * Reads a table in this thread, as a stream: CSV (also gzipped, whatever its name) with commas, tabs or semicolons, in
 * UTF-8, Shift_JIS (CP932) or UTF-16 with its mark, or the first visible sheet of an Excel workbook (.xlsx; its cells
 * as displayed: days as YYYY-MM-DD, numbers without exponent, formulas by their result). Empty rows are left out. Gives
 * every row before a fault, then throws TableFault, which names the line.
 */
export class TableReader implements TableFacts {
  encoding: TableFacts['encoding'] = null;
  bytes = 0;
  bytesRead = 0;
  hiddenColumns: readonly number[] = [];

  constructor(
    private readonly path: string,
    private readonly bounds: TableBounds,
  ) {}

  async *rows(): AsyncGenerator<TableRow> {
    const kind = await this.#kindOf();
    if (kind === 'workbook') {
      this.encoding = 'xlsx';
      yield* workbookRows(this.path, this.bounds, this);
    } else yield* this.#ofText(kind === 'gzip');
  }

  async #kindOf(): Promise<'plain' | 'gzip' | 'workbook'> {
    try {
      const found = await stat(this.path);
      if (!found.isFile()) throw new TableFault('not-a-file', null);
      this.bytes = found.size;
      const file = await open(this.path);
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
        if (bytesRead >= 2 && buffer[0] === 0x1f && buffer[1] === 0x8b) return 'gzip';
        if (buffer.toString('latin1', 0, 4) === 'PK\u0003\u0004') return 'workbook';
        if (buffer.equals(containerMark))
          throw new TableFault((await hasEncryptedPackage(file)) ? 'locked-excel' : 'old-excel', null);
        return 'plain';
      } finally {
        await file.close();
      }
    } catch (error) {
      throw asFault(error, null);
    }
  }

  async *#ofText(gzipped: boolean): AsyncGenerator<TableRow> {
    const text = new LinesOfText();
    const csv = new Records(this.bounds.rows);
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
      // csv-parse holds the last row back until it sees the next characters
      yield* await csv.end().catch(() => csv.taken());
      throw asFault(error, text.line);
    }
  }

  async *#chunks(gzipped: boolean): AsyncGenerator<Buffer> {
    const file = createReadStream(this.path);
    const stream = gzipped ? pipeline(file, createGunzip(), () => undefined) : file;
    let unpacked = 0;
    for await (const chunk of stream) {
      unpacked += (chunk as Buffer).length;
      if (unpacked > this.bounds.unpackedBytes) throw new TableFault('too-large', null);
      this.bytesRead = file.bytesRead;
      yield chunk as Buffer;
    }
  }
}

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
