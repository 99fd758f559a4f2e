import { expenseIn } from '../journeys/cases.js';
import { pause, until } from '../support/processes.js';
import { LaneWorld } from './lanes.js';

const isLong = process.env['SONAE_TEST_LONG'] === '1';

describe('work that hangs, and workers that do', () => {
  let world: LaneWorld;
  beforeAll(async () => {
    world = await LaneWorld.start('lanes');
  }, 120_000);
  afterEach(() => world.awake());
  afterAll(() => world?.end(), 60_000);

  it('work that sleeps with its locks is ended after ten seconds, and only its own case waits', async () => {
    const stuck = await world.report('forensics');
    await world.settled();
    await world.slow(`OLD.subject = 'case:${stuck.id}' AND OLD.queue = 'forensics'`, 60);
    await world.post(`/incidents/${stuck.id}/expenses`, { expenses: [expenseIn('forensics')] });
    const began = Date.now();
    await until('it sleeps', 10_000, async () => (await world.asleep()).length > 0);
    const [sleeper] = await world.asleep();
    const others = await Promise.all(Array.from({ length: 10 }, () => world.report('forensics', 'call-center')));
    await until('the others are routed meanwhile', 8_000, async () => {
      const lines = others.flatMap((one) => one.lines);
      return (await world.routed(lines)) === lines.length;
    });
    // the first of its tries
    await until('the sleeper is ended', 12_000 - (Date.now() - began), async () => {
      return !(await world.asleep()).some((one) => one.pid === sleeper?.pid && one.began === sleeper.began);
    });
    expect(Date.now() - began).toBeGreaterThan(9_500);
    await world.awake();
    await world.settled();
    expect(await world.sql(`SELECT 1 FROM expense WHERE incident_id = $1 AND state = 'submitted'`, [stuck.id])).toEqual(
      [],
    );
  }, 120_000);

  it('a worker that is frozen past every lock and thawed doubles nothing', async () => {
    const rounds = isLong ? 10 : 1;
    for (let round = 0; round < rounds; round++) {
      const frozen = world.workers[round % 2];
      const reports = await Promise.all(Array.from({ length: 6 }, () => world.report('forensics', 'call-center')));
      process.kill(frozen?.pid ?? 0, 'SIGSTOP');
      try {
        // past lockDuration, stalledInterval and the limits of its transactions
        const more = await Promise.all(Array.from({ length: 6 }, () => world.report('compensation', 'call-center')));
        await pause(16_000);
        reports.push(...more);
      } finally {
        process.kill(frozen?.pid ?? 0, 'SIGCONT');
      }
      await world.settled();
      const lines = reports.flatMap((one) => one.lines);
      expect(await world.routed(lines)).toBe(lines.length);
    }
    const twice = await world.sql(
      `SELECT w.expense_id FROM routing_decision d JOIN work_item w ON w.id = d.work_item_id
        WHERE d.cause = 'submitted' GROUP BY w.expense_id HAVING count(*) <> 1`,
    );
    const told = await world.sql(
      `SELECT incident_id
         FROM timeline_entry
         WHERE kind = 'report-acknowledged'
         GROUP BY incident_id
         HAVING count(*) <> 1`,
    );
    expect([twice, told]).toEqual([[], []]);
    expect([world.api, ...world.workers].flatMap(({ fell }) => fell)).toEqual([]);
  }, 180_000);
});
