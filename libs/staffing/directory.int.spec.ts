import pg from 'pg';
import { INSURER, NOT_KNOWN } from '#database';
import { FacilitiesModule, facilitySearchForms } from '#facilities';
import { dayInJapan, newId } from '#kernel';
import { PeopleModule } from '#people';
import { freshDatabase, type TestDatabase } from '../../test/support/database.js';
import { httpApp, type HttpApp, type SignedIn } from '../../test/support/http-app.js';
import { People, password } from '../../test/support/people.js';
import { StaffingModule } from './staffing.module.js';

interface Listed {
  items: { id: string; name?: string; [member: string]: unknown }[];
  nextCursor: string | null;
}

let test: TestDatabase;
let app: HttpApp;
let owner: pg.Client;
let people: People;
let sakura: string;
let midori: string;
let kaede: string;
let adjusterId: string;
const session: Record<'reporter' | 'agent' | 'admin' | 'payments', SignedIn> = {} as never;

const day = (offset: number): string => dayInJapan(new Date(Date.now() + offset * 86_400_000));

beforeAll(async () => {
  test = await freshDatabase();
  owner = new pg.Client({ connectionString: test.ownerUrl, options: '-c search_path=sonae' });
  await owner.connect();
  people = await People.on(owner);
  sakura = await people.institution('医療法人 見本さくら総合病院');
  midori = await people.institution('見本 みどり中央病院');
  kaede = await people.institution('見本 かえでクリニック', 'general-clinic');
  const agency = await people.agency('見本 ひかり代理店', [
    { id: sakura, from: day(-400), to: day(0) },
    { id: midori, from: day(-400) },
    { id: kaede, from: day(1) },
  ]);
  await people.person({ email: 'reporter@sakura.example', institutionId: sakura, roles: ['hospital-reporter'] });
  await people.person({ email: 'agent@hikari.example', agencyId: agency, roles: ['agent'] });
  const adminId = await people.person({ email: 'admin@sonae.example', name: '見本 管', roles: ['administrator'] });
  await people.person({ email: 'payments@sonae.example', roles: ['payments'] });
  adjusterId = await people.person({ email: 'adjuster@sonae.example', name: '見本 査', roles: ['adjuster'] });
  await arrangeStaffing(adminId);
  app = await httpApp(test.database, [PeopleModule, FacilitiesModule, StaffingModule]);
  session.reporter = await app.signIn('reporter@sakura.example', password);
  session.agent = await app.signIn('agent@hikari.example', password);
  session.admin = await app.signIn('admin@sonae.example', password);
  session.payments = await app.signIn('payments@sonae.example', password);
}, 60_000);

afterAll(async () => {
  await app?.close();
  await owner?.end();
  await test?.drop();
});

async function arrangeStaffing(adminId: string): Promise<void> {
  const team = newId();
  await owner.query('INSERT INTO team (id, name) VALUES ($1, $2)', [team, '技術調査チーム']);
  await owner.query(`UPDATE lane SET team_id = $1, lead_id = $2 WHERE lane = 'forensics'`, [team, adjusterId]);
  await owner.query(
    `INSERT INTO skill (person_id, lane, from_on, to_on)
       VALUES ($1, 'forensics', $2, NULL), ($1, 'general', $2, $3), ($1, 'prevention', $4, NULL)`,
    [adjusterId, day(-10), day(0), day(1)],
  );
  await owner.query(
    `INSERT INTO authority (id, person_id, lane, yen, from_on, entered_by)
       VALUES ($1, $2, 'forensics', 1000000, $3, $4)`,
    [newId(), adjusterId, day(-10), adminId],
  );
  const duty = [
    [-2, -1],
    [-1, 1],
    [1, 2],
  ] as const;
  for (const [from, to] of duty) {
    await owner.query(
      `INSERT INTO roster (id, person_id, from_at, to_at, capacity, entered_by)
         VALUES ($1, $2, now() + make_interval(days => $3), now() + make_interval(days => $4), 20, $5)`,
      [newId(), adjusterId, from, to, adminId],
    );
  }
  for (const [code, name, former] of [
    ['130000001', '見本さくら総合病院', '見本さくら病院'],
    ['140000002', '見本みどり中央病院', null],
  ] as const) {
    const id = newId();
    await owner.query(
      `INSERT INTO facility (id, code, kind, valid_from, name, prefecture, name_folded, name_search, name_grams,
         place_search, search_grams)
       SELECT $1, $2, 'hospital', '2010-04-01', name, prefecture, name_folded, name_search, name_grams, place_search,
         search_grams
         FROM jsonb_populate_recordset(NULL::facility, $3)`,
      [
        id,
        code,
        JSON.stringify([{ name, prefecture: 13, ...facilitySearchForms({ name, prefecture: 13, address: null }) }]),
      ],
    );
    if (former) await owner.query('INSERT INTO facility_name VALUES ($1, $2, $3)', [id, former, '2010-04-01']);
  }
}

const list = async (path: string, who: keyof typeof session): Promise<Listed> => {
  const answer = await app.ask('GET', path, { session: session[who] });
  expect(answer.status).toBe(200);
  return answer.body as Listed;
};
const status = async (path: string, who: keyof typeof session): Promise<number> =>
  (await app.ask('GET', path, { session: session[who] })).status;

describe('institutions', () => {
  it('shows a hospital its own only, an agent the clients of today, the insurer all, and nobody the sentinels', async () => {
    expect((await list('/institutions', 'reporter')).items.map(({ id }) => id)).toEqual([sakura]);
    expect((await list('/institutions', 'agent')).items.map(({ id }) => id)).toEqual([midori]);
    expect((await list('/institutions', 'admin')).items.map(({ id }) => id)).toEqual([sakura, midori, kaede]);
    expect(await status(`/institutions/${midori}`, 'reporter')).toBe(404);
    expect(await status(`/institutions/${sakura}`, 'agent')).toBe(404);
    for (const sentinel of [INSURER, NOT_KNOWN]) expect(await status(`/institutions/${sentinel}`, 'admin')).toBe(404);
  });

  it.each([
    ['サクラ', 'kana of the other kind'],
    ['さくら総合', 'a part across a space that is not there'],
    ['ｻｸﾗ', 'half width'],
    ['株式会社 さくら', 'a corporate form that is another’s'],
  ])('finds %s: %s', async (q) => {
    expect((await list(`/institutions?q=${encodeURIComponent(q)}`, 'admin')).items.map(({ id }) => id)).toEqual([
      sakura,
    ]);
  });

  it('finds a single character, and nothing by a name that is not there', async () => {
    expect((await list(`/institutions?q=${encodeURIComponent('楓')}`, 'admin')).items).toEqual([]);
    expect((await list(`/institutions?q=${encodeURIComponent('院')}`, 'admin')).items.map(({ id }) => id)).toEqual([
      sakura,
      midori,
    ]);
    // a name that folds to nothing finds everything; one that no column can store is refused
    expect((await list(`/institutions?q=${encodeURIComponent('・')}`, 'admin')).items).toHaveLength(3);
    expect(await status(`/institutions?q=${encodeURIComponent('\u0000・')}`, 'admin')).toBe(400);
  });

  it('reads page by page without losing or repeating one', async () => {
    const seen: string[] = [];
    let path: string | null = '/institutions?limit=1';
    while (path !== null) {
      const page: Listed = await list(path, 'admin');
      seen.push(...page.items.map(({ id }) => id));
      path = page.nextCursor && `/institutions?limit=1&cursor=${page.nextCursor}`;
    }
    expect(seen).toEqual([sakura, midori, kaede]);
  });

  it('refuses a cursor that it did not write', async () => {
    for (const cursor of [
      'x',
      Buffer.from('["1"]').toString('base64url'),
      Buffer.from('["a","b"]').toString('base64url'),
    ]) {
      for (const path of ['/institutions', '/users', '/rosters', '/authorities']) {
        const answer = await app.ask('GET', `${path}?cursor=${cursor}`, { session: session.admin });
        expect(answer.body).toMatchObject({ status: 400, code: 'requests.cursor-malformed' });
      }
    }
  });
});

describe('the directory of facilities', () => {
  it('is open to hospitals too, by name and by code in any width', async () => {
    expect((await list('/facilities', 'reporter')).items).toHaveLength(2);
    const [found] = (await list(`/facilities?q=${encodeURIComponent('１３００００－００１')}`, 'reporter')).items;
    expect(found).toMatchObject({ code: '130000001', names: [{ name: '見本さくら病院', fromOn: '2010-04-01' }] });
    expect((await list(`/facilities?q=${encodeURIComponent('みどり')}`, 'reporter')).items).toHaveLength(1);
  });
});

describe('people', () => {
  it('lists roles in force by name, filtered by role and institution', async () => {
    expect((await list('/users?role=adjuster', 'admin')).items).toEqual([
      expect.objectContaining({ id: adjusterId, displayName: '見本 査', roles: ['adjuster'], institutionId: null }),
    ]);
    expect((await list(`/users?institutionId=${sakura}`, 'admin')).items).toEqual([
      expect.objectContaining({ email: 'reporter@sakura.example', institutionName: '医療法人 見本さくら総合病院' }),
    ]);
  });

  it('shows who granted and who confirmed a role, and that an unconfirmed one is not in force', async () => {
    const id = await people.person({ email: 'new@sonae.example', roles: ['support'], unconfirmed: true });
    expect((await app.ask('GET', `/users/${id}`, { session: session.admin })).body).toMatchObject({
      roles: [],
      roleGrants: [
        { role: 'support', roleJa: '専任スタッフ', inForce: false, grantedByName: '見本 管理', confirmedAt: null },
      ],
    });
    expect((await app.ask('GET', `/users/${adjusterId}`, { session: session.admin })).body).toMatchObject({
      roleGrants: [{ inForce: true, confirmedByName: '見本 管理', confirmedAt: expect.stringMatching(/Z$/) }],
      skills: ['forensics'],
    });
    expect(await status(`/users/${newId()}`, 'admin')).toBe(404);
    expect(await status('/users/1', 'admin')).toBe(404);
  });

  it('is not for hospitals, agents and payments', async () => {
    for (const path of ['/users', '/rosters', '/authorities', '/lanes', `/users/${adjusterId}`]) {
      for (const who of ['reporter', 'agent', 'payments'] as const)
        expect([path, await status(path, who)]).toEqual([path, 403]);
    }
    expect((await app.ask('GET', '/institutions')).body).toMatchObject({ status: 401, code: 'sessions.missing' });
  });
});

describe('staffing', () => {
  it('says who is on duty at a moment', async () => {
    expect((await list('/rosters', 'admin')).items).toHaveLength(3);
    const now = encodeURIComponent(new Date().toISOString());
    expect((await list(`/rosters?onDutyAt=${now}`, 'admin')).items).toEqual([
      expect.objectContaining({ personName: '見本 査', capacity: 20, enteredByName: '見本 管' }),
    ]);
    for (const moment of ['2016-12-31T23:59:60Z', '0000-01-01T00:00:00Z']) {
      const refused = await app.ask('GET', `/rosters?onDutyAt=${moment}`, { session: session.admin });
      expect(refused.body).toMatchObject({ status: 400, code: 'requests.no-such-date' });
    }
  });

  it('pages rosters that begin at the same moment', async () => {
    const first = await list('/rosters?limit=2', 'admin');
    const rest = await list(`/rosters?limit=2&cursor=${first.nextCursor}`, 'admin');
    expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(3);
    expect(rest.nextCursor).toBeNull();
  });

  it('says how much a person may decide alone', async () => {
    expect((await list(`/authorities?personId=${adjusterId}`, 'admin')).items).toEqual([
      expect.objectContaining({ lane: 'forensics', laneJa: '被害状況・原因調査', yen: 1_000_000, toOn: null }),
    ]);
    expect((await list('/authorities?lane=general', 'admin')).items).toEqual([]);
  });

  it('lists all lanes with team, lead and the people who have the skill today', async () => {
    const { items } = await list('/lanes', 'admin');
    expect(items).toHaveLength(8);
    expect(items[0]).toMatchObject({
      lane: 'forensics',
      teamName: '技術調査チーム',
      leadName: '見本 査',
      limitMinutes: 60,
      people: [{ id: adjusterId, name: '見本 査' }],
    });
    expect(items.filter((lane) => (lane['people'] as unknown[]).length > 0)).toHaveLength(1);
  });
});
