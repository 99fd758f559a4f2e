import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { bareSettings, buildForProcesses, dataFolder, packageFolder, Program } from '../support/processes.js';

/** Somebody without rights, where the tests run as root. */
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;
const onLinux = process.platform === 'linux';

describe('npm start on what it cannot use says so, and ends', () => {
  let folder: string;
  const mounts: string[] = [];
  const slowest = { ms: 0 };
  beforeAll(() => {
    buildForProcesses();
    folder = dataFolder('unfit');
  }, 120_000);
  afterAll(() => {
    for (const mount of mounts) spawnSync('umount', ['-l', mount]);
    rmSync(folder, { recursive: true, force: true });
    process.stdout.write(`the slowest refusal took ${slowest.ms} ms\n`);
  });

  const start = (env: NodeJS.ProcessEnv, as?: number): { status: number | null; said: string } => {
    const began = Date.now();
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(packageFolder, 'scripts/start.mjs')], {
      cwd: packageFolder,
      env: { ...bareSettings(), PORT: '0', SONAE_DEMO: 'off', ...env },
      ...(as === undefined ? {} : { uid: as, gid: as }),
      encoding: 'utf8',
      timeout: 30_000,
      killSignal: 'SIGKILL',
    });
    slowest.ms = Math.max(slowest.ms, Date.now() - began);
    return { status, said: stdout + stderr };
  };
  const mounted = (name: string, options: string): string => {
    const place = join(folder, name);
    mkdirSync(place);
    const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', place], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    mounts.push(place);
    return place;
  };
  const made = (name: string, make: (path: string) => void): string => {
    const path = join(folder, name);
    make(path);
    return path;
  };
  /** A sentence in each language that names the folder, and no stack. */
  const expectRefused = ({ status, said }: ReturnType<typeof start>, ja: RegExp, en: RegExp): void => {
    expect(said).toMatch(ja);
    expect(said).toMatch(en);
    expect(said).not.toMatch(/^\s+at /m);
    expect([1, 2]).toContain(status);
  };

  const cannot = /「.+」を使用できません（.+）。.*SONAE_DATA/;
  it.each<[string, () => string, RegExp]>([
    [
      'below a file',
      () =>
        join(
          made('file', (path) => writeFileSync(path, '')),
          'data',
        ),
      /something on the way/,
    ],
    ['a file in its place', () => made('in-place', (path) => writeFileSync(path, '')), /is not a folder is there/],
    [
      'a link that leads nowhere',
      () => made('nowhere', (path) => symlinkSync('/nowhere/at/all', path)),
      /cannot be used/,
    ],
    ['a link that leads to itself', () => made('loop', (path) => symlinkSync(path, path)), /cannot be used/],
    ['a name too long', () => join(folder, 'n'.repeat(300)), /its name is too long/],
  ])('%s', (_what, path, en) => expectRefused(start({ SONAE_DATA: path() }), cannot, en));

  (onLinux ? it : it.skip)('below /proc (needs Linux)', () => {
    expectRefused(start({ SONAE_DATA: '/proc/sonae/data' }), cannot, /no folder can be made there/);
  });

  (onLinux && isRoot ? it : it.skip)(
    'a disk that is read-only, and one that is nearly full (needs Linux, and root)',
    () => {
      expectRefused(start({ SONAE_DATA: mounted('read-only', 'ro,size=1m') }), cannot, /it is read-only/);
      expectRefused(
        start({ SONAE_DATA: join(mounted('small', 'size=8m'), 'data') }),
        /空き容量が足りません/,
        /free at least/,
      );
    },
  );

  (isRoot ? it : it.skip)('a folder of somebody else (needs root, to run as another user)', () => {
    const theirs = made('theirs', (path) => mkdirSync(path, { mode: 0o755 }));
    expectRefused(start({ SONAE_DATA: theirs }, nobody), cannot, /this user may not write there/);
    expectRefused(start({ SONAE_DATA: join(theirs, 'data') }, nobody), cannot, /this user may not write there/);
  });

  it('the files of another PostgreSQL, and files that are none', () => {
    const cluster = (name: string, file: string, text: string): string =>
      made(name, (path) => {
        const pgdata = join(path, 'postgres', 'pgdata');
        mkdirSync(pgdata, { recursive: true, mode: 0o700 });
        writeFileSync(join(pgdata, file), text);
      });
    const ja = /組み込みの PostgreSQL を起動できませんでした。/;
    expectRefused(
      start({ SONAE_DATA: cluster('older', 'PG_VERSION', '9\n') }),
      ja,
      /built-in PostgreSQL did not start/,
    );
    const left = cluster('half', 'left-over', 'of somebody');
    expectRefused(start({ SONAE_DATA: left }), ja, /holds files, but no PG_VERSION/);
    // and it touched nothing of it
    expect(spawnSync('cat', [join(left, 'postgres', 'pgdata', 'left-over')], { encoding: 'utf8' }).stdout).toBe(
      'of somebody',
    );
  });

  it('settings that mean nothing', () => {
    const { status, said } = start({ PORT: 'many', DATABASE_POOL: '1', S3_URL: 'here' });
    expect([status, said.match(/PORT must|DATABASE_POOL must|S3_URL must/g)]).toEqual([
      2,
      ['PORT must', 'DATABASE_POOL must', 'S3_URL must'],
    ]);
  });

  it('starts in a folder whose name has spaces and Japanese; refuses a port that is taken and an address that is not its own', async () => {
    const data = join(folder, '備え の データ');
    const program = await Program.of('npm start', 'scripts/start.mjs', { SONAE_DATA: data, SONAE_DEMO: 'off' });
    program.start();
    await program.ready(60_000);
    expect(await program.end('SIGTERM', 20_000)).toBe(0);

    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    try {
      const port = String((taken.address() as AddressInfo).port);
      expectRefused(start({ SONAE_DATA: data, PORT: port }), new RegExp(`ポート ${port} は使用中`), /is taken/);
    } finally {
      taken.close();
    }
    expectRefused(
      start({ SONAE_DATA: data, HOST: '192.0.2.1' }),
      /HOST の「192\.0\.2\.1」/,
      /is no address of this machine/,
    );
  }, 180_000);
});
