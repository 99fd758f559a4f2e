import { fork, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { requireConnections } from '#operations';
import { diskSpace, packageRoot, queueNames, type Config, type Log, type QueueName } from '#platform';
import { connectionsOf } from '#queue';
import { BackupClock } from '../backup/backup-clock.js';
import { loadDemonstration } from './demonstration.js';
import { showDemonstration } from './show-demonstration.js';
import { askedToStop } from './stop.js';
import { openSystem, type System } from './system.js';

/**
 * Two processes that answer, three that work; between them every queue is served once (docker-compose.yml has the
 * same).
 */
const technical: readonly QueueName[] = ['forensics', 'data-restoration', 'prevention'];
const compensation: readonly QueueName[] = ['compensation', 'business-interruption'];
const others = queueNames.filter((name) => ![...technical, ...compensation].includes(name));
const apis = 2;
/** The pools of the process that starts the others, a backup, a command. */
const forCommands = 20;
const workers: readonly (readonly QueueName[])[] = [technical, others, compensation];

/** How long a process may take to end in order before it is ended. */
const endWithinMs = 30_000;

/**
 * The scaled-out form on one machine: PostgreSQL of its own or of DATABASE_URL, Redis where REDIS_URL names one, and
 * API and workers in processes of their own on PORT and the ports after it. One that falls is started again. Ends on
 * Ctrl-C. Throws ConfigError where the database has too few connections for all of them.
 */
export async function scaled(config: Config): Promise<void> {
  const stop = askedToStop();
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  const system = await openSystem(config, true);
  const backups = new BackupClock(config, system.database, system.log);
  const children: Child[] = [];
  try {
    const needed = (poolSize: number): number => connectionsOfAll({ ...config, poolSize });
    await requireConnections(system.database, needed, { ...config, log: system.log });
    const demonstration =
      config.demo === 'off' || diskSpace.short ? null : await loadDemonstration(system.database, config);
    const ports = await freePorts(config.port, apis + workers.length);
    for (const [at, port] of ports.entries()) {
      const queues = workers[at - apis];
      const name = queues ? `worker ${at - apis + 1}` : `api ${at + 1}`;
      children.push(
        new Child(name, system, { PORT: String(port), ...(queues ? { SONAE_LANES: queues.join(',') } : {}) }),
      );
    }
    await Promise.race([Promise.all(children.map((child) => child.ready())), stop]);
    if (system.ownerUrl !== null) backups.start();
    for (const child of children) say(`${child.name.padEnd(10)} http://localhost:${child.port}  ${child.queues}`);
    await showDemonstration(demonstration, { config, port: ports[0] ?? config.port, say, stop });
    say('\nCtrl-C で終了します。\nCtrl-C stops everything.');
    await stop;
    say('\n終了しています… Stopping…');
  } finally {
    await Promise.all(children.map((child) => child.end()));
    await backups.stop();
    await system.close();
  }
}

/** A process of the form, started again whenever it falls. */
class Child {
  #process: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();
  #stopping = false;

  constructor(
    readonly name: string,
    private readonly system: System,
    private readonly settings: Readonly<Record<string, string>>,
  ) {
    this.#start(0);
  }

  get port(): string {
    return this.settings['PORT'] ?? '';
  }

  get queues(): string {
    return this.settings['SONAE_LANES'] ?? '';
  }

  /** Resolves when it answers that it is ready, after however many falls. */
  async ready(): Promise<void> {
    while (!this.#stopping) {
      const answered = await fetch(`http://127.0.0.1:${this.port}/health/ready`, {
        signal: AbortSignal.timeout(5_000),
      }).then(
        ({ ok }) => ok,
        () => false,
      );
      if (answered) return;
      await pause(100);
    }
  }

  async end(): Promise<void> {
    this.#stopping = true;
    this.#process?.kill('SIGTERM');
    const late = setTimeout(() => this.#process?.kill('SIGKILL'), endWithinMs);
    await this.#ended;
    clearTimeout(late);
  }

  #start(falls: number): void {
    const began = Date.now();
    const { urls, log } = this.system;
    const file = this.settings['SONAE_LANES'] ? 'dist/programs/worker.js' : 'dist/programs/api.js';
    const { DATABASE_URL: _, SONAE_METRICS_PORT: __, ...inherited } = process.env;
    const child = fork(join(packageRoot, file), {
      execArgv: ['--max-semi-space-size=4', '--heap-growing-percent=150'],
      env: {
        ...inherited,
        DATABASE_STAFF_URL: urls.staffUrl,
        DATABASE_INSTITUTION_URL: urls.institutionUrl,
        ...(urls.accessUrl === null ? {} : { DATABASE_ACCESS_URL: urls.accessUrl }),
        ...this.settings,
      },
    });
    this.#process = child;
    this.#ended = new Promise((ended) => child.once('exit', () => ended()));
    child.once(
      'exit',
      (code, signal) => void this.#again({ log, how: signal ?? String(code), lived: Date.now() - began, falls }),
    );
  }

  async #again({ log, how, lived, falls }: { log: Log; how: string; lived: number; falls: number }): Promise<void> {
    if (this.#stopping) return;
    log.warn({ process: this.name, how }, 'a process fell and is started again');
    // one that falls at once would fall for ever without a pause
    const short = lived < 10_000 ? falls + 1 : 0;
    await pause(Math.min(5_000, 200 * short));
    if (!this.#stopping) this.#start(short);
  }
}

/** So many connections all processes open at most, with what a command beside them needs. */
function connectionsOfAll(config: Config): number {
  const answering = apis * connectionsOf(config, { answers: true, works: false });
  const working = workers.map((queues) => connectionsOf({ ...config, queues }, { answers: false, works: true }));
  return answering + working.reduce((sum, one) => sum + one, forCommands);
}

/** PORT and those after it; with PORT=0 as many that are free. */
async function freePorts(first: number, count: number): Promise<number[]> {
  if (first !== 0) return Array.from({ length: count }, (_, at) => first + at);
  const probes = await Promise.all(
    Array.from({ length: count }, () => {
      const probe = createServer();
      return new Promise<typeof probe>((open) => probe.listen(0, '127.0.0.1', () => open(probe)));
    }),
  );
  const ports = probes.map((probe) => (probe.address() as AddressInfo).port);
  await Promise.all(probes.map((probe) => new Promise((closed) => probe.close(closed))));
  return ports;
}
