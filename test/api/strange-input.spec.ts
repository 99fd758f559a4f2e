import pg from 'pg';
import { freshKey, testSystem, type Session, type TestSystem } from '../support/system.js';
import { attack, expense, nobody, reportedBy, smallest, type Refusal, type ShownCase } from '../trust/reports.js';
import { tablesOf } from '../trust/row-security-faults.js';

let system: TestSystem;
let hospital: Session;
let manager: Session;
let desk: Session;
let known: ShownCase;
let superuser: pg.Client;
let countsSql: string;

beforeAll(async () => {
  // the API alone: nothing else writes while rows are counted
  system = await testSystem({ queues: [] });
  hospital = await system.as('reporter@sakura.example');
  manager = await system.as('manager@sakura.example');
  desk = await system.as('support@sonae.example');
  known = await reportedBy(hospital, attack());
  superuser = new pg.Client({ connectionString: system.db.ownerUrl, options: '-c search_path=sonae' });
  await superuser.connect();
  countsSql = (await tablesOf(superuser))
    .map(({ name }) => `SELECT '${name}' AS name, count(*) AS rows FROM ${name}`)
    .join(' UNION ALL ')
    // a plan may count tables at the same time
    .concat(' ORDER BY name');
}, 60_000);

afterAll(async () => {
  await superuser?.end();
  await system?.stop();
});

/** Rows of every table there is, by name. */
const stored = async (): Promise<unknown> => (await superuser.query(countsSql)).rows;

async function expectNothingStored(ask: () => Promise<{ status: number; body: unknown }>, what = ''): Promise<Refusal> {
  const before = await stored();
  const { status, body } = await ask();
  const refusal = body as Refusal;
  expect(await stored()).toEqual(before);
  expect([what, status, refusal.status]).toEqual([what, refusal.status, status]);
  expect(refusal.textJa).toMatch(/[ぁ-んァ-ヶ一-龠]/);
  expect(refusal.textEn).toMatch(/[a-z]/);
  expect(refusal.textEn).not.toBe(refusal.textJa);
  return refusal;
}

const report = (body: object | string, session = hospital) =>
  session.send<Refusal>('POST', '/incidents', {
    key: freshKey(),
    ...(typeof body === 'string' ? { raw: body } : { body }),
  });
const withText = (json: string): string => `{"description":${json},${JSON.stringify(smallest()).slice(1)}`;
const only = (json: string): string => `{"reporter":{"name":"見本","phone":"1"},"description":${json}}`;

describe('what is well-formed JSON and still cannot be kept', () => {
  it.each<[string, object | string, string]>([
    ['a NUL in a text', only(String.raw`"a\u0000b"`), '/description'],
    ['a NUL in the reporter’s name', { ...smallest(), reporter: { name: 'a\u0000', phone: '1' } }, '/reporter/name'],
    ['a NUL in a fact', { ...smallest(), dataKinds: ['a\u0000b'] }, '/dataKinds/0'],
    ['half a character', only(String.raw`"a\ud800b"`), '/description'],
    ['half a character in a fact', `{"involvedVendors":["\\udc00"],${only('"x"').slice(1)}`, '/involvedVendors/0'],
    ['a leap second', { ...smallest(), discoveredAt: '2016-12-31T23:59:60Z' }, '/discoveredAt'],
    ['the year 0', { ...smallest(), expenses: [expense({ incurredOn: '0000-01-01' })] }, '/expenses/0/incurredOn'],
    [
      '29 February of no leap year',
      { ...smallest(), expenses: [expense({ incurredOn: '2100-02-29' })] },
      '/expenses/0/incurredOn',
    ],
    [
      'an instant that is beyond the year 9999 in UTC',
      { ...smallest(), occurredAt: '9999-12-31T23:59:59-12:00' },
      '/occurredAt',
    ],
    ['hour 24', { ...smallest(), occurredAt: '2026-11-01T24:00:00Z' }, '/occurredAt'],
    ['an instant without a zone', { ...smallest(), occurredAt: '2026-11-01T10:00:00' }, '/occurredAt'],
    ['a zone that is none', { ...smallest(), occurredAt: '2026-11-01T10:00:00+99:00' }, '/occurredAt'],
    ['a day in place of an instant', { ...smallest(), occurredAt: '2026-11-01' }, '/occurredAt'],
    [
      'an instant in place of a day',
      { ...smallest(), expenses: [expense({ incurredOn: '2026-11-01T00:00:00Z' })] },
      '/expenses/0/incurredOn',
    ],
    ['a member called constructor', { ...smallest(), constructor: { name: 'x' } }, '/constructor'],
    [
      'a __proto__ inside a fact',
      `{"suspicion":{"raisedBy":"own-staff","raisedAt":"2026-11-01T00:00:00Z","__proto__":{}},${only('"x"').slice(1)}`,
      '/suspicion/__proto__',
    ],
    ['yen as text', { ...smallest(), expenses: [expense({ amount: '1000' })] }, '/expenses/0/amount'],
    [
      'yen that overflow',
      `{"expenses":[{"category":"call-center","incurredOn":"2026-11-01","amount":1e400}],${only('"x"').slice(1)}`,
      '/expenses/0/amount',
    ],
    ['201 expenses', { ...smallest(), expenses: Array.from({ length: 201 }, () => expense()) }, '/expenses'],
    [
      'one wrong expense among right ones',
      { ...smallest(), expenses: [expense(), expense({ amount: -1 }), expense()] },
      '/expenses/1/amount',
    ],
  ])('%s: refused at its place, nothing stored', async (_, body, pointer) => {
    const refusal = await expectNothingStored(() => report(body));
    expect([refusal.status, refusal.errors?.map((fault) => fault.pointer)]).toEqual([400, [pointer]]);
  });

  it.each<[string, (id: string) => Promise<{ status: number; body: Refusal }>]>([
    ['in a report of the desk', (institutionId) => report({ ...smallest(), institutionId }, desk)],
    [
      'in a match',
      (institutionId) =>
        desk.send('POST', `/incidents/${known.id}/matches`, { key: freshKey(), body: { institutionId } }),
    ],
    [
      'in a move',
      (adjusterId) =>
        desk.send('POST', `/incidents/${known.id}/transitions`, {
          key: freshKey(),
          body: { to: 'triaged', severity: 'high', adjusterId },
        }),
    ],
    ['in a list', (id) => manager.send('GET', `/policies?institutionId=${id}`)],
    ['in a list of support requests', (id) => manager.send('GET', `/support-requests?incidentId=${id}`)],
  ])('an id with a prefix %s is no id', async (_, ask) => {
    const refusal = await expectNothingStored(() => ask(`urn:uuid:${nobody}`));
    expect([refusal.status, refusal.code]).toEqual([400, 'requests.wrong-form']);
  });

  it('a NUL or half a character in a correction, a reason or a search is refused like in a report', async () => {
    for (const [method, path, sent] of [
      [
        'POST',
        `/incidents/${known.id}/expenses`,
        { key: freshKey(), body: { expenses: [expense({ vendorName: 'a\u0000' })] } },
      ],
      ['PATCH', `/incidents/${known.id}`, { version: known.version, raw: String.raw`{"source":"a\u0000"}` }],
      ['PATCH', `/incidents/${known.id}`, { version: known.version, raw: String.raw`{"involvedVendors":["\ud83d"]}` }],
      [
        'POST',
        `/incidents/${known.id}/transitions`,
        { key: freshKey(), raw: String.raw`{"to":"withdrawn","reason":"a\u0000"}` },
      ],
      ['GET', '/institutions?q=%00', {}],
      ['GET', '/incidents?caseNumber=%00', {}],
      ['GET', '/policies?number=%00', {}],
    ] as const) {
      const refusal = await expectNothingStored(() => manager.send<Refusal>(method, path, sent), `${method} ${path}`);
      expect([method, path, refusal.status]).toEqual([method, path, 400]);
    }
  });

  it('a body of brackets without end is refused before anything is made of it', async () => {
    for (const raw of ['['.repeat(500_000), `${'['.repeat(400_000)}${']'.repeat(400_000)}`]) {
      const refusal = await expectNothingStored(() => report(raw));
      expect([400, refusal.status < 500]).toEqual([refusal.status, true]);
    }
  });
});

describe('what is strange and right', () => {
  it('is kept as typed', async () => {
    const description = '𠮷野家の隣で🚑 "引用" \\ \u2028 ./../ <script> \'; DROP TABLE incident; --\n2行目';
    const made = await reportedBy(hospital, { ...smallest(), description, policyNumber: '  mcy－2026－000101 ' });
    const read = await hospital.get<{ description: string; policyNumber: string } & ShownCase>(`/incidents/${made.id}`);
    expect([read.description, read.policyNumber]).toEqual([description, '  mcy－2026－000101 ']);
    expect(read.flags).toEqual([]);
  });

  it('is kept without marks that turn or hide it, in names and in words', async () => {
    const made = await reportedBy(hospital, {
      reporter: { name: '見本\u202E 花子\r\nBcc: x', phone: '03-5550-0000' },
      description: 'ファイル名\u2066 cod.exe\u2069\r\n2行目\t葛\u{E0100}城 👨‍👩‍👧',
      expenses: [expense({ vendorName: '見本\u200F商事\u200B' })],
    });
    const read = await hospital.get<{
      reporter: { name: string };
      description: string;
      expenses: { vendorName: string }[];
    }>(`/incidents/${made.id}`);
    expect([read.reporter.name, read.description, read.expenses[0]?.vendorName]).toEqual([
      '見本 花子 Bcc: x',
      'ファイル名 cod.exe\n2行目\t葛\u{E0100}城 👨‍👩‍👧',
      '見本商事',
    ]);
  });

  it('a line end never reaches the subject of an audit entry', async () => {
    const admin = await system.as('admin@sonae.example');
    for (const queue of ['forensics\r\nsubject: x', 'x'])
      expect(
        (await admin.send<Refusal>('POST', '/queues/retries', { key: freshKey(), body: { queue } })).body,
      ).toMatchObject({ status: 400, errors: [{ pointer: '/queue', code: 'requests.not-one-of' }] });
    const { rows } = await superuser.query<{ odd: number }>(
      `SELECT count(*)::int AS odd FROM audit WHERE subject !~ '^[A-Za-z0-9][A-Za-z0-9:._-]*$'`,
    );
    expect(rows[0]?.odd).toBe(0);
  });

  it('the last time named twice under one name counts, as everywhere in JSON', async () => {
    const answer = await report(withText('"zuerst"'));
    expect([answer.status, (answer.body as unknown as { description: string }).description]).toEqual([
      201,
      smallest()['description'],
    ]);
  });

  it('the largest yen there is, to the last digit', async () => {
    const made = await reportedBy(hospital, { ...smallest(), expenses: [expense({ amount: 999_999_999_999_999 })] });
    const read = await hospital.get<{ expenses: { amount: number }[] }>(`/incidents/${made.id}`);
    expect(read.expenses[0]?.amount).toBe(999_999_999_999_999);
  });

  it('a discovery in the past before the common era of computers is a fact like another', async () => {
    for (const occurredAt of ['1899-12-31T23:59:59+09:00', '9999-12-31T23:59:59Z']) {
      const made = await reportedBy(hospital, { ...smallest(), occurredAt });
      expect(Date.parse(String(made.facts['occurredAt']))).toBe(Date.parse(occurredAt));
    }
  });
});

describe('keys', () => {
  it.each([
    ['with a space', 'two words of a key'],
    ['of 201 characters', 'k'.repeat(201)],
    ['of 7 characters', 'k'.repeat(7)],
  ])('%s is no key', async (_, key) => {
    const refusal = await expectNothingStored(() => hospital.send('POST', '/incidents', { key, body: smallest() }));
    expect([refusal.status, refusal.code]).toEqual([400, 'requests.key-missing']);
  });

  it('every POST that creates or moves something needs one', async () => {
    const paths = (await system.send<{ paths: Record<string, Record<string, unknown>> }>('GET', '/api/openapi.json'))
      .body.paths;
    const posts = Object.entries(paths).filter(
      // signing in, and setting a password by a link that can be used once: nobody is signed in whose key it could be;
      // assessments, quotes and previews store nothing
      ([path, methods]) =>
        'post' in methods &&
        ![
          '/auth/sessions',
          '/auth/sign-in-links',
          '/auth/passwords',
          '/coverage-assessments',
          '/quotes',
          'previews',
        ].some((open) => path.endsWith(open)),
    );
    expect(posts.length).toBeGreaterThan(8);
    const insurer = ['senior', 'admin', 'payments'].map((name) => system.as(`${name}@sonae.example`));
    const people = [hospital, desk, ...(await Promise.all(insurer))];
    for (const [path] of posts) {
      const codes = await Promise.all(
        people.map(async (person) => {
          const answer = await person.send<Refusal>(
            'POST',
            path.replace('{id}', known.id).replace('{phase}', 'apology'),
            { body: {} },
          );
          return `${answer.status} ${answer.body.code}`;
        }),
      );
      expect([path, codes.filter((code) => code !== '403 access.forbidden')]).toEqual([
        path,
        expect.arrayContaining(['400 requests.key-missing']),
      ]);
      expect([path, new Set(codes).size <= 2]).toEqual([path, true]);
    }
  });
});
