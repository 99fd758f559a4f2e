import { SaxesParser } from 'saxes';
import { numberStyle, type CellStyle } from './table-cell.js';

type Attributes = Readonly<Record<string, string>>;

function eachTag(xml: string, visit: (name: string, attributes: Attributes, open: boolean) => void): void {
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => visit(local(name), attributes, true));
  parser.on('closetag', ({ name }) => visit(local(name), {}, false));
  parser.on('error', (error) => {
    throw error;
  });
  if (xml !== '') parser.write(xml).close();
}

/** Where the first sheet is that is not hidden; null when there is none. */
export function sheetPath(workbook: string, relations: string): string | null {
  const targets = new Map<string, string>();
  eachTag(relations, (name, { Id, Type, Target }) => {
    if (name === 'Relationship' && Id && Target && Type?.endsWith('/worksheet')) targets.set(Id, Target);
  });
  let first: string | null = null;
  eachTag(workbook, (name, attributes) => {
    if (name !== 'sheet' || first !== null || /hidden/i.test(attributes['state'] ?? '')) return;
    const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
    const target = relation === undefined ? undefined : targets.get(relation);
    if (target !== undefined) first = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
  });
  return first;
}

/** What each style of cells says of numbers, by its index. */
export function styles(xml: string): CellStyle[] {
  const codes = new Map<number, string>();
  const found: CellStyle[] = [];
  let inCells = false;
  eachTag(xml, (name, attributes, open) => {
    if (name === 'cellXfs') inCells = open;
    else if (open && name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
    else if (open && inCells && name === 'xf') {
      const id = Number(attributes['numFmtId'] ?? 0);
      found.push(numberStyle(id, codes.get(id)));
    }
  });
  return found;
}

/** The texts that cells refer to by number, without their furigana. */
export async function sharedTexts(chunks: AsyncIterable<string> | Iterable<string>): Promise<string[]> {
  const texts: string[] = [];
  const parser = new SaxesParser();
  let text = '';
  let listens = false;
  let readings = 0;
  parser.on('opentag', ({ name }) => {
    if (local(name) === 'si') text = '';
    else if (local(name) === 'rPh') readings++;
    else if (local(name) === 't') listens = readings === 0;
  });
  parser.on('text', (piece) => {
    if (listens) text += piece;
  });
  parser.on('closetag', ({ name }) => {
    if (local(name) === 'si') texts.push(text);
    else if (local(name) === 'rPh') readings--;
    else if (local(name) === 't') listens = false;
  });
  parser.on('error', (error) => {
    throw error;
  });
  let any = false;
  for await (const chunk of chunks) {
    any ||= chunk !== '';
    parser.write(chunk);
  }
  if (any) parser.close();
  return texts;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);
