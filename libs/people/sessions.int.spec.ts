import pg from 'pg';
import { secretHash } from '#platform';
import { freshDatabase, type TestDatabase } from '../../test/support/database.js';
import { httpApp, type Answer, type HttpApp, type SignedIn } from '../../test/support/http-app.js';
import { People, password } from '../../test/support/people.js';
import { PeopleModule } from './people.module.js';

let test: TestDatabase;
let app: HttpApp;
let owner: pg.Client;
let people: People;
let hospital: string;
let reporterId: string;

beforeAll(async () => {
  test = await freshDatabase();
  owner = new pg.Client({ connectionString: test.ownerUrl, options: '-c search_path=sonae' });
  await owner.connect();
  people = await People.on(owner);
  hospital = await people.institution('見本 あおば病院');
  reporterId = await people.person({
    email: 'reporter@aoba.example',
    name: '見本 報子',
    institutionId: hospital,
    roles: ['hospital-reporter'],
  });
  await people.person({ email: 'support@sonae.example', roles: ['support'] });
  app = await httpApp(test.database, [PeopleModule]);
}, 60_000);

afterAll(async () => {
  await app?.close();
  await owner?.end();
  await test?.drop();
});

beforeEach(() => owner.query('DELETE FROM sign_in_attempt'));

const attempt = (email: string, secret: string, ip = '192.0.2.1', headers = {}): Promise<Answer> =>
  app.ask('POST', '/auth/sessions', { body: { email, password: secret }, ip, headers });
const cookiesOf = (answer: Answer): string[] => [answer.headers['set-cookie'] ?? []].flat().map(String);
const codeOf = (answer: Answer): unknown => (answer.body as { code?: unknown }).code;
const statusOfMe = async (session: SignedIn): Promise<number> => (await app.ask('GET', '/me', { session })).status;

describe('signing in', () => {
  it('answers the person and sets a cookie that no script and no other site can use', async () => {
    const answer = await attempt('Reporter@Aoba.example', password);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      user: {
        id: reporterId,
        displayName: '見本 報子',
        email: 'reporter@aoba.example',
        roles: ['hospital-reporter'],
        institutionId: hospital,
        institutionName: '見本 あおば病院',
      },
      csrfToken: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(cookiesOf(answer)).toEqual([
      expect.stringMatching(/^__Host-sonae=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/),
      expect.stringMatching(
        /^__Host-sonae-device-[0-9a-f]{16}=[\w-]{22}\.[\w-]{43}; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ]);
  });

  it('keeps only the hash of the secret, for as many hours as are set', async () => {
    const { cookie } = await app.signIn('reporter@aoba.example', password);
    const { rows } = await owner.query<{ hours: number; reason: string | null }>(
      `SELECT extract(epoch FROM expires_at - created_at)::int / 3600 AS hours, ended_reason AS reason
         FROM session
         WHERE token_hash = $1`,
      [secretHash(cookie.split('=')[1] ?? '')],
    );
    expect(rows).toEqual([{ hours: 12, reason: null }]);
  });

  it('refuses a wrong password, an unknown address and somebody who left alike', async () => {
    const left = await people.person({
      email: 'left@aoba.example',
      institutionId: hospital,
      roles: ['hospital-reporter'],
    });
    await owner.query('UPDATE person SET left_at = now() WHERE id = $1', [left]);
    const answers = [
      await attempt('reporter@aoba.example', 'wrong'),
      await attempt('nobody@aoba.example', 'wrong'),
      await attempt('left@aoba.example', password),
    ];
    const [first, ...others] = answers.map(({ status, body }) => ({ status, ...(body as object), traceId: null }));
    expect(first).toMatchObject({ status: 401, code: 'sessions.wrong-credentials' });
    for (const other of others) expect(other).toEqual(first);
  });

  it('lets nobody in whose insurer’s role no second administrator has confirmed', async () => {
    await people.person({ email: 'fresh@sonae.example', roles: ['adjuster'], unconfirmed: true });
    expect(codeOf(await attempt('fresh@sonae.example', password))).toBe('sessions.wrong-credentials');
  });

  it('gives a hospital’s person no role of the insurer, even a confirmed one', async () => {
    await people.person({
      email: 'both@aoba.example',
      institutionId: hospital,
      roles: ['support', 'hospital-manager'],
    });
    const answer = await attempt('both@aoba.example', password);
    expect((answer.body as { user: { roles: string[] } }).user.roles).toEqual(['hospital-manager']);
  });

  it('takes no code of a second factor, which nothing here could check', async () => {
    const body = { email: 'reporter@aoba.example', password, oneTimeCode: '123456' };
    const answer = await app.ask('POST', '/auth/sessions', { body });
    expect(answer.status).toBe(400);
    expect((answer.body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)).toEqual([
      '/oneTimeCode',
    ]);
    const columns = await owner.query(
      `SELECT FROM information_schema.columns WHERE table_name = 'credential' AND column_name LIKE 'totp%'`,
    );
    expect(columns.rowCount).toBe(0);
  });

  it('names every fault of a malformed request and stores nothing', async () => {
    const answer = await app.ask('POST', '/auth/sessions', { body: { email: 'no\u0000address', extra: 1 } });
    expect(answer.status).toBe(400);
    expect((answer.body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer).toSorted()).toEqual([
      '/email',
      '/extra',
      '/password',
    ]);
    expect((await owner.query('SELECT FROM sign_in_attempt')).rowCount).toBe(0);
  });

  it('ends the session whose cookie came along', async () => {
    const old = await app.signIn('reporter@aoba.example', password);
    await attempt('reporter@aoba.example', password, '192.0.2.1', { cookie: old.cookie });
    expect(await statusOfMe(old)).toBe(401);
    const { rows } = await owner.query('SELECT ended_reason FROM session WHERE token_hash = $1', [
      secretHash(old.cookie.split('=')[1] ?? ''),
    ]);
    expect(rows).toEqual([{ ended_reason: 'rotated' }]);
  });

  it('uses a plain cookie where the address is not secure', async () => {
    const plain = await httpApp(test.database, [PeopleModule], { SONAE_PUBLIC_URL: 'http://sonae.internal' });
    const answer = await plain.ask('POST', '/auth/sessions', { body: { email: 'reporter@aoba.example', password } });
    expect(cookiesOf(answer)[0]).toMatch(/^sonae=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
    await plain.close();
  });
});

describe('a session', () => {
  it('gives the same CSRF token again to a page that was reloaded', async () => {
    const session = await app.signIn('reporter@aoba.example', password);
    const answer = await app.ask('GET', '/me', { session });
    expect(answer.status).toBe(200);
    expect((answer.body as { csrfToken: string }).csrfToken).toBe(session.csrfToken);
  });

  it('changes nothing without its CSRF token', async () => {
    const session = await app.signIn('reporter@aoba.example', password);
    const answer = await app.ask('DELETE', '/auth/sessions/current', {
      session: { ...session, csrfToken: 'x'.repeat(43) },
    });
    expect([answer.status, codeOf(answer)]).toEqual([403, 'sessions.csrf']);
    expect(await statusOfMe(session)).toBe(200);
  });

  it('ends when its person signs out, and the cookie goes', async () => {
    const session = await app.signIn('reporter@aoba.example', password);
    const answer = await app.ask('DELETE', '/auth/sessions/current', { session });
    expect(answer.status).toBe(204);
    expect(answer.headers['set-cookie']).toMatch(/^__Host-sonae=; .*Path=\/; Expires=Thu, 01 Jan 1970/);
    expect(codeOf(await app.ask('GET', '/me', { session }))).toBe('sessions.expired');
  });

  it('ends at its hour, with a role that is taken away, and when its person leaves', async () => {
    const id = await people.person({
      email: 'soon@aoba.example',
      institutionId: hospital,
      roles: ['hospital-manager'],
    });
    const session = await app.signIn('soon@aoba.example', password);
    const [role] = (
      await owner.query<{ id: string; granted_by: string }>(
        'SELECT id, granted_by FROM role_grant WHERE person_id = $1',
        [id],
      )
    ).rows;
    await owner.query('UPDATE role_grant SET ended_at = now(), ended_by = granted_by WHERE id = $1', [role?.id]);
    expect(await statusOfMe(session)).toBe(401);
    await owner.query('UPDATE role_grant SET ended_at = NULL, ended_by = NULL WHERE id = $1', [role?.id]);
    expect(await statusOfMe(session)).toBe(200);
    await owner.query('UPDATE person SET left_at = now() WHERE id = $1', [id]);
    expect(await statusOfMe(session)).toBe(401);
    await owner.query('UPDATE person SET left_at = NULL WHERE id = $1', [id]);
    await owner.query('UPDATE session SET expires_at = now() WHERE person_id = $1', [id]);
    expect(await statusOfMe(session)).toBe(401);
  });
});

describe('the audit', () => {
  it('names the person who signed in and out, in the institution’s chain or the insurer’s', async () => {
    for (const email of ['reporter@aoba.example', 'support@sonae.example']) {
      const session = await app.signIn(email, password);
      await app.ask('DELETE', '/auth/sessions/current', { session });
    }
    const { rows } = await owner.query<{ chain: string; action: string; actor_kind: string; acting_as: string }>(
      `SELECT DISTINCT ON (chain COLLATE "C", action) chain, action, actor_kind, acting_as
         FROM audit
         WHERE action LIKE 'session.%'
         ORDER BY chain COLLATE "C", action, seq DESC`,
    );
    const person = (chain: string, acting_as: string): object[] =>
      ['session.ended', 'session.started'].map((action) => ({ chain, action, actor_kind: 'person', acting_as }));
    expect(rows).toEqual([...person(`institution:${hospital}`, 'hospital-reporter'), ...person('insurer', 'support')]);
  });
});
