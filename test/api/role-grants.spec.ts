import { act, codesOf, personId, rowsOf } from '../journeys/cases.js';
import { asSuperuser } from '../support/database.js';
import { People } from '../support/people.js';
import {
  demonstrationPassword,
  freshKey,
  testSystem,
  type Reply,
  type Session,
  type TestSystem,
} from '../support/system.js';

interface Grant {
  id: string;
  role: string;
  state: string;
  inForce: boolean;
  personId: string;
  endedReason: string | null;
}
interface Refusal {
  code: string;
  textJa: string;
}

let system: TestSystem;
let first: Session;
let second: Session;

beforeAll(async () => {
  system = await testSystem();
  first = await system.as('admin@sonae.example');
  second = await system.as('admin2@sonae.example');
}, 60_000);
afterAll(async () => {
  await system.stop();
});

/** Somebody of the insurer with the demonstration's password, with roles in force. */
async function person(email: string, roles: ('administrator' | 'support' | 'adjuster')[]): Promise<string> {
  return asSuperuser(system.db.ownerUrl, async (client) => {
    const id = await (await People.on(client)).person({ email, roles });
    await client.query(
      `UPDATE credential
         SET password_hash = (
             SELECT c.password_hash
             FROM credential c
             JOIN person p ON p.id = c.person_id
             WHERE p.email = 'admin@sonae.example')
         WHERE person_id = $1`,
      [id],
    );
    return id;
  });
}
const grant = (who: Session, id: string, role: string): Promise<Reply<Grant & Refusal>> =>
  act(who, `/users/${id}/roles`, { role });
const confirm = (who: Session, id: string): Promise<Reply<Grant & Refusal>> =>
  act(who, `/role-grants/${id}/confirmations`);
const end = (who: Session, id: string): Promise<Reply<Grant & Refusal>> =>
  act(who, `/role-grants/${id}/endings`, { reason: '担当替え' });
const outcome = ({ status, body }: Reply<Partial<Refusal>>): string => `${status} ${body.code ?? ''}`.trim();
const waiting = async (who: Session): Promise<string[]> =>
  (await who.get<{ items: Grant[] }>('/role-grants?state=waiting')).items.map(({ id }) => id);
const auditOf = async (action: string, subject: string): Promise<string[]> =>
  (
    await rowsOf<{ chain: string }>(system, 'SELECT chain FROM audit WHERE action = $1 AND subject = $2', [
      action,
      subject,
    ])
  ).map(({ chain }) => chain);

describe('a role of the insurer', () => {
  it('is in force once a second administrator has confirmed it, and each step stands in the insurer’s chain', async () => {
    const id = await person('newcomer@sonae.example', ['support']);
    const granted = await grant(first, id, 'adjuster');
    expect([granted.status, granted.body.state, granted.body.inForce]).toEqual([201, 'waiting', false]);
    expect(await waiting(second)).toEqual([granted.body.id]);
    expect((await second.get<{ roles: string[] }>(`/users/${id}`)).roles).toEqual(['support']);

    expect(outcome(await confirm(first, granted.body.id))).toBe('422 parties.grant-of-ones-own');
    const confirmed = await confirm(second, granted.body.id);
    expect([confirmed.status, confirmed.body.state]).toEqual([200, 'in-force']);
    expect((await second.get<{ roles: string[] }>(`/users/${id}`)).roles).toContain('adjuster');
    expect(await waiting(second)).toEqual([]);
    expect(outcome(await confirm(second, granted.body.id))).toBe('409 parties.grant-in-force');
    // routing counts what a new adjuster has from here on
    expect(await rowsOf(system, 'SELECT open_items FROM adjuster_load WHERE person_id = $1', [id])).toEqual([
      { open_items: 0 },
    ]);
    expect(await auditOf('role.granted', `person:${id}`)).toEqual(['insurer']);
    expect(await auditOf('role.confirmed', `person:${id}`)).toEqual(['insurer']);
  });

  it('is not granted to oneself, not twice, not to somebody of a hospital', async () => {
    const own = await personId(system, 'admin@sonae.example');
    expect(outcome(await grant(first, own, 'payments'))).toBe('422 parties.role-for-oneself');
    expect(outcome(await grant(second, own, 'administrator'))).toBe('409 parties.role-held');
    const hospital = await personId(system, 'reporter@sakura.example');
    expect(outcome(await grant(first, hospital, 'adjuster'))).toBe('422 parties.role-of-other-side');
    expect(
      outcome(
        await grant(
          first,
          own.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
          'support',
        ),
      ),
    ).toBe('404 requests.not-found');
  });

  it('that somebody else granted to oneself is not confirmed by oneself', async () => {
    const granted = await grant(first, await personId(system, 'admin2@sonae.example'), 'auditor');
    expect(granted.status).toBe(201);
    expect(outcome(await confirm(second, granted.body.id))).toBe('422 parties.role-for-oneself');
    const rejected = await end(first, granted.body.id);
    expect([rejected.status, rejected.body.state, rejected.body.endedReason]).toEqual([200, 'ended', '担当替え']);
    expect(outcome(await confirm(await system.as('admin@sonae.example'), granted.body.id))).toBe(
      '409 parties.grant-ended',
    );
    expect(outcome(await end(first, granted.body.id))).toBe('409 parties.grant-ended');
    second = await again('admin2@sonae.example');
  });

  it('granted eight times at once is granted once', async () => {
    const id = await person('eight@sonae.example', []);
    const answers = await Promise.all(Array.from({ length: 8 }, () => grant(first, id, 'support')));
    expect(answers.map(outcome).toSorted()).toEqual(['201', ...Array<string>(7).fill('409 parties.role-held')]);
  });
});

/** A new session of somebody who was signed out. */
async function again(email: string): Promise<Session> {
  const answer = await system.send<{ csrfToken: string }>('POST', '/auth/sessions', {
    body: { email, password: demonstrationPassword },
  });
  expect(answer.status).toBe(201);
  const headers = {
    cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
    'x-csrf-token': answer.body.csrfToken,
  };
  return {
    email,
    cookie: headers.cookie,
    csrfToken: answer.body.csrfToken,
    send: (method, path, sent = {}) => system.send(method, path, { ...sent, headers: { ...headers, ...sent.headers } }),
    async get<T>(path: string) {
      return (await system.send<T>('GET', path, { headers })).body;
    },
  };
}

describe('a role of a hospital', () => {
  it('is in force at once, needs no confirmation, and stands in the chain of the hospital', async () => {
    const id = await personId(system, 'reporter@sakura.example');
    const granted = await grant(first, id, 'hospital-manager');
    expect([granted.status, granted.body.state]).toEqual([201, 'in-force']);
    expect(outcome(await confirm(second, granted.body.id))).toBe('409 parties.grant-in-force');
    const [chain] = await auditOf('role.granted', `person:${id}`);
    expect(chain).toMatch(/^institution:/);
    const hospital = await again('reporter@sakura.example');
    expect((await end(first, granted.body.id)).status).toBe(200);
    expect(outcome(await hospital.send('GET', '/me'))).toBe('401 sessions.expired');
  });
});

describe('what ends a role', () => {
  it('ends the person’s sessions: their very next request is refused', async () => {
    const id = await person('leaves-role@sonae.example', ['support']);
    const session = await again('leaves-role@sonae.example');
    expect((await session.send('GET', '/me')).status).toBe(200);
    const details = await first.get<{ roleGrants: Grant[] }>(`/users/${id}`);
    expect((await end(first, details.roleGrants[0]?.id ?? '')).status).toBe(200);
    expect(outcome(await session.send('GET', '/me'))).toBe('401 sessions.expired');
  });

  it('needs a reason', async () => {
    const answer = await act<Refusal & { errors: { pointer: string }[] }>(
      first,
      `/role-grants/${freshId()}/endings`,
      {},
    );
    expect([answer.status, answer.body.code, answer.body.errors[0]?.pointer]).toEqual([
      400,
      'requests.field-missing',
      '/reason',
    ]);
    expect(codesOf([answer.body])).toEqual(['requests.field-missing']);
  });
});

const freshId = (): string => '00000000-0000-7000-8000-00000000dead';

describe('the last two administrators', () => {
  const administratorsInForce = async (): Promise<{ id: string; email: string; grant: string }[]> =>
    rowsOf(
      system,
      `SELECT p.id, p.email, g.id AS "grant" FROM person p JOIN role_grant g ON g.person_id = p.id
        WHERE g.role = 'administrator'
          AND g.confirmed_at IS NOT NULL
          AND g.ended_at IS NULL
          AND (p.left_at IS NULL OR p.left_at > now())
          ORDER BY p.email`,
    );

  it('stay: neither loses the role', async () => {
    const both = await administratorsInForce();
    expect(both.map(({ email }) => email)).toEqual(['admin@sonae.example', 'admin2@sonae.example']);
    for (const { grant: id } of both)
      for (const who of [first, second]) expect(outcome(await end(who, id))).toBe('409 parties.last-administrators');
    expect(await administratorsInForce()).toEqual(both);
  });

  it('two are left when two administrators remove each other and two others, 64 attempts at once', async () => {
    await person('admin3@sonae.example', ['administrator']);
    await person('admin4@sonae.example', ['administrator']);
    const all = await administratorsInForce();
    expect(all).toHaveLength(4);
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, at) => end(at % 2 === 0 ? first : second, all[(at >> 1) % 4]?.grant ?? '')),
    );
    const left = await administratorsInForce();
    expect(left).toHaveLength(2);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
    // nobody who lost the role in between decided anything after it
    for (const answer of answers.filter(({ status }) => status !== 200))
      expect([
        '409 parties.last-administrators',
        '409 parties.grant-ended',
        '403 access.forbidden',
        '401 sessions.expired',
      ]).toContain(outcome(answer));
    const ended = await rowsOf<{ by: string; person: string; at: Date }>(
      system,
      `SELECT ended_by AS by, person_id AS person, ended_at AS at
         FROM role_grant
         WHERE id = ANY ($1) AND ended_at IS NOT NULL
         ORDER BY ended_at`,
      [all.map(({ grant: id }) => id)],
    );
    const [one, two] = ended;
    expect(two?.by).not.toBe(one?.person);
  });
});

describe('people of institutions, payments and agents', () => {
  it.each(['manager@sakura.example', 'agent@hikari.example', 'payments@sonae.example', 'senior@sonae.example'])(
    '%s neither grants, confirms nor ends a role',
    async (email) => {
      const session = await system.as(email);
      for (const path of [
        `/users/${freshId()}/roles`,
        `/role-grants/${freshId()}/confirmations`,
        `/role-grants/${freshId()}/endings`,
      ])
        expect([path, outcome(await session.send('POST', path, { key: freshKey(), body: {} }))]).toEqual([
          path,
          '403 access.forbidden',
        ]);
    },
  );
});
