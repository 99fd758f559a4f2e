import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  bareSettings,
  buildForProcesses,
  dataFolder,
  freePort,
  lives,
  packageFolder,
  pause,
  startedFolder,
  until,
} from '../support/processes.js';

/** Every process that descends from this one, itself first. */
function family(pid: number): number[] {
  const all = spawnSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .stdout.trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const found = [pid];
  for (const one of found) found.push(...all.flatMap(([child = 0, parent]) => (parent === one ? [child] : [])));
  return found;
}

describe('npm start and who started it', () => {
  let folder: string;
  let data: string;
  let port: number;
  let child: ChildProcess | undefined;
  const known: number[] = [];
  beforeAll(async () => {
    buildForProcesses();
    folder = dataFolder('starter');
    data = join(folder, 'data');
    await startedFolder(data);
    port = await freePort();
  }, 120_000);
  afterAll(async () => {
    // only where something failed on the way
    for (const pid of known.filter(lives)) process.kill(pid, 'SIGKILL');
    await pause(200);
    rmSync(folder, { recursive: true, force: true });
  });

  const started = async (command: string, args: readonly string[]): Promise<number[]> => {
    const env = { ...bareSettings(), SONAE_DATA: data, SONAE_DEMO: 'off', PORT: String(port) };
    child = spawn(command, args, { cwd: packageFolder, env, stdio: 'ignore', detached: true });
    await until('it is ready', 60_000, () =>
      fetch(`http://127.0.0.1:${port}/health/ready`).then(
        (answer) => answer.ok,
        () => false,
      ),
    );
    const pids = family(child.pid ?? 0);
    known.push(...pids);
    return pids;
  };
  const alive = (pids: readonly number[]): number[] => pids.filter(lives);

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'ends with npm, and PostgreSQL with it, when npm alone gets %s',
    async (signal) => {
      const pids = await started('npm', ['start']);
      // npm, the product and the server at least
      expect(pids.length).toBeGreaterThan(2);
      process.kill(pids[0] ?? 0, signal);
      await until('all of it is gone', 20_000, () => Promise.resolve(alive(pids).length === 0));
    },
    120_000,
  );

  it('lives on when the shell goes away from which npm was started, or the product without npm', async () => {
    for (const what of ['npm start', `${process.execPath} scripts/start.mjs`]) {
      const pids = await started('sh', ['-c', `${what} & wait`]);
      const [shell = 0, ...rest] = pids;
      process.kill(shell, 'SIGKILL');
      await pause(3_000);
      expect(alive(rest)).toEqual(expect.arrayContaining(rest.slice(0, 1)));
      expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);
      process.kill(rest[0] ?? 0, 'SIGTERM');
      await until('all of it is gone', 20_000, () => Promise.resolve(alive(rest).length === 0));
    }
  }, 180_000);

  it('ends in order when the terminal interrupts npm and everything it started at once', async () => {
    const pids = await started('npm', ['start']);
    process.kill(-(child?.pid ?? 0), 'SIGINT');
    await until('all of it is gone', 20_000, () => Promise.resolve(alive(pids).length === 0));
    // whoever ends in order gives the data folder back
    expect(existsSync(join(data, 'lock'))).toBe(false);
  }, 120_000);
});
