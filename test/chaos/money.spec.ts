import { systemActor } from '#database';
import { verifyLedger } from '#payments';
import { Cashiers } from '../support/cashiers.js';
import { Claims, cost, today } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { demonstrationDatabase, type DemonstrationDatabase } from '../support/demonstration-database.js';
import { buildForProcesses, pause, Program, until } from '../support/processes.js';
import { remoteSystem } from '../support/remote-system.js';
import { freshKey, type Reply, type Session, type TestSystem } from '../support/system.js';

beforeAll(() => buildForProcesses(), 120_000);

describe('kill -9 at every step from the proposal to the settlement', () => {
  let place: DemonstrationDatabase;
  let api: Program;
  let worker: Program;
  let system: TestSystem;

  beforeAll(async () => {
    place = await demonstrationDatabase('money');
    const { settings } = place;
    api = await Program.of('api', 'dist/programs/api.js', settings);
    worker = await Program.of('worker', 'dist/programs/worker.js', settings);
    for (const program of [api, worker]) program.start();
    await Promise.all([api.ready(), worker.ready()]);
    system = remoteSystem({ address: api.address, data: place.data, db: place.db });
  }, 90_000);
  afterAll(async () => {
    await Promise.all([api, worker].map((program) => program?.end('SIGKILL')));
    await place?.drop();
  }, 60_000);

  const count = (sql: string): Promise<number> =>
    asSuperuser(place.db.ownerUrl, async (client) => Number((await client.query<{ n: number }>(sql)).rows[0]?.n));

  const restart = async (program: Program): Promise<void> => {
    expect(await program.end('SIGKILL')).toBe('SIGKILL');
    program.start();
    await program.ready();
  };
  /** Kills both while the step is under way, and after it was answered the one that does what follows from it. */
  async function hit<T>(step: () => Promise<T>, afterMs: number): Promise<T> {
    const answer = step();
    // it may be refused before the kill; the test sees that below
    answer.catch(() => undefined);
    await pause(afterMs);
    await Promise.all([restart(api), restart(worker)]);
    const done = await answer;
    await restart(worker);
    return done;
  }

  it('loses and doubles no yen: one hold, one payment, one transfer, one letter', async () => {
    const claims = await Claims.on(system);
    const cashiers = await Cashiers.on(system);
    const senior = await system.as('senior@sonae.example');
    const policy = await claims.policy({ plan: 3 });
    await cashiers.account(policy.institutionId);
    // over the authority of one: a second person signs
    const shown = await claims.inReview(policy, [cost('call-center', 6_000_000)]);
    const id = shown.expenses[0]?.id ?? '';
    const adjuster = await claims.holder(id);
    const post = <T>(by: Session, path: string, body: object): Promise<Reply<T>> =>
      by.send<T>('POST', path, { key: freshKey(), body });

    const proposed = await hit(() => claims.propose(adjuster, id), 15);
    expect([proposed.body.code, proposed.body.state]).toEqual([undefined, 'open']);
    const signed = await hit(() => claims.sign(senior, proposed.body.id), 25);
    expect([signed.body.code, signed.body.state]).toEqual([undefined, 'approved']);
    // the workers schedule it, and are killed while they do
    await cashiers.makeFinal(shown.id);
    const payments = await hit(() => cashiers.payments(shown.id, 1), 300);
    const built = await hit(() => cashiers.build(payments), 10);
    expect(built.status).toBe(201);
    const move = (by: Session, to: string) => () =>
      post<{ state: string }>(by, `/payment-batches/${built.body.id}/transitions`, { to });
    expect((await hit(move(cashiers.releaser, 'released'), 20)).body.state).toBe('released');
    expect((await hit(move(cashiers.cashier, 'exported'), 5)).body.state).toBe('exported');
    await asSuperuser(place.db.ownerUrl, (client) =>
      client.query(`UPDATE payment_batch SET transfer_on = transfer_on - 20`),
    );
    const settle = () =>
      post<{ state: string }>(cashiers.cashier, `/payments/${payments[0]?.id}/settlements`, { settledOn: today });
    expect((await hit(settle, 12)).body.state).toBe('settled');
    await until('its letter', 60_000, async () => (await count('SELECT count(*) AS n FROM notice')) === 1);
    await system.settled();

    expect(await count('SELECT count(*) AS n FROM decision')).toBe(1);
    expect(await count('SELECT count(*) AS n FROM payment')).toBe(1);
    expect(await count('SELECT count(*) AS n FROM payment_batch')).toBe(1);
    expect(await count('SELECT count(*) AS n FROM notice')).toBe(1);
    expect(await count(`SELECT count(*) AS n FROM limit_posting WHERE kind = 'hold' AND takes = 'limit'`)).toBe(1);
    expect(await count(`SELECT sum(yen) AS n FROM limit_posting WHERE kind = 'consume' AND takes = 'limit'`)).toBe(
      6_000_000,
    );
    expect((await place.db.database.read(systemActor('test'), verifyLedger)).faults).toEqual([]);
  }, 300_000);
});
