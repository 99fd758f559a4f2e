import { systemActor, verifyAudit } from '#database';
import { seedOf } from '../journeys/cases.js';
import { asSuperuser } from '../support/database.js';
import { demonstrationDatabase, type DemonstrationDatabase } from '../support/demonstration-database.js';
import { buildForProcesses, pause, Program, signIn, until } from '../support/processes.js';
import { casesOf, isAllDone, nothingWrong, wrongCounts } from './counts.js';
import { relayOf } from './relaying.js';
import { randomBy, Stream } from './stream.js';

const rounds = process.env['SONAE_TEST_LONG'] === '1' ? 100 : 10;

beforeAll(() => buildForProcesses(), 120_000);

describe('nothing acknowledged is lost or doubled, whatever dies meanwhile', () => {
  let place: DemonstrationDatabase;
  let apis: Program[] = [];
  let workers: Program[] = [];
  let stream: Stream | undefined;
  const everything = (): Program[] => [...apis, ...workers];

  beforeAll(async () => {
    place = await demonstrationDatabase('chaos');
    const { settings } = place;
    apis = await Promise.all(['api 1', 'api 2'].map((name) => Program.of(name, 'dist/programs/api.js', settings)));
    workers = await Promise.all(
      ['worker 1', 'worker 2'].map((name) => Program.of(name, 'dist/programs/worker.js', settings)),
    );
    for (const program of everything()) program.start();
    await Promise.all(everything().map((program) => program.ready()));
  }, 90_000);
  afterAll(async () => {
    stream?.giveUp();
    await Promise.all(everything().map((program) => program.end('SIGKILL')));
    await place?.drop();
  }, 60_000);

  const count = async (sql: string): Promise<number> =>
    asSuperuser(place.db.ownerUrl, async (client) => Number((await client.query<{ n: number }>(sql)).rows[0]?.n));
  const cutConnections = (): Promise<number> =>
    count(
      `SELECT count(pg_terminate_backend(pid)) AS n
         FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
    );
  /**
   * Cuts every connection of the database and answers after how many milliseconds reports and deliveries moved again.
   */
  const cut = async (of: Stream): Promise<number> => {
    // a process that has just started would take the cut for a database that is away
    await Promise.all(everything().map((program) => program.ready()));
    const doneDeliveries = (): Promise<number> => count('SELECT count(*) AS n FROM inbox');
    expect(await cutConnections()).toBeGreaterThan(0);
    const began = Date.now();
    const [reports, done] = [of.acknowledged.size, await doneDeliveries()];
    await until('the service is back by itself', 10_000, async () => {
      expect(everything().flatMap(({ fell }) => fell)).toEqual([]);
      return of.acknowledged.size > reports && (await doneDeliveries()) > done;
    });
    return Date.now() - began;
  };

  it(
    `kill -9 of api, worker and relay in ${rounds} rounds, connections cut twice: 0 lost, 0 doubled, by counting rows`,
    async () => {
      const seed = seedOf('kills');
      const random = randomBy(seed);
      const session = await signIn(apis[0]?.address ?? '', 'reporter@sakura.example');
      stream = new Stream(
        apis.map(({ address }) => address),
        session,
        random,
      );
      stream.start();
      const kills = { api: 0, worker: 0, relay: 0 };
      const cutAt = [Math.floor(rounds / 3), Math.floor((2 * rounds) / 3)];
      const backAfter: number[] = [];
      for (let round = 0; round < rounds; round++) {
        await pause(150 + random() * 500);
        if (cutAt.includes(round)) {
          backAfter.push(await cut(stream));
          continue;
        }
        // every fourth round hits the worker that relays: whoever holds the relay's lock
        const relay = round % 4 === 3 ? await relayOf(place.db.ownerUrl, workers) : undefined;
        const pool = round % 2 === 0 ? apis : workers;
        const program = relay ?? pool[Math.floor(random() * pool.length)];
        if (!program) continue;
        kills[relay ? 'relay' : pool === apis ? 'api' : 'worker']++;
        expect(await program.end('SIGKILL')).toBe('SIGKILL');
        await pause(random() * 400);
        program.start();
        // the next kill may come before it is ready: sometimes both of a kind are down
        if (random() < 0.7) await program.ready();
      }
      await Promise.all(everything().map((program) => program.ready()));
      const acknowledgedInChaos = stream.acknowledged.size;
      await stream.stop();

      await until('everything is done', 60_000, () => isAllDone(place.db.ownerUrl));
      process.stdout.write(
        `${JSON.stringify({
          acknowledged: stream.acknowledged.size,
          kills,
          backAfterMs: backAfter,
          ...stream.unavailable,
        })}\n`,
      );

      expect(acknowledgedInChaos).toBeGreaterThan(rounds * 3);
      expect(kills.api).toBeGreaterThan(0);
      expect(kills.worker).toBeGreaterThan(0);
      expect(everything().flatMap(({ fell }) => fell)).toEqual([]);
      expect(stream.wrong).toEqual([]);
      expect(stream.changed).toEqual([]);
      expect(await casesOf(place.db.ownerUrl)).toEqual(stream.acknowledged);
      expect(await wrongCounts(place.db.ownerUrl)).toEqual(nothingWrong);
      const audit = await place.db.database.read(systemActor('test'), verifyAudit);
      expect(audit.faults).toEqual([]);
      expect(audit.chains).toBeGreaterThan(stream.acknowledged.size);
    },
    rounds * 6_000 + 240_000,
  );

  it('every process ends in order when it is asked to', async () => {
    const ended = await Promise.all(everything().map((program) => program.end('SIGTERM', 20_000)));
    expect(ended).toEqual([0, 0, 0, 0]);
    expect(
      await count(
        `SELECT count(*) AS n
           FROM pg_stat_activity
           WHERE application_name LIKE 'sonae-%'
             AND usename <> current_user
             AND datname = current_database()
             AND application_name NOT IN ('sonae-staff','sonae-institution')`,
      ),
    ).toBe(0);
  }, 60_000);
});
