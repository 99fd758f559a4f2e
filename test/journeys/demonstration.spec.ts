import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { systemActor } from '#database';
import { FacilitiesModule } from '#facilities';
import { dayInJapan, monthsAway } from '#kernel';
import { PeopleModule } from '#people';
import { readConfig } from '#platform';
import { PoliciesModule, periodOn, periodsOf } from '#policies';
import { StaffingModule } from '#staffing';
import { DemonstrationRefused, demonstrationAccounts, loadDemonstration } from '../../apps/cli/demonstration.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { httpApp, type HttpApp } from '../support/http-app.js';

let test: TestDatabase;
let owner: pg.Client;
let app: HttpApp;
let folder: string;
let password: string;

beforeAll(async () => {
  test = await freshDatabase();
  owner = new pg.Client({ connectionString: test.ownerUrl, options: '-c search_path=sonae' });
  await owner.connect();
  folder = mkdtempSync(join(tmpdir(), 'sonae-demo-'));
  const config = readConfig({ SONAE_DATA: folder });
  const outcomes = await Promise.all([
    loadDemonstration(test.database, config),
    loadDemonstration(test.database, config),
  ]);
  expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['already-loaded', 'loaded']);
  password = outcomes[0]?.password ?? '';
  expect(outcomes[1]?.password).toBe(password);
  app = await httpApp(test.database, [PeopleModule, FacilitiesModule, StaffingModule, PoliciesModule]);
}, 60_000);

afterAll(async () => {
  await app?.close();
  await owner?.end();
  await test?.drop();
  if (folder) rmSync(folder, { recursive: true });
});

const count = async (sql: string): Promise<number> =>
  Number((await owner.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`)).rows[0]?.n);

describe('the demonstration', () => {
  it('is loaded once, with one audit entry of its own', async () => {
    expect(await count('person WHERE demonstration')).toBe(demonstrationAccounts().length + 1);
    expect(await count(`audit WHERE action = 'demonstration.loaded'`)).toBe(1);
    expect(await count('institution')).toBe(16 + 2);
  });

  it('keeps its password for the next start, readable by its owner only', async () => {
    const file = join(folder, 'demo-password');
    expect(readFileSync(file, 'utf8').trim()).toBe(password);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('lets every account of the start page in, in its roles, and nobody else', async () => {
    for (const account of demonstrationAccounts()) {
      const answer = await app.ask('POST', '/auth/sessions', {
        body: { email: account.email, password },
      });
      expect([account.email, answer.status]).toEqual([account.email, 201]);
      const { user } = answer.body as { user: { roles: string[]; displayName: string } };
      expect(user.roles).toEqual(account.roles.map(({ code }) => code));
    }
    const installer = await app.ask('POST', '/auth/sessions', { body: { email: 'setup@sonae.example', password } });
    expect(installer.status).toBe(401);
  }, 30_000);

  it('names roles in both languages and the institution or agency', () => {
    const accounts = demonstrationAccounts();
    expect(accounts.find(({ email }) => email === 'manager@midori.example')).toMatchObject({
      roles: [{ code: 'hospital-manager', ja: '医療機関の責任者', en: 'Hospital manager' }],
      institution: '見本 みどり中央病院',
    });
    expect(accounts.find(({ email }) => email === 'agent@hikari.example')?.institution).toBe('見本 ひかり保険代理店');
    expect(accounts.find(({ email }) => email === 'support@sonae.example')?.institution).toBeNull();
  });

  it('has a period in force today for every institution but ほしぞら, renewed without a gap', async () => {
    const today = dayInJapan(new Date());
    const { rows } = await owner.query<{ id: string; name: string }>(
      `SELECT id, name FROM institution WHERE kind <> 'sentinel'`,
    );
    const without: string[] = [];
    for (const { id, name } of rows) {
      const periods = await test.database.read(systemActor('test'), (tx) => periodsOf(tx, [id]));
      if (!periodOn(periods, today)) without.push(name);
      for (const [at, period] of periods.entries()) {
        const earlier = periods[at - 1];
        expect(period.renewsId).toBe(earlier?.id ?? null);
        if (earlier) expect(earlier.expiryDate).toBe(period.inceptionDate);
        expect(period.continuousSince <= (periods[0]?.inceptionDate ?? '')).toBe(true);
      }
    }
    expect(without).toEqual(['見本 ほしぞら病院']);
  });

  it('staffs every lane around the clock: two people with the skill, a lead, a team', async () => {
    const session = await app.signIn('admin@sonae.example', password);
    const lanes = (await app.ask('GET', '/lanes', { session })).body as {
      items: { people: object[]; leadName: string | null; teamName: string | null }[];
    };
    expect(lanes.items).toHaveLength(8);
    for (const lane of lanes.items)
      expect(lane).toMatchObject({ leadName: expect.any(String), teamName: expect.any(String), people: [{}, {}] });
    const inYear = encodeURIComponent(new Date(Date.now() + 365 * 86_400_000).toISOString());
    const rosters = (await app.ask('GET', `/rosters?onDutyAt=${inYear}`, { session })).body as { items: object[] };
    expect(rosters.items).toHaveLength(12);
    expect(await count('adjuster_load')).toBe(12);
  });

  it('grants each role by one person and confirms it by another administrator', async () => {
    expect(await count('role_grant WHERE confirmed_at IS NULL')).toBe(0);
    const confirmers = await owner.query<{ email: string }>(
      'SELECT DISTINCT p.email FROM role_grant g JOIN person p ON p.id = g.confirmed_by ORDER BY 1',
    );
    expect(confirmers.rows.map(({ email }) => email)).toEqual(['admin@sonae.example', 'admin2@sonae.example']);
  });

  it('gives everybody a password that is set later, and ends their sessions', async () => {
    const session = await app.signIn('auditor@sonae.example', password);
    const config = readConfig({ SONAE_DATA: folder, SONAE_DEMO_PASSWORD: 'another one for all' });
    const expected = { outcome: 'already-loaded', password: 'another one for all' };
    expect(await loadDemonstration(test.database, config)).toEqual(expected);
    expect(await loadDemonstration(test.database, readConfig({ SONAE_DATA: folder }))).toEqual(expected);
    expect((await app.ask('GET', '/me', { session })).status).toBe(401);
    await app.signIn('auditor@sonae.example', 'another one for all');
    expect(await count(`audit WHERE action = 'demonstration.password-changed'`)).toBe(1);
  });
});

describe('a folder that is gone', () => {
  it('prints a password that works all the same', async () => {
    const lost = mkdtempSync(join(tmpdir(), 'sonae-demo-'));
    const again = await loadDemonstration(test.database, readConfig({ SONAE_DATA: lost }));
    expect(again.outcome).toBe('already-loaded');
    await app.signIn('admin@sonae.example', again.password ?? '');
    rmSync(lost, { recursive: true });
  });
});

describe('where no demonstration belongs', () => {
  it('leaves a system alone that has people of its own', async () => {
    const other = await freshDatabase();
    try {
      await other.database.transaction(systemActor('test'), (tx) =>
        tx.rows(
          `INSERT INTO person (id, institution_id, email, display_name)
             VALUES (gen_random_uuid(), '00000000-0000-0000-0000-000000000001', 'a@b.example', 'x')`,
        ),
      );
      const config = readConfig({ SONAE_DATA: folder });
      expect(await loadDemonstration(other.database, config)).toEqual({ outcome: 'not-empty', password: null });
    } finally {
      await other.drop();
    }
  });

  it('is refused in production', async () => {
    const config = readConfig({
      SONAE_ENV: 'production',
      SONAE_INSURER: '見本',
      SONAE_DESK: '見本',
      SONAE_DESK_PHONE: '03-5550-0001',
      SONAE_NIGHT_PHONE: '03-5550-0002',
      SONAE_PUBLIC_URL: 'https://sonae.example',
      DATABASE_STAFF_URL: test.staffUrl,
      DATABASE_INSTITUTION_URL: test.institutionUrl,
      DATABASE_ACCESS_URL: test.accessUrl,
    });
    await expect(loadDemonstration(test.database, config)).rejects.toThrow(DemonstrationRefused);
  });
});

describe('months away', () => {
  it.each([
    ['2026-05-31', -3, '2026-02-28'],
    ['2024-03-31', -1, '2024-02-29'],
    ['2026-01-15', -13, '2024-12-15'],
    ['2026-12-31', 2, '2027-02-28'],
  ])('%s and %s months: %s', (day, months, expected) => {
    expect(monthsAway(day, months)).toBe(expected);
  });
});
