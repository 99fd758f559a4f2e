import { permissions, reachOf, type Permission } from '#access';
import type { Role } from '#kernel';
import { pdfOf, sendForm } from '../support/papers.js';
import { freshKey, testSystem, type Session, type TestSystem } from '../support/system.js';

interface Document {
  paths: Record<
    string,
    Record<
      string,
      { 'x-permission'?: Permission; requestBody?: { content: { 'application/json': { schema: { $ref: string } } } } }
    >
  >;
}

const accounts: Readonly<Record<Role, string>> = {
  'hospital-reporter': 'reporter@sakura.example',
  'hospital-manager': 'manager@sakura.example',
  agent: 'agent@hikari.example',
  support: 'support@sonae.example',
  adjuster: 'adjuster@sonae.example',
  'senior-adjuster': 'senior@sonae.example',
  payments: 'payments@sonae.example',
  auditor: 'auditor@sonae.example',
  administrator: 'admin@sonae.example',
};
const roles = Object.keys(accounts) as Role[];

/** A body that is in order, by the ending of the route: what is refused is refused for whose it is. */
const bodies: Readonly<Record<string, object>> = {
  '/incidents/{id}/expenses': { expenses: [{ category: 'call-center', amount: 1, incurredOn: '2026-11-24' }] },
  '/transitions': { to: 'withdrawn' },
  '/appeals': { reason: 'x' },
  '/supplements': { amount: 1, reason: 'x' },
  '/pre-approvals': { category: 'call-center', amount: 1, description: 'x' },
  '/answers': { answer: 'x' },
  '/messages': { text: 'x' },
  '/claimants': { name: 'x' },
  '/acts': { kind: 'demand', amount: 1, onDay: '2026-11-24' },
  '/links': { expenseIds: [crypto.randomUUID()] },
};

describe('every route and every role', () => {
  let system: TestSystem;
  let document: Document;
  const ids = {
    incident: '',
    expense: '',
    workItem: '',
    support: '',
    institution: '',
    policy: '',
    user: '',
    document: '',
  };

  beforeAll(async () => {
    system = await testSystem();
    const hospital = await system.as('manager@sakura.example');
    const day = new Date().toISOString().slice(0, 10);
    const made = await hospital.send<{
      id: string;
      institutionId: string;
      policyId: string;
      expenses: { id: string }[];
    }>('POST', '/incidents', {
      key: freshKey(),
      body: {
        reporter: { name: 'A', phone: '1' },
        description: 'x',
        cause: 'cyber-attack',
        country: 'JP',
        attackConfirmed: true,
        discoveredAt: new Date(Date.now() - 3_600_000).toISOString(),
        premises: 'insured-facility',
        perpetrator: 'outsider',
        expenses: [{ category: 'call-center', amount: 1000, incurredOn: day }],
      },
    });
    await system.settled();
    const desk = await system.as('support@sonae.example');
    ids.incident = made.body.id;
    ids.institution = made.body.institutionId;
    ids.policy = made.body.policyId;
    ids.expense = made.body.expenses[0]?.id ?? '';
    ids.workItem = (await desk.get<{ workItems: { id: string }[] }>(`/expenses/${ids.expense}`)).workItems[0]?.id ?? '';
    ids.support =
      (await desk.get<{ items: { id: string }[] }>(`/support-requests?incidentId=${ids.incident}`)).items[0]?.id ?? '';
    ids.document = (
      await sendForm<{ id: string }>(system, hospital, '/documents', {
        fields: { incidentId: ids.incident, kind: 'invoice' },
        file: pdfOf('x'),
      })
    ).body.id;
    ids.user =
      (await (await system.as('admin@sonae.example')).get<{ items: { id: string }[] }>('/users?limit=1')).items[0]
        ?.id ?? '';
    document = (await system.send<Document>('GET', '/api/openapi.json')).body;
  }, 60_000);
  afterAll(async () => {
    await system.stop();
  });

  const operations = (): { method: string; path: string; permission: Permission | undefined }[] =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        permission: operation['x-permission'],
      })),
    );

  const idFor = (path: string): string =>
    path.includes('/expenses/{')
      ? ids.expense
      : path.includes('/work-items/')
        ? ids.workItem
        : path.includes('/support-requests/')
          ? ids.support
          : path.includes('/institutions/')
            ? ids.institution
            : path.includes('/policies/')
              ? ids.policy
              : path.includes('/documents/')
                ? ids.document
                : path.includes('/users/')
                  ? ids.user
                  : ids.incident;
  const at = (path: string, id = idFor(path)): string =>
    path
      .replace('{id}', id)
      .replace('{phase}', 'apology')
      .replace('{lane}', 'forensics')
      .replace('/audit-entries', '/audit-entries?chain=insurer');

  const send = (
    session: Session | null,
    method: string,
    path: string,
  ): Promise<{ status: number; body: Record<string, unknown> }> => {
    // a body that no contract accepts and a version nobody has: whatever is let through is refused later, and nothing
    // changes
    const sent = {
      key: freshKey(),
      ...(method === 'GET' ? {} : { body: { nothing: 'of the kind' }, version: 999_999 }),
    };
    return session ? session.send(method, path, sent) : system.send(method, path, sent);
  };

  it('says which right each route needs; only signing in and setting a password by a link are open', () => {
    expect(
      operations()
        .filter((operation) => !operation.permission)
        .map((operation) => `${operation.method} ${operation.path}`),
    ).toEqual(['POST /api/v1/auth/passwords', 'POST /api/v1/auth/sessions', 'POST /api/v1/auth/sign-in-links']);
    expect(operations().length).toBeGreaterThan(28);
  });

  it('asks everybody to sign in', async () => {
    for (const { method, path, permission } of operations()) {
      if (!permission) continue;
      const answer = await send(null, method, at(path));
      expect([method, path, answer.status, answer.body['code']]).toEqual([method, path, 401, 'sessions.missing']);
    }
  });

  it.each(roles.map((role) => [role]))('%s: forbidden exactly where the table gives no right', async (role) => {
    const session = await system.as(accounts[role]);
    for (const { method, path, permission } of operations()) {
      if (!permission || path.endsWith('/auth/sessions/current')) continue;
      const answer = await send(session, method, at(path));
      const forbidden = answer.status === 403 && answer.body['code'] === 'access.forbidden';
      expect([method, path, forbidden]).toEqual([method, path, reachOf(permission, role) === null]);
      expect([method, path, answer.status < 500]).toEqual([method, path, true]);
    }
  });

  it('another hospital meets nothing of this one: the same answer as for what does not exist', async () => {
    const stranger = await system.as('manager@midori.example');
    const nowhere = '00000000-0000-7000-8000-00000000dead';
    for (const { method, path, permission } of operations()) {
      // what takes a form is asked as a form in the journeys
      if (!permission || !path.includes('{id}') || path.includes('-imports')) continue;
      if (reachOf(permission, 'hospital-manager') === null) continue;
      const body = Object.entries(bodies).find(([ending]) => path.endsWith(ending))?.[1] ?? { cause: 'other-accident' };
      const ask = async (id: string): Promise<Record<string, unknown>> => {
        const answer = await stranger.send(
          method,
          at(path, id),
          method === 'GET' ? {} : { key: freshKey(), version: 1, body },
        );
        const { traceId: _, instance: __, ...rest } = answer.body;
        return { status: answer.status, ...rest };
      };
      const answer = await ask(idFor(path));
      expect([method, path, answer['status']]).toEqual([method, path, 404]);
      expect(answer).toEqual(await ask(nowhere));
    }
    for (const list of [
      '/incidents',
      `/incidents?institutionId=${ids.institution}`,
      '/support-requests',
      `/support-requests?incidentId=${ids.incident}`,
      `/policies?institutionId=${ids.institution}`,
    ]) {
      expect([
        list,
        JSON.stringify(await stranger.get(list)).includes(ids.institution),
        JSON.stringify(await stranger.get(list)).includes(ids.incident),
      ]).toEqual([list, false, false]);
    }
  });

  it('the case is as it was after all of this', async () => {
    expect(await (await system.as('manager@sakura.example')).get(`/incidents/${ids.incident}`)).toMatchObject({
      version: 1,
      state: 'reported',
    });
    expect(Object.keys(permissions).length).toBeGreaterThan(15);
  });
});
