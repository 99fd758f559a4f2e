import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workbook } from '../../test/support/workbook.js';
import { listRows, surveyList } from './facility-list.js';

const folder = mkdtempSync(join(tmpdir(), 'sonae-list-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(content: string | Buffer) {
  const path = join(folder, 'list');
  writeFileSync(path, content);
  const { left, rows, unreadableCodes } = await surveyList(path, () => undefined);
  const lines: number[] = [];
  for await (const { line } of listRows(path, () => undefined)) lines.push(line);
  return {
    lines,
    rows,
    unreadableCodes,
    hides: left.has('hidden'),
    left: left.rows.map(({ line, why }) => `${line} ${why}`),
  };
}

describe('a list of facilities', () => {
  const row = (code: string, name = '見本医院'): string => `13${code},${code},${name},100-0001,東京都\n`;

  it('has titles above its heading and a sum below: they are named and not taken', async () => {
    const list = `医療機関一覧,,,,\n令和8年11月1日現在,,,,\nコード,番号,名称,郵便番号,所在地\n${row('0110049')}${row('0110056')}合計,,2件,,\n`;
    expect(await read(list)).toEqual({
      ...{ lines: [4, 5], rows: 2, unreadableCodes: 0, hides: false },
      left: ['1 title', '2 title', '6 total'],
    });
  });

  it('has no heading below its first facility: a row that looks like one is a row that cannot be read', async () => {
    const list = `${row('0110049')}${row('0110056')},0110063,番号クリニック,,\n${row('0110070')}`;
    expect(await read(list)).toEqual({ lines: [1, 2, 3, 4], rows: 4, unreadableCodes: 1, hides: false, left: [] });
  });

  it('hides rows of its sheet: they are named and not taken', async () => {
    const cells = (values: readonly string[]): string =>
      values.map((value) => `<c t="inlineStr"><is><t>${value}</t></is></c>`).join('');
    const line = (code: string): string => cells([`13${code}`, code, '見本医院', '', '']);
    const rows = `<row>${line('0110049')}</row><row hidden="1">${line('0110056')}</row><row>${line('0110063')}</row>`;
    expect(await read(workbook({ rows }))).toEqual({
      ...{ lines: [1, 3], rows: 2, unreadableCodes: 0, hides: true },
      left: ['2 hidden'],
    });
  });
});
