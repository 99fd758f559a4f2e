import pg from 'pg';
import { freshDatabase, type TestDatabase } from '../../test/support/database.js';
import { httpApp, type Answer, type HttpApp } from '../../test/support/http-app.js';
import { People, password } from '../../test/support/people.js';
import { PeopleModule } from './people.module.js';

const email = 'reporter@aoba.example';
let test: TestDatabase;
let app: HttpApp;
let owner: pg.Client;
let reporterId: string;

beforeAll(async () => {
  test = await freshDatabase();
  owner = new pg.Client({ connectionString: test.ownerUrl, options: '-c search_path=sonae' });
  await owner.connect();
  const people = await People.on(owner);
  const hospital = await people.institution('見本 あおば病院');
  reporterId = await people.person({ email, institutionId: hospital, roles: ['hospital-reporter'] });
  await people.person({ email: 'colleague@aoba.example', institutionId: hospital, roles: ['hospital-manager'] });
  await people.person({ email: 'support@sonae.example', roles: ['support'] });
  app = await httpApp(test.database, [PeopleModule], { SONAE_TRUSTED_PROXIES: '192.0.2.1, 10.0.0.0/8' });
}, 60_000);

afterAll(async () => {
  await app?.close();
  await owner?.end();
  await test?.drop();
});

beforeEach(() => owner.query('DELETE FROM sign_in_attempt; DELETE FROM sign_in_refusal; DELETE FROM device_code'));

interface Tried {
  readonly from?: string;
  readonly as?: string;
  readonly deviceCode?: string;
  readonly cookie?: string;
}

// all requests come through the proxy 192.0.2.1
const attempt = (
  secret: string,
  { from = '203.0.113.1', as = email, deviceCode, cookie }: Tried = {},
): Promise<Answer> =>
  app.ask('POST', '/auth/sessions', {
    body: { email: as, password: secret, ...(deviceCode === undefined ? {} : { deviceCode }) },
    headers: { 'x-forwarded-for': from, ...(cookie === undefined ? {} : { cookie }) },
  });
const wrong = (tried?: Tried): Promise<Answer> => attempt('a guess', tried);
const said = ({ status, body }: Answer): string => `${status} ${(body as { code?: string }).code ?? ''}`.trim();
const seconds = ({ headers }: Answer): number => Number(headers['retry-after']);
const many = async (n: number, tries: (at: number) => Promise<Answer>): Promise<string[]> =>
  (await Promise.all(Array.from({ length: n }, (_, at) => tries(at)))).map(said);
const count = (answers: readonly string[], one: string): number => answers.filter((answer) => answer === one).length;
/** Moves everything that was counted into the past by this interval. */
const pass = (interval: string): Promise<unknown> =>
  owner.query(
    `UPDATE sign_in_attempt
       SET attempts = ARRAY(SELECT t - $1::interval FROM unnest(attempts) t ORDER BY 1),
         last_at = last_at - $1::interval`,
    [interval],
  );
/** The cookie of a device that has signed in before. */
async function knownDevice(as = email): Promise<string> {
  const answer = await attempt(password, { as, from: '198.51.100.9' });
  expect(said(answer)).toBe('201');
  return deviceOf(answer);
}
const deviceOf = (answer: Answer): string =>
  [answer.headers['set-cookie'] ?? []]
    .flat()
    .map(String)
    .find((cookie) => cookie.includes('sonae-device'))
    ?.split(';')[0] ?? '';
async function codeOfDesk(as = email): Promise<string> {
  const desk = await app.signIn('support@sonae.example', password);
  const answer = await app.ask('POST', '/sign-in-codes', {
    session: desk,
    headers: { 'idempotency-key': crypto.randomUUID() },
    body: { email: as, reason: '代表番号 03-5550-0100 へ折り返し、本人と確認' },
  });
  expect(answer.status).toBe(201);
  return (answer.body as { code: string }).code;
}

describe('1,000 wrong passwords for one account from 50 addresses', () => {
  it('reach hashing 100 times at most, keep no known device out, and let a new one in by the desk’s code', async () => {
    const device = await knownDevice();
    const answers = await many(1_000, (at) => wrong({ from: `203.0.113.${at % 50}` }));
    // an attempt answered 401 was hashed; the others were refused before
    expect(count(answers, '401 sessions.wrong-credentials')).toBe(100);
    expect(count(answers, '429 sessions.device-code-needed') + count(answers, '429 sessions.too-many-attempts')).toBe(
      900,
    );

    expect(said(await attempt(password, { cookie: device, from: '203.0.113.7' }))).toBe('201');
    // other people behind the same addresses, on new devices too
    expect(said(await attempt(password, { as: 'colleague@aoba.example', from: '203.0.113.7' }))).toBe('201');

    const refused = await attempt(password, { from: '198.51.100.20' });
    expect(said(refused)).toBe('429 sessions.device-code-needed');
    expect(seconds(refused)).toBeGreaterThan(86_000);
    expect(seconds(refused)).toBeLessThanOrEqual(86_400);
    const deviceCode = await codeOfDesk();
    expect(deviceCode).toMatch(/^\d{4} \d{4} \d{4}$/);
    const admitted = await attempt(password, { from: '198.51.100.20', deviceCode });
    expect(said(admitted)).toBe('201');
    // the device is known afterwards
    expect(said(await attempt(password, { from: '198.51.100.21', cookie: deviceOf(admitted) }))).toBe('201');
  }, 60_000);

  it('ends a day later, moment by moment: as many guesses come free as are a day old', async () => {
    await many(60, (at) => wrong({ from: `203.0.113.${at}` }));
    await pass('12 hours');
    expect(
      count(await many(60, (at) => wrong({ from: `203.0.113.${100 + at}` })), '401 sessions.wrong-credentials'),
    ).toBe(40);
    await pass('12 hours 1 second');
    expect(count(await many(70, (at) => wrong({ from: `198.51.100.${at}` })), '401 sessions.wrong-credentials')).toBe(
      60,
    );
  }, 60_000);

  it('are counted alike for an address without an account, so that nobody learns which there are', async () => {
    const as = 'nobody@aoba.example';
    const answers = await many(150, (at) => wrong({ as, from: `203.0.113.${at}` }));
    expect(count(answers, '401 sessions.wrong-credentials')).toBe(100);
    expect(count(answers, '429 sessions.device-code-needed')).toBe(50);
    expect(said(await wrong({ as, deviceCode: '1234 5678 9012' }))).toBe('401 sessions.device-code-unusable');
    expect(said(await wrong({ deviceCode: '1234 5678 9012' }))).toBe('401 sessions.device-code-unusable');
  }, 60_000);
});

describe('an unknown device', () => {
  it('waits 1, 2, 4 … 60 seconds after the third failure, told in seconds, and not for others’ failures', async () => {
    for (let at = 0; at < 3; at++) expect(said(await wrong())).toBe('401 sessions.wrong-credentials');
    for (const wait of [1, 2, 4, 8, 16, 32, 60, 60]) {
      const refused = await wrong();
      expect([wait, said(refused)]).toEqual([wait, '429 sessions.too-many-attempts']);
      expect(seconds(refused)).toBe(wait);
      expect((refused.body as { textEn: string; textJa: string }).textEn).toContain(`${wait} second`);
      expect(said(await wrong({ from: '203.0.113.2', as: `elsewhere${wait}@aoba.example` }))).toMatch(/^401/);
      expect(said(await attempt(password, { as: 'colleague@aoba.example' }))).toBe('201');
      await pass(`${wait} seconds`);
      expect([wait, said(await wrong())]).toEqual([wait, '401 sessions.wrong-credentials']);
    }
    await pass('61 seconds');
    expect(said(await attempt(password))).toBe('201');
    // a success ends the wait of this pair
    expect(said(await wrong())).toBe('401 sessions.wrong-credentials');
  }, 30_000);

  it('is an IPv4 address however it is written, or a /64 of IPv6', async () => {
    for (const from of ['2001:db8:1:2::1', '2001:db8:1:2:ffff::2', '2001:0db8:0001:0002::3']) await wrong({ from });
    expect(said(await wrong({ from: '2001:db8:1:2::4' }))).toBe('429 sessions.too-many-attempts');
    expect(said(await wrong({ from: '2001:db8:1:3::4' }))).toBe('401 sessions.wrong-credentials');
    for (const from of ['198.51.100.5', '::ffff:198.51.100.5', '198.51.100.5']) await wrong({ from });
    expect(said(await wrong({ from: '::ffff:198.51.100.5' }))).toBe('429 sessions.too-many-attempts');
  });

  it('is the rightmost address that no trusted proxy has, whatever a client writes to the left of it', async () => {
    const chain = (at: number): string => `198.51.100.${at}, 203.0.113.77, 10.1.2.3`;
    for (let at = 0; at < 3; at++) await wrong({ from: chain(at) });
    expect(said(await wrong({ from: chain(9) }))).toBe('429 sessions.too-many-attempts');
    expect(said(await wrong({ from: '203.0.113.77, 198.51.100.30' }))).toBe('401 sessions.wrong-credentials');
    // the forwarded address is ignored when the request does not come from the proxy
    const direct = (at: number): Promise<Answer> =>
      app.ask('POST', '/auth/sessions', {
        body: { email: 'direct@aoba.example', password: 'a guess' },
        ip: '198.51.100.200',
        headers: { 'x-forwarded-for': `203.0.113.${at}` },
      });
    for (let at = 0; at < 3; at++) expect(said(await direct(at))).toBe('401 sessions.wrong-credentials');
    expect(said(await direct(9))).toBe('429 sessions.too-many-attempts');
  });

  it('of one network tries 300 times in 15 minutes; a known device there goes on', async () => {
    const device = await knownDevice();
    await owner.query(
      `INSERT INTO sign_in_attempt (bucket, attempts, last_at)
         SELECT sha256('network:203.0.113.9'), array_agg(now() - interval '1 second' * n ORDER BY n DESC), now()
         FROM generate_series(1, 300) n`,
    );
    const refused = await wrong({ from: '203.0.113.9', as: 'any@aoba.example' });
    expect(said(refused)).toBe('429 sessions.too-many-attempts');
    expect(seconds(refused)).toBeGreaterThan(590);
    expect(said(await attempt(password, { from: '203.0.113.9', cookie: device }))).toBe('201');
  });
});

describe('a known device', () => {
  it('has 10 failures an hour of its own, at the same moment too', async () => {
    const device = await knownDevice();
    const answers = await many(30, () => wrong({ cookie: device }));
    expect(count(answers, '401 sessions.wrong-credentials')).toBe(10);
    expect(count(answers, '429 sessions.too-many-attempts')).toBe(20);
    // a new device still has its own attempts
    expect(said(await attempt(password))).toBe('201');
    await pass('61 minutes');
    expect(said(await attempt(password, { cookie: device }))).toBe('201');
  });

  it('is known to one account only, and not by a cookie that was forged', async () => {
    const device = await knownDevice();
    const [name = '', value = ''] = device.split('=');
    await many(120, (at) => wrong({ from: `203.0.113.${at}` }));
    const others = await knownDevice('colleague@aoba.example');
    const moved = `${name}=${others.split('=')[1] ?? ''}`;
    const forged = `${name}=${value.startsWith('A') ? 'B' : 'A'}${value.slice(1)}`;
    for (const cookie of [moved, forged, `${name}=`, `${name}=.`, `${name}=x`])
      expect([cookie, said(await attempt(password, { cookie }))]).toEqual([cookie, '429 sessions.device-code-needed']);
    expect(said(await attempt(password, { cookie: device }))).toBe('201');
  });

  it('is forgotten with a new password, but for the one on which it was set', async () => {
    const cookie = await knownDevice();
    const session = await app.signIn(email, password);
    await owner.query(`UPDATE credential SET changed_at = now() - interval '1 minute' WHERE person_id = $1`, [
      reporterId,
    ]);
    const old = await knownDevice();
    const { csrfToken } = session;
    const changed = await app.ask('PUT', '/me/password', {
      session: { cookie: `${session.cookie}; ${old}`, csrfToken },
      body: { current: password, new: 'another password of theirs' },
    });
    expect(changed.status).toBe(204);
    await many(120, (at) => wrong({ from: `203.0.113.${at}` }));
    const signIn = (device: string): Promise<Answer> => attempt('another password of theirs', { cookie: device });
    expect(said(await signIn(cookie))).toBe('429 sessions.device-code-needed');
    expect(said(await signIn(old))).toBe('429 sessions.device-code-needed');
    expect(said(await signIn(deviceOf(changed)))).toBe('201');
    await owner.query(
      `UPDATE credential c
         SET password_hash = o.password_hash
         FROM credential o
         JOIN person p ON p.id = o.person_id
         WHERE p.email = 'colleague@aoba.example' AND c.person_id = $1`,
      [reporterId],
    );
  }, 30_000);
});

describe('the code that the desk reads out', () => {
  it('is good once, for 15 minutes, for its account, and is kept as a hash only', async () => {
    const deviceCode = await codeOfDesk();
    expect(said(await attempt(password, { deviceCode, as: 'colleague@aoba.example' }))).toBe(
      '401 sessions.device-code-unusable',
    );
    const typed = deviceCode
      .replaceAll(' ', '-')
      .replaceAll(/\d/g, (one) => String.fromCodePoint(0xff10 + Number(one)));
    // the password is wrong and the code is used, but the device may try again
    const tried = await wrong({ deviceCode: typed });
    expect([said(tried), deviceOf(tried)]).toEqual([
      '401 sessions.wrong-credentials',
      expect.stringContaining('device'),
    ]);
    expect(said(await attempt(password, { deviceCode }))).toBe('401 sessions.device-code-unusable');
    expect(said(await attempt(password, { cookie: deviceOf(tried) }))).toBe('201');

    const late = await codeOfDesk();
    await owner.query(
      `UPDATE device_code
         SET created_at = created_at - interval '15 minutes', expires_at = expires_at - interval '15 minutes'`,
    );
    expect(said(await attempt(password, { deviceCode: late }))).toBe('401 sessions.device-code-unusable');
    const { rows } = await owner.query<{ all: string }>('SELECT string_agg(d::text, $1) AS all FROM device_code d', [
      '\n',
    ]);
    for (const code of [deviceCode, late]) expect(rows[0]?.all).not.toContain(code.replaceAll(' ', ''));
  });

  it('is made by desk and administrators, with a reason, which the audit keeps', async () => {
    const reporter = await app.signIn(email, password);
    const ask = (session: typeof reporter, body: object): Promise<Answer> =>
      app.ask('POST', '/sign-in-codes', { session, body, headers: { 'idempotency-key': crypto.randomUUID() } });
    expect(said(await ask(reporter, { email, reason: 'x' }))).toBe('403 access.forbidden');
    const desk = await app.signIn('support@sonae.example', password);
    expect(said(await ask(desk, { email, reason: ' ' }))).toMatch(/^400/);
    expect((await ask(desk, { email: 'nobody@aoba.example', reason: 'x' })).body).toMatchObject({
      errors: [{ pointer: '/email', code: 'parties.person-not-found' }],
    });
    await codeOfDesk();
    const { rows } = await owner.query(
      `SELECT chain LIKE 'institution:%' AS own, acting_as, reason
         FROM audit
         WHERE action = 'device-code.read-out' AND subject = $1
         ORDER BY seq DESC
         LIMIT 1`,
      [`person:${reporterId}`],
    );
    expect(rows).toEqual([{ own: true, acting_as: 'support', reason: '代表番号 03-5550-0100 へ折り返し、本人と確認' }]);
  });
});

describe('failed and refused sign-ins', () => {
  const entries = async (): Promise<{ subject: string; reason: string }[]> =>
    (
      await owner.query<{ subject: string; reason: string }>(
        `SELECT subject, reason FROM audit WHERE action = 'sign-in.refused' ORDER BY at, seq`,
      )
    ).rows;

  it('stand in the audit once an account, network, cause and hour, with their number beside', async () => {
    const before = (await entries()).length;
    await many(3, () => wrong());
    await many(2, () => wrong());
    await many(2, () => wrong({ from: '198.51.100.77' }));
    expect((await entries()).slice(before).toSorted((a, b) => a.reason.localeCompare(b.reason))).toEqual([
      { subject: `person:${reporterId}`, reason: 'waiting' },
      { subject: `person:${reporterId}`, reason: 'wrong-password' },
      { subject: `person:${reporterId}`, reason: 'wrong-password' },
    ]);
    const { rows } = await owner.query(
      'SELECT network::text, cause, times FROM sign_in_refusal ORDER BY cause, network',
    );
    expect(rows).toEqual([
      { network: null, cause: 'waiting', times: 2 },
      { network: '198.51.100.77/32', cause: 'wrong-password', times: 2 },
      { network: '203.0.113.1/32', cause: 'wrong-password', times: 3 },
    ]);
  });

  it('keep nothing of an address that is no account’s', async () => {
    const before = (await entries()).length;
    await wrong({ as: 'private.name@elsewhere.example' });
    await wrong({ as: 'other.name@elsewhere.example' });
    expect((await entries()).slice(before)).toEqual([{ subject: 'sign-in', reason: 'no-account' }]);
    for (const table of ['audit', 'sign_in_refusal', 'sign_in_attempt', 'outbox'])
      expect(
        (await owner.query(`SELECT FROM ${table} t WHERE t::text LIKE '%elsewhere%' OR t::text LIKE '%private%'`))
          .rowCount,
      ).toBe(0);
  });

  it('leave no more than a bounded number of entries, however many guesses and networks there are', async () => {
    const before = (await entries()).length;
    await many(400, (at) => wrong({ from: `10.0.0.1, 172.16.${Math.floor(at / 200)}.${at % 200}` }));
    // 100 networks with one hashed guess each, and one entry for all refused attempts
    expect((await entries()).length - before).toBe(101);
  }, 60_000);
});
