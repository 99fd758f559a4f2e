import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemActor } from '#database';
import { verifyLedger } from '#payments';
import { packageRoot } from '#platform';
import { asSuperuser } from '../support/database.js';
import { until } from '../support/processes.js';
import { demonstrationPassword, testSystem, type TestSystem } from '../support/system.js';
import { replayCourses } from '../../apps/cli/courses.js';

const courses = readdirSync(join(packageRoot, 'data', 'courses')).filter((file) => file.endsWith('.json'));

interface Shown {
  readonly items: readonly { readonly id: string; readonly state: string; readonly amount: number }[];
}

describe('the whole way of a claim, through HTTP alone', () => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await testSystem();
  }, 60_000);
  afterAll(async () => {
    await system?.stop();
  });

  it('from the report to the file, and on the transfer date to the settled payment and its letters', async () => {
    const said: string[] = [];
    const replay = (): Promise<void> =>
      replayCourses({
        address: system.address,
        password: demonstrationPassword,
        which: 'all',
        only: 'paid-in-full',
        say: (text) => void said.push(text),
      });
    await replay();
    expect(said.join('\n')).toContain('振込指定日を待っているお支払いが2件あります');
    const cashier = await system.as('payments@sonae.example');
    const payments = (): Promise<Shown> => cashier.get<Shown>('/payments?limit=200');
    // with the tax that the institution cannot deduct: 300,000 + 30,000 × 0.7 and 120,000 + 12,000 × 0.7
    expect(
      (await payments()).items.toSorted((a, b) => a.amount - b.amount).map(({ state, amount }) => [state, amount]),
    ).toEqual([
      ['exported', 128_400],
      ['exported', 321_000],
    ]);
    const batches = await cashier.get<{ items: { id: string; total: number }[] }>('/payment-batches?limit=200');
    expect(batches.items).toMatchObject([{ total: 449_400 }]);
    const answer = await fetch(`${system.address}/api/v1/payment-batches/${batches.items[0]?.id}/transfer-file`, {
      headers: { cookie: cashier.cookie },
    });
    const file = Buffer.from(await answer.arrayBuffer());
    // header, two payments, trailer, end: 120 bytes each
    expect([answer.status, file.length]).toEqual([200, 5 * 120]);
    expect(file.subarray(3 * 120, 3 * 120 + 19).toString('latin1')).toBe('8000002000000449400');

    // the transfer date comes
    await asSuperuser(system.db.ownerUrl, (client) =>
      client.query(`UPDATE payment_batch SET transfer_on = (now() AT TIME ZONE 'Asia/Tokyo')::date`),
    );
    await replay();
    expect((await payments()).items.map(({ state }) => state)).toEqual(['settled', 'settled']);
    const manager = await system.as('manager@kaede.example');
    const letters = async (): Promise<number> =>
      (await manager.get<{ items: { kind: string }[] }>('/letters')).items.filter(
        ({ kind }) => kind === 'payment-notice',
      ).length;
    await until('both notices', 20_000, async () => (await letters()) === 2);
    expect((await system.db.database.read(systemActor('test'), verifyLedger)).faults).toEqual([]);
    // replayed again nothing happens twice
    await replay();
    expect((await payments()).items.map(({ state }) => state)).toEqual(['settled', 'settled']);
  }, 120_000);
});

describe('every demonstration course', () => {
  it('is replayed to its end, and leaves nothing undone, given up or disagreeing', async () => {
    const defects: string[] = [];
    const system = await testSystem({ env: { LOG_LEVEL: 'error' }, logTo: (line) => void defects.push(line) });
    try {
      const said: string[] = [];
      await replayCourses({
        address: system.address,
        password: demonstrationPassword,
        which: 'all',
        say: (text) => void said.push(text),
      });
      await system.settled(60_000);
      expect(said.filter((text) => /^\n\[\d+\/\d+\]/.test(text))).toHaveLength(courses.length);
      const desk = await system.as('support@sonae.example');
      const { items } = await desk.get<{ items: { coverageOutlook: string }[] }>('/incidents?limit=200');
      expect(items.length).toBeGreaterThanOrEqual(courses.length);
      for (const { coverageOutlook } of items) expect(coverageOutlook).toMatch(/^(green|amber|red)$/);
      expect((await system.db.database.read(systemActor('test'), verifyLedger)).faults).toEqual([]);
      const dead = await asSuperuser(system.db.ownerUrl, (client) =>
        client.query('SELECT consumer, reason FROM delivery WHERE failed_at IS NOT NULL'),
      );
      expect(dead.rows).toEqual([]);
      expect(defects).toEqual([]);
    } finally {
      await system.stop();
    }
  }, 180_000);
});
