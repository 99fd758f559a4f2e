import { posix } from 'node:path';
import yauzl from 'yauzl';
import { mostOfAKind, type TableBounds } from './table-bounds.js';
import { TableFault } from './table-fault.js';
import type { TableFacts, TableRow } from './table-row.js';
import { MergedCells, SheetRows, type MergedCell, type SheetFacts } from './table-sheet.js';
import {
  listedWorkbook,
  readRelations,
  relationsOf,
  sharedTexts,
  readStyles,
  workbookFacts,
  type Part,
  type Relations,
} from './table-workbook-parts.js';

/**
 * The rows of the first visible sheet. Not by exceljs: its streaming reader gives the furigana of a cell in place of
 * its text (text typed in Japanese has them), and loses the date of a formula.
 */
export async function* workbookRows(path: string, bounds: TableBounds, facts: TableFacts): AsyncGenerator<TableRow> {
  let sheet: SheetRows | null = null;
  try {
    const workbook = await Workbook.open(path, bounds);
    try {
      sheet = new SheetRows(await workbook.sheetFacts(), bounds.rows);
      let read = 0;
      for await (const text of workbook.sheet()) {
        const rows = sheet.take(text);
        facts.hiddenColumns = [...sheet.hiddenColumns];
        facts.bytesRead = Math.round(Math.min(1, (read += text.length) / workbook.sheetLength) * facts.bytes);
        yield* rows;
      }
      yield* sheet.end();
    } finally {
      workbook.close();
    }
  } catch (error) {
    const line = sheet?.line ?? null;
    if (!(error instanceof TableFault)) throw new TableFault('broken-workbook', line);
    throw error.line === null && line !== null ? new TableFault(error.code, line) : error;
  }
}

class Workbook {
  #sheet = '';

  private constructor(
    private readonly zip: yauzl.ZipFile,
    private readonly entries: ReadonlyMap<string, yauzl.Entry>,
    private readonly bounds: TableBounds,
  ) {}

  static async open(path: string, bounds: TableBounds): Promise<Workbook> {
    const zip = await yauzl.openPromise(path, { autoClose: false });
    const entries = new Map<string, yauzl.Entry>();
    for await (const entry of zip.eachEntry()) {
      entries.set(nameOf(entry.fileName), entry);
      if (entries.size > mostOfAKind) throw new TableFault('part-too-large', null);
    }
    return new Workbook(zip, entries, bounds);
  }

  close(): void {
    this.zip.close();
  }

  /** The size that the file states: for a progress bar only. */
  get sheetLength(): number {
    return Math.max(1, this.entries.get(nameOf(this.#sheet))?.uncompressedSize ?? 1);
  }

  /** Finds the first visible sheet, and reads the styles, texts and merged cells of its cells. */
  async sheetFacts(): Promise<SheetFacts> {
    const path = await this.#workbook();
    const near = await this.#relations(path);
    const { sheet, date1904 } = await workbookFacts(this.#part(path), near.byId);
    if (sheet === null || !this.entries.has(nameOf(sheet))) throw new TableFault('not-a-workbook', null);
    this.#sheet = sheet;
    const beside = (kind: string): Part =>
      this.#part(near.byKind.get(kind) ?? posix.join(posix.dirname(path), `${kind}.xml`));
    return {
      date1904,
      styles: await readStyles(beside('styles')),
      texts: await sharedTexts(beside('sharedStrings'), this.bounds.sharedTexts),
      merged: await this.#merged(),
    };
  }

  sheet(): Part {
    return this.#unpack(this.#sheet, this.bounds.unpackedBytes, 'too-large');
  }

  // by the relations of the file, then by its list of content types, then at the usual path
  async #workbook(): Promise<string> {
    const root = await this.#relations('');
    const path = root.byKind.get('officeDocument') ?? (await listedWorkbook(this.#part('[Content_Types].xml')));
    const found = [path ?? '', 'xl/workbook.xml'].find((one) => this.entries.has(nameOf(one)));
    if (found === undefined) throw new TableFault('not-a-workbook', null);
    return found;
  }

  #relations(path: string): Promise<Relations> {
    const file = path === '' ? '_rels/.rels' : relationsOf(path);
    return readRelations(this.#part(file), path === '' ? '' : posix.dirname(path));
  }

  // most sheets have no merged cells, and a search for the word is quick
  async #merged(): Promise<readonly MergedCell[]> {
    let [any, last] = [false, ''];
    for await (const text of this.sheet()) {
      any ||= (last + text).includes('mergeCell');
      last = text.slice(-8);
      if (any) break;
    }
    const cells = new MergedCells();
    if (any) for await (const text of this.sheet()) cells.take(text);
    return cells.found;
  }

  #part(path: string): Part {
    return this.#unpack(path, this.bounds.partBytes, 'part-too-large');
  }

  async *#unpack(path: string, most: number, fault: 'too-large' | 'part-too-large'): AsyncGenerator<string> {
    const entry = this.entries.get(nameOf(path));
    if (!entry) return;
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let unpacked = 0;
    for await (const chunk of await this.zip.openReadStreamPromise(entry)) {
      unpacked += (chunk as Buffer).length;
      if (unpacked > most) throw new TableFault(fault, null);
      yield decoder.decode(chunk as Buffer, { stream: true });
    }
    yield decoder.decode();
  }
}

/** Paths of parts are compared without case. */
const nameOf = (path: string): string => path.toLowerCase();
