import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import yauzl from 'yauzl';
import { cellText, type CellStyle } from './table-cell.js';
import { TableFault } from './table-fault.js';
import type { TableRow } from './table-row.js';
import { sharedTexts, sheetPath, styles } from './table-workbook-parts.js';

/** What must be held in memory (texts, styles) may be this large; a sheet itself has no bound, it streams. */
const largestPart = 268_435_456;
const widestRow = 16_384;

/**
 * The rows of the first visible sheet. exceljs is not used for this: its streaming reader gives the furigana of a cell in
 * place of its text (what was typed in Japanese carries them), and loses the day of a formula.
 */
export async function* workbookRows(path: string, progress: (share: number) => void): AsyncGenerator<TableRow> {
  let row = 0;
  try {
    const zip = await Workbook.open(path);
    try {
      const sheet = new SheetRows(await zip.formats(), await zip.texts());
      let read = 0;
      for await (const text of zip.stream(await zip.sheetPath())) {
        yield* sheet.take(text);
        row = sheet.row;
        progress((read += text.length) / zip.sheetLength);
      }
      yield* sheet.end();
    } finally {
      zip.close();
    }
  } catch (error) {
    if (error instanceof TableFault) throw error;
    throw new TableFault('broken-workbook', row === 0 ? null : row + 1);
  }
}

class Workbook {
  sheetLength = 1;

  private constructor(
    private readonly zip: yauzl.ZipFile,
    private readonly entries: ReadonlyMap<string, yauzl.Entry>,
  ) {}

  static async open(path: string): Promise<Workbook> {
    const zip = await yauzl.openPromise(path, { autoClose: false });
    const entries = new Map<string, yauzl.Entry>();
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
    if (!entries.has('xl/workbook.xml')) throw new TableFault('not-a-workbook', null);
    return new Workbook(zip, entries);
  }

  close(): void {
    this.zip.close();
  }

  async formats(): Promise<{ styles: readonly CellStyle[]; date1904: boolean }> {
    const workbook = await this.#part('xl/workbook.xml');
    return {
      styles: styles(await this.#part('xl/styles.xml')),
      date1904: /<(?:\w+:)?workbookPr\b[^>]*\bdate1904="(?:1|true)"/.test(workbook),
    };
  }

  async texts(): Promise<string[]> {
    return sharedTexts(this.entries.has('xl/sharedStrings.xml') ? this.stream('xl/sharedStrings.xml') : []);
  }

  async sheetPath(): Promise<string> {
    const path = sheetPath(await this.#part('xl/workbook.xml'), await this.#part('xl/_rels/workbook.xml.rels'));
    const entry = path === null ? undefined : this.entries.get(path);
    if (path === null || !entry) throw new TableFault('not-a-workbook', null);
    this.sheetLength = Math.max(1, entry.uncompressedSize);
    return path;
  }

  async *stream(path: string): AsyncGenerator<string> {
    const entry = this.entries.get(path);
    if (!entry) return;
    if (!path.startsWith('xl/worksheets/') && entry.uncompressedSize > largestPart)
      throw new TableFault('workbook-too-large', null);
    const stream: Readable = await this.zip.openReadStreamPromise(entry);
    const decoder = new TextDecoder('utf-8', { fatal: true });
    for await (const chunk of stream) yield decoder.decode(chunk as Buffer, { stream: true });
    yield decoder.decode();
  }

  async #part(path: string): Promise<string> {
    let text = '';
    for await (const piece of this.stream(path)) text += piece;
    return text;
  }
}

interface Cell {
  readonly type: string;
  readonly style: CellStyle | undefined;
  value: string;
}

class SheetRows {
  row = 0;
  readonly #parser = new SaxesParser();
  #rows: TableRow[] = [];
  #cells: string[] = [];
  #column = 0;
  #cell: Cell | null = null;
  #listens = false;
  #readings = 0;

  constructor(
    formats: { readonly styles: readonly CellStyle[]; readonly date1904: boolean },
    private readonly texts: readonly string[],
  ) {
    this.#parser.on('opentag', ({ name, attributes }) => this.#open(local(name), attributes, formats.styles));
    this.#parser.on('text', (text) => {
      if (this.#listens && this.#cell) this.#cell.value += text;
    });
    this.#parser.on('closetag', ({ name }) => this.#close(local(name), formats.date1904));
    this.#parser.on('error', (error) => {
      throw error;
    });
  }

  take(text: string): TableRow[] {
    this.#parser.write(text);
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  end(): TableRow[] {
    this.#parser.close();
    return this.take('');
  }

  #open(name: string, attributes: Readonly<Record<string, string>>, known: readonly CellStyle[]): void {
    if (name === 'row') {
      this.row = Number(attributes['r'] ?? this.row + 1);
      this.#cells = [];
      this.#column = 0;
    } else if (name === 'c') {
      this.#column = attributes['r'] ? columnOf(attributes['r']) : this.#column + 1;
      if (!(this.#column >= 1 && this.#column <= widestRow)) throw new TableFault('broken-workbook', this.row);
      this.#cell = { type: attributes['t'] ?? 'n', style: known[Number(attributes['s'] ?? 0)], value: '' };
    } else if (name === 'rPh') this.#readings++;
    else if (name === 'v' || name === 't') this.#listens = this.#readings === 0;
  }

  #close(name: string, date1904: boolean): void {
    if (name === 'v' || name === 't') this.#listens = false;
    else if (name === 'rPh') this.#readings--;
    else if (name === 'c' && this.#cell) {
      while (this.#cells.length < this.#column - 1) this.#cells.push('');
      this.#cells[this.#column - 1] = cellText(this.#cell, this.texts, date1904);
      this.#cell = null;
    } else if (name === 'row' && this.#cells.some((cell) => cell !== ''))
      this.#rows.push({ line: this.row, cells: this.#cells });
  }
}

function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);
