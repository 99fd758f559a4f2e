import { createServer, type AddressInfo, type Server } from 'node:net';
import { asSuperuser } from '../support/database.js';
import { until } from '../support/processes.js';
import { Started, wholly } from '../support/started.js';
import { testSystem } from '../support/system.js';
import { twoHospitals } from './two-hospitals.js';

/** Databases that this process has made and not dropped. */
const databases = (): Promise<string[]> =>
  asSuperuser(process.env['SONAE_TEST_PG'] ?? '', async (client) => {
    const { rows } = await client.query<{ name: string }>('SELECT datname AS name FROM pg_database');
    return rows.map(({ name }) => name).filter((name) => name.startsWith(`sonae_${process.pid}_`));
  });
/** What listens and what is connected in this process. */
const open = (): string[] =>
  process.getActiveResourcesInfo().filter((kind) => ['TCPSocketWrap', 'TCPServerWrap'].includes(kind));

/** Nothing of a set-up that failed is left: no database, no connection, no server. */
async function expectNothingLeft(setUp: () => Promise<unknown>, why: RegExp): Promise<void> {
  const before = open().length;
  await expect(setUp()).rejects.toThrow(why);
  expect(await databases()).toEqual([]);
  await until('every connection is closed', 10_000, () => Promise.resolve(open().length <= before));
}

describe('a set-up of tests that fails half-way', () => {
  let taken: Server;
  beforeAll(async () => {
    taken = createServer();
    await new Promise<void>((listening) => taken.listen(0, '127.0.0.1', listening));
  });
  afterAll(async () => {
    await new Promise((closed) => taken.close(closed));
  });

  it('the product whose port is taken: relay, workers and pools are stopped, the database is dropped', async () => {
    const { port } = taken.address() as AddressInfo;
    await expectNothingLeft(() => testSystem({ env: { PORT: String(port) } }), /EADDRINUSE/);
  }, 60_000);

  it('the product with settings that do not hold: the database is dropped', async () => {
    await expectNothingLeft(() => testSystem({ env: { PORT: 'many' } }), /PORT/);
  }, 60_000);

  it('two hospitals where nobody can sign in: the product is stopped', async () => {
    await expectNothingLeft(() => twoHospitals({ demonstration: false }), /cannot sign in/);
  }, 60_000);

  it('says what failed first, and stops the newest first and all of it, also when one of them cannot be stopped', async () => {
    const stopped: string[] = [];
    const setUp = wholly(async (started) => {
      started.add(() => stopped.push('first'));
      started.add(() => Promise.reject(new Error('cannot be stopped')));
      started.add(() => stopped.push('last'));
      await Promise.reject(new Error('half-way'));
    });
    await expect(setUp).rejects.toThrow('half-way');
    expect(stopped).toEqual(['last', 'first']);
  });

  it('what was started is stopped once, and a fault in stopping is told', async () => {
    const started = new Started();
    let times = 0;
    started.add(() => ++times);
    started.add(() => {
      throw new Error('cannot be stopped');
    });
    await expect(started.stop()).rejects.toThrow('cannot be stopped');
    await started.stop();
    expect(times).toBe(1);
  });
});
