import { asSuperuser } from '../support/database.js';
import { freshKey, testSystem, type Reply, type TestSystem } from '../support/system.js';

interface Case {
  id: string;
  caseNumber: string;
  version: number;
  coverageOutlook: string;
  expenses: { id: string }[];
  code?: string;
}

const body = {
  reporter: { name: '見本 太郎', phone: '03-0000-0001' },
  description: '電子カルテが開けません。',
  expenses: [{ category: 'call-center', amount: 1000, incurredOn: '2026-11-24' }],
};

describe('whatever is sent twice has one effect', () => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await testSystem();
  }, 60_000);
  afterAll(async () => {
    await system.stop();
  });
  const count = async (table: string): Promise<number> =>
    Number(
      (
        await asSuperuser(system.db.ownerUrl, (client) =>
          client.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`),
        )
      ).rows[0]?.n,
    );

  it('200 reports at once, each key twice: 100 cases, both answers name the same one', async () => {
    const before = [await count('incident'), await count('expense')];
    const sessions = await Promise.all(
      ['reporter@sakura.example', 'reporter@midori.example'].map((email) => system.as(email)),
    );
    const keys = Array.from({ length: 100 }, freshKey);
    const answers = await Promise.all(
      [...keys, ...keys].map((key, at) => sessions[at % 2]?.send<Case>('POST', '/incidents', { key, body })),
    );
    expect(answers.map((answer) => answer?.status)).toEqual(answers.map(() => 201));
    const ids = answers.map((answer) => `${answer?.body.id} ${answer?.body.caseNumber}`);
    expect(ids.slice(0, 100)).toEqual(ids.slice(100));
    expect(new Set(ids).size).toBe(100);
    expect([await count('incident'), await count('expense')].map((now, at) => now - (before[at] ?? 0))).toEqual([
      100, 100,
    ]);
    await system.settled(60_000);
  }, 90_000);

  it('the same report again is answered with the case as it is now; from a colleague too, from another institution never', async () => {
    const key = freshKey();
    const hospital = await system.as('reporter@sakura.example');
    const first = await hospital.send<Case>('POST', '/incidents', { key, body });
    await system.settled();
    const again = await hospital.send<Case>('POST', '/incidents', { key, body });
    expect([again.status, again.body.id, again.body.coverageOutlook]).toEqual([201, first.body.id, 'amber']);
    const colleague = await (await system.as('manager@sakura.example')).send<Case>('POST', '/incidents', { key, body });
    expect([colleague.status, colleague.body.id]).toEqual([201, first.body.id]);
    const stranger = await (await system.as('reporter@midori.example')).send<Case>('POST', '/incidents', { key, body });
    expect([stranger.status, stranger.body.code, JSON.stringify(stranger.body).includes(first.body.id)]).toEqual([
      409,
      'requests.key-reused',
      false,
    ]);
    const other = await hospital.send<Case>('POST', '/incidents', { key, body: { ...body, description: '別の内容' } });
    expect([other.status, other.body.code]).toEqual([409, 'requests.key-reused']);
  });

  it('expenses sent eight times at once are added once, with one answer', async () => {
    const hospital = await system.as('manager@sakura.example');
    const { id } = (await hospital.send<Case>('POST', '/incidents', { key: freshKey(), body })).body;
    const key = freshKey();
    const more = { expenses: [{ category: 'data-restoration', amount: 5, incurredOn: '2026-11-24' }] };
    const answers: Reply<Case>[] = await Promise.all(
      Array.from({ length: 8 }, () => hospital.send<Case>('POST', `/incidents/${id}/expenses`, { key, body: more })),
    );
    expect(answers.map((answer) => [answer.status, answer.body.expenses.length])).toEqual(answers.map(() => [201, 2]));
    expect((await hospital.get<Case>(`/incidents/${id}`)).expenses).toHaveLength(2);
    const other = await hospital.send<Case>('POST', `/incidents/${id}/expenses`, {
      key,
      body: { expenses: [...more.expenses, ...more.expenses] },
    });
    expect([other.status, other.body.code]).toEqual([409, 'requests.key-reused']);
  });

  it('a refusal is not kept: under the same key the move succeeds once nothing is missing', async () => {
    const hospital = await system.as('manager@sakura.example');
    const desk = await system.as('support@sonae.example');
    const { id } = (await hospital.send<Case>('POST', '/incidents', { key: freshKey(), body })).body;
    await system.settled();
    const key = freshKey();
    const triage = (): Promise<Reply<Case>> =>
      desk.send<Case>('POST', `/incidents/${id}/transitions`, { key, body: { to: 'triaged', severity: 'high' } });
    expect((await triage()).body.code).toBe('incidents.guard');
    await desk.send('PATCH', `/incidents/${id}`, { version: 1, body: { cause: 'cyber-attack', country: 'JP' } });
    const done = await triage();
    expect([done.status, done.body.version]).toEqual([200, 3]);
    expect((await triage()).body.version).toBe(3);
  });
});
