import { seedOf } from '../journeys/cases.js';
import { asSuperuser } from '../support/database.js';
import { demonstrationDatabase, type DemonstrationDatabase } from '../support/demonstration-database.js';
import { buildForProcesses, pause, Program, signIn, until } from '../support/processes.js';
import { hasRedisServer, RedisServer } from '../support/redis.js';
import { casesOf, isAllDone, nothingWrong, wrongCounts } from './counts.js';
import { relayOf } from './relaying.js';
import { randomBy, Stream } from './stream.js';

const isLong = process.env['SONAE_TEST_LONG'] === '1';
// a Redis of its own: it is emptied and killed
const whenRedis = process.env['REDIS_URL'] && hasRedisServer() ? describe : describe.skip;

whenRedis('on Redis, with queues served apart (needs REDIS_URL, and redis-server)', () => {
  let place: DemonstrationDatabase;
  let redis: RedisServer;
  let api: Program;
  let workers: Program[] = [];
  let stream: Stream | undefined;
  const acknowledged: Stream['acknowledged'] = new Map();

  beforeAll(async () => {
    buildForProcesses();
    [place, redis] = await Promise.all([demonstrationDatabase('redis'), RedisServer.started()]);
    const settings = { ...place.settings, REDIS_URL: redis.url };
    const lanes = { ...settings, SONAE_LANES: 'forensics,call-center,compensation' };
    api = await Program.of('api', 'dist/programs/api.js', settings);
    workers = await Promise.all([
      Program.of('cases', 'dist/programs/worker.js', { ...settings, SONAE_LANES: 'cases,clocks,outside' }),
      Program.of('lanes', 'dist/programs/worker.js', lanes),
      Program.of('lanes too', 'dist/programs/worker.js', lanes),
    ]);
    for (const program of [api, ...workers]) program.start();
    await Promise.all([api, ...workers].map((program) => program.ready()));
    // everything finds an adjuster, so that no case waits for a person
    await sql('UPDATE roster SET capacity = 100000');
  }, 120_000);
  afterEach(async () => {
    for (const { pid } of workers) if (pid > 0) process.kill(pid, 'SIGCONT');
    stream?.giveUp();
  });
  afterAll(async () => {
    await Promise.all([api, ...workers].map((program) => program?.end('SIGKILL')));
    await Promise.all([place?.drop(), redis?.stop()]);
  }, 60_000);

  const sql = <T extends object>(text: string): Promise<T[]> =>
    asSuperuser(place.db.ownerUrl, async (client) => (await client.query<T>(text)).rows);
  const reporting = async (name: string): Promise<Stream> => {
    await api.ready();
    const session = await signIn(api.address, 'reporter@sakura.example');
    stream = new Stream([api.address], session, randomBy(seedOf(name)), name);
    stream.start();
    return stream;
  };
  /** Stops the stream; what it acknowledged is done by itself within a minute, once. Answers after how many ms. */
  const settled = async (reports: Stream): Promise<number> => {
    await reports.stop();
    const began = Date.now();
    await until('everything is done', 60_000, () => isAllDone(place.db.ownerUrl));
    const took = Date.now() - began;
    expect([reports.wrong, reports.changed]).toEqual([[], []]);
    for (const [key, one] of reports.acknowledged) acknowledged.set(key, one);
    expect(await casesOf(place.db.ownerUrl)).toEqual(acknowledged);
    expect(await wrongCounts(place.db.ownerUrl)).toEqual(nothingWrong);
    expect([api, ...workers].flatMap(({ fell }) => fell)).toEqual([]);
    return took;
  };

  it('kill -9 of API, workers and relay under a stream of reports, Redis emptied, killed and started: 0 lost, 0 doubled', async () => {
    const reports = await reporting('killed');
    const emptied: number[] = [];
    const steps = {
      api: () => Promise.resolve(api),
      emptied: async () => void emptied.push(await redis.empty()),
      relay: () => relayOf(place.db.ownerUrl, workers),
      cases: () => Promise.resolve(workers[0]),
      lanes: () => Promise.resolve(workers[1]),
      redis: async () => {
        await redis.kill();
        await pause(1_000);
        await redis.start();
      },
    };
    for (let round = 0; round < (isLong ? 20 : 1); round++)
      for (const step of Object.values(steps)) {
        await pause(400);
        const program = await step();
        if (!program) continue;
        expect(await program.end('SIGKILL')).toBe('SIGKILL');
        program.start();
        await program.ready();
      }
    // once more in mid-burst, with every process alive
    await steps.emptied();
    const inChaos = reports.acknowledged.size;
    const routedAfterMs = await settled(reports);
    process.stdout.write(`${JSON.stringify({ acknowledged: inChaos, emptied, routedAfterMs })}\n`);
    expect(inChaos).toBeGreaterThan(20);
    expect(Math.max(...emptied)).toBeGreaterThan(0);
  }, 180_000);

  it('a worker that is frozen past its lock and thawed doubles nothing, and nothing waits for it', async () => {
    const relay = await relayOf(place.db.ownerUrl, workers);
    // one that has work from Redis in hand, and the one that relays where it is another
    const frozen = workers.slice(1).filter((one) => one === workers[1] || one === relay);
    const reports = await reporting('frozen');
    await pause(500);
    for (const one of frozen) process.kill(one.pid, 'SIGSTOP');
    await pause(16_000);
    const waited = await sql<{ s: number }>(
      `SELECT extract(epoch FROM clock_timestamp() - min(created_at))::float8 AS s
         FROM outbox
        WHERE published_no IS NULL`,
    );
    for (const one of frozen) process.kill(one.pid, 'SIGCONT');
    const routedAfterMs = await settled(reports);
    process.stdout.write(`${JSON.stringify({ acknowledged: reports.acknowledged.size, routedAfterMs })}\n`);
    expect(waited[0]?.s ?? 0).toBeLessThan(2);
  }, 120_000);

  it('every process ends in order though Redis is away', async () => {
    await redis.kill();
    const ended = await Promise.all([api, ...workers].map((program) => program.end('SIGTERM', 20_000)));
    expect(ended).toEqual([0, 0, 0, 0]);
  }, 60_000);
});
