import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot, readConfig } from '#platform';
import { loadDemonstration } from '../apps/cli/demonstration.js';
import { openSystem } from '../apps/cli/system.js';

/** A data folder and a port of the bench's own; the people of the demonstration sign in with `password`. */
export interface Place {
  readonly folder: string;
  readonly port: number;
  readonly address: string;
  readonly password: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The product as a child process. */
export interface Product {
  readonly pid: number;
  /** From the start of the command to the first 200 of /health/ready. */
  readonly readyMs: number;
  stop(): Promise<void>;
}

export async function makePlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'sonae-bench-'));
  const port = await freePort();
  const password = 'sonae bench password';
  const env: NodeJS.ProcessEnv = { ...process.env, PORT: String(port), SONAE_DATA: folder };
  // what the caller's environment says of a product of theirs must not lead the bench there
  for (const name of Object.keys(env)) {
    if (/^(DATABASE_|REDIS_URL$|SONAE_(?!DATA$)|HOST$|LOG_LEVEL$)/.test(name)) delete env[name];
  }
  env['SONAE_DEMO_PASSWORD'] = password;
  return { folder, port, address: `http://127.0.0.1:${port}`, password, env };
}

/** Makes database, roles, tables and people, but no cases: the first start would replay courses. */
export async function initialise(place: Place): Promise<void> {
  const config = readConfig(place.env);
  const system = await openSystem(config, true);
  try {
    await loadDemonstration(system.database, config);
  } finally {
    await system.close();
  }
}

const running = new Set<ChildProcess>();

/**
 * Starts the product and waits until it is ready. `npm`: the whole of `npm start`, as a person would; `node`: the same
 * program without npm and without the look whether the build is stale. Throws with what it said when it ends before.
 */
export async function startProduct(
  place: Place,
  by: 'npm' | 'node',
  nodeFlags: readonly string[] = [],
): Promise<Product> {
  const program = ['--enable-source-maps', ...nodeFlags, join(packageRoot, 'dist/apps/cli/main.js'), 'up'];
  const [command, words] = by === 'npm' ? ['npm', ['start']] : [process.execPath, program];
  const began = performance.now();
  const child = spawn(command, words, { cwd: packageRoot, env: place.env, stdio: ['ignore', 'ignore', 'pipe'] });
  running.add(child);
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4_000)));
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  void ended.then(() => running.delete(child));
  while (!(await isReady(place.address))) {
    if (child.exitCode !== null || performance.now() - began > 120_000)
      throw new Error(`the product did not become ready:\n${said}`);
    await sleep(5);
  }
  const readyMs = performance.now() - began;
  // npm is only the parent: the process that serves holds the lock of the folder
  const pid = Number(readFileSync(join(place.folder, 'lock'), 'utf8'));
  return {
    pid,
    readyMs,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) process.kill(pid, 'SIGTERM');
      await ended;
    },
  };
}

/** Ends what is still running, waits, and removes the folder. */
export async function leave(place: Place): Promise<void> {
  const ends = [...running].map((child) => new Promise<void>((done) => child.once('close', () => done())));
  if (ends.length > 0) {
    try {
      process.kill(Number(readFileSync(join(place.folder, 'lock'), 'utf8')), 'SIGTERM');
    } catch {
      for (const child of running) child.kill('SIGTERM');
    }
    await Promise.race([Promise.all(ends), sleep(30_000)]);
  }
  rmSync(place.folder, { recursive: true, force: true, maxRetries: 5 });
}

/** What the process holds in memory now, in MB of 10^6 bytes; null where there is no /proc. */
export function residentMb(pid: number): number | null {
  try {
    const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line ? (Number(line[1]) * 1_024) / 1e6 : null;
  } catch {
    return null;
  }
}

/** Address of the superuser on a database of the embedded server; only while the product runs. */
export function superuserUrl(place: Place, database: string): string {
  const password = readFileSync(join(place.folder, 'postgres', 'pgpassword'), 'utf8').trim();
  const port = readFileSync(join(place.folder, 'postgres', 'pgdata', 'postmaster.pid'), 'utf8')
    .split('\n')[3]
    ?.trim();
  return `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
}

async function isReady(address: string): Promise<boolean> {
  try {
    const answer = await fetch(`${address}/health/ready`);
    await answer.body?.cancel();
    return answer.status === 200;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer()
      .once('error', failed)
      .listen(0, '127.0.0.1', () => {
        const address = probe.address();
        probe.close(() => (address && typeof address === 'object' ? done(address.port) : failed(new Error('no port'))));
      });
  });
}
