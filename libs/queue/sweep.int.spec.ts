import type pg from 'pg';
import { newId } from '#kernel';
import { createLog, type QueueName } from '#platform';
import { asSuperuser, freshDatabase, type TestDatabase } from '../../test/support/database.js';
import { PassingOn } from './passing-on.js';
import { Publication } from './publication.js';
import { Handles, subscribeTo, Registry, type JobHandler, type Timer } from './registry.js';
import { Sweep } from './sweep.js';

const log = createLog('silent');

@Handles('look')
class Look implements JobHandler {
  handle(): Promise<void> {
    return Promise.resolve();
  }
}

describe('what is due', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await freshDatabase();
  }, 60_000);
  afterAll(async () => {
    await db.drop();
  });
  afterEach(() => rows('DELETE FROM delivery'));

  const asRelay = <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => asSuperuser(db.ownerUrl, work);
  const rows = <T = object>(sql: string, values: unknown[] = []): Promise<T[]> =>
    asRelay(async (client) => (await client.query<T & object>(sql, values)).rows);

  /** What is passed on, by queue; nothing of it is done. */
  const passing = (): { passingOn: PassingOn; passed: Map<QueueName, string[]> } => {
    const passed = new Map<QueueName, string[]>();
    const passingOn = new PassingOn({ add: () => Promise.resolve() }, () => undefined);
    for (const queue of ['forensics', 'prevention', 'cases'] as const) {
      passed.set(queue, []);
      passingOn.serve(queue, { pass: (subjects) => void passed.get(queue)?.push(...subjects) });
    }
    return { passingOn, passed };
  };
  const timer = (job: string, due: string): Timer => ({ job, due });
  const dueNow = (queue: string, count: number, before: string): string =>
    `SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid AS id, NULL::uuid AS incident_id,
       '${queue}' AS queue,
            date_trunc('hour', now()) - interval '${before}' AS at
       FROM generate_series(1, ${count}) n ORDER BY n`;

  it('times that somebody has in hand already take no place from those that come after them', async () => {
    const { passingOn } = passing();
    const sweep = new Sweep([timer('lapse', dueNow('prevention', 700, '1 hour'))], [], passingOn, log);
    for (const had of [500, 700, 700])
      expect([await asRelay((client) => sweep.once(client)), await count('prevention')]).toEqual([undefined, had]);
  });

  it('one timer that fails takes nothing from the others', async () => {
    const { passingOn, passed } = passing();
    const sweep = new Sweep(
      [timer('broken', 'SELECT 1 / 0'), timer('lapse', dueNow('forensics', 3, '1 hour'))],
      [],
      passingOn,
      log,
    );
    await asRelay((client) => sweep.once(client));
    expect(passed.get('forensics')?.length).toBe(3);
  });

  it('a queue that nobody serves takes no turn from another, and what nobody was told of comes at once', async () => {
    await add('prevention', 2_000, `now() - interval '1 hour'`);
    await add('forensics', 10, `now() - interval '10 seconds'`);
    await add('cases', 10, 'NULL');
    const { passingOn, passed } = passing();
    await asRelay((client) => new Sweep([], [], passingOn, log).once(client));
    expect([...passed.values()].map(({ length }) => length)).toEqual([10, 100, 10]);
  });

  it('an event that the database refuses stays alone: the others are published', async () => {
    const registry = new Registry([
      {
        domain: 'test',
        events: { 'incident.triaged': ['version'] },
        subscriptions: [
          subscribeTo('incident.triaged', 'look', ({ version }) => [{ ids: [version === 2 ? 'no id' : newId()] }]),
        ],
        handlers: [Look],
      },
    ]);
    const [insurer] = await rows<{ id: string }>('SELECT id FROM institution ORDER BY id LIMIT 1');
    await rows(
      `INSERT INTO outbox (id, created_at, institution_id, type, v, payload, audience)
       SELECT gen_random_uuid(), clock_timestamp(), $1, 'incident.triaged', 1, jsonb_build_object('version', n),
         'insurer'
         FROM generate_series(1, 3) n`,
      [insurer?.id],
    );
    const publication = new Publication(registry, passing().passingOn, log);
    for (let round = 0; round < 2; round++) await asRelay((client) => publication.publish(client, false));
    const left = await rows<{ version: number }>(
      `SELECT (payload ->> 'version')::int AS version FROM outbox WHERE published_no IS NULL`,
    );
    expect(left).toEqual([{ version: 2 }]);
    expect(await count('cases')).toBe(2);
    await rows('DELETE FROM outbox');
  });

  async function count(queue: QueueName): Promise<number> {
    const [found] = await rows<{ n: number }>('SELECT count(*)::int AS n FROM delivery WHERE queue = $1', [queue]);
    return found?.n ?? 0;
  }

  async function add(queue: QueueName, many: number, passedAt: string): Promise<void> {
    await rows(
      `INSERT INTO delivery (consumer, event_id, event_created_at, queue, subject, due_at, passed_at)
       SELECT 'look', gen_random_uuid(), now(), $1, 'clock:' || gen_random_uuid(), now() - interval '1 hour',
         ${passedAt}
         FROM generate_series(1, $2::int)`,
      [queue, many],
    );
  }
});
