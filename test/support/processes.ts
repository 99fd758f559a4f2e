import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';

export const packageFolder = resolve(__dirname, '../..');

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
    // settings of whoever runs the tests must not reach it
    const { PATH, HOME, TMPDIR, LANG } = process.env;
    return new Program(name, resolve(packageFolder, file), port, {
      PATH,
      HOME,
      TMPDIR,
      LANG,
      ...env,
      PORT: String(port),
    });
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

export async function signIn(address: string, email: string, secret: string): Promise<SignedIn> {
  const answer = await fetch(`${address}/api/v1/auth/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: secret }),
  });
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  if (answer.status !== 201) throw new Error(`signing in answered ${answer.status}`);
  return { cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '', 'x-csrf-token': csrfToken };
}
