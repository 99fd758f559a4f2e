import { posix } from 'node:path';
import { longestCell, mostOfAKind } from './table-bounds.js';
import { numberStyle, type CellStyle } from './table-cell.js';
import { TableFault } from './table-fault.js';
import { XmlPieces, type XmlVisitor } from './table-xml.js';

/** The text of a part in pieces; nothing for a missing part. */
export type Part = AsyncIterable<string>;

async function over(part: Part, visitor: XmlVisitor): Promise<void> {
  const xml = new XmlPieces(visitor);
  for await (const piece of part) xml.take(piece);
  xml.end();
}

/** The paths of other parts, as a part names them: by their kind (`worksheet`, `styles`) and by their id. */
export interface Relations {
  readonly byId: ReadonlyMap<string, string>;
  readonly byKind: ReadonlyMap<string, string>;
}

/** The file with the paths that a part names. */
export const relationsOf = (path: string): string =>
  posix.join(posix.dirname(path), '_rels', `${posix.basename(path)}.rels`);

/** Reads the paths that a part names; they are relative to its folder. */
export async function readRelations(part: Part, folder: string): Promise<Relations> {
  const byId = new Map<string, string>();
  const byKind = new Map<string, string>();
  await over(part, {
    open(name, { Id, Type, Target }) {
      if (name !== 'Relationship' || Target === undefined) return;
      const path = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
      const kind = (Type ?? '').slice((Type ?? '').lastIndexOf('/') + 1);
      if (Id !== undefined) byId.set(Id, path);
      if (!byKind.has(kind)) byKind.set(kind, path);
    },
  });
  return { byId, byKind };
}

/** The path of the workbook in the list of content types; null where it has none. */
export async function listedWorkbook(contentTypes: Part): Promise<string | null> {
  let found: string | null = null;
  await over(contentTypes, {
    open(name, { ContentType, PartName }) {
      if (name === 'Override' && ContentType?.endsWith('.main+xml') && PartName) found ??= PartName.replace('/', '');
    },
  });
  return found;
}

/** The path of the first visible sheet, and whether days count from 1904. */
export async function workbookFacts(
  part: Part,
  sheets: ReadonlyMap<string, string>,
): Promise<{ sheet: string | null; date1904: boolean }> {
  let sheet: string | null = null;
  let date1904 = false;
  await over(part, {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name !== 'sheet' || sheet !== null || /hidden/i.test(attributes['state'] ?? '')) return;
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
      sheet = sheets.get(relation ?? '') ?? null;
    },
  });
  return { sheet, date1904 };
}

/** The form of numbers in each cell style, by its index. */
export async function readStyles(part: Part): Promise<CellStyle[]> {
  const codes = new Map<number, string>();
  const found: CellStyle[] = [];
  let inCells = false;
  await over(part, {
    open(name, attributes) {
      if (name === 'cellXfs') inCells = true;
      else if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      else if (inCells && name === 'xf') {
        const id = Number(attributes['numFmtId'] ?? 0);
        found.push(numberStyle(id, codes.get(id)));
      }
      if (found.length > mostOfAKind || codes.size > mostOfAKind) throw new TableFault('part-too-large', null);
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return found;
}

/** The texts to which cells refer by number, without their furigana. */
export async function sharedTexts(part: Part, most: number): Promise<string[]> {
  const texts: string[] = [];
  const text = new ShownText();
  await over(part, {
    open(name) {
      if (name === 'si') text.begin();
      else text.open(name);
    },
    text: (piece) => text.add(piece),
    close(name) {
      if (name !== 'si') return text.close(name);
      if (texts.push(text.value) > most) throw new TableFault('too-many-texts', null);
    },
  });
  return texts;
}

/** The text of a cell as displayed: its runs one after another, without furigana. */
export class ShownText {
  value = '';
  #listens = false;
  #readings = 0;

  begin(): void {
    this.value = '';
  }

  open(name: string): void {
    if (name === 'rPh') this.#readings++;
    else if (name === 'v' || name === 't') this.#listens = this.#readings === 0;
  }

  add(piece: string): void {
    if (!this.#listens) return;
    this.value += piece;
    if (this.value.length > longestCell) throw new TableFault('cell-too-long', null);
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#listens = false;
    else if (name === 'rPh') this.#readings--;
  }
}
