import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
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

/** A new place, empty, or with everything that is kept in another one, whose product does not run. */
export async function makePlace(like?: Place): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'sonae-bench-'));
  // owners and all: as root, the server's files belong to its user
  if (like) execFileSync('cp', ['-a', `${like.folder}/.`, folder]);
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
const servers = new Map<Place, () => Promise<void>>();

/**
 * The API alone, as a process of the scaled-out form: nothing is routed meanwhile. The server belongs to this process.
 * Throws with what it said when it ends before it is ready.
 */
export async function startApi(place: Place): Promise<Product> {
  const system = await openSystem(readConfig(place.env), true);
  servers.set(place, () => system.close());
  const { staffUrl, institutionUrl, accessUrl } = system.urls;
  const urls = {
    DATABASE_STAFF_URL: staffUrl,
    DATABASE_INSTITUTION_URL: institutionUrl,
    DATABASE_ACCESS_URL: accessUrl ?? '',
  };
  const child = start(process.execPath, [join(packageRoot, 'dist/programs/api.js')], { ...place.env, ...urls });
  const readyMs = await child.ready(place);
  return {
    pid: child.pid,
    readyMs,
    async stop() {
      await child.end(child.pid);
      await servers.get(place)?.();
      servers.delete(place);
    },
  };
}

/**
 * Starts the product and waits until it is ready. `npm`: the whole of `npm start`, as a person would; `node`: the same
 * program without npm and without the look whether the build is stale. Throws with what it said when it ends before.
 */
export async function startProduct(
  place: Place,
  by: 'npm' | 'node',
  nodeFlags: readonly string[] = [],
): Promise<Product> {
  const program = [
    '--max-semi-space-size=4',
    '--heap-growing-percent=150',
    ...nodeFlags,
    join(packageRoot, 'dist/programs/sonae.js'),
    'up',
  ];
  const [command, words] = by === 'npm' ? ['npm', ['start']] : [process.execPath, program];
  const child = start(command, words, place.env);
  const readyMs = await child.ready(place);
  // npm is only the parent: the process that serves holds the lock of the folder
  const pid = lockOwner(place) ?? child.pid;
  return { pid, readyMs, stop: () => child.end(pid) };
}

interface Started {
  readonly pid: number;
  /** Milliseconds until it is ready. */
  ready(place: Place): Promise<number>;
  /** Asks the process to end, and waits until the child has. */
  end(pid: number): Promise<void>;
}

function start(command: string, words: readonly string[], env: NodeJS.ProcessEnv): Started {
  const began = performance.now();
  const child = spawn(command, words, { cwd: packageRoot, env, stdio: ['ignore', 'ignore', 'pipe'] });
  running.add(child);
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4_000)));
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  void ended.then(() => running.delete(child));
  return {
    pid: child.pid ?? 0,
    async ready({ address }) {
      while (!(await isReady(address))) {
        if (child.exitCode !== null || performance.now() - began > 120_000)
          throw new Error(`the product did not become ready:\n${said}`);
        await sleep(5);
      }
      return performance.now() - began;
    },
    async end(pid) {
      if (child.exitCode === null && child.signalCode === null) process.kill(pid, 'SIGTERM');
      await ended;
    },
  };
}

/** Ends what is still running, waits, and removes the folder. */
export async function leave(place: Place): Promise<void> {
  const ends = [...running].map((child) => new Promise<void>((done) => child.once('close', () => done())));
  if (ends.length > 0) {
    const owner = lockOwner(place);
    if (owner !== null && owner !== process.pid) process.kill(owner, 'SIGTERM');
    else for (const child of running) child.kill('SIGTERM');
    await Promise.race([Promise.all(ends), sleep(30_000)]);
  }
  await servers.get(place)?.();
  servers.delete(place);
  rmSync(place.folder, { recursive: true, force: true, maxRetries: 5 });
}

/** The process that owns the data folder; null where none does. */
function lockOwner({ folder }: Place): number | null {
  try {
    return Number(readFileSync(join(folder, 'lock'), 'utf8'));
  } catch {
    return null;
  }
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

/** The process of the embedded server; only while it runs. */
export const postmasterPid = (place: Place): number => Number(postmasterLine(place, 0));

const postmasterLine = ({ folder }: Place, at: number): string | undefined =>
  readFileSync(join(folder, 'postgres', 'pgdata', 'postmaster.pid'), 'utf8')
    .split('\n')
    [at]?.trim();

/** Address of the superuser on a database of the embedded server; only while the product runs. */
export function superuserUrl(place: Place, database: string): string {
  const password = readFileSync(join(place.folder, 'postgres', 'pgpassword'), 'utf8').trim();
  const port = postmasterLine(place, 3);
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
