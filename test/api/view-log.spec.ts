import type { Role } from '#kernel';
import { asSuperuser } from '../support/database.js';
import { pdfOf, sendForm } from '../support/papers.js';
import { signInAs } from '../support/accounts.js';
import {
  metricsHeaders,
  demonstrationPassword,
  freshKey,
  testSystem,
  type Session,
  type TestSystem,
} from '../support/system.js';

interface ViewEntry {
  readonly at: string;
  readonly kind: string;
  readonly subject: string;
  readonly subjectId: string;
  readonly incidentId: string | null;
  readonly caseNumber: string | null;
  readonly actorName: string | null;
  readonly actingAs: string;
}
interface Case {
  readonly id: string;
  readonly caseNumber: string;
  readonly expenses: readonly { readonly id: string }[];
}

let system: TestSystem;
let manager: Session;
let adjuster: Session;
let auditor: Session;

beforeAll(async () => {
  system = await testSystem();
  [manager, adjuster, auditor] = await Promise.all([
    system.as('manager@sakura.example'),
    system.as('adjuster@sonae.example'),
    system.as('auditor@sonae.example'),
  ]);
}, 60_000);
afterAll(async () => {
  await system?.stop();
});

const reported = async (by: Session, on = system): Promise<Case> => {
  const answer = await by.send<Case>('POST', '/incidents', {
    key: freshKey(),
    body: {
      reporter: { name: '見本 花子', phone: '03-5550-0100' },
      description: '電子カルテが開けない',
      expenses: [{ category: 'call-center', amount: 1000, incurredOn: new Date().toISOString().slice(0, 10) }],
    },
  });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  await on.settled();
  return answer.body;
};
const filed = async (by: Session, incidentId: string): Promise<string> => {
  const form = { fields: { incidentId, kind: 'invoice' }, file: pdfOf('x') };
  return (await sendForm<{ id: string }>(system, by, '/documents', form)).body.id;
};
const entries = async (query: string): Promise<ViewEntry[]> =>
  (await auditor.get<{ items: ViewEntry[] }>(`/view-entries?limit=200&${query}`)).items;
const told = (list: readonly ViewEntry[]): string[] =>
  list.map(({ actingAs, kind, subject }) => `${actingAs} ${kind} ${subject}`).toSorted();

describe('who opens or downloads what', () => {
  it('leaves a line with the case, for a hospital and for the insurer, before the answer leaves', async () => {
    const shown = await reported(manager);
    const paper = await filed(manager, shown.id);
    expect(await entries(`incidentId=${shown.id}`)).toEqual([]);
    const { user } = await manager.get<{ user: { id: string; displayName: string } }>('/me');
    const before = Date.now();
    await manager.get(`/incidents/${shown.id}`);
    expect(await entries(`incidentId=${shown.id}`)).toEqual([
      {
        at: expect.any(String),
        kind: 'opened',
        subject: 'incident',
        subjectId: shown.id,
        incidentId: shown.id,
        caseNumber: shown.caseNumber,
        actorKind: 'person',
        actorId: user.id,
        actorName: user.displayName,
        actingAs: 'hospital-manager',
      },
    ]);
    const [line] = await entries(`incidentId=${shown.id}`);
    expect(Math.abs(Date.parse(line?.at ?? '') - before)).toBeLessThan(30_000);

    await adjuster.get(`/expenses/${shown.expenses[0]?.id}`);
    const { workItems } = await adjuster.get<{ workItems: { id: string }[] }>(`/expenses/${shown.expenses[0]?.id}`);
    await adjuster.get(`/work-items/${workItems[0]?.id}`);
    await adjuster.get(`/documents/${paper}`);
    await adjuster.send('GET', `/documents/${paper}/content`);
    expect(told(await entries(`incidentId=${shown.id}`))).toEqual([
      'adjuster downloaded document',
      'adjuster opened document',
      'adjuster opened expense',
      'adjuster opened work-item',
      'hospital-manager opened incident',
    ]);
    expect(told(await entries(`subjectId=${paper}`))).toEqual([
      'adjuster downloaded document',
      'adjuster opened document',
    ]);
  });

  it('is one opening however often a page reads its case again, one more for another session, and each download', async () => {
    const shown = await reported(manager);
    const paper = await filed(manager, shown.id);
    const pages = ['', '/timeline', '/facts', '/documents', '/claimants'].map(
      (part) => `/incidents/${shown.id}${part}`,
    );
    for (let round = 0; round < 3; round++) await Promise.all(pages.map((path) => manager.get(path)));
    expect(told(await entries(`incidentId=${shown.id}`))).toEqual(['hospital-manager opened incident']);
    const elsewhere = await signInAs(system, 'manager@sakura.example', demonstrationPassword);
    await elsewhere.get(`/incidents/${shown.id}`);
    for (const session of [manager, elsewhere, manager]) await session.send('GET', `/documents/${paper}/content`);
    expect(told(await entries(`incidentId=${shown.id}`))).toEqual([
      ...Array<string>(3).fill('hospital-manager downloaded document'),
      ...Array<string>(2).fill('hospital-manager opened incident'),
    ]);
  });

  it('leaves nothing where nothing was shown: another hospital, an id of nothing, a right that is missing', async () => {
    const shown = await reported(manager);
    const paper = await filed(manager, shown.id);
    const neighbour = await system.as('manager@midori.example');
    const administrator = await system.as('admin@sonae.example');
    for (const [session, path, status] of [
      [neighbour, `/incidents/${shown.id}`, 404],
      [neighbour, `/documents/${paper}/content`, 404],
      [adjuster, `/incidents/${crypto.randomUUID()}`, 404],
      [adjuster, '/incidents/not-an-id', 404],
      [administrator, `/incidents/${shown.id}`, 403],
    ] as const)
      expect([path, (await session.send('GET', path)).status]).toEqual([path, status]);
    expect(await entries(`incidentId=${shown.id}`)).toEqual([]);
    expect(await entries(`subjectId=${paper}`)).toEqual([]);
  });

  it('many at the same moment leave a line each', async () => {
    const cases = await Promise.all(Array.from({ length: 12 }, () => reported(manager)));
    const readers = [manager, adjuster, await system.as('support@sonae.example')];
    await Promise.all(cases.flatMap(({ id }) => readers.map((reader) => reader.get(`/incidents/${id}`))));
    for (const { id } of cases) expect(await entries(`incidentId=${id}`)).toHaveLength(readers.length);
  });
});

describe('the view log', () => {
  it('is read by auditors alone', async () => {
    const emails: readonly [string, Role][] = [
      ['manager@sakura.example', 'hospital-manager'],
      ['agent@hikari.example', 'agent'],
      ['support@sonae.example', 'support'],
      ['adjuster@sonae.example', 'adjuster'],
      ['senior@sonae.example', 'senior-adjuster'],
      ['payments@sonae.example', 'payments'],
      ['admin@sonae.example', 'administrator'],
    ];
    for (const [email, role] of emails) {
      const answer = await (await system.as(email)).send('GET', '/view-entries');
      expect([role, answer.status, answer.body['code']]).toEqual([role, 403, 'access.forbidden']);
    }
  });

  it('is paged newest first, of one person too, without a line twice or left out', async () => {
    const desk = await system.as('support@sonae.example');
    const { user } = await desk.get<{ user: { id: string } }>('/me');
    const cases: string[] = [];
    for (let at = 0; at < 5; at++) cases.push((await reported(manager)).id);
    for (const id of cases) await desk.get(`/incidents/${id}`);
    const read: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: ViewEntry[]; nextCursor: string | null } = await auditor.get(
        `/view-entries?personId=${user.id}&limit=2${cursor === null ? '' : `&cursor=${cursor}`}`,
      );
      expect(page.items.length).toBeLessThanOrEqual(2);
      read.push(...page.items.map(({ subjectId }) => subjectId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(read.slice(0, 5)).toEqual(cases.toReversed());
    expect(new Set(read).size).toBe(read.length);
    const wrong = await auditor.send('GET', '/view-entries?cursor=x');
    expect([wrong.status, wrong.body['code']]).toEqual([400, 'requests.cursor-malformed']);
  });

  it('has partitions for two years ahead, made with those of the audit', async () => {
    const months = await asSuperuser(system.db.ownerUrl, async (client) => {
      const { rows } = await client.query<{ parent: string; n: number }>(
        `SELECT h.inhparent::regclass::text AS parent, count(*)::int AS n FROM pg_inherits h
          WHERE h.inhparent IN ('audit'::regclass, 'view_log'::regclass) GROUP BY 1 ORDER BY 1`,
      );
      const { rows: astray } = await client.query('SELECT FROM ONLY view_log_default');
      return { rows, astray: astray.length };
    });
    expect(months).toEqual({
      rows: [
        { parent: 'audit', n: 26 },
        { parent: 'view_log', n: 26 },
      ],
      astray: 0,
    });
  });
});

describe('every route that shows one case, one of its parts or a paper', () => {
  /** What shows neither, with what it shows. */
  const others: Readonly<Record<string, string>> = {
    '/api/v1/policies/{id}': 'a contract',
    '/api/v1/policies/{id}/limits': 'what is left of a contract',
    '/api/v1/institutions/{id}': 'an institution',
    '/api/v1/facilities/{id}': 'a line of the public register',
    '/api/v1/users/{id}': 'an account',
    '/api/v1/queues/{queue}/failed-deliveries': 'jobs with the numbers of their cases',
    '/api/v1/banks/{bankCode}/branches/{branchCode}': 'a branch of a bank',
    '/api/v1/pre-approvals/{id}/answer-preview': 'what an answer would leave of a limit',
    '/api/v1/repayments/{id}/receipt-preview': 'what a receipt would give back to a limit',
    '/api/v1/exports/{id}': 'how far a file is',
    '/api/v1/list-columns/{list}': 'the columns of a list',
  };

  it('is in the log', async () => {
    const { body } = await system.send<{ paths: Record<string, { get?: { 'x-viewed'?: string } }> }>(
      'GET',
      '/api/openapi.json',
    );
    const routes = Object.entries(body.paths).flatMap(([path, { get }]) =>
      get && path.includes('{') ? [{ path, viewed: get['x-viewed'] !== undefined }] : [],
    );
    expect(routes.length).toBeGreaterThan(25);
    expect(
      routes
        .filter(({ viewed }) => !viewed)
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(Object.keys(others).toSorted());
    expect(
      Object.entries(body.paths).flatMap(([path, { get }]) =>
        get?.['x-viewed']?.endsWith('downloaded') ? [path] : [],
      ),
    ).toEqual(
      expect.arrayContaining([
        '/api/v1/documents/{id}/content',
        '/api/v1/letters/{id}/content',
        '/api/v1/payment-batches/{id}/transfer-file',
      ]),
    );
  });
});

describe('a database that takes no writes', () => {
  it('still shows a case; the line then stands in the log of the process, counted', async () => {
    const lines: string[] = [];
    const one = await testSystem({ env: { LOG_LEVEL: 'error' }, logTo: (line) => void lines.push(line) });
    try {
      const reader = await one.as('manager@sakura.example');
      const shown = await reported(reader, one);
      await asSuperuser(one.db.ownerUrl, async (client) => {
        const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
        await client.query(
          `ALTER ROLE sonae_staff IN DATABASE ${rows[0]?.name ?? ''} SET default_transaction_read_only = on`,
        );
        await client.query(
          `SELECT pg_terminate_backend(pid)
             FROM pg_stat_activity
             WHERE datname = current_database() AND application_name = 'sonae-staff'`,
        );
      });
      const answers = await Promise.all([1, 2, 3].map(() => reader.send('GET', `/incidents/${shown.id}`)));
      expect(answers.map(({ status }) => status)).toContain(200);
      const said = lines.filter((line) => line.includes('a view stands here'));
      expect(said).toHaveLength(1);
      expect(JSON.parse(said[0] ?? '')).toMatchObject({
        code: '25006',
        view: { subject: 'incident', subject_id: shown.id, kind: 'opened', acting_as: 'hospital-manager' },
      });
      expect(said[0]).not.toContain('sakura');
      const metrics = await one.send<{ text: string }>('GET', '/metrics', { headers: metricsHeaders });
      expect(metrics.body.text).toContain('sonae_views_not_written_total{kind="opened"} 1');
    } finally {
      await one.stop();
    }
  }, 60_000);
});
