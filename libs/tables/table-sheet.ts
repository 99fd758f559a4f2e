import { mostColumns, mostOfAKind } from './table-bounds.js';
import { cellText, type CellStyle } from './table-cell.js';
import { TableFault } from './table-fault.js';
import type { TableRow } from './table-row.js';
import { ShownText } from './table-workbook-parts.js';
import { XmlPieces, type Attributes } from './table-xml.js';

/** The styles, texts, epoch and merged cells to which the cells of a sheet refer. */
export interface SheetFacts {
  readonly styles: readonly CellStyle[];
  readonly texts: readonly string[];
  readonly date1904: boolean;
  readonly merged: readonly MergedCell[];
}

/** A merged cell that covers cells below it; rows from 1, the column from 0. */
export interface MergedCell {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

interface Cell {
  readonly column: number;
  readonly type: string;
  readonly style: CellStyle | undefined;
}

/**
 * The rows of a sheet, which comes in pieces. A merged cell gives its value to every row that it covers; the cells that
 * it covers to its right stay empty, because in a row it is one wide value. Throws TableFault.
 */
export class SheetRows {
  readonly hiddenColumns = new Set<number>();
  readonly #xml: XmlPieces;
  readonly #text = new ShownText();
  readonly #merged = new Map<number, MergedCell[]>();
  readonly #covering = new Map<number, { readonly to: number; readonly value: string }>();
  #rows: TableRow[] = [];
  #row = 0;
  #inRow = false;
  #cells: string[] = [];
  #hidden = false;
  #column = -1;
  #cell: Cell | null = null;
  #count = 0;

  constructor(
    private readonly facts: SheetFacts,
    private readonly mostRows: number,
  ) {
    for (const cell of facts.merged) {
      const others = this.#merged.get(cell.from);
      if (others) others.push(cell);
      else this.#merged.set(cell.from, [cell]);
    }
    this.#xml = new XmlPieces({
      open: (name, attributes) => this.#open(name, attributes),
      text: (text) => this.#text.add(text),
      close: (name) => this.#close(name),
    });
  }

  /** The current row, or the next one; null above the first. */
  get line(): number | null {
    return this.#row === 0 ? null : this.#inRow ? this.#row : this.#row + 1;
  }

  take(text: string): TableRow[] {
    this.#xml.take(text);
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  end(): TableRow[] {
    this.#xml.end();
    return this.take('');
  }

  #open(name: string, attributes: Attributes): void {
    if (name === 'row') this.#openRow(attributes);
    else if (name === 'c') this.#openCell(attributes);
    else if (name === 'col') this.#hide(attributes);
    else this.#text.open(name);
  }

  #openRow({ r, hidden, ht }: Attributes): void {
    if (++this.#count > this.mostRows) throw new TableFault('too-many-rows', this.#row + 1);
    this.#inRow = true;
    this.#row = r === undefined ? this.#row + 1 : Number(r);
    this.#hidden = isTrue(hidden) || Number(ht ?? 1) === 0;
    this.#cells = [];
    this.#column = -1;
  }

  #openCell({ r, t, s }: Attributes): void {
    this.#column = r === undefined ? this.#column + 1 : columnOf(r);
    if (this.#column < 0) throw new TableFault('broken-workbook', this.#row);
    this.#cell = { column: this.#column, type: t ?? 'n', style: this.facts.styles[Number(s ?? 0)] };
    this.#text.begin();
  }

  #hide({ min, max, hidden, width }: Attributes): void {
    if (!isTrue(hidden) && Number(width ?? 1) !== 0) return;
    for (let column = Number(min); column <= Math.min(Number(max), mostColumns); column++)
      this.hiddenColumns.add(column - 1);
  }

  #close(name: string): void {
    if (name === 'c') this.#closeCell();
    else if (name === 'row') this.#closeRow();
    else this.#text.close(name);
  }

  #closeCell(): void {
    const cell = this.#cell;
    this.#cell = null;
    if (cell === null || this.#text.value === '') return;
    const text = cellText({ ...cell, value: this.#text.value }, this.facts.texts, this.facts.date1904);
    if (text === '') return;
    if (cell.column >= mostColumns) throw new TableFault('too-many-columns', this.#row);
    this.#put(cell.column, text);
  }

  // a row without a cell of its own is empty, even where a merged cell covers it
  #closeRow(): void {
    this.#inRow = false;
    const any = this.#cells.some((cell) => cell !== '');
    const covered = this.#cover();
    if (any)
      this.#rows.push({
        line: this.#row,
        cells: this.#cells,
        ...(this.#hidden ? { hidden: true } : {}),
        ...(covered.length > 0 ? { covered } : {}),
      });
  }

  // at most one cell covers a column at a time
  #cover(): number[] {
    const covered: number[] = [];
    for (const [column, { to, value }] of this.#covering) {
      if (this.#row > to) this.#covering.delete(column);
      else {
        this.#put(column, value);
        covered.push(column);
      }
    }
    for (const { column, to } of this.#merged.get(this.#row) ?? []) {
      const value = this.#cells[column] ?? '';
      if (value !== '') this.#covering.set(column, { to, value });
    }
    return covered;
  }

  #put(column: number, value: string): void {
    while (this.#cells.length < column) this.#cells.push('');
    this.#cells[column] = value;
  }
}

/**
 * The cells of a sheet that cover others below them. They come after the rows in the file, so the sheet is read for
 * them first.
 */
export class MergedCells {
  readonly found: MergedCell[] = [];
  readonly #xml = new XmlPieces({
    open: (name, { ref }) => {
      if (name === 'mergeCell' && ref !== undefined) this.#add(ref);
    },
  });

  take(text: string): void {
    this.#xml.take(text);
  }

  #add(reference: string): void {
    const [first = '', last = ''] = reference.split(':', 2);
    const [column, from, to] = [columnOf(first), rowOf(first), rowOf(last)];
    if (to > from && column >= 0 && column < mostColumns) this.found.push({ column, from, to });
    if (this.found.length > mostOfAKind) throw new TableFault('part-too-large', null);
  }
}

const isTrue = (attribute: string | undefined): boolean => attribute === '1' || attribute === 'true';

/** The column of a reference such as C12, from 0; -1 where it has none. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < 3; at++) {
    const letter = reference.charCodeAt(at) - 64;
    if (!(letter >= 1 && letter <= 26)) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

function rowOf(reference: string): number {
  return Number(/\d{1,7}$/.exec(reference.slice(0, 10))?.[0] ?? 0);
}
