import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { systemActor } from '#database';
import { foldName, newId } from '#kernel';
import { asSuperuser, freshDatabase, type TestDatabase } from '../../test/support/database.js';
import { workbook } from '../../test/support/workbook.js';
import { columnAt, importPolicies, importTemplate, importTemplateHelp, type ImportPoliciesOutcome } from './index.js';

let test: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'sonae-policies-'));

beforeEach(async () => {
  test = await freshDatabase();
}, 60_000);
afterEach(async () => {
  await test?.drop();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
interface Refused {
  readonly line: number;
  readonly code: string;
  readonly faults: [string | null, string][];
}
async function importFile(
  content: string | Buffer,
  name = 'policies.csv',
): Promise<ImportPoliciesOutcome & { rows: Refused[] }> {
  const file = join(folder, `${++files}-${name}`);
  writeFileSync(file, content);
  const rows: Refused[] = [];
  const outcome = await importPolicies(
    test.database,
    {
      file,
      progress: () => undefined,
      refused: async ({ line, problem }) => {
        const faults = (problem.details.errors ?? []).map(({ pointer, code }): [string | null, string] => [
          columnAt(pointer),
          code,
        ]);
        rows.push({ line, code: problem.code, faults });
      },
    },
    systemActor('test'),
  );
  return { ...outcome, rows };
}
const query = <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  asSuperuser(test.ownerUrl, async (client) => (await client.query(sql, values)).rows as T[]);
const periods = (): Promise<Record<string, unknown>[]> =>
  query(
    `SELECT i.name, m.policy_number, m.certificate_number, m.plan, m.inception_on, m.expiry_on, m.deductible_yen,
       m.continuous_since
       FROM member_period m
         JOIN institution i ON i.id = m.institution_id
         ORDER BY m.policy_number, m.inception_on, i.name`,
  );

const heading =
  '満期日,始期日,プラン,証券番号,契約者,団体契約,加入者証番号,医療機関名,種別,開設主体,都道府県,自己負担額';
const clinic = (n: number, changes: { plan?: string; to?: string; kind?: string } = {}): string =>
  `${changes.to ?? '2027/4/1'},2026年4月1日,${changes.plan ?? '2'},G-2026-01,見本県医師会,はい,K-${n},` +
  `見本第${n}クリニック,${changes.kind ?? '診療所'},個人,東京都,"50,000円"`;
const text = (...lines: string[]): string => `${lines.join('\r\n')}\r\n`;

// Node decodes Shift_JIS but does not encode it, so this inverts the table of the decoder
function shiftJis(content: string): Buffer {
  const decoder = new TextDecoder('shift_jis');
  const bytes = new Map<string, number[]>();
  for (let lead = 0x81; lead <= 0xfc; lead++)
    for (let trail = 0x40; trail <= 0xfc; trail++) bytes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  return Buffer.from(
    [...content].flatMap((sign) => (sign < '\u0080' ? [sign.charCodeAt(0)] : (bytes.get(sign) ?? []))),
  );
}
const cellOf = (row: number, at: number, text: string): string =>
  `<c r="${String.fromCharCode(65 + at)}${row + 1}" t="inlineStr"><is><t>${text}</t></is></c>`;
const xlsx = (rows: readonly (readonly string[])[]): Buffer =>
  workbook({
    rows: rows
      .map((cells, row) => `<row r="${row + 1}">${cells.map((cell, at) => cellOf(row, at, cell)).join('')}</row>`)
      .join(''),
  });

describe('policies from a file', () => {
  it('are entered by columns in any order, once however often the file comes', async () => {
    const file = text(heading, clinic(1), clinic(2), clinic(3));
    expect(await importFile(file)).toMatchObject({ encoding: 'utf-8', read: 3, entered: 3, unchanged: 0, refused: 0 });
    expect((await periods())[1]).toEqual({
      name: '見本第2クリニック',
      policy_number: 'G-2026-01',
      certificate_number: 'K-2',
      plan: 2,
      inception_on: '2026-04-01',
      expiry_on: '2027-04-01',
      deductible_yen: 50_000,
      continuous_since: '2026-04-01',
    });
    expect(await importFile(gzipSync(file), 'again.csv.gz')).toMatchObject({
      read: 3,
      entered: 0,
      unchanged: 3,
      refused: 0,
    });
    expect(await periods()).toHaveLength(3);
    expect(await query(`SELECT name_folded FROM institution WHERE name LIKE '見本第1%'`)).toEqual([
      { name_folded: foldName('見本第1クリニック') },
    ]);
  });

  it('bad rows are refused alone, each by its line and every column, and the rest is done', async () => {
    const { rows, ...counts } = await importFile(
      text(
        heading,
        clinic(1),
        clinic(2, { plan: '9', to: '2026/10/1' }),
        clinic(3, { to: '2027-02-30', kind: '美容室' }),
        '',
        clinic(4, { kind: '薬局' }),
        ',2026-04-01,1,,,,,,,,,',
        clinic(5),
        clinic(1).replace('K-1', 'K-9'),
        clinic(6).replace('K-6', 'k 5'),
      ),
    );
    expect(counts).toMatchObject({ read: 8, entered: 2, unchanged: 0, refused: 6 });
    expect(rows).toEqual([
      {
        line: 3,
        code: 'policies.refused',
        faults: [
          ['プラン', 'policies.no-such-plan'],
          ['満期日', 'policies.term-too-short'],
        ],
      },
      {
        line: 4,
        code: 'policies.refused',
        faults: [
          ['種別', 'policies.import-unreadable'],
          ['満期日', 'values.no-such-day'],
        ],
      },
      { line: 6, code: 'policies.pharmacy', faults: [['種別', 'policies.pharmacy']] },
      {
        line: 7,
        code: 'requests.field-missing',
        faults: [
          ['証券番号', 'requests.field-missing'],
          ['契約者', 'requests.field-missing'],
          ['満期日', 'requests.field-missing'],
        ],
      },
      { line: 9, code: 'policies.institution-exists', faults: [['医療機関ID', 'policies.institution-exists']] },
      { line: 10, code: 'policies.certificate-taken', faults: [['加入者証番号', 'policies.certificate-taken']] },
    ]);
    expect(await periods()).toHaveLength(2);
    expect(await query('SELECT 1 FROM institution WHERE kind <> $1', ['sentinel'])).toHaveLength(2);
  });

  it('a row that says something else than what is kept is refused with what is kept, and changes nothing', async () => {
    await importFile(text(heading, clinic(1), clinic(2)));
    const before = await periods();
    const again = await importFile(text(heading, clinic(1, { plan: '3', to: '2028-04-01' }), clinic(2)));
    expect(again).toMatchObject({ entered: 0, unchanged: 1, refused: 1 });
    expect(again.rows).toEqual([
      {
        line: 2,
        code: 'policies.refused',
        faults: [
          ['プラン', 'policies.import-differs'],
          ['満期日', 'policies.import-differs'],
        ],
      },
    ]);
    expect(await periods()).toEqual(before);
    // columns that the file does not have are not compared
    const fewer = '満期日,始期日,プラン,証券番号,契約者,団体契約,加入者証番号,医療機関名,種別,開設主体,都道府県';
    const row = clinic(1).split(',"')[0] ?? '';
    expect(await importFile(text(fewer, row))).toMatchObject({ unchanged: 1, refused: 0 });
  });

  it('a file that broke off is finished by the same file, put right', async () => {
    const lines = Array.from({ length: 250 }, (_, at) => clinic(at + 1));
    const broken = lines.with(150, `${lines[150]?.replace('"', '')}`);
    const first = await importFile(text(heading, ...broken)).catch((error: unknown) => error);
    expect(first).toMatchObject({ code: 'stray-quote', line: 152 });
    expect(await periods()).toHaveLength(150);
    expect(await importFile(text(heading, ...lines))).toMatchObject({ entered: 100, unchanged: 150, refused: 0 });
    expect(await periods()).toHaveLength(250);
  });

  it('are read in Shift_JIS and from Excel, which is said', async () => {
    expect(await importFile(shiftJis(text(heading, clinic(1))))).toMatchObject({ encoding: 'shift_jis', entered: 1 });
    const cells = clinic(2).replaceAll('"', '').replace('50,000円', '50000').split(',');
    expect(await importFile(xlsx([heading.split(','), cells]), 'policies.xlsx')).toMatchObject({
      encoding: 'xlsx',
      entered: 1,
    });
    expect((await periods()).map(({ name, deductible_yen }) => [name, deductible_yen])).toEqual([
      ['見本第1クリニック', 50_000],
      ['見本第2クリニック', 50_000],
    ]);
  });

  it('a heading that is not understood refuses the whole file before anything changes', async () => {
    for (const [head, code] of [
      [heading.replace('自己負担額', '自己負但額'), 'policies.import-column-unknown'],
      [heading.replace('自己負担額', 'plan'), 'policies.import-column-twice'],
      [heading.replace('証券番号', ''), 'policies.import-column-missing'],
      [clinic(1), 'policies.import-column-unknown'],
    ] as const)
      await expect(importFile(text(head, clinic(1)))).rejects.toMatchObject({ code });
    await expect(importFile('')).rejects.toMatchObject({ code: 'policies.import-column-missing' });
    expect(await periods()).toEqual([]);
  });

  it('later periods of a member continue the earlier ones; an institution is found by its facility', async () => {
    const facility = newId();
    await query(
      `INSERT INTO facility (id, code, name, name_grams, kind, prefecture, valid_from)
         VALUES ($1, '139000001', '見本 名簿病院', '{}', 'hospital', 13, '2010-04-01')`,
      [facility],
    );
    const head = 'policyNumber,policyholder,plan,inceptionDate,expiryDate,facilityCode,corporationKind';
    const rows = [
      'A-1,見本会,1,2024-04-01,2025-04-01,1319000001,public',
      'A-2,見本会,2,2025-04-01,2026-04-01,139000001,public',
      'A-3,見本会,2,2026-05-01,2027-05-01,139000001,public',
    ];
    expect(await importFile(text(head, ...rows))).toMatchObject({ entered: 3, refused: 0 });
    expect(await importFile(text(head, ...rows))).toMatchObject({ entered: 0, unchanged: 3 });
    expect((await periods()).map(({ policy_number, continuous_since }) => [policy_number, continuous_since])).toEqual([
      ['A-1', '2024-04-01'],
      ['A-2', '2024-04-01'],
      ['A-3', '2026-05-01'],
    ]);
    expect(await query('SELECT name FROM institution WHERE facility_id = $1', [facility])).toEqual([
      { name: '見本 名簿病院' },
    ]);
  });

  it('writes one audit entry a batch, and one for each period', async () => {
    await importFile(text(heading, ...Array.from({ length: 120 }, (_, at) => clinic(at + 1)), clinic(1)));
    const counts = await query(
      `SELECT action, count(*)::int AS n FROM audit WHERE action LIKE 'polic%' GROUP BY action ORDER BY action`,
    );
    expect(counts).toEqual([
      { action: 'policies.imported', n: 2 },
      { action: 'policy.entered', n: 120 },
    ]);
  });

  it('a preview says of each row what would become of it, and keeps nothing', async () => {
    await importFile(text(heading, clinic(1)));
    const before = await query('SELECT count(*)::int AS n FROM audit');
    const file = join(folder, 'preview.csv');
    writeFileSync(file, text('契約一覧', heading, clinic(1), clinic(2), clinic(3, { kind: '美容室' }), '合計,,3'));
    const would: [number, string][] = [];
    const refused: number[] = [];
    const outcome = await importPolicies(
      test.database,
      {
        file,
        progress: () => undefined,
        refused: async ({ line }) => void refused.push(line),
        preview: ({ line }, becomes) => void would.push([line, becomes]),
      },
      systemActor('test'),
    );
    expect([would, refused]).toEqual([
      [
        [3, 'unchanged'],
        [4, 'entered'],
      ],
      [5],
    ]);
    expect(outcome).toMatchObject({ read: 3, entered: 1, unchanged: 1, refused: 1 });
    expect(outcome.left.rows.map(({ line, why }) => [line, why])).toEqual([
      [1, 'title'],
      [6, 'total'],
    ]);
    expect(await periods()).toHaveLength(1);
    expect(await query('SELECT count(*)::int AS n FROM audit')).toEqual(before);
    expect(await importFile(text(heading, clinic(1), clinic(2)))).toMatchObject({ entered: 1, unchanged: 1 });
  });

  it('the template is a file that can be entered as it is, with every column explained', async () => {
    expect(await importFile(importTemplate())).toMatchObject({ read: 1, entered: 1, refused: 0 });
    const names = (importTemplate().split('\r\n')[0] ?? '').replace('\uFEFF', '').split(',');
    for (const name of names) expect(importTemplateHelp()).toContain(`${name} / `);
  });
});
