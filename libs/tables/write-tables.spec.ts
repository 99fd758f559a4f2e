import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { SaxesParser } from 'saxes';
import yauzl from 'yauzl';
import { uploadedTable } from './table-bounds.js';
import { TableReader } from './table-reader.js';
import { writeCsv } from './write-csv.js';
import { mostSheetRows, TooManyRows, writeWorkbook } from './write-workbook.js';
import type { WrittenCell } from './written-cell.js';

const folder = mkdtempSync(join(tmpdir(), 'sonae-written-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const place = (): string => join(folder, String(Math.random()));

async function* parts(...some: readonly (readonly (readonly WrittenCell[])[])[]) {
  yield* some;
}

/** The cells of a sheet as its XML has them, by the type of the cell. */
async function cellsOf(path: string): Promise<[string | undefined, string][][]> {
  const zip = await yauzl.openPromise(path);
  const rows: [string | undefined, string][][] = [];
  for await (const entry of zip.eachEntry()) {
    const stream = await zip.openReadStreamPromise(entry);
    const read: Buffer[] = [];
    for await (const part of stream) read.push(part as Buffer);
    const text = Buffer.concat(read).toString('utf8');
    const xml = new SaxesParser();
    xml.on('error', (fault) => {
      throw fault;
    });
    let inside = '';
    let at: [string | undefined, string] | undefined;
    xml.on('opentag', ({ name, attributes }) => {
      inside = name;
      if (entry.fileName !== 'xl/worksheets/sheet1.xml') return;
      if (name === 'row') rows.push([]);
      if (name === 'c') rows.at(-1)?.push((at = [attributes['t'] as string | undefined, '']));
      if (name === 'f') throw new Error('a formula');
    });
    xml.on('text', (found) => {
      if (at && (inside === 'v' || inside === 't')) at[1] += found;
    });
    xml.write(text).close();
  }
  return rows;
}

const headings = ['事案番号', '金額 円', '日', '時刻', 'メモ'];
const rows: WrittenCell[][] = [
  [
    'MC-2026-000001-1',
    { figure: 1_234_567 },
    { day: '2026-11-29' },
    { moment: '2026-11-28T18:15:00.000Z' },
    'ふつうの文',
  ],
  ['', { figure: -5 }, { day: '1900-03-01' }, null, '改行\n、引用符"と,と<b>&'],
];
/** Beginnings that a spreadsheet takes for a formula. */
const hostile = [
  '=1+1',
  '+81-3-5550-0100',
  '-2',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '＝1+1',
  '＠x',
  `=HYPERLINK("http://a","b")`,
];

describe('a table that we write', () => {
  it('is CSV in UTF-8 with its mark, CRLF and quotes, figures bare, moments of Japan', async () => {
    const path = place();
    await writeCsv(path, headings, parts(rows));
    const bytes = readFileSync(path);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = bytes.toString('utf8').slice(1);
    expect(text.split('\r\n')[1]).toBe('"MC-2026-000001-1",1234567,2026/11/29,2026/11/29 03:15,"ふつうの文"');
    expect(text.endsWith('\r\n')).toBe(true);
    expect(parse(bytes, { bom: true })).toEqual([
      headings,
      ['MC-2026-000001-1', '1234567', '2026/11/29', '2026/11/29 03:15', 'ふつうの文'],
      ['', '-5', '1900/03/01', '', '改行\n、引用符"と,と<b>&'],
    ]);
  });

  it('is a workbook whose figures and days are figures and days, and whose texts are texts', async () => {
    const path = place();
    await writeWorkbook(path, { name: '事案', headings, rows: parts(rows) });
    expect(await cellsOf(path)).toEqual([
      headings.map((heading) => ['inlineStr', heading]),
      [
        ['inlineStr', 'MC-2026-000001-1'],
        [undefined, '1234567'],
        [undefined, '46355'],
        [undefined, '46355.13541667'],
        ['inlineStr', 'ふつうの文'],
      ],
      [
        [undefined, ''],
        [undefined, '-5'],
        [undefined, '61'],
        [undefined, ''],
        ['inlineStr', '改行\n、引用符"と,と<b>&'],
      ],
    ]);
    const reader = new TableReader(path, uploadedTable);
    const shown: string[][] = [];
    for await (const { cells } of reader.rows()) shown.push([...cells]);
    expect(shown[1]?.slice(0, 3)).toEqual(['MC-2026-000001-1', '1234567', '2026-11-29']);
    expect(shown[2]?.[4]).toBe('改行\n、引用符"と,と<b>&');
  });

  it.each(hostile)('%j is no formula in it', async (text) => {
    const [csv, xlsx] = [place(), place()];
    await writeCsv(csv, ['a'], parts([[text]]));
    expect(parse(readFileSync(csv), { bom: true, relaxColumnCount: true })).toEqual([['a'], [`'${text}`]]);
    await writeWorkbook(xlsx, { name: 'a', headings: ['a'], rows: parts([[text]]) });
    expect((await cellsOf(xlsx))[1]).toEqual([['inlineStr', text]]);
  });

  it('is well-formed whatever a text has: control signs, halves of pairs, what looks like an escape', async () => {
    const path = place();
    await writeWorkbook(path, {
      name: 'a/b[1]',
      headings: ['a'],
      rows: parts([['\u0000\u0008x\ud800y_x0041_\ufffe']]),
    });
    expect((await cellsOf(path))[1]).toEqual([['inlineStr', 'x\ufffdy_x005F_x0041_']]);
  });

  it('without rows has its headings', async () => {
    const [csv, xlsx] = [place(), place()];
    await writeCsv(csv, ['a'], parts());
    await writeWorkbook(xlsx, { name: 'a', headings: ['a'], rows: parts() });
    expect(parse(readFileSync(csv), { bom: true })).toEqual([['a']]);
    expect(await cellsOf(xlsx)).toEqual([[['inlineStr', 'a']]]);
  });

  it.each(['csv', 'xlsx'])('%s is never held whole: rows are read as the disk takes them', async (format) => {
    const path = place();
    const most = 20_000;
    let [made, furthest] = [0, 0];
    async function* many() {
      for (; made < most; made += 100) {
        // signs of half a byte each: no packing makes of two of them less than one byte of the file
        const written = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
        furthest = Math.max(furthest, made * 1_000 - written * 2);
        yield Array.from({ length: 100 }, (): WrittenCell[] => [randomBytes(500).toString('hex')]);
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    if (format === 'csv') await writeCsv(path, ['a'], many());
    else await writeWorkbook(path, { name: 'a', headings: ['a'], rows: many() });
    // of 20 MB: some parts of 100 kB in each step of the way
    expect(furthest).toBeLessThan(3_000_000);
    if (format === 'xlsx') expect((await cellsOf(path)).length).toBe(most + 1);
  });

  it('refuses a workbook of more rows than a sheet has', async () => {
    const part = Array.from({ length: 100_000 }, (): WrittenCell[] => []);
    async function* tooMany() {
      for (let done = 0; done <= mostSheetRows; done += part.length) yield part;
    }
    await expect(writeWorkbook(place(), { name: 'a', headings: ['a'], rows: tooMany() })).rejects.toThrow(TooManyRows);
  });
});
