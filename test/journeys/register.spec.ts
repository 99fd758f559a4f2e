import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { systemActor } from '#database';
import { importFacilities, type ImportOutcome } from '#facilities';
import { FacilitiesModule } from '#facilities';
import { foldName, groupBy, prefectureName, spellingOf } from '#kernel';
import { PeopleModule } from '#people';
import { packageRoot } from '#platform';
import { StaffingModule } from '#staffing';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { httpApp, type HttpApp, type SignedIn } from '../support/http-app.js';
import { People, password } from '../support/people.js';
import { variantsOf } from './name-variants.js';

// the bureaus' lists are not part of the product; reading one takes minutes, so that it is asked for, or a long run
const beside = process.env['SONAE_TEST_LONG'] === '1' ? resolve(packageRoot, '..', 'shared', 'data') : '';
const list = join(process.env['SONAE_SHARED_DATA'] ?? beside, 'medical-institutions-2025-08.csv.gz');
const whereTheListIs = existsSync(list) ? describe : describe.skip;

interface Row {
  readonly code: string;
  readonly name: string;
  readonly postal: string;
  readonly address: string;
}

// read apart from the product: the file has neither quotes nor commas inside a cell
function rowsOfFile(): Row[] {
  const text = gunzipSync(readFileSync(list))
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  const rows = text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => line.split(','))
    .map(([code = '', , name = '', postal = '', address = '']) => ({ code, name, postal, address }));
  return [...new Map(rows.toReversed().map((row) => [row.code, row])).values()].toReversed();
}

/**
 * The usual character for each of those that stand in registered names, written down apart from the product's table.
 */
const usual: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...[
      '高髙',
      '崎﨑嵜',
      '吉𠮷',
      '斉斎齊齋',
      '辺邊邉',
      '浜濱濵',
      '沢澤',
      '島嶋嶌',
      '富冨',
      '広廣',
      '桜櫻',
      '柳栁',
      '真眞',
    ],
    ...[
      '徳德',
      '瀬瀨',
      '頼賴',
      '医醫毉',
      '国國',
      '条條',
      '滝瀧',
      '渕淵',
      '船舩',
      '峰峯',
      '恵惠',
      '桧檜',
      '会會',
      '児兒',
    ],
    ...[
      '渋澁',
      '衛衞',
      '県縣',
      '園薗',
      '関關',
      '清淸',
      '青靑',
      '館舘',
      '寿壽',
      '宝寶',
      '実實',
      '竜龍',
      '万萬',
      '静靜',
      '野埜',
    ],
    ...[
      '隆隆',
      '神神',
      '福福',
      '都都',
      '塚塚',
      '鶴鶴',
      '祥祥',
      '顛顚',
      '寛寬',
      '来來',
      '沢澤',
      '曽曾',
      '礼禮',
      '栄榮',
      '蔵藏',
      '槙槇',
    ],
  ].flatMap((group) => {
    const [first = '', ...others] = Array.from(group);
    return others.filter((other) => other !== first).map((other) => [other, first]);
  }),
);
const usualSpelling = (name: string): string => Array.from(name, (character) => usual[character] ?? character).join('');
/** What of a name is drawn by characters, its corporate form aside. */
const ideographs = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\s・]/gu, '')
    .replace(
      /(社会|特定)?[医醫]療法人(社[団團]|財[団團])?|(公益|一般)?(社団|財団)法人|[一-龠]{2,8}法人|\((社団|財団)\)|株式会社|有限会社/gu,
      '',
    )
    .replace(/[^\p{Script=Han}\p{Co}]|々/gu, '');

whereTheListIs('the list of 97,024 institutions of August 2025 (needs it in SONAE_SHARED_DATA)', () => {
  let test: TestDatabase;
  let app: HttpApp;
  let owner: pg.Client;
  let session: SignedIn;
  let rows: Row[];
  const taken: ImportOutcome[] = [];

  beforeAll(async () => {
    rows = rowsOfFile();
    test = await freshDatabase();
    owner = new pg.Client({ connectionString: test.ownerUrl, options: '-c search_path=sonae' });
    await owner.connect();
    const people = await People.on(owner);
    await people.person({ email: 'support@sonae.example', roles: ['support'] });
    for (let time = 0; time < 2; time++)
      taken.push(
        await importFacilities(
          test.database,
          {
            ...{ file: list, asOf: '2025-08-01', closing: 'guarded' },
            progress: () => undefined,
            refused: ({ line, code }) => Promise.reject(new Error(`line ${line}: ${code}`)),
          },
          systemActor('command-line'),
        ),
      );
    app = await httpApp(test.database, [PeopleModule, FacilitiesModule, StaffingModule]);
    session = await app.signIn('support@sonae.example', password);
  }, 240_000);

  afterAll(async () => {
    await app?.close();
    await owner?.end();
    await test?.drop();
  });

  it('is taken over once, and a second time changes nothing', () => {
    expect(taken.map(({ counts }) => counts)).toEqual([
      {
        read: 97_024,
        new: rows.length,
        changed: 0,
        same: 0,
        repeated: 97_024 - rows.length,
        refused: 0,
        closed: 0,
        reopened: 0,
      },
      {
        read: 97_024,
        new: 0,
        changed: 0,
        same: rows.length,
        repeated: 97_024 - rows.length,
        refused: 0,
        closed: 0,
        reopened: 0,
      },
    ]);
  });

  it('stands in the register as in the file, row for row of a sample', async () => {
    const sample = Array.from({ length: 400 }, (_, at) => rows[(at * 1_009) % rows.length] as Row);
    const kept = await owner.query<Row & { prefecture: number }>(
      `SELECT code, name, coalesce(postal_code, '') AS postal, address, prefecture FROM facility WHERE code = ANY ($1)`,
      [sample.map(({ code }) => code)],
    );
    const byCode = new Map(kept.rows.map((row) => [row.code, row]));
    expect(sample.map(({ code }) => byCode.get(code))).toEqual(
      sample.map((row) => ({ ...row, prefecture: Number(row.code.slice(0, 2)) })),
    );
    for (const table of ['facility', 'facility_name', 'facility_address', 'facility_listing'])
      expect([table, Number((await owner.query(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n)]).toEqual([
        table,
        rows.length,
      ]);
  });

  const pages = async function* (q: string): AsyncGenerator<{ code: string; name: string }[]> {
    for (let cursor: string | null = ''; cursor !== null;) {
      const path: string = `/facilities?limit=200&q=${encodeURIComponent(q)}${cursor && `&cursor=${cursor}`}`;
      const answer = await app.ask('GET', path, { session });
      const page = answer.body as { items: { code: string; name: string }[]; nextCursor: string | null };
      yield page.items;
      cursor = page.nextCursor;
    }
  };
  const placeOf = async (q: string, code: string): Promise<number> => {
    let before = 0;
    for await (const page of pages(q)) {
      const at = page.findIndex((item) => item.code === code);
      if (at >= 0) return before + at;
      before += page.length;
    }
    return -1;
  };
  const first = async (q: string): Promise<{ code: string; name: string } | undefined> => {
    for await (const [item] of pages(q)) return item;
    return undefined;
  };

  it('is searched in 240 other ways of writing: the institution comes first, or after one that answers as well', async () => {
    const why = { first: 0, sameName: 0, shorterName: 0 };
    const unexplained: string[] = [];
    const variants = variantsOf(rows, 240);
    for (const { row, q, how, part } of variants) {
      const best = await first(q);
      if (best?.code === row.code) why.first++;
      else if (best && foldName(best.name) === foldName(row.name) && (await placeOf(q, row.code)) > 0) why.sameName++;
      // of a part, every name that has it answers; the shortest, then the lowest code, comes first
      else if (
        best &&
        part !== null &&
        foldName(best.name).includes(foldName(part)) &&
        foldName(best.name).length <= foldName(row.name).length &&
        (await placeOf(q, row.code)) > 0
      )
        why.shorterName++;
      else unexplained.push(`${how}: ${q} gave ${best?.code} ${best?.name}, not ${row.code} ${row.name}`);
    }
    expect(variants).toHaveLength(240);
    expect(new Set(variants.map(({ how }) => how)).size).toBe(8);
    expect(unexplained).toEqual([]);
    // one name in five is borne by several institutions of the country
    expect(why.sameName).toBeLessThanOrEqual(60);
    expect(why.shorterName).toBeLessThanOrEqual(12);
    expect(why.first).toBeGreaterThanOrEqual(175);
  }, 120_000);

  it('finds 200 names with other characters than people type by their usual spelling, and 200 as they are spelled first', async () => {
    const unusual = rows.filter(({ name }) => usualSpelling(name) !== name);
    expect(unusual.length).toBeGreaterThan(1_500);
    // spread over the country, and each of the characters at least once
    const chosen = new Map<string, Row>();
    for (const character of Object.keys(usual)) {
      const row = unusual.find(({ name }) => name.includes(character));
      if (row) chosen.set(row.code, row);
    }
    for (let at = 0; chosen.size < 200; at++) {
      const row = unusual[(at * 977) % unusual.length] as Row;
      chosen.set(row.code, row);
    }
    const lost: string[] = [];
    for (const row of chosen.values()) {
      if ((await placeOf(usualSpelling(row.name), row.code)) < 0)
        lost.push(`${row.name} by ${usualSpelling(row.name)}`);
      const best = await first(row.name);
      if (best === undefined || !spellingOf(best.name).includes(spellingOf(row.name)))
        lost.push(`${row.name} as it is`);
    }
    expect(lost).toEqual([]);
  }, 240_000);

  it('draws together names of one reading of their characters, and no others', () => {
    let drawn = 0;
    const wrongly: string[] = [];
    for (const [, same] of groupBy(rows, ({ name }) => foldName(name))) {
      const written = new Set(same.map(({ name }) => ideographs(name)));
      drawn += written.size - 1;
      if (new Set([...written].map(usualSpelling)).size > 1) wrongly.push([...written].join(' = '));
    }
    expect(wrongly).toEqual([]);
    expect(drawn).toBeGreaterThan(250);
    expect(drawn).toBeLessThan(400);
  });

  it('finds an institution among those of its name by the prefecture', async () => {
    const repeated = rows.filter(({ name }) => foldName(name) === foldName('さくらクリニック'));
    const alone = repeated.filter(
      ({ code }) => repeated.filter((other) => other.code.slice(0, 2) === code.slice(0, 2)).length === 1,
    );
    expect(alone.length).toBeGreaterThan(5);
    for (const { code } of alone)
      expect((await first(`さくらクリニック ${prefectureName(Number(code.slice(0, 2)))}`))?.code).toBe(code);
  });
});
