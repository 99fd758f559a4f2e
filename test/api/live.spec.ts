import { post } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { EventStream } from '../support/event-stream.js';
import { demonstrationPassword, freshKey, testSystem, type Session, type TestSystem } from '../support/system.js';

let system: TestSystem;
const streams: EventStream[] = [];

beforeAll(async () => {
  system = await testSystem();
}, 60_000);
afterEach(() => {
  for (const stream of streams.splice(0)) stream.close();
});
afterAll(async () => {
  await system.stop();
});

async function open(
  by: Pick<Session, 'cookie'>,
  from: { after?: number | string; last?: string } = {},
): Promise<EventStream> {
  const stream = await EventStream.of(system, by, from);
  streams.push(stream);
  if (stream.status === 200) await stream.until(({ told }) => told.length > 0);
  return stream;
}

/** A session of its own: what ends it must not end others'. */
async function apart(email: string): Promise<Session> {
  const answer = await system.send<{ csrfToken: string }>('POST', '/auth/sessions', {
    body: { email, password: demonstrationPassword },
  });
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const own = { cookie, 'x-csrf-token': answer.body.csrfToken };
  return {
    email,
    cookie,
    csrfToken: answer.body.csrfToken,
    send: (method, path, sent = {}) => system.send(method, path, { ...sent, headers: { ...own, ...sent.headers } }),
    get: () => Promise.reject(new Error('not needed')),
  };
}

async function report(email: string): Promise<string> {
  const hospital = await system.as(email);
  const answer = await hospital.send<{ id: string }>('POST', '/incidents', {
    key: freshKey(),
    body: { reporter: { name: '見本 報告', phone: '03-5550-0000' }, description: '電子カルテが開けない' },
  });
  expect(answer.status).toBe(201);
  return answer.body.id;
}
const of = (id: string) => (stream: EventStream) => stream.changes.some(({ data }) => data.incidentId === id);

describe('what changes, told while a page is open', () => {
  it('begins with where it stands, then tells type and case of each event, in the order of publication', async () => {
    const stream = await open(await system.as('support@sonae.example'));
    expect(stream.told[0]).toMatchObject({ type: 'hello', data: {} });
    const id = await report('reporter@sakura.example');
    await stream.until(({ changes }) =>
      changes.some(({ data }) => data.type === 'incident.outlook-settled' && data.incidentId === id),
    );
    const numbers = stream.changes.map(({ id: no }) => Number(no));
    expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
    expect(stream.changes.find(({ data }) => data.incidentId === id)?.data).toEqual({
      type: 'incident.reported',
      incidentId: id,
    });
    // ids and nothing else: no name, no description
    for (const { data } of stream.changes) expect(Object.keys(data).toSorted()).toEqual(['incidentId', 'type']);
  });

  it('goes on after the last event seen, by Last-Event-ID before `after`, and tells none twice', async () => {
    const desk = await system.as('support@sonae.example');
    const first = await open(desk);
    const seen = first.told[0]?.id ?? '';
    const id = await report('reporter@sakura.example');
    await first.until(of(id));
    await system.settled();
    await first.until(({ changes }) =>
      changes.some(({ data }) => data.type === 'incident.outlook-settled' && data.incidentId === id),
    );
    first.close();
    for (const from of [{ after: seen }, { last: seen }, { after: 0, last: seen }]) {
      const again = await open(desk, from);
      expect(again.told[0]).toMatchObject({ type: 'hello', id: seen });
      await again.until(({ changes }) => changes.length >= first.changes.length);
      expect(again.changes.slice(0, first.changes.length)).toEqual(first.changes);
    }
  });

  it('says that everything is to be read again to who is too far behind, or comes with a number of another system', async () => {
    const desk = await system.as('support@sonae.example');
    const here = Number((await open(desk)).told[0]?.id);
    expect((await open(desk, { after: here + 1_000_000 })).told[0]).toMatchObject({ type: 'reset', id: String(here) });
    await asSuperuser(system.db.ownerUrl, (client) =>
      client.query(
        `INSERT INTO outbox (id, created_at, institution_id, incident_id, audience, type, v, payload, published_no,
           published_at)
         SELECT gen_random_uuid(), now(), '00000000-0000-0000-0000-000000000001', NULL, 'insurer', 'roster.changed', 1,
           '{}', nextval('publication_seq'), now()
           FROM generate_series(1, 600)`,
      ),
    );
    const late = await open(desk, { after: here });
    expect(late.told[0]?.type).toBe('reset');
    expect(Number(late.told[0]?.id)).toBeGreaterThanOrEqual(here + 600);
  });

  it('an institution is told of its own cases only, and not of the insurer’s inside; an administrator of nothing', async () => {
    const [sakura, midori, desk] = await Promise.all([
      open(await system.as('reporter@sakura.example')),
      open(await system.as('manager@midori.example')),
      open(await system.as('support@sonae.example')),
    ]);
    const id = await report('reporter@sakura.example');
    const other = await report('manager@midori.example');
    await desk.until((stream) => of(id)(stream) && of(other)(stream));
    await sakura.until(of(id));
    await midori.until(of(other));
    await system.settled();
    await asSuperuser(system.db.ownerUrl, (client) =>
      client.query(
        `INSERT INTO outbox (id, created_at, institution_id, incident_id, audience, type, v, payload, published_no,
           published_at)
         SELECT gen_random_uuid(), now(), institution_id, id, 'insurer', 'work-item.offered', 1, '{}',
           nextval('publication_seq'), now()
           FROM incident
           WHERE id = $1`,
        [id],
      ),
    );
    await desk.until(({ changes }) =>
      changes.some(({ data }) => data.type === 'work-item.offered' && data.incidentId === id),
    );
    expect(sakura.changes.map(({ data }) => data.incidentId)).not.toContain(other);
    expect(midori.changes.map(({ data }) => data.incidentId)).not.toContain(id);
    expect(sakura.changes.map(({ data }) => data.type)).not.toContain('work-item.offered');
    expect((await open(await system.as('admin@sonae.example'))).status).toBe(403);
    expect((await open({ cookie: '' })).status).toBe(401);
  });

  it('ends with the session: signing out, and a role that is taken away', async () => {
    const leaving = await apart('support@sonae.example');
    const stays = await open(await system.as('support@sonae.example'));
    const stream = await open(leaving);
    expect((await leaving.send('DELETE', '/auth/sessions/current')).status).toBe(204);
    await stream.until(({ ended }) => ended);
    expect(stays.ended).toBe(false);
    expect((await open(leaving)).status).toBe(401);

    const adjuster = await apart('adjuster2@sonae.example');
    const theirs = await open(adjuster);
    const admin = await system.as('admin@sonae.example');
    const people = await admin.get<{ items: { id: string; email: string }[] }>('/users?role=adjuster&limit=200');
    const person = people.items.find(({ email }) => email === 'adjuster2@sonae.example');
    const { roleGrants } = await admin.get<{ roleGrants: { id: string }[] }>(`/users/${person?.id}`);
    expect(
      (
        await admin.send('POST', `/role-grants/${roleGrants[0]?.id}/endings`, {
          key: freshKey(),
          body: { reason: '異動' },
        })
      ).status,
    ).toBe(200);
    await theirs.until(({ ended }) => ended);
  });

  it('has six streams a session at most: the oldest ends', async () => {
    const desk = await apart('support@sonae.example');
    const all: EventStream[] = [];
    for (let at = 0; at < 7; at++) all.push(await open(desk));
    await all[0]?.until(({ ended }) => ended);
    expect(all.slice(1).map(({ ended }) => ended)).toEqual([false, false, false, false, false, false]);
  });

  it('goes on by itself when the database cuts its connection', async () => {
    const stream = await open(await system.as('support@sonae.example'));
    await asSuperuser(system.db.ownerUrl, (client) =>
      client.query(
        `SELECT pg_terminate_backend(pid)
           FROM pg_stat_activity
           WHERE query LIKE '%sonae_published%' AND pid <> pg_backend_pid()`,
      ),
    );
    const id = await report('reporter@sakura.example');
    await stream.until(of(id));
    expect(stream.ended).toBe(false);
  });

  it('who has a case open is heard by the insurer’s others, by no institution, and kept nowhere', async () => {
    const id = await report('reporter@sakura.example');
    const [desk, adjuster, hospital] = await Promise.all(
      ['support@sonae.example', 'adjuster@sonae.example', 'manager@sakura.example'].map((email) => system.as(email)),
    );
    if (!desk || !adjuster || !hospital) throw new Error('nobody is there');
    const [inside, own] = [await open(desk), await open(hospital)];
    const told = (by: Session, path = `/incidents/${id}/presence`): Promise<number> =>
      by.send('PUT', path, { body: { expenseId: null, isThere: true, isNew: false } }).then(({ status }) => status);
    // a stream that has just begun may not listen yet: said again, as a page does
    const heard = (): boolean => inside.told.some(({ type }) => type === 'presence');
    for (const end = Date.now() + 15_000; !heard() && Date.now() < end;) {
      expect(await told(adjuster)).toBe(204);
      await inside.until(heard, 1_000).catch(() => undefined);
    }
    expect(inside.told.find(({ type }) => type === 'presence')?.data).toEqual({
      incidentId: id,
      expenseId: null,
      personId: expect.any(String) as string,
      personName: 'そなえ 三郎',
      isThere: true,
      isNew: false,
    });
    // its number is that of the last change: a stream that goes on from it misses nothing, and reads nothing again
    const last = inside.told.findLast(({ type }) => type === 'presence')?.id;
    // what comes after it has reached the institution, and that has not
    await post(hospital, `/incidents/${id}/transitions`, { to: 'withdrawn' });
    const resumed = await open(desk, { last: String(last) });
    expect(resumed.told[0]?.type).toBe('hello');
    await resumed.until(({ changes }) =>
      changes.some(({ data }) => data.incidentId === id && data.type === 'incident.withdrawn'),
    );
    await own.until(({ changes }) => changes.some(({ data }) => data.type === 'incident.withdrawn'));
    expect(own.told.filter(({ type }) => type === 'presence')).toEqual([]);

    expect(await told(hospital)).toBe(403);
    expect(await told(adjuster, '/incidents/00000000-0000-7000-8000-000000000000/presence')).toBe(404);
  });

  it('takes a number only', async () => {
    const answer = await (await system.as('support@sonae.example')).send<{ code: string }>('GET', '/events?after=x');
    expect([answer.status, answer.body.code]).toEqual([400, 'requests.wrong-type']);
  });
});
