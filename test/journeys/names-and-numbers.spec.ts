import pg from 'pg';
import { facilitySearchForms } from '#facilities';
import { bigramsOf, foldName, newId, spellingOf } from '#kernel';
import { Claims, cost, post, type Refused } from '../support/claims.js';
import { givenPairs, whereGiven } from '../support/given-inputs.js';
import { entry } from '../support/policies.js';
import { freshKey, testSystem, type Session, type TestSystem } from '../support/system.js';

/** A surname as it stands in a register, and as people type it. */
const surnames: readonly (readonly [string, string])[] = [
  ...[
    ['髙𣘺', '高橋'],
    ['眞﨑', '真崎'],
    ['𠮷永', '吉永'],
    ['齋木', '斎木'],
    ['齊田', '斉田'],
    ['渡邉', '渡辺'],
    ['川邊', '川辺'],
  ],
  ...[
    ['濵地', '浜地'],
    ['大澤', '大沢'],
    ['五嶋', '五島'],
    ['冨樫', '富樫'],
    ['廣岡', '広岡'],
    ['櫻田', '桜田'],
    ['栁原', '柳原'],
  ],
  ...[
    ['德永', '徳永'],
    ['淸水', '清水'],
    ['靑栁', '青柳'],
    ['賴母', '頼母'],
    ['舩越', '船越'],
    ['國廣', '国広'],
    ['龍造寺', '竜造寺'],
  ],
  ...[
    ['瀧澤', '滝沢'],
    ['岩淵', '岩渕'],
    ['曾我', '曽我'],
    ['會津', '会津'],
    ['條辺', '条辺'],
    ['惠比寿', '恵比寿'],
    ['關谷', '関谷'],
  ],
  ...[
    ['峯岸', '峰岸'],
    ['檜垣', '桧垣'],
    ['澁江', '渋江'],
    ['圡屋', '土屋'],
    ['梅埜', '梅野'],
    ['葛\u{E0100}原', '葛原'],
    ['薗部', '園部'],
  ],
  ...[
    ['寬永', '寛永'],
    ['塚\uFE00本', '塚本'],
    ['⻑濱', '長浜'],
    ['鐵川', '鉄川'],
    ['穗積', '穂積'],
  ],
].map(([written = '', typed = '']) => [written, typed] as const);
const kinds = ['醫院', '内科クリニック', '整形外科', '⻭科医院', '記念病院'];
const typedKinds = ['医院', '内科クリニック', '整形外科', '歯科医院', '記念病院'];
const names = surnames.flatMap(([written, typed]) =>
  kinds.map((kind, at) => ({ written: `${written}${kind}`, typed: `${typed}${typedKinds[at]}` })),
);

let system: TestSystem;
let claims: Claims;
let senior: Session;
let owner: pg.Client;

beforeAll(async () => {
  system = await testSystem();
  claims = await Claims.on(system);
  senior = await system.as('senior@sonae.example');
  owner = new pg.Client({ connectionString: system.db.ownerUrl, options: '-c search_path=sonae' });
  await owner.connect();
}, 60_000);
afterAll(async () => {
  await owner?.end();
  await system?.stop();
});

let codes = 0;
const register = async (name: string): Promise<string> => {
  const code = `99${String(++codes).padStart(7, '0')}`;
  const row = { id: newId(), name, prefecture: 13, ...facilitySearchForms({ name, prefecture: 13, address: null }) };
  await owner.query(
    `INSERT INTO facility (id, code, kind, valid_from, name, prefecture, name_folded, name_search, name_grams,
       place_search, search_grams)
     SELECT id, $1, 'clinic', '2010-04-01', name, prefecture, name_folded, name_search, name_grams, place_search,
       search_grams
       FROM jsonb_populate_recordset(NULL::facility, $2)`,
    [code, JSON.stringify([row])],
  );
  return code;
};
const search = async (q: string): Promise<{ code: string; name: string }[]> =>
  (await senior.get<{ items: { code: string; name: string }[] }>(`/facilities?limit=200&q=${encodeURIComponent(q)}`))
    .items;
/** What the desk is offered for a report that names an institution so. */
const offered = async (report: { institutionName: string; phone?: string }): Promise<string[]> => {
  const reported = await claims.desk.send<{ id: string }>('POST', '/incidents', {
    key: freshKey(),
    body: {
      reporter: { name: '見本 報告', phone: report.phone ?? '03-5550-0000' },
      institutionName: report.institutionName,
      description: '電子カルテを開けない',
      cause: 'cyber-attack',
      expenses: [cost('call-center', 100_000)],
    },
  });
  expect([reported.status, reported.body]).toEqual([201, expect.anything()]);
  await system.settled(60_000);
  const lines = await claims.desk.get<{ items: { kind: string; data: { institutionId?: string } }[] }>(
    `/incidents/${reported.body.id}/timeline?limit=200`,
  );
  return lines.items.filter(({ kind }) => kind === 'match-proposed').map(({ data }) => data.institutionId ?? '');
};
const insure = async (name: string, telephone?: string): Promise<string> => {
  const entered = await claims.admin.send<{ institutionId: string }>('POST', '/policies', {
    key: freshKey(),
    body: entry({
      institution: { name, kind: 'hospital', corporationKind: 'medical-corporation', prefecture: 13, telephone },
    }),
  });
  expect([entered.status, entered.body]).toEqual([201, expect.anything()]);
  return entered.body.institutionId;
};

describe('names as people write them', () => {
  it('200 institutions are found by their usual spelling, and each comes first as it is spelled itself', async () => {
    const codeOf = new Map<string, string>();
    for (const { written, typed } of names) {
      codeOf.set(written, await register(written));
      await register(`${typed}分院`);
    }
    expect(names).toHaveLength(200);
    const lost: string[] = [];
    for (const { written, typed } of names) {
      const found = await search(typed);
      if (found[0]?.code !== codeOf.get(written)) lost.push(`${typed} gave ${found[0]?.name}`);
      if ((await search(written))[0]?.code !== codeOf.get(written)) lost.push(`${written} not first`);
    }
    expect(lost).toEqual([]);
  }, 120_000);

  it('of two that differ in such a character alone, the one that is spelled so comes first', async () => {
    const [old, usual] = [await register('髙梨渓谷醫院'), await register('高梨渓谷医院')];
    expect((await search('髙梨渓谷醫院')).map(({ code }) => code)).toEqual([old, usual]);
    expect((await search('高梨渓谷医院')).map(({ code }) => code)).toEqual([usual, old]);
    const [insuredOld, insuredUsual] = [await insure('髙梨湖畔病院'), await insure('高梨湖畔診療所')];
    for (const q of ['高梨湖畔', '髙梨湖畔'])
      expect(
        (await senior.get<{ items: { id: string }[] }>(`/institutions?q=${encodeURIComponent(q)}`)).items.map(
          ({ id }) => id,
        ),
      ).toEqual([insuredOld, insuredUsual]);
  });

  it('the match at intake and the search of policies know them too', async () => {
    const id = await insure('齊藤渓流内科𠮷野分院');
    expect(await offered({ institutionName: '斎藤渓流内科吉野分院' })).toEqual([id]);
    const found = await senior.get<{ items: { institutionId: string }[] }>(
      `/policies?q=${encodeURIComponent('斉藤渓流内科吉野')}`,
    );
    expect(found.items.map(({ institutionId }) => institutionId)).toEqual([id]);
  }, 60_000);

  /**
   * Registered and insured under the first name, each is found by the second: in search, and in the match at intake.
   */
  const expectFound = async (pairs: readonly (readonly [string, string])[]): Promise<void> => {
    for (const [name, typed] of pairs) {
      const code = await register(name);
      expect((await search(typed)).map((found) => found.code)).toContain(code);
      const id = await insure(name);
      expect(await offered({ institutionName: typed })).toEqual([id]);
    }
  };

  it('the register and the match at intake know the same variants', async () => {
    await expectFound([
      ['髙﨑見本医院', '高崎見本医院'],
      ['𠮷見家庭医療クリニック', '吉見家庭医療クリニック'],
      ['齋田見本眼科', '斉田見本眼科'],
      ['葛\u{E0100}飾見本内科', '葛飾見本内科'],
    ]);
  }, 60_000);

  whereGiven('names-variant.tsv')(
    'the second column finds the first',
    () => expectFound(givenPairs('names-variant.tsv')),
    60_000,
  );

  it('a name that no other machine can read is told at intake, at its field, and nothing is made', async () => {
    const body = (more: object): object => ({
      reporter: { name: '見本 報告', phone: '03-5550-0000' },
      institutionName: '見本 医院',
      description: '見本',
      cause: 'cyber-attack',
      ...more,
    });
    const sent = (more: object) =>
      claims.desk.send<{ id: string } & Refused>('POST', '/incidents', { key: freshKey(), body: body(more) });
    const before = await owner.query<{ n: number }>('SELECT count(*)::int AS n FROM incident');
    for (const [more, pointer] of [
      [{ institutionName: '\uE38B\uE192' }, '/institutionName'],
      [{ reporter: { name: ' \uE38B ', phone: '03-5550-0000' } }, '/reporter/name'],
      [{ expenses: [cost('call-center', 1_000, { vendorName: '\uE38B' })] }, '/expenses/0/vendorName'],
    ] as const) {
      const refused = await sent(more);
      expect([refused.status, refused.body.errors?.map((fault) => [fault.pointer, fault.code])]).toEqual([
        400,
        [[pointer, 'requests.name-private-use']],
      ]);
    }
    const after = await owner.query<{ n: number }>('SELECT count(*)::int AS n FROM incident');
    expect(after.rows).toEqual(before.rows);
    // one character of it is read by everybody: it is kept as it was typed
    const taken = await sent({ institutionName: '\uE38B田見本医院' });
    expect(taken.status).toBe(201);
    const insured = await claims.admin.send<Refused>('POST', '/policies', {
      key: freshKey(),
      body: entry({
        institution: { name: '\uE38B\uE192', kind: 'hospital', corporationKind: 'medical-corporation', prefecture: 13 },
      }),
    });
    expect([insured.status, insured.body.errors?.map(({ code }) => code)]).toEqual([
      400,
      ['requests.name-private-use'],
    ]);
  });

  it('the database spells as the program does', async () => {
    for (const name of [
      ...names.map(({ written }) => written),
      ' ＡＢＣ　ｸﾘﾆｯｸ Äß',
      '㍿ﾐﾎﾝ',
      '㋿\u{E0101}会',
      '\uE38B田医院',
    ]) {
      const { rows } = await owner.query<{ s: string }>('SELECT spelling($1) AS s', [name]);
      expect([name, rows[0]?.s]).toEqual([name, spellingOf(name)]);
    }
  });
});

describe('telephone numbers as people write them', () => {
  const written = [
    '０３－９９９９－１００１',
    '+81 3-9999-1001',
    '+81 (0)3 9999 1001',
    '0081-3-9999-1001',
    '03ー9999ー1001',
    '03−9999−1001（内線：12）',
    '03-9999-1001 内線12',
    '03-9999-1001 ext. 12',
  ];
  /** Where a number finds institutions: at intake, in the search of policies, in that of institutions. */
  const foundBy = async (typed: string): Promise<string[][]> => {
    const name = `誰も知らない名前の診療所 ${freshKey()}`;
    const policies = await senior.get<{ items: { institutionId: string }[] }>(
      `/policies?telephone=${encodeURIComponent(typed)}`,
    );
    const institutions = await senior.get<{ items: { id: string }[] }>(`/institutions?q=${encodeURIComponent(typed)}`);
    return [
      await offered({ institutionName: name, phone: typed }),
      policies.items.map(({ institutionId }) => institutionId),
      institutions.items.map((one) => one.id),
    ];
  };

  it('are one number at intake, in the search of policies and in that of institutions', async () => {
    const id = await insure('見本電話 第一病院', '03-9999-1001');
    for (const typed of written) expect([typed, await foundBy(typed)]).toEqual([typed, [[id], [id], [id]]]);
  }, 60_000);

  it('with letters is no number of anybody, and is kept as it was typed', async () => {
    const phone = '03-ABCD-1001（見本）';
    const reported = await claims.desk.send<{ id: string; reporter: { phone: string } }>('POST', '/incidents', {
      key: freshKey(),
      body: {
        reporter: { name: '見本', phone },
        institutionName: '見本 医院',
        description: '見本',
        cause: 'cyber-attack',
      },
    });
    expect([reported.status, reported.body.reporter.phone]).toEqual([201, phone]);
    expect(await offered({ institutionName: '誰も知らない名前', phone })).toEqual([]);
  }, 60_000);

  whereGiven('telephones.tsv')(
    'each is the same number',
    async () => {
      const pairs = givenPairs('telephones.tsv');
      const id = await insure('見本電話 第二病院', pairs[0]?.[1]);
      const among = expect.arrayContaining([id]);
      for (const [typed] of pairs) expect([typed, await foundBy(typed)]).toEqual([typed, [among, among, among]]);
    },
    60_000,
  );
});

describe('what was kept under an earlier folding', () => {
  it('is folded once, table by table, and only rows that differ are written', async () => {
    const code = await register('邊見醫院見本');
    const id = await insure('邊見病院見本');
    await owner.query(
      `UPDATE facility SET name_folded = '邊見醫院見本', name_search = '邊見醫院見本', name_grams = '{邊見}' WHERE code = $1`,
      [code],
    );
    await owner.query(`UPDATE institution SET name_folded = '邊見病院見本', name_grams = '{邊見}' WHERE id = $1`, [id]);
    const [entered] = (
      await post<{ items: { id: string }[] } & Refused>(claims.admin, '/watch-entries', {
        names: [{ name: '邊見商事見本', source: '見本の名簿 2026-11' }],
      })
    ).body.items;
    await owner.query(`UPDATE watch_entry SET folded = '邊見商事見本' WHERE id = $1`, [entered?.id]);
    expect(await search('辺見医院見本')).toEqual([]);
    await owner.query(
      `UPDATE name_folding SET after_id = NULL, rows_changed = 0, done_at = NULL, at = clock_timestamp()`,
    );
    await folded();
    expect((await search('辺見医院見本')).map((found) => found.code)).toEqual([code]);
    const { rows } = await owner.query(
      `SELECT relation, rows_changed FROM name_folding WHERE rows_changed > 0 ORDER BY relation`,
    );
    expect(rows).toEqual([
      { relation: 'facility', rows_changed: 1 },
      { relation: 'institution', rows_changed: 1 },
      { relation: 'watch_entry', rows_changed: 1 },
    ]);
    const kept = await owner.query(
      `SELECT i.name_folded, i.name_grams, w.folded, w.refolded_at IS NOT NULL AS refolded
         FROM institution i, watch_entry w
         WHERE i.id = $1 AND w.id = $2`,
      [id, entered?.id],
    );
    expect(kept.rows).toEqual([
      {
        name_folded: '辺見病院見本',
        name_grams: bigramsOf('辺見病院見本'),
        folded: foldName('邊見商事見本'),
        refolded: true,
      },
    ]);
  }, 60_000);

  const folded = async (): Promise<void> => {
    for (let tries = 0; tries < 400; tries++) {
      const { rows } = await owner.query<{ open: number }>(
        'SELECT count(*)::int AS open FROM name_folding WHERE done_at IS NULL',
      );
      if (rows[0]?.open === 0) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error('names are still folded');
  };
});

describe('watched names', () => {
  interface Candidate {
    readonly subjectName: string;
    readonly candidates: readonly { readonly name: string; readonly ground: string | null }[];
  }
  const watch = async (rows: readonly { name: string; kana?: string }[]): Promise<void> => {
    const entered = await post(claims.admin, '/watch-entries', {
      names: rows.map((row) => ({ ...row, source: '見本の名簿 2026-11' })),
    });
    expect([entered.status, entered.body.code]).toEqual([201, undefined]);
  };
  const vendorAccount = async (institutionId: string, vendorName: string, holder = 'ﾐﾎﾝ'): Promise<void> => {
    const cashier = await system.as('payments@sonae.example');
    const entered = await post(cashier, '/payee-accounts', {
      institutionId,
      vendorName,
      bankCode: '0009',
      branchCode: '015',
      accountNumber: '7654321',
      holder,
    });
    expect([entered.status, entered.body.code]).toEqual([201, undefined]);
  };
  const hits = async (institutionId: string): Promise<Candidate[]> =>
    (
      await senior.get<{ items: (Candidate & { institutionId: string })[] }>('/screenings?state=held&limit=200')
    ).items.filter((hit) => hit.institutionId === institutionId);

  it('50 are candidates for a person under their usual spelling, with why', async () => {
    const { institutionId } = await claims.policy();
    const watched = surnames.flatMap(([written, typed]) => [
      { name: `${written}一郎商会`, typed: `${typed}一郎商会` },
      { name: `株式会社${typed}防災見本`, typed: `${written}防災見本` },
    ]);
    const fifty = watched.slice(0, 50);
    await watch(fifty.map(({ name }) => ({ name })));
    for (const { typed } of fifty) await vendorAccount(institutionId, typed);
    const found = await hits(institutionId);
    expect(found.map(({ candidates }) => candidates.map(({ name, ground }) => [name, ground]))).toEqual(
      fifty.map(({ name }) => [[name, 'variants']]),
    );
  }, 120_000);

  it('are candidates by reading, by a part and as they are spelled; others are none', async () => {
    const { institutionId } = await claims.policy();
    await watch([
      { name: '見本暗雲一郎', kana: 'ミホンアンウンイチロウ' },
      { name: '見本暗雲興業' },
      { name: '見本暗雲通商' },
    ]);
    await vendorAccount(institutionId, '見本 晴天', 'ﾐﾎﾝ ｱﾝｳﾝ ｲﾁﾛｳ');
    await vendorAccount(institutionId, '株式会社見本暗雲興業大阪支店');
    await vendorAccount(institutionId, '見本暗雲通商');
    await vendorAccount(institutionId, '見本暗天物産');
    expect(
      (await hits(institutionId)).map(({ candidates }) => candidates.map(({ name, ground }) => [name, ground])),
    ).toEqual([[['見本暗雲一郎', 'reading']], [['見本暗雲興業', 'part']], [['見本暗雲通商', 'spelling']]]);
  }, 60_000);

  whereGiven('watch-names.tsv')(
    'an account of the second is a candidate for the first',
    async () => {
      const pairs = givenPairs('watch-names.tsv');
      const { institutionId } = await claims.policy();
      for (const [watched, typed] of pairs) {
        await watch([{ name: watched }]);
        await vendorAccount(institutionId, typed);
      }
      expect((await hits(institutionId)).flatMap(({ candidates }) => candidates.map(({ name }) => name))).toEqual(
        pairs.map(([watched]) => watched),
      );
    },
    60_000,
  );
});
