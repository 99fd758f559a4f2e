import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type Database, type Tx } from '#database';
import { newId } from '#kernel';
import { Metrics } from '#operations';
import { createLog } from '#platform';
import { asSuperuser, freshDatabase, type TestDatabase } from '../../test/support/database.js';
import { queueSettings, until } from '../../test/support/processes.js';
import '../../test/support/whole-process.js';
import { openCarrier, type Carrier } from './carrier.js';
import type { Delivery, Subject } from './delivery.js';
import { Effects } from './effects.js';
import { Lanes } from './lanes.js';
import { PassingOn } from './passing-on.js';
import { Retries } from './retries.js';
import { Sweep } from './sweep.js';

const queue = 'forensics';
const served = [queue, 'call-center'] as const;

/** One process that serves two lanes: what their job does is the test's. */
interface Process {
  readonly pass: (subjects: readonly Subject[], queues?: readonly (typeof served)[number][]) => void;
  readonly lanes: Lanes;
  readonly stop: () => Promise<void>;
}

describe('lanes', () => {
  let db: TestDatabase;
  const running: Process[] = [];
  beforeAll(async () => {
    db = await freshDatabase();
  }, 60_000);
  afterAll(async () => {
    await db.drop();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((one) => one.stop()));
    await rows('DELETE FROM delivery');
  }, 30_000);

  const rows = <T = object>(sql: string, values: unknown[] = []): Promise<T[]> =>
    asSuperuser(db.ownerUrl, async (client) => (await client.query<T & object>(sql, values)).rows);

  const opened = (redisUrl = queueSettings()['REDIS_URL'] ?? null): Promise<Carrier> =>
    openCarrier({ redisUrl, databaseUrl: db.staffUrl, workers: served.length, onError: () => undefined });
  const started = async (
    handle: (tx: Tx, deliveries: readonly Delivery[]) => Promise<void>,
    opening: Promise<Carrier> = opened(),
  ): Promise<Process> => {
    const carrier = await opening;
    const jobs: Database = db.database.forJobs(2 * served.length);
    const [log, metrics] = [createLog('silent'), new Metrics(jobs)];
    const effects = new Effects(jobs, new Map([['try', { handle }]]), metrics);
    const passingOn = new PassingOn(carrier, () => undefined);
    const tries = new Retries({ database: jobs, effects, passingOn, metrics, log });
    const lanes = new Lanes(served, effects, tries, log);
    for (const one of served) {
      carrier.work(one, (_, { subjects, subject }) =>
        subject === undefined ? lanes.take(one, (subjects ?? []) as Subject[]) : tries.attempt(one, subject as Subject),
      );
      passingOn.serve(one, { pass: (subjects) => lanes.pass(one, subjects as Iterable<Subject>) });
    }
    const sweep = new Sweep([], [], passingOn, log);
    let sweeping = true;
    const swept = asSuperuser(db.ownerUrl, async (client) => {
      while (sweeping) {
        await sweep.once(client);
        await pause(200);
      }
    });
    const process: Process = {
      lanes,
      pass: (subjects, queues = [queue]) => {
        for (const one of queues) lanes.pass(one, subjects);
      },
      async stop() {
        if (!sweeping) return;
        sweeping = false;
        await swept;
        await lanes.stop();
        await carrier.close();
        await jobs.close();
      },
    };
    running.push(process);
    return process;
  };

  /** Open deliveries of subjects that are no case, so that nothing but the rows themselves is locked. */
  const added = async (
    count: number,
    subject = (): string => `clock:${newId()}`,
    queues: readonly string[] = [queue],
  ): Promise<Subject[]> => {
    const subjects = Array.from({ length: count }, subject) as Subject[];
    await rows(
      `INSERT INTO delivery (consumer, event_id, event_created_at, queue, subject, due_at, passed_at)
       SELECT 'try', gen_random_uuid(), now(), q, s, now(), now() FROM unnest($1::text[]) q, unnest($2::text[]) s`,
      [queues, subjects],
    );
    return subjects;
  };
  /** Nothing is left to do, and what sleeps with its row is ended. */
  const awake = async (): Promise<void> => {
    let gone = false;
    const deleted = rows('DELETE FROM delivery').then(() => (gone = true));
    while (!gone) {
      await rows(`SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'`);
      await Promise.race([deleted, pause(50)]);
    }
  };
  const open = async (): Promise<number> => (await rows('SELECT 1 FROM delivery WHERE failed_at IS NULL')).length;

  it('does what it is passed once, though it is passed it again and again', async () => {
    const done: string[] = [];
    const { pass } = await started(
      async (_, deliveries) => void done.push(...deliveries.map(({ subject }) => subject)),
    );
    const subjects = await added(40);
    for (let time = 0; time < 5; time++) pass(subjects);
    await until('all are done', 10_000, async () => (await open()) === 0);
    expect(done.toSorted()).toEqual(subjects.toSorted());
  }, 30_000);

  it('what one case has in two lanes is done in one transaction', async () => {
    const transactions: string[][] = [];
    const { pass } = await started(
      async (_, deliveries) => void transactions.push(deliveries.map(({ subject }) => subject)),
    );
    const cases = await added(3, () => `case:${newId()}`, served);
    pass(cases, served);
    await until('all are done', 10_000, async () => (await open()) === 0);
    expect(transactions.length).toBe(1);
    expect(transactions[0]?.toSorted()).toEqual([...cases, ...cases].toSorted());
  }, 30_000);

  it('a lane that is slow works apart: what the same cases have in others is done without it', async () => {
    const done: string[] = [];
    const slow = async (tx: Tx, deliveries: readonly Delivery[]): Promise<void> => {
      const queues = new Set(deliveries.map((delivery) => delivery.queue));
      if (queues.has(queue)) await tx.rows('SELECT pg_sleep(4)');
      done.push(...queues);
    };
    const { pass } = await started(slow);
    // both transactions of the lane are taken
    pass(await added(2), [queue]);
    await pause(3_000);
    const both = await added(1, () => `case:${newId()}`, served);
    pass(both, served);
    await until('the other lane is done', 900, () => Promise.resolve(done.includes('call-center')));
    expect(done).toEqual(['call-center']);
    await until('all of it is done', 10_000, async () => (await open()) === 0);
    expect(done).toEqual(['call-center', queue, queue, queue]);
  }, 30_000);

  it('two processes with one subject: the effect is there once', async () => {
    const seen: string[] = [];
    const handle = async (tx: Tx, deliveries: readonly Delivery[]): Promise<void> => {
      await tx.rows('SELECT pg_sleep(0.05)');
      seen.push(...deliveries.map(({ eventId }) => eventId));
    };
    const [one, other] = [await started(handle), await started(handle)];
    const subjects = await added(10);
    one.pass(subjects);
    other.pass(subjects);
    await until('all are done', 10_000, async () => (await open()) === 0);
    expect(seen.length).toBe(10);
    expect(new Set(seen).size).toBe(10);
  }, 30_000);

  it('one that always fails: six attempts, given up with the kind of the reason, and back when a person says so', async () => {
    let attempts = 0;
    let fails = true;
    const { pass } = await started(async (tx) => {
      attempts++;
      if (fails) await tx.rows(`SELECT 1 / (SELECT 0)`);
    });
    const began = Date.now();
    pass(await added(1));
    await until(
      'it is given up',
      40_000,
      async () => (await rows('SELECT 1 FROM delivery WHERE failed_at IS NOT NULL')).length === 1,
    );
    // in the lane, once more alone there, and six times by its job
    expect(attempts).toBe(8);
    expect(Date.now() - began).toBeGreaterThan(7_750);
    expect(await rows('SELECT attempts, reason FROM delivery')).toEqual([{ attempts: 6, reason: 'error 22012' }]);
    fails = false;
    await rows('UPDATE delivery SET failed_at = NULL, reason = NULL, attempts = 0, passed_at = NULL');
    await until('it is done', 10_000, async () => (await rows('SELECT 1 FROM delivery')).length === 0);
    expect(attempts).toBe(9);
  }, 60_000);

  it('one that fails takes no other with it, and what comes for the same subject meanwhile is done', async () => {
    const done: string[] = [];
    const [bad = 'clock:'] = await added(1);
    const { pass } = await started(async (tx, deliveries) => {
      const [first] = deliveries;
      const [tried] = await rows<{ n: number }>(
        `SELECT count(*)::int AS n FROM delivery WHERE subject = $1 AND reason IS NOT NULL`,
        [first?.subject],
      );
      if (first?.subject === bad && done.length === 0 && (tried?.n ?? 0) < 2) await tx.rows(`SELECT 1 / (SELECT 0)`);
      done.push(...deliveries.map(({ subject }) => subject));
    });
    const good = await added(5);
    pass([bad, ...good]);
    await until('the others are done', 10_000, () => Promise.resolve(good.every((one) => done.includes(one))));
    const again = await added(1, () => bad);
    pass(again);
    await until('all of it is done', 30_000, async () => (await open()) === 0);
    expect(done.filter((subject) => subject === bad).length).toBe(2);
  }, 60_000);

  it('one that hangs without a word is ended after ten seconds, and the others go on', async () => {
    const done: string[] = [];
    const [stuck = 'clock:'] = await added(1);
    let hung = 0;
    const { pass } = await started(async (_, deliveries) => {
      if (deliveries.some(({ subject }) => subject === stuck) && hung++ === 0) await new Promise(() => undefined);
      done.push(...deliveries.map(({ subject }) => subject));
    });
    const others = await added(20);
    const began = Date.now();
    pass([stuck, ...others]);
    await until('the others are done', 8_000, () => Promise.resolve(done.length === 20));
    await until('it is done too', 40_000, async () => (await open()) === 0);
    expect(Date.now() - began).toBeGreaterThan(9_500);
    expect(done.filter((subject) => subject === stuck).length).toBe(1);
  }, 60_000);

  it('one that sleeps in the database is ended after ten seconds, and the others go on', async () => {
    const done: string[] = [];
    const [slow = 'clock:'] = await added(1);
    let slept = 0;
    const { pass } = await started(async (tx, deliveries) => {
      if (deliveries.some(({ subject }) => subject === slow) && slept++ === 0) await tx.rows('SELECT pg_sleep(60)');
      done.push(...deliveries.map(({ subject }) => subject));
    });
    const others = await added(20);
    const began = Date.now();
    pass([slow, ...others]);
    await until('the others are done', 8_000, () => Promise.resolve(done.length === 20));
    await until('it is done too', 40_000, async () => (await open()) === 0);
    expect(Date.now() - began).toBeGreaterThan(9_500);
    expect(Date.now() - began).toBeLessThan(30_000);
  }, 60_000);

  it('what waits for a lane that becomes slow is done by the others then, without it', async () => {
    const done: string[] = [];
    const { pass } = await started(async (tx, deliveries) => {
      if (deliveries.some(({ subject }) => subject.startsWith('clock:'))) await tx.rows('SELECT pg_sleep(5)');
      done.push(...deliveries.map((delivery) => `${delivery.queue} of a ${delivery.subject.split(':')[0]}`));
    });
    // both transactions of the lane are taken, and which lane is slow is not known yet
    pass(await added(2));
    await pause(500);
    pass(await added(1, () => `case:${newId()}`, served), served);
    await until('the other lane is done', 3_000, () => Promise.resolve(done.length > 0));
    expect(done).toEqual(['call-center of a case']);
    await until('all of it is done', 10_000, async () => (await open()) === 0);
  }, 30_000);

  it('one case that somebody holds: it alone waits, also when it is passed again with others', async () => {
    const done: string[] = [];
    const [held = 'case:'] = await added(1, () => `case:${newId()}`);
    const { pass } = await started(async (tx, deliveries) => {
      if (deliveries.some(({ subject }) => subject === held)) await tx.rows('SELECT pg_advisory_xact_lock(4711)');
      done.push(...deliveries.map(({ subject }) => subject));
    });
    const others = async (): Promise<Subject[]> => added(4, () => `case:${newId()}`);
    await asSuperuser(db.ownerUrl, async (client) => {
      await client.query('SELECT pg_advisory_lock(4711)');
      pass([held, ...(await others())]);
      // the batch waits for its lock, once
      await until('the others are done', 3_500, () => Promise.resolve(done.length === 4));
      await until('it has been tried alone', 5_000, async () => {
        const waits = await client.query(`SELECT FROM pg_stat_activity WHERE wait_event = 'advisory'`);
        return waits.rows.length === 0;
      });
      pass([held, ...(await others())]);
      await until('the next are not held up', 1_000, () => Promise.resolve(done.length === 8));
      expect(done).not.toContain(held);
    });
    await until('it is done by itself', 10_000, async () => (await open()) === 0);
    expect(done.filter((subject) => subject === held).length).toBe(1);
  }, 30_000);

  it('of a batch one that hangs is done apart: the others follow as soon as it is ended', async () => {
    const done: string[] = [];
    const [stuck = 'case:', ...others] = await added(6, () => `case:${newId()}`);
    const { pass } = await started(async (tx, deliveries) => {
      if (deliveries.some(({ subject }) => subject === stuck)) await tx.rows('SELECT pg_sleep(60)');
      done.push(...deliveries.map(({ subject }) => subject));
    });
    pass([stuck, ...others]);
    await until('the others are done', 13_000, () => Promise.resolve(done.length === 5));
    expect(done.toSorted()).toEqual(others.toSorted());
    await awake();
  }, 60_000);

  it('takes what other processes pass while one of its own hangs, in a lane or as a second try', async () => {
    const done: string[] = [];
    const [stuck = 'clock:', tried = 'clock:'] = await added(2);
    await rows(`UPDATE delivery SET reason = 'failed before' WHERE subject = $1`, [tried]);
    await started(async (tx, deliveries) => {
      if (deliveries.some(({ subject }) => [stuck, tried].includes(subject))) await tx.rows('SELECT pg_sleep(60)');
      done.push(...deliveries.map(({ subject }) => subject));
    });
    const relay = await opened();
    const passed = async (job: string, data: object): Promise<void> => relay.add(queue, job, data, { attempts: 1 });
    try {
      await passed('again', { subject: tried });
      await passed('pass', { subjects: [stuck] });
      await until('both hang', 4_000, async () => {
        const asleep = await rows(`SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep'`);
        return asleep.length >= 2;
      });
      const others = await added(3);
      await passed('pass', { subjects: others });
      await until('what comes after is done', 2_000, () => Promise.resolve(done.length === 3));
      expect(done.toSorted()).toEqual(others.toSorted());
    } finally {
      await awake();
      await relay.close();
    }
  }, 60_000);

  it('asked to stop, it begins nothing more: a batch that fails is left to the sweep', async () => {
    let began = 0;
    const { pass, lanes } = await started(async (tx) => {
      began++;
      await tx.rows('SELECT pg_sleep(0.3)');
      await tx.rows('SELECT 1 / (SELECT 0)');
    });
    pass(await added(20, () => `case:${newId()}`));
    await until('it is at work', 5_000, () => Promise.resolve(began > 0));
    const asked = Date.now();
    await lanes.stop();
    expect(Date.now() - asked).toBeLessThan(1_000);
    const then = began;
    await pause(1_000);
    expect([began, await open()]).toEqual([then, 20]);
  }, 30_000);

  it('a lane goes on while the queue for second tries is away', async () => {
    const done: string[] = [];
    const bad = await added(4);
    const nobody = createServer().listen(0, '127.0.0.1');
    await once(nobody, 'listening');
    const { port } = nobody.address() as AddressInfo;
    nobody.close();
    const { pass, stop } = await started(
      async (tx, deliveries) => {
        if (deliveries.some(({ subject }) => bad.includes(subject))) await tx.rows('SELECT 1 / (SELECT 0)');
        done.push(...deliveries.map(({ subject }) => subject));
      },
      opened(`redis://127.0.0.1:${port}`),
    );
    const good = await added(10);
    pass([...bad, ...good]);
    await until('what can be done is done', 5_000, () => Promise.resolve(done.length === 10));
    expect(done.toSorted()).toEqual(good.toSorted());
    // and ends when it is asked to
    const asked = Date.now();
    await stop();
    expect(Date.now() - asked).toBeLessThan(12_000);
  }, 30_000);
});
