import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { Redis } from 'ioredis';
import { dataFolder, freePort, until } from './processes.js';

/** Whether this machine can run a Redis of a test's own. */
export const hasRedisServer = (): boolean => spawnSync('redis-server', ['--version']).status === 0;

/** A Redis that keeps nothing on disk: killed and started again, it is empty. */
export class RedisServer {
  #child: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();

  private constructor(
    private readonly port: number,
    private readonly folder: string,
  ) {}

  static async started(): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), dataFolder('redis'));
    await server.start();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const settings = { port: this.port, bind: '127.0.0.1', dir: this.folder, save: '', appendonly: 'no' };
    const words = Object.entries({ ...settings, 'maxmemory-policy': 'noeviction' }).flatMap(([name, value]) => [
      `--${name}`,
      `${value}`,
    ]);
    const child = spawn('redis-server', words, { stdio: 'ignore' });
    this.#child = child;
    this.#ended = new Promise((ended) => child.once('close', () => ended()));
    await until('Redis answers', 10_000, () => this.#ask('ping').then(Boolean, () => false));
  }

  /** Everything in it is gone; answers how many keys there were. */
  async empty(): Promise<number> {
    const keys = Number(await this.#ask('dbsize'));
    await this.#ask('flushall');
    return keys;
  }

  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.#ended;
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #ask(command: string): Promise<unknown> {
    const client = new Redis(this.url, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await client.call(command);
    } finally {
      client.disconnect();
    }
  }
}
