import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem } from '#problems';
import { workbook } from '../../test/support/workbook.js';
import { claimsOf, expenseTemplate, readExpenseSheet, type ExpenseSheet } from './read-expense-sheet.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sonae-expenses-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = async (text: string | Buffer): Promise<unknown[]> => {
  const path = join(folder, 'file.csv');
  writeFileSync(path, text);
  return readExpenseSheet(path, '2026-11-28')
    .then(claimsOf)
    .catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      return [error.code, (error.details.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`)];
    });
};
const sheetOf = (content: string | Buffer): Promise<ExpenseSheet> => {
  const path = join(folder, 'sheet');
  writeFileSync(path, content);
  return readExpenseSheet(path, '2026-11-28');
};

describe('expenses from a spreadsheet', () => {
  it('are read as people write them: full width, commas, 円, eras, categories in Japanese', async () => {
    const file =
      '費目,金額（税抜）,消費税,作業・利用の最終日,支払先,人数\r\nコールセンターの設置,"１，２００，０００円",120000,令和8年11月20日,見本,\r\n' +
      'condolence,5000,,2026/11/1,,10\r\n';
    expect(
      await read(file.replace('コールセンターの設置', expenseTemplate().split('\r\n')[1]?.split(',')[0] ?? '')),
    ).toEqual([
      { category: 'call-center', amount: 1_200_000, tax: 120_000, incurredOn: '2026-11-20', vendorName: '見本' },
      { category: 'condolence', amount: 5_000, incurredOn: '2026-11-01', persons: 10 },
    ]);
  });

  it('are read alike in every plain form, and what can be read in two ways is refused with its reason', async () => {
    const head = '費目,金額（税抜）,消費税,作業・利用の最終日\n';
    expect(
      await read(
        `${head}call-center,1200000.0,１２万円,2026/11/20 0:00:00\ncall-center,30万,0,令8.11.20\ncall-center,1.2億,,11/27\n`,
      ),
    ).toEqual([
      { category: 'call-center', amount: 1_200_000, tax: 120_000, incurredOn: '2026-11-20' },
      { category: 'call-center', amount: 300_000, tax: 0, incurredOn: '2026-11-20' },
      { category: 'call-center', amount: 120_000_000, incurredOn: '2026-11-27' },
    ]);
    expect(await read(`${head}call-center,1.200,"1,2",04/05/06\ncall-center,1,1,令和元年4月30日\n`)).toEqual([
      'expenses.import-refused',
      [
        '/rows/2/金額（税抜） values.amount-ambiguous',
        '/rows/2/消費税 values.amount-ambiguous',
        '/rows/2/作業・利用の最終日 values.day-ambiguous',
        '/rows/3/作業・利用の最終日 values.era-differs',
      ],
    ]);
  });

  it('the template reads as what it shows', async () => {
    expect(await read(expenseTemplate())).toMatchObject([
      { category: 'call-center', amount: 1_200_000, tax: 120_000, incurredOn: '2026-11-20', invoiceNumber: 'INV-001' },
    ]);
  });

  it('name every fault by row and column, and none of them is taken', async () => {
    expect(
      await read(
        '費目,金額（税抜）,作業・利用の最終日\n謎の費用,約百円,2026-02-30\ncall-center,,2026-11-01\ncondolence,1,2026-11-01\n',
      ),
    ).toEqual([
      'expenses.import-refused',
      [
        '/rows/2/費目 expenses.cell-unreadable',
        '/rows/2/金額（税抜） values.amount',
        '/rows/2/作業・利用の最終日 values.no-such-day',
        '/rows/3/金額（税抜） requests.field-missing',
        '/rows/4/人数 expenses.persons-needed',
      ],
    ]);
  });

  it('a heading that is not known, missing or there twice refuses the file', async () => {
    expect(await read('費目,金額（税抜）,謎,費目\n')).toEqual([
      'expenses.import-refused',
      [
        '/rows/1/謎 requests.unknown-field',
        '/rows/1/費目 expenses.column-twice',
        '/rows/1/作業・利用の最終日 requests.field-missing',
      ],
    ]);
    expect(await read('費目,金額（税抜）,作業・利用の最終日\n')).toEqual(['expenses.import-empty', []]);
  });

  it('says of a file that is no table what it is', async () => {
    expect(await read(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]))).toEqual(['expenses.file-unreadable', []]);
    const many = '費目,金額（税抜）,作業・利用の最終日\n' + 'call-center,1,2026-11-01\n'.repeat(201);
    expect(await read(many)).toEqual(['expenses.too-many-rows', []]);
  });
});

describe('a sheet as hospitals keep it', () => {
  const head = '費目,金額（税抜）,消費税,作業・利用の最終日,支払先';
  const line = (vendor: string, amount = '1000'): string => `call-center,${amount},100,2026/11/20,${vendor}`;
  const claim = (vendorName: string, amount = 1_000) => ({
    ...{ category: 'call-center', amount, tax: 100, incurredOn: '2026-11-20', vendorName },
  });
  const left = ({ left: { rows, count } }: ExpenseSheet) => [rows.map(({ line: at, why }) => `${at} ${why}`), count];

  it('has titles above its heading, sums below, and empty rows between: they are named and not taken', async () => {
    const sheet = await sheetOf(
      [
        '費用一覧（見本病院）,,,,',
        '',
        '作成日 2026/11/27',
        head,
        line('A'),
        '小 計,1000,100,,',
        '',
        line('B'),
        ',2000,,,合計',
        '',
      ].join('\r\n'),
    );
    expect(claimsOf(sheet)).toEqual([claim('A'), claim('B')]);
    expect(left(sheet)).toEqual([['1 title', '3 title', '6 total', '9 total'], 4]);
    expect(sheet.left.rows[0]?.text).toBe('費用一覧（見本病院）');
  });

  it.each([
    ['tabs', (text: string) => text.replaceAll(',', '\t')],
    ['semicolons', (text: string) => text.replaceAll(',', ';')],
    ['a first line that names the sign', (text: string) => `sep=;\r\n${text.replaceAll(',', ';')}`],
    ['carriage returns alone', (text: string) => text.replaceAll('\r\n', '\r')],
  ])('is written with %s', async (_how, written) => {
    const sheet = await sheetOf(written(`${head}\r\n${line('A')}\r\n${line('B')}\r\n`));
    expect(claimsOf(sheet)).toEqual([claim('A'), claim('B')]);
  });

  const cell = (at: string, value: string | number): string =>
    typeof value === 'number'
      ? `<c r="${at}"><v>${value}</v></c>`
      : `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const row = (at: number, values: readonly (string | number)[], more = ''): string =>
    '<row ' +
    `r="${at}"${more}>${values.map((value, column) => cell(`${'ABCDE'[column] ?? ''}${at}`, value)).join('')}</row>`;
  const headRow = row(1, head.split(','));
  const values = (vendor: string, amount = 1_000) => ['call-center', amount, 100, '2026/11/20', vendor];

  it('hides a row: it is named and not claimed', async () => {
    const hidden = row(2, values('隠'), ' hidden="1"') + row(3, values('高さ'), ' ht="0" customHeight="1"');
    const sheet = await sheetOf(workbook({ rows: headRow + hidden + row(4, values('A')) }));
    expect(claimsOf(sheet)).toEqual([claim('A')]);
    expect(left(sheet)).toEqual([['2 hidden', '3 hidden'], 2]);
  });

  it('hides a column: it is named and not taken; one that is needed is asked for', async () => {
    const hiding = (column: number) =>
      workbook({ rows: headRow + row(2, values('A')), columns: `<col min="${column}" max="${column}" hidden="1"/>` });
    const sheet = await sheetOf(hiding(3));
    expect(sheet.left.columns).toEqual([{ column: 'C', heading: '消費税' }]);
    expect(claimsOf(sheet)).toEqual([{ ...claim('A'), tax: undefined }]);
    expect(await read(hiding(2))).toEqual(['expenses.import-refused', ['/rows/1/金額（税抜） uploads.column-hidden']]);
  });

  it('merges a vendor over its rows: every row has it; a merged amount is asked for row by row', async () => {
    const below = (at: number) =>
      `<row r="${at}">${cell(`A${at}`, 'call-center')}${cell(`B${at}`, 1_000)}${cell(`C${at}`, 100)}` +
      `${cell(`D${at}`, '2026/11/20')}<c r="E${at}"/></row>`;
    const rows = headRow + row(2, values('A')) + below(3) + below(4) + row(5, values('B')) + '<row r="6"/>';
    expect(claimsOf(await sheetOf(workbook({ rows, merged: ['E2:E4', 'A1:B1'] })))).toEqual([
      ...['A', 'A', 'A', 'B'].map((vendor) => claim(vendor)),
    ]);
    const amounts =
      headRow + row(2, values('A')) + row(3, ['call-center']).replace('</row>', `${cell('D3', '2026/11/20')}</row>`);
    expect(await read(workbook({ rows: amounts, merged: ['B2:B3', 'C2:C3'] }))).toEqual([
      'expenses.import-refused',
      ['/rows/3/金額（税抜） uploads.cell-merged', '/rows/3/消費税 uploads.cell-merged'],
    ]);
  });

  it('has what a computation leaves: 1299999.9999999998 is 1,300,000, as the sheet shows it', async () => {
    const sheet = await sheetOf(workbook({ rows: headRow + row(2, values('A', 1_299_999.999_999_999_8)) }));
    expect(claimsOf(sheet)).toEqual([claim('A', 1_300_000)]);
  });

  it('of two thousand faults names a hundred, and how many more there are', async () => {
    const faulty = await sheetOf(`${head}\n${'x,x,x,x,x\n'.repeat(200)}`);
    const refused = (): unknown => claimsOf(faulty);
    expect(refused).toThrow(Problem);
    const { errors = [] } = ((): Problem['details'] => {
      try {
        refused();
      } catch (error) {
        if (error instanceof Problem) return error.details;
      }
      return {};
    })();
    expect(errors).toHaveLength(101);
    expect(errors.at(-1)).toMatchObject({ code: 'uploads.more-faults', params: { more: 700 } });
  });

  it('with headings of brackets, or of thousands of columns, is refused at once', async () => {
    const began = Date.now();
    for (const heading of ['('.repeat(32_000), '(('.repeat(100), `${'x'.repeat(150)},`.repeat(250)])
      expect((await read(`費目,${heading}\n1,2\n`))[0]).toMatch(/^expenses\.(import-refused|file-unreadable)$/);
    expect((await read(`${'h,'.repeat(300)}\n`))[0]).toBe('expenses.file-unreadable');
    expect(Date.now() - began).toBeLessThan(5_000);
  });
});
