import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newPassword, setPassword, signInAs, tokenOf, trySignIn } from '../support/accounts.js';
import { bareSettings, buildForProcesses, packageFolder } from '../support/processes.js';
import { testSystem, type TestSystem } from '../support/system.js';
import { act, rowsOf } from './cases.js';

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly said: string;
}

let system: TestSystem;
let data: string;

beforeAll(async () => {
  buildForProcesses();
  data = mkdtempSync(join(tmpdir(), 'sonae-cli-'));
  system = await testSystem({ demonstration: false, queues: [] });
}, 180_000);
afterAll(async () => {
  await system.stop();
  rmSync(data, { recursive: true, force: true });
});

/** The command, in a process of its own, as in production. */
function sonae(...words: string[]): Ran {
  const ran = spawnSync(process.execPath, ['scripts/sonae.mjs', ...words], {
    cwd: packageFolder,
    encoding: 'utf8',
    env: {
      ...bareSettings(),
      ...{ SONAE_ENV: 'production', SONAE_DATA: data, LOG_LEVEL: 'error' },
      SONAE_PUBLIC_URL: 'https://sonae.example',
      SONAE_INSURER: '見本',
      SONAE_DESK: '見本',
      SONAE_DESK_PHONE: '03-5550-0001',
      SONAE_NIGHT_PHONE: '03-5550-0002',
      DATABASE_STAFF_URL: system.db.staffUrl,
      DATABASE_INSTITUTION_URL: system.db.institutionUrl,
      DATABASE_ACCESS_URL: system.db.accessUrl,
    },
  });
  return { code: ran.status, out: ran.stdout, said: ran.stderr };
}
const both = [
  '--email',
  'A@x.example',
  '--name',
  '見本 一',
  '--second-email',
  'b@x.example',
  '--second-name',
  '見本 二',
];
const linksIn = (out: string): string[] => out.split('\n').filter((line) => line.startsWith('https://'));

describe('sonae admin create on an empty database', () => {
  it.each<[string, string[]]>([
    ['one administrator only', both.slice(0, 4)],
    ['the same person twice', [...both.slice(0, 4), '--second-email', 'a@x.example', '--second-name', '見本 二']],
    ['no address', ['--email', 'a', ...both.slice(2)]],
    ['a name of blanks', [...both.slice(0, 2), '--name', ' ', ...both.slice(4)]],
  ])(
    '%s: wrong usage, exit code 2, nothing stored',
    async (_, words) => {
      const ran = sonae('admin', 'create', ...words);
      expect([ran.code, ran.out]).toEqual([2, '']);
      expect(ran.said).not.toBe('');
      expect(await rowsOf(system, 'SELECT 1 FROM person')).toEqual([]);
    },
    60_000,
  );

  let links: string[] = [];
  it('prints two one-time links under the public address', async () => {
    const ran = sonae('admin', 'create', ...both);
    expect([ran.code, ran.said]).toEqual([0, '']);
    links = linksIn(ran.out);
    expect(links).toHaveLength(2);
    for (const link of links) expect(link).toMatch(/^https:\/\/sonae\.example\/set-password#[\w-]{43}$/);
    expect(ran.out).toContain('a@x.example');
    expect(ran.out).toContain('b@x.example');
  }, 60_000);

  it('each sets a password by their link, signs in, and the two run the system', async () => {
    expect(outcome(await trySignIn(system, 'a@x.example', newPassword))).toBe('401 sessions.wrong-credentials');
    for (const link of links) expect((await setPassword(system, tokenOf(link))).status).toBe(204);
    expect(outcome(await setPassword(system, tokenOf(links[0] ?? '')))).toBe('422 sessions.link-unusable');
    const first = await signInAs(system, 'a@x.example', newPassword);
    const second = await signInAs(system, 'b@x.example', newPassword);
    expect(await first.get('/me')).toMatchObject({ user: { displayName: '見本 一', roles: ['administrator'] } });

    const entered = await act<{ id: string; invitation: { link: string } }>(first, '/users', {
      email: 'third@x.example',
      displayName: '見本 三',
    });
    const granted = await act<{ id: string }>(first, `/users/${entered.body.id}/roles`, { role: 'administrator' });
    expect(outcome(await act(first, `/role-grants/${granted.body.id}/confirmations`))).toBe(
      '422 parties.grant-of-ones-own',
    );
    expect((await act(second, `/role-grants/${granted.body.id}/confirmations`)).status).toBe(200);
    expect((await setPassword(system, tokenOf(entered.body.invitation.link))).status).toBe(204);
    expect((await trySignIn(system, 'third@x.example', newPassword)).status).toBe(201);
  });

  it('is refused with a sentence once there are administrators: exit code 1', async () => {
    const again = [
      '--email',
      'c@x.example',
      '--name',
      '見本',
      '--second-email',
      'd@x.example',
      '--second-name',
      '見本',
    ];
    const ran = sonae('admin', 'create', ...again);
    expect([ran.code, ran.out]).toEqual([1, '']);
    expect(ran.said).toMatch(/administrators already/);
    expect(await rowsOf(system, `SELECT 1 FROM person WHERE email IN ('c@x.example', 'd@x.example')`)).toEqual([]);
  }, 60_000);

  it('an administrator who lost their link gets a new one; nobody else does', async () => {
    const ran = sonae('admin', 'invite', '--email', 'B@x.example');
    expect(ran.code).toBe(0);
    const [link = ''] = linksIn(ran.out);
    expect((await setPassword(system, tokenOf(link), 'another password of b')).status).toBe(204);
    expect((await trySignIn(system, 'b@x.example', 'another password of b')).status).toBe(201);
    const refused = sonae('admin', 'invite', '--email', 'installer@sonae.invalid');
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.said).toMatch(/No administrator/);
  }, 60_000);

  it('who granted the first roles has left and cannot sign in; every step stands in the insurer’s chain', async () => {
    expect(
      await rowsOf(
        system,
        `SELECT b.left_at IS NOT NULL AS left, c.email AS confirmed
           FROM role_grant g
           JOIN person p ON p.id = g.person_id
           JOIN person b ON b.id = g.granted_by
           JOIN person c ON c.id = g.confirmed_by
          WHERE p.email IN ('a@x.example', 'b@x.example') ORDER BY p.email`,
      ),
    ).toEqual([
      { left: true, confirmed: 'b@x.example' },
      { left: true, confirmed: 'a@x.example' },
    ]);
    const actions = await rowsOf<{ action: string }>(
      system,
      `SELECT DISTINCT action FROM audit WHERE chain = 'insurer' AND actor_id = 'command-line' ORDER BY action`,
    );
    expect(actions.map(({ action }) => action)).toEqual(['person.created', 'person.invited', 'role.granted']);
  });
});

function outcome({ status, body }: { status: number; body: { code?: string } }): string {
  return `${status} ${body.code ?? ''}`.trim();
}
