import { act, personId, rowsOf } from '../journeys/cases.js';
import {
  enter,
  giveRole,
  newcomer,
  newPassword,
  setPassword,
  signInAs,
  tokenOf,
  trySignIn,
  type Account,
} from '../support/accounts.js';
import { freshKey, testSystem, type Reply, type Session, type TestSystem } from '../support/system.js';

interface Refusal {
  code: string;
  errors?: { pointer: string; code: string }[];
}

let system: TestSystem;
let admin: Session;

beforeAll(async () => {
  system = await testSystem();
  admin = await system.as('admin@sonae.example');
}, 60_000);
afterAll(async () => {
  await system.stop();
});

const outcome = ({ status, body }: { status: number; body: object }): string =>
  `${status} ${(body as Partial<Refusal>).code ?? ''}`.trim();
const invite = (id: string): Promise<Reply<Account['invitation'] & Refusal>> => act(admin, `/users/${id}/invitations`);
const depart = (id: string, leavesAt?: string, who = admin): Promise<Reply<Account & Refusal>> =>
  act(who, `/users/${id}/departures`, { reason: '退職', ...(leavesAt ? { leavesAt } : {}) });
const auditOf = (subject: string): Promise<{ chain: string; action: string; acting_as: string }[]> =>
  rowsOf(system, 'SELECT chain, action, acting_as FROM audit WHERE subject = $1 ORDER BY seq', [subject]);

describe('entering a person', () => {
  it('answers a link that is shown once; the system keeps its hash only', async () => {
    const key = freshKey();
    const body = { email: 'Hanako@Sonae.example', displayName: ' 見本 花子 ' };
    const made = await admin.send<Account & { displayName: string }>('POST', '/users', { key, body });
    expect([made.status, made.body.email, made.body.displayName, made.body.roles]).toEqual([
      201,
      'hanako@sonae.example',
      '見本 花子',
      [],
    ]);
    const link = new URL(made.body.invitation.link ?? '');
    expect([link.origin, link.pathname]).toEqual(['http://localhost', '/set-password']);
    const token = tokenOf(link.href);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const hours = (Date.parse(made.body.invitation.expiresAt) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(71.9);
    expect(hours).toBeLessThanOrEqual(72);

    const again = await admin.send<Account>('POST', '/users', { key, body });
    expect([again.status, again.body.id, again.body.invitation.link]).toEqual([201, made.body.id, null]);
    const tables = ['idempotency', 'invitation', 'audit', 'outbox', 'person'];
    for (const table of tables)
      expect([
        table,
        await rowsOf(system, `SELECT 1 FROM ${table} t WHERE t::text LIKE '%' || $1 || '%'`, [token]),
      ]).toEqual([table, []]);
  });

  it('lets them in once they have a password and a role that is confirmed', async () => {
    const account = await enter(admin, { email: 'jiro@sonae.example', displayName: '見本 次郎' });
    expect(outcome(await trySignIn(system, account.email, newPassword))).toBe('401 sessions.wrong-credentials');
    expect((await setPassword(system, tokenOf(account.invitation.link))).status).toBe(204);
    expect(outcome(await trySignIn(system, account.email, newPassword))).toBe('401 sessions.wrong-credentials');
    await giveRole(system, account.id, 'support');
    const session = await signInAs(system, account.email, newPassword);
    expect(await session.get('/me')).toMatchObject({ user: { id: account.id, roles: ['support'] } });
    expect(await auditOf(`person:${account.id}`)).toEqual([
      { chain: 'insurer', action: 'person.created', acting_as: 'administrator' },
      { chain: 'insurer', action: 'sign-in.refused', acting_as: 'system' },
      { chain: 'insurer', action: 'password.set', acting_as: 'invited' },
      { chain: 'insurer', action: 'sign-in.refused', acting_as: 'system' },
      { chain: 'insurer', action: 'role.granted', acting_as: 'administrator' },
      { chain: 'insurer', action: 'role.confirmed', acting_as: 'administrator' },
    ]);
  });

  it('puts somebody of a hospital into the chain of the hospital', async () => {
    const [hospital] = await rowsOf<{ institution_id: string }>(
      system,
      `SELECT institution_id FROM person WHERE email = 'manager@sakura.example'`,
    );
    const account = await newcomer(system, 'clerk@sakura.example', ['hospital-reporter'], {
      institutionId: hospital?.institution_id,
    });
    const session = await signInAs(system, 'clerk@sakura.example', newPassword);
    expect(await session.get('/me')).toMatchObject({ user: { institutionId: hospital?.institution_id } });
    expect(new Set((await auditOf(`person:${account.id}`)).map(({ chain }) => chain))).toEqual(
      new Set([`institution:${hospital?.institution_id}`]),
    );
  });

  it('refuses an address that somebody has, also eight times at once', async () => {
    const body = { email: 'SUPPORT@sonae.example', displayName: '見本' };
    expect(outcome(await act(admin, '/users', body))).toBe('409 parties.email-taken');
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        act<Refusal>(admin, '/users', { email: 'eight@sonae.example', displayName: '見本' }),
      ),
    );
    expect(answers.map(outcome).toSorted()).toEqual(['201', ...Array<string>(7).fill('409 parties.email-taken')]);
  });

  it.each([
    ['no address', { email: 'hanako', displayName: '見本' }, 400, '/email'],
    ['a name of blanks', { email: 'b@sonae.example', displayName: '  ' }, 400, '/displayName'],
    [
      'both sides',
      { email: 'b@sonae.example', displayName: '見本', institutionId: nobody(), agencyId: nobody() },
      422,
      '/agencyId',
    ],
    [
      'no such institution',
      { email: 'b@sonae.example', displayName: '見本', institutionId: nobody() },
      422,
      '/institutionId',
    ],
    [
      'the place where unmatched cases are',
      { email: 'b@sonae.example', displayName: '見本', institutionId: '00000000-0000-0000-0000-000000000000' },
      422,
      '/institutionId',
    ],
    ['no such agency', { email: 'b@sonae.example', displayName: '見本', agencyId: nobody() }, 422, '/agencyId'],
  ])('refuses %s at its place', async (_, body, status, pointer) => {
    const answer = await act<Refusal>(admin, '/users', body);
    expect([answer.status, answer.body.errors?.map((fault) => fault.pointer)]).toEqual([status, [pointer]]);
  });
});

describe('a link to set a password', () => {
  const refused = async (token: string): Promise<Record<string, unknown>> => {
    const { status, body } = await setPassword(system, token);
    const { traceId: _, ...rest } = body as Record<string, unknown>;
    return { ...rest, status };
  };

  it('that is used, void, expired, of somebody who left, or never was, is refused alike', async () => {
    const used = await enter(admin, { email: 'used@sonae.example', displayName: '見本' });
    expect((await setPassword(system, tokenOf(used.invitation.link))).status).toBe(204);
    const older = await enter(admin, { email: 'older@sonae.example', displayName: '見本' });
    const newer = await invite(older.id);
    expect(newer.status).toBe(201);
    const expired = await enter(admin, { email: 'expired@sonae.example', displayName: '見本' });
    await rowsOf(
      system,
      `UPDATE invitation
         SET created_at = now() - interval '73 hours', expires_at = now() - interval '1 hour'
         WHERE person_id = $1`,
      [expired.id],
    );
    const left = await enter(admin, { email: 'left@sonae.example', displayName: '見本' });
    expect((await depart(left.id)).status).toBe(200);
    const never = await refused('A'.repeat(43));
    expect([never['status'], never['code']]).toEqual([422, 'sessions.link-unusable']);
    for (const account of [used, older, expired, left])
      expect([account.email, await refused(tokenOf(account.invitation.link))]).toEqual([account.email, never]);
    expect((await setPassword(system, tokenOf(newer.body.link))).status).toBe(204);
    expect(outcome(await invite(left.id))).toBe('409 parties.person-left');
  });

  it('used eight times at once sets one password', async () => {
    const account = await enter(admin, { email: 'race@sonae.example', displayName: '見本' });
    await giveRole(system, account.id, 'auditor');
    const passwords = Array.from({ length: 8 }, (_, at) => `the password number ${at}`);
    const answers = await Promise.all(
      passwords.map((password) => setPassword(system, tokenOf(account.invitation.link), password)),
    );
    expect(answers.map(outcome).toSorted()).toEqual(['204', ...Array<string>(7).fill('422 sessions.link-unusable')]);
    const won = passwords[answers.findIndex(({ status }) => status === 204)] ?? '';
    expect((await trySignIn(system, account.email, won)).status).toBe(201);
  });

  it.each([
    ['11 characters', 'x'.repeat(11), '400 requests.out-of-range'],
    ['201 characters', 'x'.repeat(201), '400 requests.out-of-range'],
    ['the address itself, in capitals', 'RULES@SONAE.EXAMPLE', '422 sessions.password-is-email'],
  ])('refuses a password of %s, and can be used after it', async (name, password, expected) => {
    const [known] = await rowsOf<{ id: string }>(system, `SELECT id FROM person WHERE email = 'rules@sonae.example'`);
    const id = known?.id ?? (await enter(admin, { email: 'rules@sonae.example', displayName: '見本' })).id;
    const token = tokenOf((await invite(id)).body.link);
    expect([name, outcome(await setPassword(system, token, password))]).toEqual([name, expected]);
    expect((await setPassword(system, token, 'x'.repeat(12))).status).toBe(204);
  });

  it('is found by no number of tries, which hinder nobody else’s', async () => {
    const account = await enter(admin, { email: 'tried@sonae.example', displayName: '見本' });
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, at) => setPassword(system, String(at).padStart(43, 'B'))),
    );
    expect(new Set(answers.map(outcome))).toEqual(new Set(['422 sessions.link-unusable']));
    expect((await setPassword(system, tokenOf(account.invitation.link))).status).toBe(204);
  });
});

describe('one’s own password', () => {
  it('changes with the present one, and every other session ends', async () => {
    await newcomer(system, 'own@sonae.example', ['support']);
    const [here, there] = [
      await signInAs(system, 'own@sonae.example', newPassword),
      await signInAs(system, 'own@sonae.example', newPassword),
    ];
    const change = (current: string, next: string): Promise<Reply> =>
      here.send('PUT', '/me/password', { body: { current, new: next } });
    expect(outcome(await change('not the present one', 'another password'))).toBe(
      '422 sessions.current-password-wrong',
    );
    expect(outcome(await change(newPassword, 'own@sonae.example'))).toBe('422 sessions.password-is-email');
    expect(outcome(await there.send('GET', '/me'))).toBe('200');
    expect(outcome(await change(newPassword, 'another password'))).toBe('204');
    expect(outcome(await here.send('GET', '/me'))).toBe('200');
    expect(outcome(await there.send('GET', '/me'))).toBe('401 sessions.expired');
    expect((await trySignIn(system, 'own@sonae.example', newPassword)).status).toBe(401);
    expect((await trySignIn(system, 'own@sonae.example', 'another password')).status).toBe(201);
  });

  it('of a hospital’s person stands in the chain of the hospital', async () => {
    const [hospital] = await rowsOf<{ institution_id: string }>(
      system,
      `SELECT institution_id FROM person WHERE email = 'manager@sakura.example'`,
    );
    const account = await newcomer(system, 'changes@sakura.example', ['hospital-reporter'], {
      institutionId: hospital?.institution_id,
    });
    const session = await signInAs(system, 'changes@sakura.example', newPassword);
    const answer = await session.send('PUT', '/me/password', {
      body: { current: newPassword, new: 'one of the ward' },
    });
    expect(answer.status).toBe(204);
    expect(await auditOf(`person:${account.id}`)).toContainEqual({
      chain: `institution:${hospital?.institution_id}`,
      action: 'password.changed',
      acting_as: 'hospital-reporter',
    });
  });
});

describe('how a person is called', () => {
  it('changes with the version that was read', async () => {
    const account = await enter(admin, { email: 'renamed@sonae.example', displayName: '旧姓' });
    const rename = (sent: object): Promise<Reply<{ version: number; displayName: string }>> =>
      admin.send('PATCH', `/users/${account.id}`, { body: { displayName: '新姓' }, ...sent });
    expect(outcome(await rename({}))).toBe('428 requests.version-missing');
    expect(outcome(await rename({ version: 7 }))).toBe('412 requests.stale-version');
    const renamed = await rename({ version: account.version });
    expect([renamed.status, renamed.body.displayName, renamed.body.version]).toEqual([
      200,
      '新姓',
      account.version + 1,
    ]);
  });
});

describe('leaving', () => {
  it('ends the sessions at once: the next request is refused; neither password nor link lets them in again', async () => {
    const account = await newcomer(system, 'leaver@sonae.example', ['support']);
    const link = tokenOf((await invite(account.id)).body.link);
    const session = await signInAs(system, 'leaver@sonae.example', newPassword);
    const left = await depart(account.id);
    expect([left.status, left.body.roles]).toEqual([200, []]);
    expect(outcome(await session.send('GET', '/me'))).toBe('401 sessions.expired');
    expect(outcome(await trySignIn(system, 'leaver@sonae.example', newPassword))).toBe(
      '401 sessions.wrong-credentials',
    );
    expect(outcome(await setPassword(system, link))).toBe('422 sessions.link-unusable');
    expect(outcome(await depart(account.id))).toBe('409 parties.person-left');
    const details = await admin.get<{ roleGrants: { inForce: boolean; endedAt: null }[] }>(`/users/${account.id}`);
    expect(details.roleGrants).toMatchObject([{ inForce: false, endedAt: null }]);
    expect((await auditOf(`person:${account.id}`)).map(({ action }) => action)).toContain('person.left');
  });

  it('at a later instant takes effect by itself', async () => {
    const account = await newcomer(system, 'later@sonae.example', ['support']);
    const session = await signInAs(system, 'later@sonae.example', newPassword);
    const leavesAt = new Date(Date.now() + 2_000);
    expect((await depart(account.id, leavesAt.toISOString())).body.leftAt).toBe(leavesAt.toISOString());
    expect(outcome(await session.send('GET', '/me'))).toBe('200');
    await new Promise((resolve) => setTimeout(resolve, leavesAt.getTime() - Date.now() + 50));
    expect(outcome(await session.send('GET', '/me'))).toBe('401 sessions.expired');
    expect((await trySignIn(system, 'later@sonae.example', newPassword)).status).toBe(401);
  });

  it('that is still to come is taken back', async () => {
    const account = await newcomer(system, 'stays@sonae.example', ['support']);
    const stay = (): Promise<Reply<Account & Refusal>> =>
      act(admin, `/users/${account.id}/departure-withdrawals`, { reason: '取りやめ' });
    expect(outcome(await stay())).toBe('409 parties.no-departure');
    const leavesAt = new Date(Date.now() + 1_500);
    expect((await depart(account.id, leavesAt.toISOString())).status).toBe(200);
    expect((await stay()).body.leftAt).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, leavesAt.getTime() - Date.now() + 1_200));
    expect((await trySignIn(system, account.email, newPassword)).status).toBe(201);
    expect((await depart(account.id)).status).toBe(200);
    expect(outcome(await stay())).toBe('409 parties.person-left');
  });

  it('in the past is refused, and so is leaving without a reason', async () => {
    const account = await enter(admin, { email: 'past@sonae.example', displayName: '見本' });
    expect(outcome(await depart(account.id, '2026-01-01T00:00:00Z'))).toBe('422 parties.in-the-past');
    expect(outcome(await act(admin, `/users/${account.id}/departures`, { reason: ' ' }))).toBe(
      '400 requests.wrong-form',
    );
  });

  it('of one of the last two administrators is refused, now and later', async () => {
    const second = await personId(system, 'admin2@sonae.example');
    expect(outcome(await depart(second))).toBe('409 parties.last-administrators');
    expect(outcome(await depart(second, '2099-01-01T00:00:00Z'))).toBe('409 parties.last-administrators');
    // whose leaving is set is none of those who remain
    const going = await newcomer(system, 'going@sonae.example', ['administrator']);
    expect((await depart(going.id, '2099-01-01T00:00:00Z')).status).toBe(200);
    expect(outcome(await depart(second))).toBe('409 parties.last-administrators');
    expect((await depart(going.id)).status).toBe(200);
  });

  it('of all administrators at once leaves two, 64 attempts from both', async () => {
    for (const email of ['admin3@sonae.example', 'admin4@sonae.example'])
      await newcomer(system, email, ['administrator']);
    const all = await Promise.all(
      ['', '2', '3', '4'].map((number) => personId(system, `admin${number}@sonae.example`)),
    );
    const both = [admin, await system.as('admin2@sonae.example')];
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, at) => depart(all[(at >> 1) % 4] ?? '', undefined, both[at % 2])),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
    expect(
      await rowsOf(
        system,
        `SELECT 1
           FROM person p
           JOIN role_grant g ON g.person_id = p.id
           WHERE g.role = 'administrator' AND g.confirmed_at IS NOT NULL AND g.ended_at IS NULL AND p.left_at IS NULL`,
      ),
    ).toHaveLength(2);
  });
});

function nobody(): string {
  return '00000000-0000-7000-8000-00000000dead';
}
