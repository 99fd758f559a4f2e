import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const packageFolder = resolve(__dirname, '../..');

/** Everybody's password in a demonstration. */
export const demonstrationPassword = 'sonae demonstration password';

/** What any program needs of the settings of the one who runs the tests; the others must not reach it. */
export function bareSettings(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  return { PATH, HOME, TMPDIR, LANG };
}

/** What programs on a data folder of the test's own are set to. */
export function folderSettings(data: string): NodeJS.ProcessEnv {
  return {
    SONAE_DATA: data,
    SONAE_DEMO_PASSWORD: demonstrationPassword,
    SONAE_PUBLIC_URL: 'http://localhost',
    LOG_LEVEL: 'error',
  };
}

/** The queues of a program are where those of the tests are. */
export function queueSettings(): NodeJS.ProcessEnv {
  const redis = process.env['REDIS_URL'];
  return redis ? { REDIS_URL: redis } : {};
}

/** A data folder that the PostgreSQL of `npm start` can pass through: as root, it runs as another user. */
export function dataFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `sonae-${name}-`));
  chmodSync(folder, 0o755);
  return folder;
}

/** What a command of the product came to. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly said: string;
}

/** Runs `sonae` in a process of its own; whatever else the test does goes on meanwhile. */
export async function sonae(settings: NodeJS.ProcessEnv, ...words: string[]): Promise<Ran> {
  const child = spawn(process.execPath, ['scripts/sonae.mjs', ...words], {
    cwd: packageFolder,
    env: { ...bareSettings(), ...settings },
  });
  let [out, said] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const code = await new Promise<number | null>((ended) => child.once('close', ended));
  return { code, out, said };
}

/** Compiles what is newer than the last build: child processes run what is in dist. */
export function buildForProcesses(): void {
  const script = `import('./scripts/build.mjs').then(({ buildIfStale, orSay }) => orSay(buildIfStale))`;
  const built = spawnSync(process.execPath, ['-e', script], { cwd: packageFolder, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the build failed: ${built.stdout}${built.stderr}`);
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}

export const pause = (ms: number): Promise<void> => new Promise((over) => setTimeout(over, ms));

export async function until(what: string, ms: number, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${what}`);
    await pause(50);
  }
}

/** Whether a process lives; one that ended and was not reaped yet does not. */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  return state !== '' && !state.startsWith('Z');
}

/** A program of this package in a process of its own: started, killed, started again on its port. */
export class Program {
  #child: ChildProcess | undefined;
  #ended: Promise<number | string> = Promise.resolve(0);
  #asked = false;
  #said = '';

  private constructor(
    readonly name: string,
    private readonly file: string,
    readonly port: number,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  static async of(name: string, file: string, env: NodeJS.ProcessEnv): Promise<Program> {
    const port = await freePort();
    return new Program(name, resolve(packageFolder, file), port, { ...bareSettings(), ...env, PORT: String(port) });
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** How it ended without having been asked to, over all its lives: nothing may be here. */
  readonly fell: string[] = [];

  /** Everything it wrote, over all its lives. */
  get said(): string {
    return this.#said;
  }

  start(): void {
    const child = spawn(process.execPath, [this.file], {
      cwd: packageFolder,
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.#said = (this.#said + text).slice(-100_000);
      });
    }
    this.#asked = false;
    this.#ended = new Promise((ended) =>
      child.once('close', (code, signal) => {
        if (!this.#asked) this.fell.push(`${this.name} ended with ${signal ?? code}: ${this.#said.slice(-2_000)}`);
        ended(signal ?? code ?? -1);
      }),
    );
  }

  /** Resolves when it answers that it is ready. */
  async ready(ms = 90_000): Promise<void> {
    await until(`${this.name} is ready`, ms, () =>
      fetch(`${this.address}/health/ready`, { signal: AbortSignal.timeout(5_000) }).then(
        async (answer) => {
          await answer.arrayBuffer();
          return answer.ok;
        },
        () => false,
      ),
    );
  }

  /** Resolves when `npm start` has replayed its demonstration and said how it is ended. */
  async told(ms = 120_000): Promise<void> {
    await this.ready(ms);
    await until('the demonstration is told', ms, () => Promise.resolve(/Ctrl-C stops/.test(this.#said)));
  }

  /** Sends a signal and answers how it ended: its exit code, or the signal that ended it. */
  async end(signal: 'SIGKILL' | 'SIGTERM', ms = 30_000): Promise<number | string> {
    this.#asked = true;
    this.#child?.kill(signal);
    const late = setTimeout(() => this.#child?.kill('SIGKILL'), ms);
    const how = await this.#ended;
    clearTimeout(late);
    this.#child = undefined;
    return how;
  }
}

/**
 * Makes a data folder on which `npm start` was before, with its small demonstration replayed, and ended in order: for
 * tests of what comes after the first start. It is made once a run and copied.
 */
export async function startedFolder(folder: string): Promise<void> {
  const run = process.env['SONAE_TEST_RUN'] ?? '';
  const [made, making, claim] = ['started', 'starting', 'starting.claim'].map((name) => join(run, name)) as [
    string,
    string,
    string,
  ];
  // the one who asks first makes it; a test of another worker waits
  if (mkdirSync(claim, { recursive: true }) !== undefined) {
    mkdirSync(making, { mode: 0o755 });
    const settings = { ...folderSettings(making), SONAE_DEMO: 'small' };
    const first = await Program.of('the first start', 'scripts/start.mjs', settings);
    first.start();
    await first.told();
    const how = await first.end('SIGTERM');
    if (how !== 0) throw new Error(`the first start ended with ${how}: ${first.said}`);
    renameSync(making, made);
  }
  await until('the first start has ended', 120_000, () => Promise.resolve(existsSync(made)));
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  // with its owners: parts of it are the server's
  const { status, stderr } = spawnSync('cp', ['-a', `${made}/.`, folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

/** The embedded server of a data folder, which outlives a killed owner; its address is the superuser's. */
export function embeddedServer(data: string): { readonly pid: number; readonly url: string } | null {
  try {
    const [pid, , , port] = readFileSync(join(data, 'postgres', 'pgdata', 'postmaster.pid'), 'utf8').split('\n');
    const secret = readFileSync(join(data, 'postgres', 'pgpassword'), 'utf8').trim();
    return { pid: Number(pid), url: `postgres://postgres:${secret}@127.0.0.1:${port?.trim()}/sonae` };
  } catch {
    return null;
  }
}

/** What a request of somebody signed in carries. */
export interface SignedIn {
  readonly cookie: string;
  readonly 'x-csrf-token': string;
}

/** Somebody of the demonstration signs in. */
export async function signIn(address: string, email: string): Promise<SignedIn> {
  const answer = await fetch(`${address}/api/v1/auth/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: demonstrationPassword }),
  });
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  if (answer.status !== 201) throw new Error(`signing in answered ${answer.status}`);
  return { cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '', 'x-csrf-token': csrfToken };
}
