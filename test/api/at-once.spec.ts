import { asSuperuser } from '../support/database.js';
import { freshKey, testSystem, type Reply, type Session, type TestSystem } from '../support/system.js';
import { attack, reportedBy, smallest, type Refusal, type ShownCase } from '../trust/reports.js';

let system: TestSystem;
let hospital: Session;
let desk: Session;

beforeAll(async () => {
  system = await testSystem();
  hospital = await system.as('manager@sakura.example');
  desk = await system.as('support@sonae.example');
}, 60_000);

afterAll(async () => {
  await system?.stop();
});

type Answer = Reply<ShownCase & Refusal>;
const counted = async (sql: string, values: unknown[]): Promise<number> =>
  asSuperuser(system.db.ownerUrl, async (client) =>
    Number((await client.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`, values)).rows[0]?.n),
  );
const eightTimes = <T>(ask: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: 8 }, ask));

describe('the same move eight times at once, under one key', () => {
  it('a triage happens once, and each of the eight gets its answer', async () => {
    const { id } = await reportedBy(hospital);
    await system.settled();
    const key = freshKey();
    const answers: Answer[] = await eightTimes(() =>
      desk.send('POST', `/incidents/${id}/transitions`, { key, body: { to: 'triaged', severity: 'high' } }),
    );
    expect(answers.map(({ status, body }) => `${status} ${body.state ?? body.code}`)).toEqual(
      Array<string>(8).fill('200 triaged'),
    );
    expect(answers.map(({ body }) => body)).toEqual(answers.map(() => answers[0]?.body));
    expect(await counted(`audit WHERE incident_id = $1 AND action = 'incident.triaged'`, [id])).toBe(1);
    expect(await counted(`outbox WHERE incident_id = $1 AND type = 'incident.triaged'`, [id])).toBe(1);
  });

  it('a withdrawal happens once, and each of the eight gets its answer', async () => {
    const { id } = await reportedBy(hospital, smallest());
    await system.settled();
    const key = freshKey();
    const answers: Answer[] = await eightTimes(() =>
      hospital.send('POST', `/incidents/${id}/transitions`, { key, body: { to: 'withdrawn' } }),
    );
    expect(answers.map(({ status, body }) => `${status} ${body.state ?? body.code}`)).toEqual(
      Array<string>(8).fill('200 withdrawn'),
    );
    expect(await counted(`audit WHERE incident_id = $1 AND action = 'incident.withdrawn'`, [id])).toBe(1);
  });

  it('a claim is one claim: the load counts it once', async () => {
    const made = await reportedBy(hospital, attack());
    await system.settled();
    const item = (
      await desk.get<{ workItems: { id: string; assignee: { id: string } }[] }>(`/expenses/${made.expenses[0]?.id}`)
    ).workItems[0];
    const [person] = await asSuperuser(
      system.db.ownerUrl,
      async (client) =>
        (
          await client.query<{ email: string; open: number }>(
            `SELECT p.email, l.open_items AS open
               FROM person p
               JOIN adjuster_load l ON l.person_id = p.id
               WHERE p.id = $1`,
            [item?.assignee.id],
          )
        ).rows,
    );
    const adjuster = await system.as(person?.email ?? '');
    const key = freshKey();
    const answers = await eightTimes(() =>
      adjuster.send<{ state?: string; code?: string }>('POST', `/work-items/${item?.id}/claim`, { key }),
    );
    expect(answers.map(({ status, body }) => `${status} ${body.state ?? body.code}`)).toEqual(
      Array<string>(8).fill('200 accepted'),
    );
    expect(
      await counted('adjuster_load WHERE person_id = $1 AND open_items = $2', [item?.assignee.id, person?.open]),
    ).toBe(1);
    const late = await adjuster.send<Refusal>('POST', `/work-items/${item?.id}/claim`, { key: freshKey() });
    expect([late.status, late.body.code]).toEqual([409, 'routing.not-open']);
  });
});

describe('a key belongs to its actor', () => {
  it('two people may use the same key for two moves of their own', async () => {
    const [one, two] = [await reportedBy(hospital, smallest()), await reportedBy(hospital, smallest())];
    const key = freshKey();
    const reporter = await system.as('reporter@sakura.example');
    const first = await hospital.send<ShownCase>('POST', `/incidents/${one.id}/transitions`, {
      key,
      body: { to: 'withdrawn' },
    });
    const second = await reporter.send<ShownCase>('POST', `/incidents/${two.id}/transitions`, {
      key,
      body: { to: 'withdrawn' },
    });
    expect([first.status, first.body.id, second.status, second.body.id]).toEqual([200, one.id, 200, two.id]);
    const reused = await hospital.send<Refusal>('POST', `/incidents/${two.id}/transitions`, {
      key,
      body: { to: 'withdrawn' },
    });
    expect([reused.status, reused.body.code]).toEqual([409, 'requests.key-reused']);
  });

  it('an answer that was kept is answered as it was, even when the case has moved on', async () => {
    const { id } = await reportedBy(hospital);
    await system.settled();
    const key = freshKey();
    const triage = (): Promise<Answer> =>
      desk.send('POST', `/incidents/${id}/transitions`, { key, body: { to: 'triaged', severity: 'high' } });
    const first = await triage();
    await hospital.send('POST', `/incidents/${id}/transitions`, { key: freshKey(), body: { to: 'withdrawn' } });
    const again = await triage();
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect((await hospital.get<ShownCase>(`/incidents/${id}`)).state).toBe('withdrawn');
  });

  it('the members of a body in another order are the same body', async () => {
    const key = freshKey();
    const first = await hospital.send<ShownCase>('POST', '/incidents', { key, body: smallest() });
    const turned = Object.fromEntries(Object.entries(smallest()).toReversed());
    const again = await hospital.send<ShownCase>('POST', '/incidents', { key, body: turned });
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
  });
});
