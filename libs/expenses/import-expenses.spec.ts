import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem } from '#platform';
import { expensesOfFile, expenseTemplate } from './import-expenses.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sonae-expenses-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = async (text: string | Buffer): Promise<unknown> => {
  const path = join(folder, 'file.csv');
  writeFileSync(path, text);
  return expensesOfFile(path, '2026-11-28').catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
    return [error.code, (error.details.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`)];
  });
};

describe('expenses from a spreadsheet', () => {
  it('are read as people write them: full width, commas, 円, eras, categories in Japanese', async () => {
    const file =
      '費目,金額（税抜）,消費税,作業・利用の最終日,支払先,人数\r\nコールセンターの設置,"１，２００，０００円",120000,令和8年11月20日,見本,\r\ncondolence,5000,,2026/11/1,,10\r\n';
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
