import { connectionsOf } from '#queue';
import { attackInJapan, expenseIn, report } from '../journeys/cases.js';
import { asSuperuser } from '../support/database.js';
import { pause } from '../support/processes.js';
import { testSystem, type TestSystem } from '../support/system.js';

const poolSize = 3;
let system: TestSystem;
beforeAll(async () => {
  system = await testSystem({ pools: { poolSize }, env: { DATABASE_POOL: String(poolSize) } });
}, 60_000);
afterAll(async () => {
  await system?.stop();
});

it('a process opens no more connections than it is counted with at its start, however much is asked at once', async () => {
  const hospital = await system.as('reporter@sakura.example');
  let [most, over] = [0, false];
  const looking = asSuperuser(system.db.ownerUrl, async (client) => {
    while (!over) {
      const { rows } = await client.query<{ open: number }>(
        `SELECT count(*)::int AS open FROM pg_stat_activity
          WHERE datname = current_database() AND usesysid IS NOT NULL AND pid <> pg_backend_pid()`,
      );
      most = Math.max(most, rows[0]?.open ?? 0);
      await pause(5);
    }
  });
  const lanes = ['forensics', 'call-center', 'compensation'] as const;
  const asked = Array.from({ length: 60 }, (_, at) =>
    at % 3 === 0
      ? system.send('POST', '/auth/sessions', { body: { email: `nobody-${at}@example.jp`, password: 'x'.repeat(12) } })
      : report(hospital, attackInJapan({ expenses: lanes.map((lane) => expenseIn(lane)) })),
  );
  await Promise.all(asked);
  await system.settled(60_000);
  over = true;
  await looking;
  const bound = connectionsOf(system.config, { answers: true, works: true });
  expect(most).toBeLessThanOrEqual(bound);
  // and it is no bound of something else: the pools of role, the queue's listeners and the relay are there
  expect(most).toBeGreaterThan(2 * poolSize);
  process.stdout.write(`${most} connections of at most ${bound}\n`);
}, 120_000);
