import { looksLikeFormula, serialOf, type WrittenCell, type WrittenRows } from './written-cell.js';
import { ZipFile } from './zip-file.js';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';

/** The places of the forms in `styles`. */
const forms = { text: 0, heading: 1, figure: 2, day: 3, moment: 4, harmless: 5 } as const;

const styles =
  `${head}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy/mm/dd"/>` +
  '<numFmt numFmtId="165" formatCode="yyyy/mm/dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/>' +
  '<name val="BIZ UDPGothic"/></font><font><b/><sz val="11"/><name val="BIZ UDPGothic"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
  '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="6">${[
    'numFmtId="0" fontId="0"',
    'numFmtId="0" fontId="1" applyFont="1"',
    'numFmtId="3" fontId="0" applyNumberFormat="1"',
    'numFmtId="164" fontId="0" applyNumberFormat="1"',
    'numFmtId="165" fontId="0" applyNumberFormat="1"',
    'numFmtId="49" fontId="0" applyNumberFormat="1" quotePrefix="1"',
  ]
    .map((form) => `<xf ${form} fillId="0" borderId="0" xfId="0"/>`)
    .join('')}</cellXfs></styleSheet>`;

const fixed: Readonly<Record<string, string>> = {
  '[Content_Types].xml':
    `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ` +
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`,
  '_rels/.rels':
    `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" ` +
    `Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/_rels/workbook.xml.rels':
    `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" ` +
    `Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" ` +
    `Type="${relation}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': styles,
};

/** A table of a workbook: the name of its sheet, its headings and its rows. */
export interface WrittenSheet {
  readonly name: string;
  readonly headings: readonly string[];
  readonly rows: WrittenRows;
}

/** The most rows that a sheet has below its heading: Excel opens no workbook with more. */
export const mostSheetRows = 1_048_575;

/** A table has more rows than a sheet. */
export class TooManyRows extends RangeError {
  constructor() {
    super(`a sheet has ${mostSheetRows} rows at most`);
  }
}

/**
 * Writes a table as an Excel workbook of one sheet: texts as texts, never as formulas, figures as numbers, days and
 * moments as dates of Japan; the headings stay in sight. Holds one part of the rows at a time. Throws TooManyRows,
 * and RangeError beyond 4 GB.
 */
export async function writeWorkbook(path: string, { name, headings, rows }: WrittenSheet): Promise<void> {
  const zip = await ZipFile.create(path);
  try {
    for (const [part, text] of Object.entries(fixed)) await zip.add(part, [text]);
    await zip.add('xl/workbook.xml', [
      `${head}<workbook xmlns="${main}" xmlns:r="${relation}"><sheets><sheet name="${escaped(sheetName(name))}" ` +
        'sheetId="1" r:id="rId1"/></sheets></workbook>',
    ]);
    await zip.add('xl/worksheets/sheet1.xml', sheetOf(headings, rows));
    await zip.end();
  } finally {
    await zip.close();
  }
}

/** Excel opens no workbook whose sheet has a longer name, or one of these signs in it. */
const sheetName = (name: string): string => name.replaceAll(/[[\]*?:/\\']/g, ' ').slice(0, 31);

async function* sheetOf(headings: readonly string[], rows: WrittenRows): AsyncGenerator<string> {
  const columns = headings
    .map((heading, at) => `<col min="${at + 1}" max="${at + 1}" width="${widthOf(heading)}" customWidth="1"/>`)
    .join('');
  yield (
    `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" ` +
    `topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns}</cols>` +
    `<sheetData><row r="1">${headings.map((heading) => textCell(heading, forms.heading)).join('')}</row>`
  );
  let count = 0;
  for await (const some of rows) {
    count += some.length;
    if (count > mostSheetRows) throw new TooManyRows();
    yield some.map((cells) => `<row>${cells.map(cellOf).join('')}</row>`).join('');
  }
  yield '</sheetData></worksheet>';
}

const widthOf = (heading: string): number => Math.max(16, heading.length * 2 + 4);

function cellOf(cell: WrittenCell): string {
  if (cell === null || cell === '') return '<c/>';
  if (typeof cell === 'string') return textCell(cell, looksLikeFormula(cell) ? forms.harmless : forms.text);
  if ('figure' in cell) return `<c s="${forms.figure}"><v>${cell.figure}</v></c>`;
  return `<c s="${'day' in cell ? forms.day : forms.moment}"><v>${serialOf(cell)}</v></c>`;
}

/** The most characters that a cell holds. */
const longest = 32_767;

const textCell = (text: string, form: number): string =>
  `<c t="inlineStr" s="${form}"><is><t xml:space="preserve">${escaped(text.slice(0, longest))}</t></is></c>`;

// what XML cannot hold is left out; a text that looks like Excel's own escape of a sign stays a text
const escaped = (text: string): string =>
  text
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '')
    .replaceAll(/_(?=x[\da-f]{4}_)/gi, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
