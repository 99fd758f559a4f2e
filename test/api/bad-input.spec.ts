import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemActor } from '#database';
import { importFacilities } from '#facilities';
import { ConfigError } from '#platform';
import { importPolicies } from '#policies';
import { dayOfList } from '../../apps/cli/import-institutions.js';
import { asSuperuser } from '../support/database.js';
import { sendForm } from '../support/papers.js';
import { freshKey, testSystem, type Reply, type Sent, type Session, type TestSystem } from '../support/system.js';
import { containerOf } from '../support/workbook.js';

interface Refused {
  code: string;
  textJa: string;
  textEn: string;
  title: string;
  status: number;
  traceId: string;
  errors?: { pointer: string; code: string; detail: string }[];
  missing?: { code: string }[];
}

const smallest = { reporter: { name: '見本 太郎', phone: '03-0000-0001' }, description: '電子カルテが開けません。' };

describe('the wrong thing, on purpose', () => {
  let system: TestSystem;
  let hospital: Session;
  let desk: Session;
  beforeAll(async () => {
    system = await testSystem();
    hospital = await system.as('reporter@sakura.example');
    desk = await system.as('support@sonae.example');
  }, 60_000);
  afterAll(async () => {
    await system.stop();
  });

  const rows = async (): Promise<number> =>
    Number(
      (
        await asSuperuser(system.db.ownerUrl, (client) =>
          client.query<{ n: string }>(
            `SELECT (
                 SELECT count(*)
                 FROM incident) + (
                 SELECT count(*)
                 FROM expense) + (
                 SELECT count(*)
                 FROM incident_facts) + (
                 SELECT count(*)
                 FROM outbox) + (
                 SELECT count(*)
                 FROM idempotency) AS n`,
          ),
        )
      ).rows[0]?.n,
    );
  const report = (sent: Sent, session: Session = hospital): Promise<Reply<Refused>> =>
    session.send<Refused>('POST', '/incidents', { key: freshKey(), ...sent });
  const expectRefused = (answer: Reply<Refused>, status: number, code: string): void => {
    expect([answer.status, answer.body.code, answer.headers.get('content-type')]).toEqual([
      status,
      code,
      'application/problem+json; charset=utf-8',
    ]);
    expect(answer.body.textJa).toMatch(/[ぁ-ん]/);
    expect(answer.body.textEn).toMatch(/^[\x20-\x7e’]+$/);
    expect(answer.body).toMatchObject({ status, title: answer.body.textJa });
    expect(answer.body.traceId).toBeTruthy();
  };

  const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
  it.each<[string, Sent, number, string, string?]>([
    [
      'an unknown field',
      { body: { ...smallest, administrator: true } },
      400,
      'requests.unknown-field',
      '/administrator',
    ],
    [
      'a member called __proto__',
      { raw: `{"__proto__":{"admin":true},${JSON.stringify(smallest).slice(1)}` },
      400,
      'requests.unknown-field',
      '/__proto__',
    ],
    [
      'a field of the case that is not the reporter’s to set',
      { body: { ...smallest, state: 'open' } },
      400,
      'requests.unknown-field',
      '/state',
    ],
    [
      'a wrong type',
      { body: { ...smallest, affectedPersons: 'many' } },
      400,
      'requests.wrong-type',
      '/affectedPersons',
    ],
    [
      'a number as text',
      { body: { ...smallest, affectedPersons: '12' } },
      400,
      'requests.wrong-type',
      '/affectedPersons',
    ],
    [
      'a date that does not exist',
      { body: { ...smallest, discoveredAt: '2026-02-30T10:00:00+09:00' } },
      400,
      'requests.no-such-date',
      '/discoveredAt',
    ],
    [
      'a day that does not exist in an expense',
      { body: { ...smallest, expenses: [{ category: 'call-center', amount: 1, incurredOn: '2026-11-31' }] } },
      400,
      'requests.no-such-date',
      '/expenses/0/incurredOn',
    ],
    ['a missing description', { body: { reporter: smallest.reporter } }, 400, 'requests.field-missing', '/description'],
    [
      'a negative yen',
      { body: { ...smallest, expenses: [{ category: 'call-center', amount: -1, incurredOn: '2026-11-24' }] } },
      400,
      'requests.out-of-range',
      '/expenses/0/amount',
    ],
    [
      'half a yen',
      { body: { ...smallest, expenses: [{ category: 'call-center', amount: 0.5, incurredOn: '2026-11-24' }] } },
      400,
      'requests.wrong-type',
      '/expenses/0/amount',
    ],
    [
      'a yen beyond the largest',
      { body: { ...smallest, expenses: [{ category: 'call-center', amount: 1e15, incurredOn: '2026-11-24' }] } },
      400,
      'requests.out-of-range',
      '/expenses/0/amount',
    ],
    [
      'a number that overflows',
      { raw: `{"affectedPersons":1e400,${JSON.stringify(smallest).slice(1)}` },
      400,
      'requests.out-of-range',
      '/affectedPersons',
    ],
    [
      'a category that is none',
      { body: { ...smallest, expenses: [{ category: 'ransom', amount: 1, incurredOn: '2026-11-24' }] } },
      400,
      'requests.not-one-of',
      '/expenses/0/category',
    ],
    [
      'condolence without persons',
      { body: { ...smallest, expenses: [{ category: 'condolence', amount: 1, incurredOn: '2026-11-24' }] } },
      422,
      'expenses.persons-needed',
      '/expenses/0/persons',
    ],
    [
      'a profit rate of seven decimals',
      {
        body: {
          ...smallest,
          expenses: [
            { category: 'lost-profit', amount: 1, incurredOn: '2026-11-24', interruption: { profitRate: 0.1234567 } },
          ],
        },
      },
      422,
      'expenses.too-many-decimals',
      '/expenses/0/interruption/profitRate',
    ],
    [
      'somebody else’s institution',
      { body: { ...smallest, institutionId: '00000000-0000-7000-8000-00000000dead' } },
      422,
      'parties.not-a-client',
      '/institutionId',
    ],
    ['broken JSON', { raw: '{"reporter":' }, 400, 'requests.malformed-json'],
    [
      'bytes that are not UTF-8',
      { raw: new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]) },
      400,
      'requests.malformed-json',
    ],
    ['an empty body', { raw: '' }, 400, 'requests.body-missing'],
    ['an array in place of an object', { raw: '[]' }, 400, 'requests.wrong-type'],
    ['2 MB', { body: { ...smallest, description: 'あ'.repeat(700_000) } }, 413, 'requests.too-large'],
    [
      'twenty thousand expenses that lack everything',
      { body: { ...smallest, expenses: Array.from({ length: 20_000 }, () => ({})) } },
      400,
      'requests.out-of-range',
      '/expenses',
    ],
    ['ten thousand levels', { raw: deep }, 400, 'requests.too-deep'],
    [
      'another media type',
      { raw: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'requests.unsupported-media-type',
    ],
    ['no key', { body: smallest, key: '' }, 400, 'requests.key-missing'],
    ['a key of three letters', { body: smallest, key: 'abc' }, 400, 'requests.key-missing'],
  ])('%s: its own code and sentence, nothing stored', async (...[, sent, status, code, pointer]) => {
    const before = await rows();
    const answer = await report(sent);
    expectRefused(answer, status, code);
    if (pointer) expect(answer.body.errors?.map((fault) => fault.pointer)).toContain(pointer);
    expect(await rows()).toBe(before);
  });

  it('answers in English when asked', async () => {
    const answer = await report({ body: {}, headers: { 'accept-language': 'en' } });
    expect(answer.body.title).toBe(answer.body.textEn);
    expect(answer.headers.get('content-language')).toBe('en');
  });

  it('a session that has run out, that was ended, that never was, and a change from another site', async () => {
    const guest = await system.as('reporter@midori.example');
    await asSuperuser(system.db.ownerUrl, (client) =>
      client.query(
        `UPDATE session
           SET expires_at = now() - interval '1 second'
           WHERE person_id = (SELECT id FROM person WHERE email = $1)`,
        [guest.email],
      ),
    );
    expectRefused(await report({ body: smallest }, guest), 401, 'sessions.expired');
    const leaving = await system.as('manager@midori.example');
    expect((await leaving.send('DELETE', '/auth/sessions/current')).status).toBe(204);
    expectRefused(await report({ body: smallest }, leaving), 401, 'sessions.expired');
    expectRefused(
      await system.send<Refused>('POST', '/incidents', { body: smallest, key: freshKey() }),
      401,
      'sessions.missing',
    );
    expectRefused(await report({ body: smallest, headers: { 'x-csrf-token': 'forged' } }), 403, 'sessions.csrf');
  });

  it('a stale version, none, and one that is none: nothing changes', async () => {
    const { id } = (await report({ body: smallest })).body as unknown as { id: string };
    await system.settled();
    const patch = (sent: Sent): Promise<Reply<Refused>> =>
      hospital.send<Refused>('PATCH', `/incidents/${id}`, { body: { cause: 'cyber-attack' }, ...sent });
    const before = await rows();
    expectRefused(await patch({}), 428, 'requests.version-missing');
    expectRefused(await patch({ headers: { 'if-match': 'newest' } }), 400, 'requests.version-malformed');
    expectRefused(await patch({ version: 7 }), 412, 'requests.stale-version');
    expect(await rows()).toBe(before);
    const read = await hospital.send('GET', `/incidents/${id}`);
    expect(read.headers.get('etag')).toBe('"1"');
    expect((await patch({ version: 1 })).headers.get('etag')).toBe('"2"');
    await system.settled();
  });

  it('a move that is not allowed, not one’s own, or lacks something says which, and what', async () => {
    const { id } = (await report({ body: smallest })).body as unknown as { id: string };
    await system.settled();
    const move = (session: Session, body: object): Promise<Reply<Refused>> =>
      session.send<Refused>('POST', `/incidents/${id}/transitions`, { key: freshKey(), body });
    const before = await rows();
    expectRefused(await move(desk, { to: 'closed' }), 409, 'incidents.move-not-allowed');
    expectRefused(await move(hospital, { to: 'triaged', severity: 'low' }), 403, 'incidents.move-not-yours');
    const refused = await move(desk, { to: 'triaged' });
    expectRefused(refused, 409, 'incidents.guard');
    expect(refused.body.missing?.map((one) => one.code)).toEqual([
      'incidents.severity-missing',
      'incidents.cause-missing',
      'incidents.country-missing',
    ]);
    expect(await rows()).toBe(before);
    const allowed = await desk.get<{ allowedActions: { to: string; missing: { code: string }[] }[] }>(
      `/incidents/${id}`,
    );
    expect(allowed.allowedActions.find((action) => action.to === 'triaged')?.missing.map((one) => one.code)).toEqual(
      refused.body.missing?.map((one) => one.code),
    );
  });

  it('facts that cannot be right never refuse a report: kept as typed, flagged, left out of the outlook', async () => {
    const future = new Date(Date.now() + 86_400_000).toISOString();
    const foreign = (
      await asSuperuser(system.db.ownerUrl, (client) =>
        client.query<{ number: string }>(
          `SELECT policy_number AS number
             FROM member_period m
             JOIN institution i ON i.id = m.institution_id
             WHERE i.name LIKE '%みどり%'
             LIMIT 1`,
        ),
      )
    ).rows[0]?.number;
    const known = { ...smallest, cause: 'cyber-attack', country: 'JP', attackConfirmed: true };
    const answers = await Promise.all(
      [{ policyNumber: foreign }, { policyNumber: 'NO-SUCH-POLICY' }].map((extra) =>
        report({
          body: {
            ...known,
            discoveredAt: future,
            occurredAt: new Date(Date.now() + 2 * 86_400_000).toISOString(),
            ...extra,
          },
        }),
      ),
    );
    await system.settled();
    const cases = await Promise.all(
      answers.map((answer) =>
        hospital.get<{
          flags: { code: string }[];
          facts: { discoveredAt: string };
          coverageOutlook: string;
          coverageOutlookReasons: { code: string }[];
          policyNumber: string;
        }>(`/incidents/${(answer.body as unknown as { id: string }).id}`),
      ),
    );
    for (const found of cases) {
      expect(found.facts.discoveredAt).toBe(future);
      expect(found.flags.map((flag) => flag.code)).toEqual([
        'incidents.discovered-in-future',
        'incidents.occurred-in-future',
        'incidents.occurred-after-discovered',
        'incidents.policy-number-not-found',
      ]);
      expect([found.coverageOutlook, found.coverageOutlookReasons.map((reason) => reason.code)]).toEqual([
        'amber',
        ['incident.facts-missing'],
      ]);
    }
    expect(cases.map((found) => found.policyNumber)).toEqual([foreign, 'NO-SUCH-POLICY']);
  });

  it('queries that are none are refused with a place, never with a defect', async () => {
    for (const [path, code] of [
      ['/incidents?state=nowhere', 'requests.not-one-of'],
      ['/incidents?page=2', 'requests.unknown-field'],
      ['/incidents?limit=201', 'requests.out-of-range'],
      ['/incidents?limit=many', 'requests.wrong-type'],
      ['/incidents?cursor=xyz', 'requests.cursor-malformed'],
      [`/incidents?cursor=${Buffer.from('["a","b"]').toString('base64url')}`, 'requests.cursor-malformed'],
      ['/incidents?institutionId=urn:uuid:00000000-0000-7000-8000-000000000000', 'requests.wrong-form'],
      ['/incidents/not-an-id', 'requests.not-found'],
    ] as const) {
      const answer = await desk.send<Refused>('GET', path);
      expect([path, answer.status < 500, answer.body.code]).toEqual([path, true, code]);
    }
  });

  describe.each([
    [
      'an Excel workbook with a password',
      'EncryptedPackage',
      'file.locked-excel',
      /パスワードのかかった.*パスワードを消して/,
      /remove the password/,
    ],
    [
      'a workbook of old Excel',
      'Workbook',
      'file.old-excel',
      /古い形式の Office.*\.xlsx か CSV/,
      /old form.*\.xlsx or CSV/,
    ],
  ])('%s in place of a table', (_what, stream, code, ja, en) => {
    const file = containerOf(stream);
    const folder = mkdtempSync(join(tmpdir(), 'sonae-locked-'));
    const path = join(folder, 'list.xlsx');
    beforeAll(() => writeFileSync(path, file));
    afterAll(() => rmSync(folder, { recursive: true }));

    it('is told so by the pages that take expenses and the bank’s report, and when it is only looked at', async () => {
      const { body: made } = await report({ body: smallest });
      const cashier = await system.as('payments@sonae.example');
      const imports = `/incidents/${(made as unknown as { id: string }).id}/expense-imports`;
      for (const [by, to] of [
        [hospital, `${imports}/previews`],
        [hospital, imports],
        [cashier, '/bank-reports/previews'],
        [cashier, '/bank-reports'],
      ] as const) {
        const answer = await sendForm<Refused>(system, by, to, { file, name: 'list.xlsx' });
        expectRefused(answer, 422, 'expenses.file-unreadable');
        expect([to, answer.body.missing]).toEqual([
          to,
          [{ code, textJa: expect.stringMatching(ja) as string, textEn: expect.stringMatching(en) as string }],
        ]);
      }
    });

    it('is told so by the commands that take the register and policies over, before anything is changed', async () => {
      const { database } = system.db;
      const [progress, refused] = [() => undefined, () => Promise.resolve()];
      const taking = [
        () =>
          importFacilities(
            database,
            { file: path, asOf: '2026-01-01', closing: 'guarded', progress, refused },
            systemActor('test'),
          ),
        () => importPolicies(database, { file: path, progress, refused }, systemActor('test')),
      ];
      for (const take of taking)
        expect(await take().then(String, (error: unknown) => error)).toMatchObject({
          code: code.replace('file.', ''),
          message: expect.stringMatching(ja) as string,
          textEn: expect.stringMatching(en) as string,
        });
    });
  });
});

describe('the day that a command is given (--as-of)', () => {
  it('is read as days are read everywhere', () => {
    for (const written of [
      '2025-08-01',
      '2025/8/1',
      '令和7年8月1日',
      'R7.8.1',
      '２０２５年８月１日（金）',
      '1 August 2025',
    ])
      expect([written, dayOfList(written)]).toEqual([written, '2025-08-01']);
    expect(dayOfList('今日')).toBe(dayOfList(undefined));
  });

  it.each([
    ['2025-02-30', /^--as-of: 実在しない日付です。/, /There is no such day/],
    ['8/1/2025', /年・月・日の順が決められません/, /order of year, month and day/],
    ['平成37年8月1日', /元号と日付が合いません/, /era and the day do not agree/],
    ['先月', /日付として読めません/, /not readable as a date/],
    ['', /日付として読めません/, /not readable as a date/],
  ])('%s is refused with what is wrong with it', (written, ja, en) => {
    expect(() => dayOfList(written)).toThrow(ConfigError);
    expect(() => dayOfList(written)).toThrow(ja);
    expect(() => dayOfList(written)).toThrow(en);
  });
});
