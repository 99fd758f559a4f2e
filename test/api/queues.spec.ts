import { randomUUID } from 'node:crypto';
import { act, attackInJapan, report, rowsOf, type Case, type Refusal } from '../journeys/cases.js';
import { freshKey, testSystem, type Session, type TestSystem } from '../support/system.js';

interface Failed {
  readonly queue: string;
  readonly consumer: string;
  readonly job: string;
  readonly eventId: string;
  readonly eventCreatedAt: string;
  readonly eventType: string;
  readonly incidentId: string | null;
  readonly caseNumber: string | null;
  readonly reason: string | null;
  readonly attempts: number;
  readonly failedAt: string;
}
interface Counts {
  readonly queue: string;
  readonly pending: number;
  readonly waiting: number;
  readonly waitingSince: string | null;
  readonly passedOn: number;
  readonly secondTries: number;
  readonly notDue: number;
  readonly dead: number;
}
interface FailedPage {
  readonly items: Failed[];
  readonly nextCursor: string | null;
}

let system: TestSystem;
let administrator: Session;
let auditor: Session;
let hospital: Session;
let one: Case;

beforeAll(async () => {
  // nobody publishes and nobody serves: what is in the table is what a test puts there
  system = await testSystem({ queues: [] });
  administrator = await system.as('admin@sonae.example');
  auditor = await system.as('auditor@sonae.example');
  hospital = await system.as('reporter@sakura.example');
  one = await report(hospital, attackInJapan());
}, 60_000);
afterAll(async () => {
  await system?.stop();
});
beforeEach(async () => {
  await rowsOf(system, 'DELETE FROM delivery');
});

interface Put {
  readonly consumer?: string;
  readonly queue?: string;
  readonly subject?: string;
  readonly dueAt?: string;
  readonly passedAt?: string | null;
  readonly attempts?: number;
  readonly failedAt?: string | null;
  readonly reason?: string | null;
}
async function put(row: Put = {}): Promise<string> {
  const eventId = randomUUID();
  await rowsOf(
    system,
    `INSERT INTO delivery (consumer, event_id, event_created_at, queue, subject, due_at, passed_at, attempts, failed_at,
       reason)
     VALUES ($1, $2, '2026-11-01T00:00:00.123456Z', $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.consumer ?? 'settle-outlook',
      eventId,
      row.queue ?? 'cases',
      row.subject ?? `case:${one.id}`,
      row.dueAt ?? '2026-11-01T00:00:01Z',
      row.passedAt ?? null,
      row.attempts ?? 0,
      row.failedAt ?? null,
      row.reason ?? null,
    ],
  );
  return eventId;
}
const failure = { attempts: 6, reason: 'DatabaseError 23514 coverage_outlook_refused' } as const;
const queueOf = async (name: string): Promise<Counts | undefined> =>
  (await auditor.get<{ queues: Counts[] }>('/queues')).queues.find(({ queue }) => queue === name);
const failedOf = (queue: string, query = ''): Promise<FailedPage> =>
  administrator.get<FailedPage>(`/queues/${queue}/failed-deliveries${query}`);
const retry = (body: object) => act<{ retried: number }>(administrator, '/queues/retries', body);
const keyOf = ({ consumer, eventId, eventCreatedAt }: Failed) => ({ consumer, eventId, eventCreatedAt });

describe('the counts of a queue', () => {
  it('are those of its rows: waiting and since when, passed on, tried again, not due, given up', async () => {
    await put({ dueAt: '2026-11-02T00:00:00Z' });
    await put({ dueAt: '2026-11-01T09:00:00Z', passedAt: '2026-11-01T09:00:00Z' });
    await put({ dueAt: '2026-11-01T08:00:00Z', reason: 'Error', attempts: 2 });
    await put({ dueAt: '2126-11-01T00:00:00Z' });
    await put({ ...failure, failedAt: '2026-11-01T08:10:00Z' });
    await put({ queue: 'forensics' });
    expect(await queueOf('cases')).toMatchObject({
      pending: 4,
      waiting: 2,
      waitingSince: '2026-11-01T09:00:00.000Z',
      passedOn: 1,
      secondTries: 1,
      notDue: 1,
      dead: 1,
    });
    expect(await queueOf('forensics')).toMatchObject({ pending: 1, waiting: 1, dead: 0 });
    expect(await queueOf('clocks')).toMatchObject({ pending: 0, waiting: 0, waitingSince: null, dead: 0 });
  });

  it('of what leaves the house are those of mails and erasures, each kind', async () => {
    const { errands } = await auditor.get<{ errands: Record<string, unknown>[] }>('/queues');
    const nothing = { waiting: 0, waitingSince: null, underWay: 0, secondTries: 0, nextAt: null, dead: 0, unknown: 0 };
    expect(errands).toEqual([
      { errand: 'send-mail', nameJa: 'メールの送信', nameEn: 'Sending mails', ...nothing },
      {
        errand: 'send-sign-in-link',
        nameJa: 'サインインのリンクの送信',
        nameEn: 'Sending links to sign in',
        ...nothing,
      },
      { errand: 'erase-document', nameJa: '資料の消去', nameEn: 'Erasing documents', ...nothing },
    ]);
  });
});

describe('what was given up', () => {
  it('is listed by queue with case, kind of reason and attempts; what is about no case has none', async () => {
    const ofCase = await put({ ...failure, failedAt: '2026-11-01T08:10:00Z', consumer: 'route-expenses/general' });
    const ofClock = await put({
      ...failure,
      failedAt: '2026-11-01T08:20:00Z',
      subject: `clock:${randomUUID()}`,
      consumer: 'remind-claimant',
    });
    await put({ ...failure, failedAt: '2026-11-01T08:30:00Z', queue: 'general' });
    const { items, nextCursor } = await failedOf('cases');
    expect(nextCursor).toBe(null);
    expect(items).toEqual([
      {
        queue: 'cases',
        consumer: 'remind-claimant',
        job: 'remind-claimant',
        eventId: ofClock,
        eventCreatedAt: '2026-11-01T00:00:00.123456Z',
        eventType: 'timer',
        incidentId: null,
        caseNumber: null,
        reason: failure.reason,
        attempts: 6,
        failedAt: '2026-11-01T08:20:00.000Z',
      },
      expect.objectContaining({
        consumer: 'route-expenses/general',
        job: 'route-expenses',
        eventId: ofCase,
        incidentId: one.id,
        caseNumber: one.caseNumber,
      }),
    ]);
  });

  it('is read page by page, each once, also what was given up in one moment', async () => {
    const consumers = ['a', 'b', 'c', 'd', 'e'].map((name) => `route-expenses/${name}`);
    for (const consumer of consumers) await put({ ...failure, consumer, failedAt: '2026-11-01T08:10:00.000001Z' });
    const seen: string[] = [];
    let cursor: string | null = '';
    let pages = 0;
    while (cursor !== null) {
      const page: FailedPage = await failedOf('cases', `?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ consumer }) => consumer));
      cursor = page.nextCursor;
      pages++;
    }
    expect([pages, seen.toSorted()]).toEqual([3, consumers]);
  });

  it('of a queue that there is not is 404; a cursor that nobody gave and a wrong length are 400', async () => {
    for (const queue of ['case', 'CASES', 'cases%2F..', "'"]) {
      const { status, body } = await administrator.send<Refusal>('GET', `/queues/${queue}/failed-deliveries`);
      expect([queue, status, body.code]).toEqual([queue, 404, 'requests.not-found']);
    }
    const strange = (parts: unknown): string => Buffer.from(JSON.stringify(parts)).toString('base64url');
    const place = ['2026-11-01T08:10:00.000001Z', randomUUID(), '2026-11-01T00:00:00.123456Z', 'settle-outlook'];
    expect((await failedOf('cases', `?cursor=${strange(place)}`)).items).toEqual([]);
    for (const cursor of [
      'x',
      strange(place.slice(1)),
      strange(['2026-13-01T08:10:00.000001Z', ...place.slice(1)]),
      strange([place[0], 'no id', ...place.slice(2)]),
      strange([...place.slice(0, 3), "settle' OR true"]),
    ]) {
      const { status, body } = await administrator.send<Refusal>(
        'GET',
        `/queues/cases/failed-deliveries?cursor=${cursor}`,
      );
      expect([cursor, status, body.code]).toEqual([cursor, 400, 'requests.cursor-malformed']);
    }
    for (const limit of ['201', '-1', 'x'])
      expect((await administrator.send('GET', `/queues/cases/failed-deliveries?limit=${limit}`)).status).toBe(400);
  });

  it('is read by administrators and auditors alone, and brought back by administrators alone', async () => {
    await put({ ...failure, failedAt: '2026-11-01T08:10:00Z' });
    const read = '/queues/cases/failed-deliveries';
    const others = ['support', 'adjuster', 'senior', 'payments'].map((name) => `${name}@sonae.example`);
    for (const email of [...others, 'reporter@sakura.example', 'manager@sakura.example']) {
      const person = await system.as(email);
      for (const path of ['/queues', read]) {
        const { status, body } = await person.send<Refusal>('GET', path);
        expect([email, path, status, body.code]).toEqual([email, path, 403, 'access.forbidden']);
      }
    }
    expect((await system.send('GET', read)).status).toBe(401);
    expect((await auditor.get<FailedPage>(read)).items).toHaveLength(1);
    for (const person of [auditor, await system.as('support@sonae.example'), hospital]) {
      const { status, body } = await act<Refusal>(person, '/queues/retries', { queue: 'cases' });
      expect([status, body.code]).toEqual([403, 'access.forbidden']);
    }
    expect((await failedOf('cases')).items).toHaveLength(1);
  });
});

describe('what was given up is brought back', () => {
  it('one alone: as if it were new, and who did it stands in the audit; again, or with another time, changes nothing', async () => {
    await put({ ...failure, failedAt: '2026-11-01T08:10:00Z' });
    const wanted = await put({ ...failure, failedAt: '2026-11-01T08:20:00Z' });
    const [failed] = (await failedOf('cases')).items;
    expect(failed?.eventId).toBe(wanted);
    const delivery = keyOf(failed!);
    for (const other of [
      { ...delivery, eventCreatedAt: '2026-11-01T00:00:00.123Z' },
      { ...delivery, eventCreatedAt: 'yesterday' },
      { ...delivery, consumer: 'acknowledge' },
      { ...delivery, eventId: randomUUID() },
    ])
      expect(await retry({ delivery: other })).toMatchObject({ status: 200, body: { retried: 0 } });
    expect(await retry({ delivery, queue: 'forensics' })).toMatchObject({ body: { retried: 0 } });

    const key = freshKey();
    const once = (): ReturnType<typeof retry> =>
      administrator.send('POST', '/queues/retries', { key, body: { delivery } });
    expect(await once()).toMatchObject({ status: 200, body: { retried: 1 } });
    // the same request gets the same answer; another one finds nothing to bring back
    expect(await once()).toMatchObject({ status: 200, body: { retried: 1 } });
    expect(await retry({ delivery })).toMatchObject({ status: 200, body: { retried: 0 } });
    expect(
      await rowsOf(
        system,
        `SELECT event_id, failed_at, reason, attempts, passed_at FROM delivery WHERE failed_at IS NULL`,
      ),
    ).toEqual([{ event_id: wanted, failed_at: null, reason: null, attempts: 0, passed_at: null }]);
    const [person] = await rowsOf<{ id: string }>(system, `SELECT id FROM person WHERE email = $1`, [
      administrator.email,
    ]);
    expect(
      await rowsOf(
        system,
        `SELECT chain, actor_id, acting_as
           FROM audit
           WHERE action = 'queues.retried' AND subject = $1
           ORDER BY seq
           LIMIT 1`,
        [`delivery:${wanted}`],
      ),
    ).toEqual([{ chain: 'insurer', actor_id: person?.id, acting_as: 'administrator' }]);
    expect((await failedOf('cases')).items).toHaveLength(1);
  });

  it('all of a queue: those of others stay', async () => {
    for (const queue of ['cases', 'cases', 'general'])
      await put({ ...failure, queue, failedAt: '2026-11-01T08:10:00Z' });
    expect((await retry({ queue: 'cases' })).body).toEqual({ retried: 2 });
    expect((await retry({ queue: 'cases' })).body).toEqual({ retried: 0 });
    expect((await failedOf('general')).items).toHaveLength(1);
  });

  it('a key that is not whole is refused with the place', async () => {
    const eventId = randomUUID();
    for (const [delivery, pointer] of [
      [{ consumer: 'settle-outlook', eventId }, '/delivery/eventCreatedAt'],
      [{ consumer: 'settle-outlook', eventId: 'x', eventCreatedAt: 'x' }, '/delivery/eventId'],
      [{ consumer: '', eventId, eventCreatedAt: 'x' }, '/delivery/consumer'],
      ['all', '/delivery'],
    ] as const) {
      const { status, body } = await act<{ errors: { pointer: string }[] }>(administrator, '/queues/retries', {
        delivery,
      });
      expect([status, body.errors[0]?.pointer]).toEqual([400, pointer]);
    }
  });
});
