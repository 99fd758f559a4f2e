import { Database, systemActor } from '#database';
import { handOver } from '../../libs/routing/hand-over.js';
import { testSystem, type TestSystem } from '../support/system.js';
import { attackInJapan, expenseIn, notRoutedOnce, personId, report, rowsOf, wrongLoads } from './cases.js';

describe('hand-overs of several people at the same moment', () => {
  let system: TestSystem;
  let many: Database;
  beforeAll(async () => {
    system = await testSystem();
    many = new Database(system.db, 24);
  }, 60_000);
  afterAll(async () => {
    await many.close();
    await system.stop();
  });

  it('24 deliveries about three people, in any order and together: each item moves once, no deadlock, loads agree', async () => {
    const hospital = await system.as('reporter@sakura.example');
    const expenses = ['forensics', 'data-restoration', 'prevention'].flatMap((lane) =>
      Array.from({ length: 6 }, () => expenseIn(lane as 'forensics')),
    );
    await rowsOf(system, 'UPDATE roster SET capacity = 150');
    await Promise.all(Array.from({ length: 8 }, () => report(hospital, attackInJapan({ expenses }))));
    await system.settled(60_000);
    const people = await Promise.all(
      ['adjuster', 'adjuster2', 'adjuster3'].map((name) => personId(system, `${name}@sonae.example`)),
    );
    const theirs = await rowsOf<{ id: string }>(
      system,
      `SELECT id FROM work_item WHERE assignee_id = ANY ($1) AND state = 'offered'`,
      [people],
    );
    expect(theirs.length).toBeGreaterThan(96);
    const entered = await personId(system, 'admin@sonae.example');
    await rowsOf(
      system,
      `INSERT INTO absence (id, person_id, from_at, to_at, kind, entered_by, entered_at)
       SELECT gen_random_uuid(), p, now() - interval '1 second', now() + interval '1 hour', 'leave', $2, now()
         FROM unnest($1::uuid[]) p`,
      [people, entered],
    );
    const [one = '', two = '', three = ''] = people;
    const orders = [[one], [two], [three], [three, one], [one, two, three], [two, three, one]];
    const deliveries = Array.from({ length: 24 }, (_, at) => orders[at % orders.length] ?? []);
    await Promise.all(deliveries.map((ids) => many.transaction(systemActor('hand-over'), (tx) => handOver(tx, ids))));
    many.committed();
    await system.settled(60_000);

    expect(
      await rowsOf(system, `SELECT 1 FROM work_item WHERE assignee_id = ANY ($1) AND state IN ('offered','accepted')`, [
        people,
      ]),
    ).toEqual([]);
    expect(
      await rowsOf(system, `SELECT count(*)::int AS refusals FROM work_item_refusal WHERE kind = 'absent'`),
    ).toEqual([{ refusals: theirs.length }]);
    expect(await wrongLoads(system)).toEqual([]);
    expect(await notRoutedOnce(system)).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(
      await rowsOf(system, 'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()'),
    ).toEqual([{ deadlocks: 0 }]);
  }, 120_000);
});
