import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import {
  buildForProcesses,
  bareSettings,
  dataFolder,
  packageFolder,
  pause,
  sonae,
  until,
} from '../support/processes.js';

/** What the server takes, and what it keeps for superusers. */
const most = 40;
const reserved = 3;
const usable = most - reserved;

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

describe('a start on a PostgreSQL that takes few connections', () => {
  let folder: string;
  let server: ChildProcess;
  let ownerUrl: string;
  let roles: NodeJS.ProcessEnv;
  const held: pg.Client[] = [];

  beforeAll(async () => {
    buildForProcesses();
    folder = dataFolder('connections');
    server = fork(join(packageFolder, 'test/support/small-postgres.mjs'), [folder, String(most)], { execArgv: [] });
    const [address] = (await once(server, 'message')) as [string];
    const first = new pg.Client({ connectionString: address });
    await first.connect();
    await first.query('CREATE DATABASE sonae');
    await first.end();
    const url = new URL(address);
    url.pathname = '/sonae';
    ownerUrl = url.href;
    const data = join(folder, 'data');
    const migrated = await sonae({ SONAE_DATA: data, DATABASE_URL: ownerUrl }, 'migrate');
    if (migrated.code !== 0) throw new Error(migrated.said);
    const secrets = JSON.parse(readFileSync(join(data, 'secrets', 'database-roles.json'), 'utf8')) as Record<
      string,
      string
    >;
    const as = (role: string): string => {
      const made = new URL(ownerUrl);
      made.username = `sonae_${role}`;
      made.password = secrets[role] ?? '';
      return made.href;
    };
    roles = {
      DATABASE_STAFF_URL: as('staff'),
      DATABASE_INSTITUTION_URL: as('institution'),
      DATABASE_ACCESS_URL: as('access'),
    };
  }, 180_000);
  afterEach(async () => {
    await Promise.all(held.splice(0).map((client) => client.end()));
  });
  afterAll(async () => {
    if (server?.connected) {
      server.disconnect();
      await once(server, 'exit');
    }
    if (folder) rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  /** So many connections of somebody else, who is no superuser. */
  async function hold(count: number): Promise<void> {
    for (let at = 0; at < count; at++) {
      const client = new pg.Client({ connectionString: roles['DATABASE_STAFF_URL'] });
      client.on('error', () => undefined);
      await client.connect();
      held.push(client);
    }
  }
  const begin = (file: string, settings: NodeJS.ProcessEnv): { child: ChildProcess; said: () => string } => {
    const child = spawn(process.execPath, [join(packageFolder, file)], {
      cwd: packageFolder,
      env: {
        ...bareSettings(),
        SONAE_DATA: join(folder, 'data'),
        SONAE_DEMO: 'off',
        PORT: '0',
        LOG_LEVEL: 'info',
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    return { child, said: () => said };
  };
  /** Runs until it ends by itself; one that hangs is ended, and then `code` is null. */
  async function ended(file: string, settings: NodeJS.ProcessEnv): Promise<Ended> {
    const { child, said } = begin(file, settings);
    const late = setTimeout(() => child.kill('SIGKILL'), 30_000);
    const [code] = (await once(child, 'close')) as [number | null];
    clearTimeout(late);
    return { code, said: said() };
  }
  /** Runs until it says what is waited for, then ends it; answers what it said. */
  async function serving(file: string, settings: NodeJS.ProcessEnv, says: RegExp): Promise<string> {
    const { child, said } = begin(file, settings);
    const closed = once(child, 'close');
    try {
      await until(String(says), 30_000, () => Promise.resolve(says.test(said()) || child.exitCode !== null));
    } finally {
      child.kill('SIGTERM');
      await closed;
    }
    return said();
  }
  const [api, worker] = ['dist/programs/api.js', 'dist/programs/worker.js'];
  const anyAreTooFew = /データベースへの接続が足りません。/;

  // two pools of DATABASE_POOL, 4 to sign in
  it('the API: says how many it needs and there are, and the largest pool that fits; with that it starts', async () => {
    const { code, said } = await ended(api, { ...roles, DATABASE_POOL: '30' });
    expect([code, said.trim().split('\n')]).toEqual([
      2,
      [
        `データベースへの接続が足りません。最大 64 本を使いますが、使えるのは ${usable} 本です（max_connections 40、うち予約 3）。DATABASE_POOL を ` +
          '16 以下にするか、max_connections を 67 以上にしてください。',
        `The database has too few connections: up to 64 are used, and it allows ${usable} ` +
          '(max_connections 40, of which 3 are reserved). Set DATABASE_POOL to 16 or less, or raise ' +
          'max_connections to 67 or more.',
      ],
    ]);
    expect(await ended(api, { ...roles, DATABASE_POOL: '17' })).toMatchObject({ code: 2 });
    const started = await serving(api, { ...roles, DATABASE_POOL: '16' }, /the API listens/);
    expect(started).toMatch(/the API listens/);
    expect(started).not.toMatch(/"level":40/);
  }, 120_000);

  // two pools of DATABASE_POOL; 2 a lane; 2 a queue and 4 to pass on, which Redis needs none of; the relay
  it('a worker: its lanes and queues count', async () => {
    const settings = { ...roles, DATABASE_POOL: '11' };
    const three = await ended(worker, { ...settings, SONAE_LANES: 'forensics,cases,clocks' });
    expect(three.code).toBe(2);
    expect(three.said).toMatch(/最大 39 本を使いますが、使えるのは 37 本です.*DATABASE_POOL を 10 以下にするか/);
    // what leaves the house needs no connections of a lane
    const two = { ...settings, SONAE_LANES: 'forensics,cases,outside' };
    expect(await serving(worker, two, /the worker serves/)).toMatch(/the worker serves/);
  }, 60_000);

  it('npm start and npm run scaled: all of their processes count, before anything is served', async () => {
    const start = await ended('scripts/start.mjs', { DATABASE_URL: ownerUrl, DATABASE_POOL: '2' });
    expect([start.code, anyAreTooFew.test(start.said)]).toEqual([2, true]);
    expect(start.said).toMatch(/REDIS_URL を指定するか、SONAE_LANES の処理を減らすか、max_connections を/);
    const scaled = await ended('scripts/scaled.mjs', { DATABASE_URL: ownerUrl, DATABASE_POOL: '4' });
    expect([scaled.code, anyAreTooFew.test(scaled.said)]).toEqual([2, true]);
  }, 90_000);

  it('beside what others hold it starts, and the log says with numbers that not all of it fits', async () => {
    await hold(20);
    const started = await serving(api, { ...roles, DATABASE_POOL: '8' }, /the API listens/);
    const [warned] = started.split('\n').filter((line) => line.includes('"level":40'));
    expect(JSON.parse(warned ?? '{}')).toMatchObject({ own: 20, others: 20, usable, maxConnections: most, reserved });
    await Promise.all(held.splice(0, 3).map((client) => client.end()));
    await pause(200);
    expect(await serving(api, { ...roles, DATABASE_POOL: '8' }, /the API listens/)).not.toMatch(/"level":40/);
  }, 90_000);

  it('where others hold all there are, it says so and ends', async () => {
    await hold(usable);
    for (const file of [api, worker]) {
      const { code, said } = await ended(file, { ...roles, DATABASE_POOL: '2' });
      expect([file, code, said.trim().split('\n')]).toEqual([
        file,
        2,
        [
          'データベースへの接続に空きがありません。ほかのプロセスの接続を減らすか、max_connections を増やしてください。',
          'The database takes no more connections. End what holds them, or raise max_connections.',
        ],
      ]);
    }
  }, 90_000);
});
