import { asSuperuser } from '../support/database.js';
import { mailServer, textOfMail } from '../support/neighbours.js';
import { until } from '../support/processes.js';
import { demonstrationPassword, testSystem, type Reply, type TestSystem } from '../support/system.js';

const email = 'reporter@sakura.example';
const colleague = 'manager@sakura.example';
const log: string[] = [];
let mails: Awaited<ReturnType<typeof mailServer>>;
let system: TestSystem;

beforeAll(async () => {
  mails = await mailServer();
  system = await testSystem({
    queues: ['outside'],
    env: { SMTP_URL: `smtp://127.0.0.1:${mails.port}`, LOG_LEVEL: 'debug' },
    logTo: (line) => void log.push(line),
  });
}, 60_000);
afterAll(async () => {
  await system?.stop();
  await mails?.stop();
});
beforeEach(async () => {
  mails.sources.clear();
  mails.taken.clear();
  mails.ended.clear();
  await mails.be('well');
  log.length = 0;
  await rows('DELETE FROM device_code');
});

const rows = <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
  asSuperuser(system.db.ownerUrl, async (client) => (await client.query<T>(sql, values)).rows);
const ask = (of = email): Promise<Reply> => system.send('POST', '/auth/sign-in-links', { body: { email: of } });
const signIn = (
  deviceCode: string,
  { as = email, password = demonstrationPassword } = {},
): Promise<Reply<{ code?: string }>> =>
  system.send('POST', '/auth/sessions', { body: { email: as, password, deviceCode } });
const said = ({ status, body }: Reply<{ code?: string }>): string => `${status} ${body.code ?? ''}`.trim();
/** How the mailing of a link ended: it is in the background of its answer. */
const mailed = (): Promise<void> =>
  until('the mail is taken or given up', 40_000, async () => {
    const sent = await rows('SELECT 1 FROM device_code WHERE sent_at IS NOT NULL');
    return sent.length > 0 || log.some((line) => line.includes('was not taken by the mail server'));
  });
const linkOf = (source: string): URL => new URL(/^http\S+$/m.exec(textOfMail(source))?.[0] ?? '');
const codeOf = (source: string): string => new URLSearchParams(linkOf(source).hash.slice(1)).get('device') ?? '';
/** Whatever was logged, and whatever the rows and the audit keep, but for the address in the row of the account. */
const kept = async (): Promise<string> => {
  const tables = ['device_code', 'audit', 'outbox', 'sign_in_refusal', 'sign_in_attempt', 'session'];
  const found = await Promise.all(tables.map((table) => rows<{ t: string }>(`SELECT t::text AS t FROM ${table} t`)));
  return [...log, ...found.flat().map(({ t }) => t)].join('\n');
};

describe('the link to sign in from a new device, over a mail server', () => {
  it('arrives at the address of the account, lets its device in once, and nobody else with it', async () => {
    expect((await ask(email.toUpperCase())).status).toBe(204);
    await mailed();
    const [source = ''] = [...mails.sources.values()];
    expect([...mails.taken.values()]).toEqual([1]);
    expect(source).toMatch(/^To: reporter@sakura.example\r$/m);
    const text = textOfMail(source);
    expect(text).toMatch(/初めての端末からサインインするには、.*（60分間、1回限り）。/);
    expect(text).toContain('(60 minutes, once)');
    const link = linkOf(source);
    // what follows # is never sent to a server
    expect([link.origin, link.pathname, link.search]).toEqual(['http://localhost', '/app', '']);
    const code = codeOf(source);
    expect(code).toMatch(/^[\w-]{43}$/);

    expect(said(await signIn(code, { as: colleague }))).toBe('401 sessions.device-code-unusable');
    const admitted = await signIn(code);
    expect(said(admitted)).toBe('201');
    expect(admitted.headers.get('set-cookie')).toContain('sonae-device-');
    expect(said(await signIn(code))).toBe('401 sessions.device-code-unusable');
    const all = await kept();
    for (const secret of [code, email, demonstrationPassword])
      expect([secret, all.toLowerCase().includes(secret.toLowerCase())]).toEqual([secret, false]);
    expect(all).toContain('device-code.mailed');
  }, 60_000);

  it('alone signs nobody in: a wrong password uses it up', async () => {
    await ask();
    await mailed();
    const code = codeOf([...mails.sources.values()][0] ?? '');
    expect(said(await signIn(code, { password: 'a guess' }))).toBe('401 sessions.wrong-credentials');
    expect(said(await signIn(code))).toBe('401 sessions.device-code-unusable');
  }, 60_000);

  it('is good for an hour, and three of them go an hour: nobody’s mailbox is filled', async () => {
    for (let at = 1; at <= 3; at++) {
      await ask();
      await until(`link ${at}`, 40_000, () => Promise.resolve(mails.taken.size === at));
    }
    expect((await ask()).status).toBe(204);
    // asked after it, by another, and there first: the fourth made nothing
    await ask(colleague);
    await until('the link of the other', 40_000, () => Promise.resolve(mails.taken.size === 4));
    const to = [...mails.sources.values()].map((source) => /^To: (\S+)\r$/m.exec(source)?.[1]);
    expect(to).toEqual([email, email, email, colleague]);
    expect(await rows(`SELECT 1 FROM device_code`)).toHaveLength(4);
    const [earlier = '', , latest = ''] = [...mails.sources.values()].map(codeOf);
    // asking again keeps nobody out
    expect(said(await signIn(earlier))).toBe('201');
    await rows(
      `UPDATE device_code
         SET created_at = created_at - interval '60 minutes', expires_at = expires_at - interval '60 minutes'`,
    );
    expect(said(await signIn(latest))).toBe('401 sessions.device-code-unusable');
  }, 60_000);

  it('is asked for an address without an account like for any other; nothing is mailed, nothing kept', async () => {
    expect((await ask('nobody@private.example')).status).toBe(204);
    await ask();
    await mailed();
    expect([...mails.sources.values()].map((source) => /^To: (\S+)\r$/m.exec(source)?.[1])).toEqual([email]);
    expect((await kept()).includes('nobody@private')).toBe(false);
  }, 60_000);

  interface Link {
    readonly tries: number;
    readonly hash: string;
    readonly waits: boolean;
    readonly handed: boolean;
    readonly sent: boolean;
    readonly failed: boolean;
  }
  const linkRow = async (): Promise<Link | undefined> =>
    (
      await rows<Link>(
        `SELECT tries, encode(code_hash, 'hex') AS hash, next_at IS NOT NULL AS waits, handed_at IS NOT NULL AS handed,
                sent_at IS NOT NULL AS sent, failed_at IS NOT NULL AS failed
           FROM device_code WHERE claimed_at IS NULL AND tries > 0`,
      )
    )[0];
  const untilLink = async (what: string, holds: (link: Link) => boolean): Promise<Link> => {
    let found: Link | undefined;
    await until(what, 40_000, async () => {
      found = await linkRow();
      return found !== undefined && holds(found);
    });
    return found!;
  };
  /** As the board of the queues counts it. */
  const counted = async (): Promise<Record<string, unknown> | undefined> => {
    const admin = await system.as('admin@sonae.example');
    const { errands } = await admin.get<{ errands: Record<string, unknown>[] }>('/queues');
    return errands.find(({ errand }) => errand === 'send-sign-in-link');
  };

  it('that is not taken is tried again, with another secret each time; the one before is void', async () => {
    await mails.be('busy');
    const began = Date.now();
    expect((await ask()).status).toBe(204);
    expect(Date.now() - began).toBeLessThan(2_000);
    const first = await untilLink('one try', ({ tries }) => tries === 1);
    expect([first.waits, first.handed, first.sent]).toEqual([true, false, false]);
    expect(await counted()).toMatchObject({ waiting: 0, secondTries: 1, unknown: 0, nextAt: expect.any(String) });
    await mails.be('well');
    await rows('UPDATE device_code SET next_at = now() WHERE next_at IS NOT NULL');
    const second = await untilLink('it is sent', ({ sent }) => sent);
    expect([second.tries, second.waits, second.hash === first.hash]).toEqual([2, false, false]);
    expect([...mails.taken.values()]).toEqual([1]);
    expect(said(await signIn(codeOf([...mails.sources.values()][0] ?? '')))).toBe('201');
    expect(log.join('\n')).not.toContain('@');
  }, 60_000);

  it('that may have arrived is unknown and goes no second time; if it did arrive it is good', async () => {
    await mails.be('half-closes');
    await ask();
    const link = await untilLink('its end has left', ({ handed }) => handed);
    expect([link.waits, link.sent, link.failed]).toEqual([false, false, false]);
    expect(await counted()).toMatchObject({ secondTries: 0, unknown: 1, dead: 0 });
    await mails.be('well');
    await new Promise((over) => setTimeout(over, 2_500));
    expect([...mails.ended.values()].filter((times) => times > 1)).toEqual([]);
    expect([mails.sources.size, mails.taken.size]).toEqual([1, 0]);
    expect(said(await signIn(codeOf([...mails.sources.values()][0] ?? '')))).toBe('201');
    expect(await counted()).toMatchObject({ unknown: 0 });
  }, 60_000);

  it('whose sender died goes again before its end has left, and is unknown after it; one that is nearly over is not mailed', async () => {
    const dead = async (change: string): Promise<void> => {
      await rows('DELETE FROM device_code');
      await rows(
        `INSERT INTO device_code (id, person_id, kind, made_by, created_at, expires_at)
         SELECT gen_random_uuid(), id, 'link', 'system:test', now() - interval '1 minute', now() + interval '59 minutes'
           FROM person WHERE email = $1`,
        [email],
      );
      await rows(`UPDATE device_code SET code_hash = '\\x01', tries = 1, next_at = now(), ${change}`);
    };
    const claimed = `claim = gen_random_uuid(), claimed_at = now() - interval '40 seconds'`;
    await dead(claimed);
    expect(await untilLink('it is sent', ({ sent }) => sent)).toMatchObject({ tries: 2 });
    await dead(`${claimed}, handed_at = now() - interval '39 seconds'`);
    expect(await untilLink('it is unknown', ({ waits }) => !waits)).toMatchObject({
      tries: 1,
      handed: true,
      sent: false,
    });
    await dead(`claim = gen_random_uuid(), claimed_at = now() - interval '30 seconds'`);
    await new Promise((over) => setTimeout(over, 2_500));
    expect(await linkRow()).toBe(undefined);
    await dead(`expires_at = now() + interval '4 minutes'`);
    expect(await untilLink('it is given up', ({ failed }) => failed)).toMatchObject({ tries: 1, waits: false });
    expect(mails.taken.size).toBe(1);
  }, 60_000);

  it('for a mailbox that there is not has failed, and who asks again gets another', async () => {
    await mails.be('refuses');
    await ask();
    expect(await untilLink('it has failed', ({ failed }) => failed)).toMatchObject({
      tries: 1,
      waits: false,
      sent: false,
    });
    expect(log.filter((line) => line.includes('was not taken by the mail server'))).toHaveLength(1);
    expect(log.join('\n')).not.toContain('@');
    await mails.be('well');
    await ask();
    await until('the next link', 40_000, () => Promise.resolve(mails.taken.size === 1));
  }, 60_000);

  it('keeps nobody waiting whose mail server says nothing', async () => {
    await mails.be('silent');
    const began = Date.now();
    expect((await ask()).status).toBe(204);
    expect(Date.now() - began).toBeLessThan(2_000);
    expect(await untilLink('its try is over', ({ tries }) => tries === 1)).toMatchObject({ waits: true, sent: false });
  }, 60_000);
});
