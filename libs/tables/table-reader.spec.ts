import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { containerOf, workbook } from '../../test/support/workbook.js';
import { TableFault } from './table-fault.js';
import { uploadedTable, type TableBounds } from './table-bounds.js';
import { TableReader } from './table-reader.js';

const folder = mkdtempSync(join(tmpdir(), 'sonae-table-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function table(content: string | Buffer, name = 'list.csv', bounds: Partial<TableBounds> = {}): TableReader {
  const path = join(folder, `${++files}-${name}`);
  writeFileSync(path, content);
  return new TableReader(path, { ...uploadedTable, ...bounds });
}

interface Outcome {
  readonly rows: [number, ...string[]][];
  readonly fault: string | null;
  readonly line: number | null;
  readonly encoding: string | null;
}

async function outcome(read: TableReader): Promise<Outcome> {
  const rows: [number, ...string[]][] = [];
  try {
    for await (const { line, cells } of read.rows()) rows.push([line, ...cells]);
    return { rows, fault: null, line: null, encoding: read.encoding };
  } catch (error) {
    if (!(error instanceof TableFault)) throw error;
    return { rows, fault: error.code, line: error.line, encoding: read.encoding };
  }
}

const rowsOf = async (read: TableReader): Promise<string[][]> =>
  (await outcome(read)).rows.map(([, ...cells]) => cells);

// 「①㈱髙﨑病院」 as Windows writes it in Shift_JIS
const cp932 = Buffer.from([0x87, 0x40, 0x87, 0x8a, 0xfb, 0xfc, 0xfa, 0xb1, 0x95, 0x61, 0x89, 0x40]);
const bytes = (...parts: (string | Buffer)[]): Buffer =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)));

describe('a table in text', () => {
  it('gives each row with the line where it begins', async () => {
    const text = '\uFEFF01,"見本\r\n病院"\r\n02,"「""さくら""」, 本院"\n\n03,\n';
    expect(await outcome(table(text))).toEqual({
      rows: [
        [1, '01', '見本\r\n病院'],
        [3, '02', '「"さくら"」, 本院'],
        [5, '03', ''],
      ],
      fault: null,
      line: null,
      encoding: 'utf-8',
    });
  });

  it('is read gzipped, whatever it is called, and without a last line break', async () => {
    expect(await rowsOf(table(gzipSync('01,見本\n02,みほん'), 'list.txt'))).toEqual([
      ['01', '見本'],
      ['02', 'みほん'],
    ]);
  });

  it('is empty when the file is', async () => {
    expect(await outcome(table(''))).toMatchObject({ rows: [], fault: null });
    expect(await outcome(table('\n,,\n'))).toMatchObject({ rows: [], fault: null });
  });

  it('is found to be Shift_JIS as Windows writes it, also when it begins with a great deal of ASCII', async () => {
    const head = 'code,name\n'.repeat(20_000);
    const read = await outcome(table(bytes(head, '010,', cp932, '\r\n')));
    expect(read).toMatchObject({ fault: null, encoding: 'shift_jis' });
    expect(read.rows).toHaveLength(20_001);
    expect(read.rows.at(-1)).toEqual([20_001, '010', '①㈱髙﨑病院']);
  });

  it('is found to be UTF-8 after a great deal of ASCII', async () => {
    const read = await outcome(table(`${'code,name\n'.repeat(20_000)}010,髙﨑病院`));
    expect([read.encoding, read.rows.at(-1)]).toEqual(['utf-8', [20_001, '010', '髙﨑病院']]);
  });

  it('says at which line a sign is in no encoding, and gives the lines before', async () => {
    const good = '010,見本病院\n'.repeat(10_000);
    const read = await outcome(table(bytes(good, '011,', Buffer.from([0x95, 0x61]), '\n012,みほん\n')));
    expect(read).toMatchObject({ fault: 'wrong-encoding', line: 10_001 });
    expect(read.rows.length).toBeGreaterThan(5_000);
    expect(await outcome(table(bytes('01,見本\n02,', Buffer.from([0xff]), '\n')))).toMatchObject({
      fault: 'wrong-encoding',
      line: 2,
    });
    expect(await outcome(table(bytes(cp932, '\n', Buffer.from([0x80, 0xff]), '\n')))).toMatchObject({
      fault: 'wrong-encoding',
      line: 2,
    });
  });

  it('is read in UTF-16 with its mark, as Excel writes its text for Unicode', async () => {
    const rows = Array.from({ length: 9_000 }, (_, at) => [at + 1, String(at), '見本 髙橋病院']);
    const text = Buffer.from(`\uFEFF${rows.map(([, n, name]) => `${n}\t${name}\r\n`).join('')}`, 'utf16le');
    expect(await outcome(table(text))).toEqual({ rows, fault: null, line: null, encoding: 'utf-16' });
    expect(await outcome(table(Buffer.from(text).swap16()))).toMatchObject({ rows, encoding: 'utf-16' });
    expect(await outcome(table(bytes(text, Buffer.from([0x00, 0xd8]))))).toMatchObject({ fault: 'wrong-encoding' });
  });

  it.each([
    ['a NUL byte', '01,a\n02,b\0\n', 'nul', 2, 0],
    ['a quote inside a value', '01,a\n02,b"c"\n03,d\n', 'stray-quote', 2, 1],
    ['text after a closing quote', '01,a\n02,"b"c\n', 'stray-quote', 2, 1],
    ['a quote that is never closed', '01,a\n02,"b\n03,c\n', 'open-quote', 2, 1],
    ['a quote that is closed after more than 1 MB', `01,a\n02,"${'b\n'.repeat(600_000)}"\n`, 'open-quote', 2, 1],
    ['a line of more than 1 MB', `01,a\n02,${'b'.repeat(1_100_000)}`, 'line-too-long', 2, 1],
    ['old Excel', containerOf('Workbook'), 'old-excel', null, 0],
    ['old Excel that is cut off', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old-excel', null, 0],
    ['Excel with a password', containerOf('EncryptedPackage'), 'locked-excel', null, 0],
    ['a damaged gzip', bytes(gzipSync('01,a\n').subarray(0, 10), 'xxxxxxxxxxxxx'), 'broken-gzip', 1, 0],
  ])('refuses %s by its line, and gives the rows before it', async (_what, content, fault, line, before) => {
    const read = await outcome(table(content));
    expect([read.fault, read.line, read.rows.length]).toEqual([fault, line, before]);
  });

  it('says where a gzip file is cut off, and gives the rows before', async () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => `${at * 7919},見本 ${at * 104_729} 病院\n`).join('');
    const whole = gzipSync(lines);
    const read = await outcome(table(whole.subarray(0, whole.length - 2_000)));
    expect(read.fault).toBe('cut-gzip');
    expect(read.rows.length).toBeGreaterThan(10_000);
    expect(read.line).toBe(read.rows.length + 1);
    // whole rows only: the row that was cut off is not given
    expect(read.rows.at(-1)?.[2]).toMatch(/病院$/);
  });

  it('says that there is no such file, or no file', async () => {
    const at = (path: string): Promise<Outcome> => outcome(new TableReader(path, uploadedTable));
    expect(await at(join(folder, 'nowhere.csv'))).toMatchObject({ fault: 'no-such-file', line: null });
    expect(await at(folder)).toMatchObject({ fault: 'not-a-file', line: null });
  });

  it('says every fault in both languages, with the line', () => {
    expect(new TableFault('nul', 7)).toMatchObject({
      textJa: expect.stringMatching(/^7 行目: .*。$/),
      textEn: expect.stringMatching(/^Line 7: .*\.$/),
    });
  });
});

describe('the first sheet of a workbook', () => {
  const inZone = async (zone: string, read: () => Promise<string[][]>): Promise<string[][]> => {
    const before = process.env['TZ'];
    process.env['TZ'] = zone;
    try {
      return await read();
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  };

  it('gives texts without their furigana, and rich text whole', async () => {
    const texts = [
      '<t>東京病院</t><rPh sb="0" eb="4"><t>トウキョウビョウイン</t></rPh><phoneticPr fontId="1"/>',
      '<r><t>見本</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 病院</t></r>',
      '<t>一行_x000D_\n二行 &amp; 他</t>',
    ];
    const rows =
      '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="D2" ' +
      't="s"><v>2</v></c></row><row r="4"><c t="inlineStr"><is><t>内</t><rPh sb="0" ' +
      'eb="1"><t>ウチ</t></rPh></is></c><c t="b"><v>1</v></c></row>';
    expect((await outcome(table(workbook({ rows, texts }), 'x.xlsx'))).rows).toEqual([
      [2, '東京病院', '見本 病院', '', '一行\r\n二行 & 他'],
      [4, '内', 'TRUE'],
    ]);
  });

  const formats = ['yyyy"年"m"月"d"日"', '[$-411]ge.m.d', '0000000', '0.00E+00', '#,##0"円";[Red]-#,##0', 'h:mm'];
  const day = 45_992; // 2025-12-01
  it.each(['Asia/Tokyo', 'America/Los_Angeles', 'UTC'])(
    'gives days as they stand in the sheet, in %s',
    async (zone) => {
      const rows =
        `<row r="1"><c r="A1" s="1"><v>${day}</v></c><c r="B1" s="2"><v>${day}</v></c><c r="C1" ` +
        `s="3"><v>${day}</v></c><c r="D1" s="1"><f>TODAY()</f><v>${day}</v></c><c r="E1" ` +
        `s="1"><v>${day}.75</v></c><c r="F1" s="7"><v>0.375</v></c><c r="G1" ` +
        't="d"><v>2025-12-01T00:00:00</v></c></row>';
      expect(await inZone(zone, () => rowsOf(table(workbook({ rows, formats }))))).toEqual([
        [...Array<string>(4).fill('2025-12-01'), '2025-12-01 18:00:00', '09:00:00', '2025-12-01'],
      ]);
    },
  );

  it('counts days from 1904 where the workbook does, and knows the leap day that 1900 did not have', async () => {
    const cell = (serial: number): string => `<c s="1"><v>${serial}</v></c>`;
    expect(await rowsOf(table(workbook({ rows: `<row>${cell(1)}${cell(59)}${cell(61)}</row>` })))).toEqual([
      ['1900-01-01', '1900-02-28', '1900-03-01'],
    ]);
    expect(await rowsOf(table(workbook({ rows: `<row>${cell(1)}</row>`, date1904: true })))).toEqual([['1904-01-02']]);
  });

  it('gives numbers without exponent, and codes with the zeros that are shown', async () => {
    const rows =
      '<row r="1"><c r="A1"><v>1.2345678901E+10</v></c><c r="B1"><v>0.10000000000000001</v></c><c ' +
      'r="C1" s="4"><v>112489</v></c><c r="D1"><v>1E-7</v></c><c r="E1" s="5"><v>1200</v></c><c r="F1" ' +
      's="6"><v>1200</v></c><c r="G1"><f>A1*2</f><v>24691357802</v></c></row>';
    expect(await rowsOf(table(workbook({ rows, formats })))).toEqual([
      ['12345678901', '0.1', '0112489', '0.0000001', '1200', '1200', '24691357802'],
    ]);
  });

  it('is the first that is not hidden, and refused when there is none', async () => {
    const rows = '<row r="1"><c r="A1"><v>1</v></c></row>';
    const hidden = '<sheet name="a" sheetId="1" state="hidden" r:id="rId1"/>';
    expect(await outcome(table(workbook({ rows, sheets: hidden })))).toMatchObject({ fault: 'not-a-workbook' });
  });

  it('says that it is cut off or damaged', async () => {
    const whole = workbook({ rows: '<row r="1"><c r="A1"><v>1</v></c></row>' });
    expect(await outcome(table(whole.subarray(0, whole.length - 30)))).toMatchObject({ fault: 'broken-workbook' });
    const broken = workbook({ rows: '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"></row>' });
    expect(await outcome(table(broken))).toMatchObject({ rows: [], fault: 'broken-workbook' });
  });
});

describe('bounds', () => {
  const numbers = (rows: number, cells = 1): string => `<row>${'<c><v>1</v></c>'.repeat(cells)}</row>`.repeat(rows);
  const text = (content: string): string => `<row><c t="inlineStr"><is><t>${content}</t></is></c></row>`;
  const many = Array.from({ length: 11 }, (_, at) => `<t>${at}</t>`);

  it.each<[string, string | Buffer, Partial<TableBounds>, string, number | null]>([
    ['unpacked text', gzipSync('1,2\n'.repeat(300)), { unpackedBytes: 1_000 }, 'too-large', null],
    ['an unpacked sheet', workbook({ rows: numbers(100) }), { unpackedBytes: 1_000 }, 'too-large', null],
    [
      'another part',
      workbook({ rows: numbers(1), formats: ['0'.repeat(2_000)] }),
      { partBytes: 1_500 },
      'part-too-large',
      null,
    ],
    ['shared texts', workbook({ rows: numbers(1), texts: many }), { sharedTexts: 10 }, 'too-many-texts', null],
    ['rows of a text', '1\n\n\n\n2\n', { rows: 4 }, 'too-many-rows', 5],
    ['rows of a sheet', workbook({ rows: '<row r="1"/><row r="2"/><row r="3"/>' }), { rows: 2 }, 'too-many-rows', 3],
    ['columns of a text', `1\n${','.repeat(256)}x\n`, {}, 'too-many-columns', 2],
    ['columns of a sheet', workbook({ rows: numbers(1) + numbers(1, 257) }), {}, 'too-many-columns', 2],
    ['a cell of a text', `1\n${'x'.repeat(32_768)}\n`, {}, 'cell-too-long', 2],
    ['a cell of a sheet', workbook({ rows: numbers(1) + text('x'.repeat(32_768)) }), {}, 'cell-too-long', 2],
    [
      'a shared text',
      workbook({ rows: numbers(1), texts: [`<t>${'x'.repeat(32_768)}</t>`] }),
      {},
      'cell-too-long',
      null,
    ],
  ])('of %s', async (_what, content, bounds, fault, line) => {
    expect(await outcome(table(content, 'x', bounds))).toMatchObject({ fault, line });
  });

  it('count what holds something: empty columns and cells of just the length are read', async () => {
    const longest = 'x'.repeat(32_767);
    expect(await rowsOf(table(`${longest}${','.repeat(3_000)}\n`))).toEqual([
      [longest, ...Array<string>(255).fill('')],
    ]);
    const styled = `<row>${'<c><v>1</v></c>'.repeat(256)}${'<c s="1"/>'.repeat(3_000)}</row>`;
    expect(await rowsOf(table(workbook({ rows: styled })))).toEqual([Array<string>(256).fill('1')]);
  });

  it('no document type is read: what it declares could unfold without end', async () => {
    const rows = '</sheetData><!DOCTYPE a [<!ENTITY b "bb">]><sheetData>';
    expect(await outcome(table(workbook({ rows })))).toMatchObject({ fault: 'broken-workbook' });
  });

  it('tags within tags are counted: each that is open is kept', async () => {
    const deep = (times: number): string =>
      `<row r="1"><c><v>1</v></c>${'<x>'.repeat(times)}${'</x>'.repeat(times)}</row>`;
    expect(await outcome(table(workbook({ rows: deep(200) })))).toMatchObject({ fault: null });
    expect(await outcome(table(workbook({ rows: deep(300) })))).toMatchObject({ fault: 'broken-workbook' });
  });
});

describe('a text in the ways of other programs', () => {
  it.each([
    [
      'tabs, with commas in amounts',
      'a\tb\n1,000\tx\n2,000\ty\n',
      [
        ['a', 'b'],
        ['1,000', 'x'],
        ['2,000', 'y'],
      ],
    ],
    [
      'semicolons, with commas in amounts',
      'a;b\n1,5;x\n',
      [
        ['a', 'b'],
        ['1,5', 'x'],
      ],
    ],
    [
      'commas, with semicolons in one cell',
      'a,b\n1;2;3,x\n4;5;6,y\n',
      [
        ['a', 'b'],
        ['1;2;3', 'x'],
        ['4;5;6', 'y'],
      ],
    ],
    [
      'quotes around what would part cells',
      '"a;b",c\n"d;e",f\n',
      [
        ['a;b', 'c'],
        ['d;e', 'f'],
      ],
    ],
    ['a named sign', 'sep=\t\r\na,b\tc\r\n', [['a,b', 'c']]],
    ['one column', 'a\nb\n', [['a'], ['b']]],
  ])('is read: %s', async (_how, content, rows) => {
    expect(await rowsOf(table(content))).toEqual(rows);
  });

  it('whose lines end in carriage returns keeps line feeds inside its cells, and counts its lines', async () => {
    expect((await outcome(table('a,b\r1,"x\ny"\r\r2,z\r'))).rows).toEqual([
      [1, 'a', 'b'],
      [2, '1', 'x\ny'],
      [5, '2', 'z'],
    ]);
    const long = Array.from({ length: 30_000 }, (_, at) => `${at},見本 病院`).join('\r');
    const read = await outcome(table(long));
    expect([read.fault, read.rows.length, read.rows.at(-1)]).toEqual([null, 30_000, [30_000, '29999', '見本 病院']]);
  });

  it('names the line of the file below a line that names the sign', async () => {
    expect(await outcome(table('sep=;\na;b\nc"d;e\n'))).toMatchObject({
      rows: [[2, 'a', 'b']],
      fault: 'stray-quote',
      line: 3,
    });
  });
});

describe('a workbook of another program', () => {
  const rows = '<row r="1"><c r="A1"><v>1</v></c></row>';
  it('has its parts under other names', async () => {
    expect(await rowsOf(table(workbook({ rows, at: 'xl/workbook22.xml' })))).toEqual([['1']]);
    expect(await rowsOf(table(workbook({ rows, at: 'xl/Workbook.xml' })))).toEqual([['1']]);
  });

  it('says which rows and columns it hides, and which cells are merged', async () => {
    const read = table(
      workbook({
        rows:
          `${rows}<row r="2" hidden="true"><c r="A2"><v>2</v></c></row><row r="3"><c ` +
          'r="B3"><v>3</v></c></row><row r="4"/>',
        columns: '<col min="2" max="3" hidden="1"/><col min="5" max="16384" width="0"/>',
        merged: ['A1:A4', 'C1:D1'],
      }),
    );
    const given = [];
    for await (const row of read.rows()) given.push(row);
    expect(given).toEqual([
      { line: 1, cells: ['1'] },
      { line: 2, cells: ['1'], hidden: true, covered: [0] },
      { line: 3, cells: ['1', '3'], covered: [0] },
    ]);
    expect(read.hiddenColumns.slice(0, 3)).toEqual([1, 2, 4]);
    expect(read.hiddenColumns).toHaveLength(2 + 252);
  });

  it.each([
    [1_299_999.999_999_999_8, '1300000'],
    [130_000.000_000_000_01, '130000'],
    [0.1 + 0.2, '0.3'],
    [1_234.5, '1234.5'],
    [123_456_789_012_345, '123456789012345'],
    [1e-7, '0.0000001'],
  ])('shows %d with fifteen digits', async (value, text) => {
    expect(await rowsOf(table(workbook({ rows: `<row><c><v>${value}</v></c></row>` })))).toEqual([[text]]);
  });

  it('writes what its formats mean: days in brackets and quotes, texts that only look like days', async () => {
    const formats = ['[$-411]ggge"年"m"月"d"日";@', 'G/標準"円"', '"ymd"0', '\\d0', '[Red]0', 'yyyy/m/d', '[', '"'];
    const day = 46_346;
    const cells = formats.map((_, at) => `<c s="${at + 2}"><v>${day}</v></c>`).join('');
    expect(await rowsOf(table(workbook({ rows: `<row>${cells}</row>`, formats })))).toEqual([
      ['2026-11-20', ...Array<string>(4).fill(String(day)), '2026-11-20', String(day), String(day)],
    ]);
  });
});
