import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { systemActor } from '#database';
import {
  FacilitiesModule,
  importFacilities,
  type ImportFacilitiesCommand,
  type ImportOutcome,
  type RefusedRow,
} from '#facilities';
import { dayInJapan } from '#kernel';
import { PeopleModule } from '#people';
import { Problem } from '#problems';
import { TableFault } from '#tables';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { httpApp, type HttpApp, type SignedIn } from '../support/http-app.js';
import { People, password } from '../support/people.js';
import { takeRegister } from '../../libs/facilities/import-run.store.js';

const folder = mkdtempSync(join(tmpdir(), 'sonae-register-'));
const actor = systemActor('command-line');
let test: TestDatabase;
let app: HttpApp;
let owner: pg.Client;
let admin: SignedIn;
let reporter: SignedIn;
let support: SignedIn;

beforeAll(async () => {
  test = await freshDatabase();
  owner = new pg.Client({ connectionString: test.ownerUrl, options: '-c search_path=sonae' });
  await owner.connect();
  const people = await People.on(owner);
  const sakura = await people.institution('医療法人 見本さくら総合病院');
  await people.institution('見本さくら病院');
  await people.person({ email: 'admin@sonae.example', roles: ['administrator'] });
  await people.person({ email: 'support@sonae.example', roles: ['support'] });
  await people.person({ email: 'reporter@sakura.example', institutionId: sakura, roles: ['hospital-reporter'] });
  app = await httpApp(test.database, [PeopleModule, FacilitiesModule]);
  admin = await app.signIn('admin@sonae.example', password);
  support = await app.signIn('support@sonae.example', password);
  reporter = await app.signIn('reporter@sakura.example', password);
}, 60_000);

afterAll(async () => {
  await app?.close();
  await owner?.end();
  await test?.drop();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(() =>
  // who runs or declares one of them is not what is looked at here
  owner.query(
    `UPDATE institution
       SET facility_id = NULL;
       DELETE
       FROM declared_premises;
       DELETE
       FROM facility_listing;
       DELETE
       FROM facility_address;
     DELETE FROM facility_name; DELETE FROM facility; DELETE FROM import_run`,
  ),
);

/** A line of a list as the bureaus write it. */
const line = (code: string, name: string, address = '見本市本町１－１', postal = '1000001'): string =>
  [code, code.slice(2), name, postal, address].join(',');
const numbered = (count: number, prefecture = '13'): string[] =>
  Array.from({ length: count }, (_, at) => line(`${prefecture}01${String(10_000 + at)}`, `見本第${at}医院`));

let files = 0;
const file = (content: string | Buffer): string => {
  const path = join(folder, `list-${++files}.csv`);
  writeFileSync(path, content);
  return path;
};

type Asked = Partial<Pick<ImportFacilitiesCommand, 'asOf' | 'closing'>>;
async function take(
  content: string[] | string | Buffer,
  asked: Asked = {},
): Promise<ImportOutcome & { rows: RefusedRow[] }> {
  const rows: RefusedRow[] = [];
  const outcome = await importFacilities(
    test.database,
    {
      file: file(Array.isArray(content) ? `${content.join('\n')}\n` : content),
      asOf: asked.asOf ?? '2026-01-01',
      closing: asked.closing ?? 'guarded',
      progress: () => undefined,
      refused: (row) => Promise.resolve(void rows.push(row)),
    },
    actor,
  );
  return { ...outcome, rows };
}

const refusal = (taking: Promise<unknown>): Promise<string> =>
  taking.then(
    () => 'taken over',
    (error: unknown) => {
      if (error instanceof Problem || error instanceof TableFault) return error.code;
      throw error;
    },
  );

const get = async <T>(path: string, session = reporter): Promise<T> => {
  const answer = await app.ask('GET', path, { session });
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.body as T;
};
interface Listed {
  items: { id: string; code: string; name: string; [member: string]: unknown }[];
  nextCursor: string | null;
}
const search = (q: string, more = ''): Promise<Listed> => get(`/facilities?q=${encodeURIComponent(q)}${more}`);
const names = async (q: string): Promise<string[]> => (await search(q)).items.map(({ name }) => name);
const details = async (code: string): Promise<Record<string, unknown>> => {
  const [item] = (await search(code)).items;
  return get(`/facilities/${item?.id ?? ''}`);
};
const count = async (table: string): Promise<number> =>
  Number((await owner.query(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n);

describe('a list of the directory is taken over', () => {
  it('with codes of every width, names as written, and no postal code where there is none', async () => {
    const taken = await take(
      '\uFEFF医療機関コード,コード,名称,郵便番号,住所\r\n０１０１１２４８９,0112489,"見本　Ｎｏ．１　病院",０６０－０００１,札幌市\r\n130110049,0110049,見本⻭科,,千代田区\r\n',
    );
    expect(taken.counts).toMatchObject({ read: 2, new: 2, refused: 0 });
    expect(await details('010112489')).toMatchObject({
      ...{ code: '010112489', name: '見本　Ｎｏ．１　病院', kind: 'hospital', prefecture: 1, prefectureName: '北海道' },
      ...{ postalCode: '0600001', address: '札幌市', validFrom: '2026-01-01', closedOn: null, listedOn: '2026-01-01' },
    });
    expect(await details('130110049')).toMatchObject({ kind: 'dental-clinic', postalCode: null });
  });

  it('again without doubling anything', async () => {
    const list = numbered(30);
    expect((await take(list)).counts).toMatchObject({ new: 30 });
    const again = await take(list);
    expect(again.counts).toMatchObject({ read: 30, new: 0, changed: 0, same: 30, closed: 0 });
    expect([await count('facility'), await count('facility_name'), await count('facility_listing')]).toEqual([
      30, 30, 30,
    ]);
  });

  it('with one audit entry a batch, by whoever did it', async () => {
    const before = await count(`audit WHERE action = 'facilities.listed'`);
    await take(numbered(2_001));
    const entries = await owner.query(
      `SELECT chain, actor_id FROM audit WHERE action = 'facilities.listed' ORDER BY seq OFFSET $1`,
      [before],
    );
    expect(entries.rows).toEqual([
      { chain: 'insurer', actor_id: 'command-line' },
      { chain: 'insurer', actor_id: 'command-line' },
    ]);
  });

  it('keeps the old name and the old address, with the day from which the new one holds', async () => {
    await take([line('130110049', '見本医院', '旧町１'), line('130110057', '見本外科')]);
    const taken = await take(
      [line('130110049', '見本クリニック', '新町２', '1000002'), line('130110057', '見本外科')],
      { asOf: '2026-02-01' },
    );
    expect(taken.counts).toMatchObject({ changed: 1, same: 1 });
    expect(await details('130110049')).toMatchObject({
      name: '見本クリニック',
      names: [
        { name: '見本医院', fromOn: '2026-01-01' },
        { name: '見本クリニック', fromOn: '2026-02-01' },
      ],
      addresses: [
        { postalCode: '1000001', address: '旧町１', fromOn: '2026-01-01' },
        { postalCode: '1000002', address: '新町２', fromOn: '2026-02-01' },
      ],
      validFrom: '2026-01-01',
      listedOn: '2026-02-01',
    });
    expect(await names('見本医院')).toEqual([]);
  });

  it('closes what a newer list no longer has, with its day, and opens it again with its dates kept', async () => {
    const list = numbered(40);
    await take(list);
    expect((await take(list.slice(1), { asOf: '2026-02-01' })).counts).toMatchObject({ closed: 1, same: 39 });
    const code = list[0]?.slice(0, 9) ?? '';
    expect(await details(code)).toMatchObject({ closedOn: '2026-02-01' });
    expect((await take(list, { asOf: '2026-03-01' })).counts).toMatchObject({ changed: 1, reopened: 1, closed: 0 });
    expect(await details(code)).toMatchObject({
      closedOn: null,
      listings: [
        { fromOn: '2026-01-01', toOn: '2026-02-01' },
        { fromOn: '2026-03-01', toOn: null },
      ],
    });
  });

  it('closes nothing of prefectures that the list does not cover, nothing that was entered by hand, and nothing from a part', async () => {
    await take([...numbered(40), ...numbered(40, '27')]);
    await owner.query(`UPDATE facility SET listed_on = NULL WHERE code = '130110000'`);
    expect((await take(numbered(40, '27'), { asOf: '2026-02-01' })).counts.closed).toBe(0);
    const part = await take(numbered(40).slice(5), { asOf: '2026-02-01', closing: 'none' });
    expect([part.counts.closed, part.closing]).toEqual([0, 'left-partial']);
    expect((await take(numbered(40).slice(2), { asOf: '2026-02-01' })).counts.closed).toBe(1);
  });

  it('refuses, before anything is changed, a list that would close more than 5 % of a prefecture', async () => {
    await take([...numbered(40), ...numbered(200, '27')]);
    const cut = [line('130110000', '見本新名医院'), ...numbered(40).slice(1, 37), ...numbered(200, '27')];
    expect(await refusal(take(cut, { asOf: '2026-02-01' }))).toBe('register.list-cut');
    expect(await names('見本新名医院')).toEqual([]);
    expect(await count(`facility WHERE closed_on IS NOT NULL`)).toBe(0);
    expect((await take(cut, { asOf: '2026-02-01', closing: 'confirmed' })).counts).toMatchObject({
      closed: 3,
      changed: 1,
    });
  });

  it('refuses a list older than the one that was taken over last, by prefecture', async () => {
    await take(numbered(3), { asOf: '2026-02-01' });
    expect(await refusal(take(numbered(3), { asOf: '2026-01-31' }))).toBe('register.list-older');
    expect((await take(numbered(3, '27'), { asOf: '2026-01-31' })).counts.new).toBe(3);
    const tomorrow = dayInJapan(new Date(Date.now() + 86_400_000));
    expect(await refusal(take(numbered(3), { asOf: tomorrow }))).toBe('register.day-ahead');
  });

  it('corrects what an earlier list of the same day said', async () => {
    await take([line('130110049', '見木医院')]);
    expect((await take([line('130110049', '見本医院')])).counts.changed).toBe(1);
    expect(await details('130110049')).toMatchObject({ names: [{ name: '見本医院', fromOn: '2026-01-01' }] });
  });
});

describe('rows and files that are not as they should be', () => {
  it('refuses rows by line and reason, and takes the rest', async () => {
    const taken = await take([
      line('130110049', '見本医院'),
      '130110057,0110057,見本外科,1000001',
      '13011005X,011005X,見本眼科,1000001,見本市',
      '990110049,0110049,見本内科,1000001,見本市',
      '130110065,0110066,見本皮膚科,1000001,見本市',
      line('130110073', '　'),
      line('130110081', '長'.repeat(201)),
      line('130110099', '見本耳鼻科', '見本市', '12345'),
      line('130110107', '見本小児科', '住'.repeat(401)),
      `${line('130110115', '見本産科')},余り`,
      line('130110123', '長'.repeat(200)),
      line('130110049', '別の名の医院'),
      line('130110049', '見本医院'),
    ]);
    expect(taken.rows.map(({ line: at, code }) => [at, code])).toEqual([
      [2, 'register.row-form'],
      [3, 'register.code-malformed'],
      [4, 'register.code-malformed'],
      [5, 'register.codes-disagree'],
      [6, 'register.name-missing'],
      [7, 'register.name-too-long'],
      [8, 'register.postal-code-malformed'],
      [9, 'register.address-too-long'],
      [10, 'register.row-form'],
      [12, 'register.code-doubled'],
    ]);
    expect(taken.counts).toMatchObject({ read: 13, new: 2, repeated: 1, refused: 10 });
    expect(await details('130110049')).toMatchObject({ name: '見本医院' });
  });

  it('sees a doubled code also thousands of rows later', async () => {
    const list = numbered(4_100);
    const taken = await take([...list, list[7] ?? '', line(list[8]?.slice(0, 9) ?? '', '別の名')]);
    expect([taken.counts.repeated, taken.rows.map(({ line: at }) => at)]).toEqual([1, [4_102]]);
  });

  it('closes nothing while codes are unreadable, nor what stands in a refused row', async () => {
    const list = numbered(40);
    await take(list);
    const unreadable = await take([...list.slice(1), 'x1,x1,見本医院,,見本市'], { asOf: '2026-02-01' });
    expect([unreadable.counts.closed, unreadable.closing]).toEqual([0, 'left-unreadable-codes']);
    const noName = line(list[0]?.slice(0, 9) ?? '', '');
    expect((await take([...list.slice(1), noName], { asOf: '2026-02-01' })).counts).toMatchObject({
      closed: 0,
      refused: 1,
    });
  });

  it('takes Shift_JIS over and says so', async () => {
    const name = Buffer.from([0xfb, 0xfc, 0xfa, 0xb1, 0x95, 0x61, 0x89, 0x40]); // 髙﨑病院
    const taken = await take(Buffer.concat([Buffer.from('130110049,0110049,'), name, Buffer.from(',1000001,\r\n')]));
    expect(taken.encoding).toBe('shift_jis');
    expect(await names('髙﨑病院')).toEqual(['髙﨑病院']);
  });

  it.each([
    ['a gzip that is cut off', () => gzipSync(numbered(3_000).join('\n')).subarray(0, -40), 'cut-gzip'],
    [
      'a sign in no encoding at the end',
      () => Buffer.concat([Buffer.from(`${numbered(3_000).join('\n')}\n`), Buffer.from([0xff])]),
      'wrong-encoding',
    ],
    ['a file without any row', () => '', 'register.nothing-readable'],
    ['another kind of table', () => 'a,b\n1,2\n', 'register.nothing-readable'],
  ])('refuses %s before anything is changed', async (_what, content, code) => {
    expect(await refusal(take(content()))).toBe(code);
    expect([await count('facility'), await count('import_run')]).toEqual([0, 0]);
  });

  it('stays with what was taken when it is cut off, closes nothing then, and is simply done again', async () => {
    const list = numbered(4_500);
    await take(list.slice(0, 100));
    const stopped = importFacilities(
      test.database,
      {
        ...{
          file: file([...list.slice(1), '130190000,0190000,,,'].join('\n')),
          asOf: '2026-02-01',
          closing: 'confirmed',
        },
        progress: () => undefined,
        // the refused row stands in the last batch: everything is in by then, nothing is closed yet
        refused: () => Promise.reject(new Error('the disk is full')),
      },
      actor,
    );
    await expect(stopped).rejects.toThrow('the disk is full');
    expect(await count('facility')).toBe(4_500);
    expect(await count('facility WHERE closed_on IS NOT NULL')).toBe(0);
    expect((await owner.query(`SELECT state FROM import_run ORDER BY id`)).rows.at(-1)).toEqual({ state: 'cut-off' });
    const again = await take(list.slice(1), { asOf: '2026-02-01' });
    expect(again.counts).toMatchObject({ new: 0, changed: 0, same: 4_499, closed: 1 });
    expect([await count('facility_name'), await count('facility_listing')]).toEqual([4_500, 4_500]);
  });

  it('is refused while another import is under way, and marks one that was killed', async () => {
    const other = await takeRegister(test.database);
    expect(await refusal(take(numbered(3)))).toBe('register.import-running');
    await other?.release();
    const first = await take(numbered(3));
    await owner.query(`UPDATE import_run SET state = 'running', ended_at = NULL`);
    await take(numbered(3));
    const [, killed] = (await get<Listed>('/imports', admin)).items;
    expect(killed).toMatchObject({ id: first.runId, state: 'cut-off', endedAt: expect.stringMatching(/Z$/) });
  });
});

describe('the record of imports', () => {
  it('says which file, by whom and what became of its rows, to administrators', async () => {
    const taken = await take([line('130110049', '見本医院'), line('130110057', '')]);
    expect((await get<Listed>('/imports', admin)).items).toEqual([
      {
        ...{
          id: taken.runId,
          what: 'facilities',
          fileName: `list-${files}.csv`,
          encoding: 'utf-8',
          asOf: '2026-01-01',
        },
        ...{ fileHash: expect.stringMatching(/^[0-9a-f]{64}$/), fileBytes: expect.any(Number), by: 'command-line' },
        ...{ begunAt: expect.stringMatching(/Z$/), endedAt: expect.stringMatching(/Z$/), state: 'complete' },
        ...{ closing: 'closed', rowsRead: 2, rowsNew: 1, rowsChanged: 0, rowsSame: 0, rowsRepeated: 0, rowsRefused: 1 },
        ...{ closed: 0, reopened: 0 },
      },
    ]);
    for (const session of [reporter, support]) expect((await app.ask('GET', '/imports', { session })).status).toBe(403);
  });

  it('is read page by page', async () => {
    for (let at = 0; at < 3; at++) await take(numbered(2));
    const first = await get<Listed>('/imports?limit=2', admin);
    const rest = await get<Listed>(`/imports?limit=2&cursor=${first.nextCursor}`, admin);
    expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(3);
  });
});

describe('the search over the register', () => {
  beforeEach(() =>
    take(
      [
        line('270110014', 'さくら歯科', '大阪市北区１'),
        line('130110015', 'さくら⻭科', '千代田区１'),
        line('130110023', 'さくら歯科クリニック', '千代田区２'),
        line('130110031', '医療法人社団　桜会　新さくら歯科', '千代田区３'),
        line('130110049', 'サーバークリニック', '大阪町１'),
        line('140110016', '医療法人　愛全病院', '横浜市１'),
        line('140110024', '愛全病院附属クリニック', '横浜市２'),
        line('140110032', '内藤医院', '横浜市３'),
        line('140110040', 'みやうち内科', '横浜市桜木町４'),
      ],
      { asOf: '2026-03-01' },
    ),
  );

  it('gives the whole name first, then what begins with it, then what contains it, shorter names before', async () => {
    expect(await names('サクラ歯科')).toEqual([
      'さくら⻭科',
      'さくら歯科',
      'さくら歯科クリニック',
      '医療法人社団　桜会　新さくら歯科',
    ]);
    expect(await names('愛全病院')).toEqual(['医療法人　愛全病院', '愛全病院附属クリニック']);
    expect(await names('内')).toEqual(['内藤医院', 'みやうち内科']);
  });

  it.each([
    ['ｻｰﾊﾞｰ', ['サーバークリニック'], 'half width'],
    ['さーばくりにっく', ['サーバークリニック'], 'kana of the other kind, without the long mark'],
    ['サー バー クリニック', ['サーバークリニック'], 'with spaces that are not there'],
    ['さくら⻭科　大阪', ['さくら歯科'], 'with the prefecture, an ideographic space between'],
    ['大阪府 さくら', ['さくら歯科'], 'the prefecture first'],
    ['大阪', ['さくら歯科', 'サーバークリニック'], 'a place alone'],
    ['医療法人社団 愛全病院', ['医療法人　愛全病院', '愛全病院附属クリニック'], 'with a corporate form of another'],
    ['医療法人', ['医療法人　愛全病院', '医療法人社団　桜会　新さくら歯科'], 'a corporate form alone'],
    [
      '医療法人社団　さく',
      ['さくら⻭科', 'さくら歯科', 'さくら歯科クリニック', '医療法人社団　桜会　新さくら歯科'],
      'as it is typed',
    ],
    ['１４０１１００３２', ['内藤医院'], 'the whole code in full width'],
    ['14-1011003-2', ['内藤医院'], 'the ten digits of a claim'],
    ['0110014', ['さくら歯科'], 'the seven digits'],
    ['さくら歯科 横浜', [], 'a word that is nowhere in it'],
    ['横浜 桜木町', ['みやうち内科'], 'two words of the address'],
  ])('%s finds %j: %s', async (q, expected) => {
    expect(await names(q)).toEqual(expected);
  });

  it('reads every search page by page without losing or repeating one, also when names are added meanwhile', async () => {
    await take(numbered(120, '27'), { asOf: '2026-03-01', closing: 'none' });
    for (const [q, expected] of [
      ['医院', 121],
      ['さくら', 4],
      ['大阪', 122],
    ] as const) {
      const whole = (await search(q, '&limit=200')).items.map(({ code }) => code);
      expect(whole).toHaveLength(expected);
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: Listed = await search(q, `&limit=3${cursor && `&cursor=${cursor}`}`);
        seen.push(...page.items.map(({ code }) => code));
        if (seen.length === 3) await take([line('270199999', '医院さくら')], { asOf: '2026-03-01', closing: 'none' });
        cursor = page.nextCursor;
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter((code) => code !== '270199999')).toEqual(whole.filter((code) => code !== '270199999'));
    }
  });

  it('asks for nothing when only signs are asked, and refuses a cursor of another list', async () => {
    expect((await search('・')).items).toHaveLength(9);
    const plain = await get<Listed>('/facilities?limit=2');
    const answer = await app.ask('GET', `/facilities?q=${encodeURIComponent('さくら')}&cursor=${plain.nextCursor}`, {
      session: reporter,
    });
    expect(answer.body).toMatchObject({ status: 400, code: 'requests.cursor-malformed' });
    expect((await app.ask('GET', `/facilities/${plain.items[0]?.id}`, { session: reporter })).status).toBe(200);
    expect(
      (await app.ask('GET', '/facilities/01890000-0000-7000-8000-000000000000', { session: reporter })).status,
    ).toBe(404);
  });

  it('orders institutions the same way, and shows a hospital itself only', async () => {
    const found = (session: SignedIn, q: string): Promise<Listed> =>
      get(`/institutions?q=${encodeURIComponent(q)}`, session);
    expect((await found(admin, '見本さくら')).items.map(({ name }) => name)).toEqual([
      '見本さくら病院',
      '医療法人 見本さくら総合病院',
    ]);
    expect((await found(reporter, '見本さくら病院')).items).toEqual([]);
    expect((await found(reporter, '医療法人')).items.map(({ name }) => name)).toEqual(['医療法人 見本さくら総合病院']);
  });
});
