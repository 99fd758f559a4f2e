import fc from 'fast-check';
import { Database, systemActor } from '#database';
import { createLog } from '#platform';
import type { Delivery, JobHandler } from '#queue';
import { Reroute, RouteExpenses } from '#routing';
import { startQueueApp, type QueueApp } from '../../apps/worker/queue-app.js';
import { testSystem, type Session, type TestSystem } from '../support/system.js';
import { attackInJapan, expenseIn, notRoutedOnce, report, rowsOf, seedOf, wrongLoads, type Case } from './cases.js';

const skilledLanes = ['forensics', 'call-center', 'communications', 'data-restoration', 'prevention'] as const;

/** Everybody has every skill, so that all lanes meet at the same few loads. */
const generalists = (capacity: number): readonly string[] => [
  `UPDATE roster SET capacity = ${capacity}`,
  `INSERT INTO skill (person_id, lane, from_on)
     SELECT p.id, l.lane, '2020-01-01'
     FROM person p, lane l
     WHERE p.email ~ '^adjuster[0-9]*@'
     ON CONFLICT
     DO NOTHING`,
];

const countsOf = async (system: TestSystem): Promise<{ state: string; items: number }[]> =>
  rowsOf(system, 'SELECT state, count(*)::int AS items FROM work_item GROUP BY state ORDER BY state');

const deadlocks = async (system: TestSystem): Promise<number> => {
  const [row] = await rowsOf<{ deadlocks: number }>(
    system,
    'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
  );
  return row?.deadlocks ?? -1;
};

describe('capacity holds while many expenses are routed at once', () => {
  let system: TestSystem;
  let second: QueueApp;
  beforeAll(async () => {
    system = await testSystem();
    // a second process's worth of workers on the same queues
    second = await startQueueApp({
      config: system.config,
      log: createLog('silent'),
      database: system.db.database,
      staffUrl: system.db.staffUrl,
    });
    for (const sql of generalists(3)) await rowsOf(system, sql);
  }, 60_000);
  afterAll(async () => {
    await second.stop();
    await system.stop();
  });

  it('64 reports at once over five lanes: 24 places are filled, none twice, the rest waits unassigned', async () => {
    const hospital = await system.as('reporter@sakura.example');
    const expenses = skilledLanes.map((lane) => expenseIn(lane));
    await Promise.all(Array.from({ length: 64 }, () => report(hospital, attackInJapan({ expenses }))));
    await system.settled(60_000);
    expect(await wrongLoads(system)).toEqual([]);
    expect(await notRoutedOnce(system)).toEqual([]);
    // eight adjusters of three items each; 64 cases of five expenses
    expect(await countsOf(system)).toEqual([
      { state: 'offered', items: 8 * 3 },
      { state: 'unassigned', items: 64 * 5 - 8 * 3 },
    ]);
    const full = await rowsOf<{ open_items: number }>(
      system,
      `SELECT l.open_items FROM adjuster_load l JOIN person p ON p.id = l.person_id WHERE p.email LIKE 'adjuster%'`,
    );
    expect(full.map(({ open_items }) => open_items)).toEqual(Array(8).fill(3));
    expect(await rowsOf(system, 'SELECT 1 FROM delivery WHERE failed_at IS NOT NULL')).toEqual([]);
  }, 90_000);
});

describe('64 jobs over the same cases at once', () => {
  let system: TestSystem;
  let many: Database;
  let cases: Case[];
  beforeAll(async () => {
    system = await testSystem({ queues: [] });
    many = new Database(system.db, 64);
    for (const sql of generalists(5)) await rowsOf(system, sql);
    const hospital: Session = await system.as('reporter@sakura.example');
    const expenses = [...skilledLanes, ...skilledLanes].map((lane) => expenseIn(lane));
    cases = await Promise.all(Array.from({ length: 16 }, () => report(hospital, attackInJapan({ expenses }))));
  }, 60_000);
  afterAll(async () => {
    await many.close();
    await system.stop();
  });

  const shuffled = <T>(seed: number, things: readonly T[]): T[] =>
    fc.sample(fc.shuffledSubarray([...things], { minLength: things.length }), { seed, numRuns: 1 })[0] ?? [];
  const together = async (handler: JobHandler, batches: readonly Delivery[][]): Promise<void> => {
    await Promise.all(
      batches.map((deliveries) => many.transaction(systemActor('test'), (tx) => handler.handle(tx, deliveries))),
    );
  };
  const about = (one: Case, job: Delivery['job'], ids: readonly string[]): Delivery => ({
    ...{ consumer: job, job, queue: 'cases', subject: `case:${one.id}`, incidentId: one.id, ids, dueAt: null },
    ...{ eventId: one.id, eventCreatedAt: new Date().toISOString() },
  });

  it('64 routings in opposite orders: no deadlock, no limit passed, each expense routed once', async () => {
    const seed = seedOf('64 routings');
    const batches = Array.from({ length: 64 }, (_, at) => {
      const order = at % 2 === 0 ? cases : cases.toReversed();
      const mixed = at < 32 ? order : shuffled(seed + at, cases);
      return mixed.map((one) =>
        about(
          one,
          'route-expenses',
          shuffled(
            seed - at,
            one.expenses.map(({ id }) => id),
          ),
        ),
      );
    });
    await together(new RouteExpenses(), batches);
    expect(await wrongLoads(system)).toEqual([]);
    expect(await notRoutedOnce(system)).toEqual([]);
    expect(await countsOf(system)).toEqual([
      { state: 'offered', items: 8 * 5 },
      { state: 'unassigned', items: 16 * 10 - 8 * 5 },
    ]);
  }, 60_000);

  it('64 routings of one case and one lane each, all lanes through the same adjusters: the limit holds', async () => {
    const hospital = await system.as('reporter@sakura.example');
    await rowsOf(system, 'UPDATE roster SET capacity = 9');
    const fresh = await Promise.all(
      Array.from({ length: 64 }, (_, at) =>
        report(
          hospital,
          attackInJapan({ expenses: [expenseIn(skilledLanes[at % skilledLanes.length] ?? 'forensics')] }),
        ),
      ),
    );
    await together(
      new RouteExpenses(),
      fresh.map((one) => [
        about(
          one,
          'route-expenses',
          one.expenses.map(({ id }) => id),
        ),
      ]),
    );
    expect(await wrongLoads(system)).toEqual([]);
    expect(await notRoutedOnce(system)).toEqual([]);
    // four more places for each of the eight
    expect((await countsOf(system))[0]).toEqual({ state: 'offered', items: 8 * 9 });
  }, 60_000);

  it('64 routings again in opposite orders, everybody’s items let go and given again: loads are what items come to', async () => {
    const seed = seedOf('64 routings again');
    const batches = Array.from({ length: 64 }, (_, at) =>
      shuffled(seed + at, cases).map((one) => about(one, 'reroute', [])),
    );
    await rowsOf(system, 'UPDATE roster SET capacity = 20');
    await together(new Reroute(), batches);
    expect(await wrongLoads(system)).toEqual([]);
    expect(await notRoutedOnce(system)).toEqual([]);
    // the statistics are written within a second of a transaction's end
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await deadlocks(system)).toBe(0);
  }, 120_000);
});
