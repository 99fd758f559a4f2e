import { parse } from 'csv-parse';
import { longestCell, longestLine, mostColumns } from './table-bounds.js';
import { dialectOf, type Dialect } from './table-dialect.js';
import { TableFault, type TableFaultCode } from './table-fault.js';
import type { TableRow } from './table-row.js';
import { lineEnds } from './table-text.js';

/**
 * The rows of a text. csv-parse finds the records; they are collected in this class, so that records before a fault are
 * not lost with csv-parse's stream. Throws TableFault.
 */
export class Records {
  #parser: ReturnType<typeof parse> | null = null;
  #rows: TableRow[] = [];
  #line = 1;
  #count = 0;

  constructor(private readonly mostRows: number) {}

  async take(text: string): Promise<TableRow[]> {
    if (text === '') return this.taken();
    const parser = this.#parser;
    if (parser !== null) return this.#write(parser, text);
    const dialect = dialectOf(text);
    if (dialect.mark !== '') this.#line = 2;
    return this.#write((this.#parser = this.#opened(dialect)), text.slice(dialect.mark.length));
  }

  async end(): Promise<TableRow[]> {
    const parser = this.#parser;
    if (parser === null) return [];
    await new Promise<void>((resolve, reject) => {
      parser.once('error', (error) => reject(this.#faultOf(error)));
      parser.end(() => resolve());
    });
    return this.taken();
  }

  taken(): TableRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  #opened({ delimiter, lineEnd }: Dialect): ReturnType<typeof parse> {
    const parser = parse({
      delimiter,
      record_delimiter: lineEnd === '\r' ? '\r' : ['\r\n', '\n'],
      relax_column_count: true,
      max_record_size: longestLine,
      on_record: (cells: string[]) => this.#take(cells),
    });
    parser.on('error', () => undefined).resume();
    return parser;
  }

  #take(cells: string[]): null {
    if (++this.#count > this.mostRows) throw new TableFault('too-many-rows', this.#line);
    const used = cells.findLastIndex((cell) => cell !== '') + 1;
    if (used > mostColumns) throw new TableFault('too-many-columns', this.#line);
    if (cells.some((cell) => cell.length > longestCell)) throw new TableFault('cell-too-long', this.#line);
    if (used > 0) this.#rows.push({ line: this.#line, cells: cells.slice(0, mostColumns) });
    // counted here, because csv-parse counts a CRLF inside quotes as two lines
    this.#line += 1 + cells.reduce((sum, cell) => sum + lineEnds(cell), 0);
    return null;
  }

  async #write(parser: ReturnType<typeof parse>, text: string): Promise<TableRow[]> {
    await new Promise<void>((resolve, reject) => {
      parser.write(text, (error) => (error ? reject(this.#faultOf(error)) : resolve()));
    });
    return this.taken();
  }

  #faultOf(error: Error): Error {
    if (error instanceof TableFault) return error;
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
