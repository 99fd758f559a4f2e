import { Queue as RedisQueue, Worker as RedisWorker, createPostgresBackend, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { ConfigError } from './config.js';
import type { QueueName } from './config.js';

/**
 * The one port to the queue: BullMQ on PostgreSQL, or on Redis. A job says that letters wait in a queue; the letters are
 * rows of the database, and whoever hears takes all that wait. So a queue that is lost costs a second, and never a letter.
 */
export interface Queues {
  /**
   * Says that letters wait: at once to whoever serves the queue in this process, through the queue to the others when nobody
   * does here or has been busy for a while. It is said once for all who say it while nobody has taken it up.
   */
  ring(queue: QueueName): Promise<void>;
  /** Takes up what is rung: `drain` ends when nothing waits, or when `goOn` says no. */
  work(queue: QueueName, concurrency: number, drain: (goOn: () => boolean) => Promise<void>): void;
  /** Stops taking jobs and waits for those under way. */
  stopWorking(): Promise<void>;
  close(): Promise<void>;
}

/** Jobs of one queue that are rung within this time are one; one that hangs with a dead worker holds up nobody for longer. */
const ringMs = 250;
// what fails is tried again by its letter
const jobOptions = { attempts: 1, removeOnComplete: true, removeOnFail: true } as const;

interface AnyQueue {
  add(name: string, data: object, opts: object): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}
interface AnyWorker {
  on(event: 'completed', listener: () => void): unknown;
  on(event: 'failed', listener: (job: unknown, error: Error) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}
/** Who serves a queue in this process. */
interface Server {
  drain(): Promise<void>;
  busySince: number | null;
}
interface Backend {
  queue(name: QueueName): AnyQueue;
  worker(name: QueueName, process: () => Promise<void>, concurrency: number): AnyWorker;
  end(): Promise<void>;
}

/** Whether the Redis of the settings can carry queues: there, 7 or newer, evicting nothing. Throws ConfigError with what to do. */
export async function checkRedis(url: string): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    connectTimeout: 5_000,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    const info = await redis.info();
    const version = /redis_version:(\d+)/.exec(info)?.[1] ?? '0';
    const policy = /maxmemory_policy:(\S+)/.exec(info)?.[1] ?? 'noeviction';
    if (Number(version) < 7)
      throw new ConfigError(
        'Redis 7 or newer is needed. Give REDIS_URL of a newer server, or leave it out: the queues then run on PostgreSQL.',
      );
    if (policy !== 'noeviction')
      throw new ConfigError(
        `Redis evicts keys (maxmemory-policy ${policy}); queues need noeviction. Set it in its configuration.`,
      );
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(
      'The Redis of REDIS_URL cannot be reached. Start it, correct REDIS_URL, or leave it out: the queues then run on PostgreSQL.',
    );
  } finally {
    redis.disconnect();
  }
}

/** Opens the queues: on Redis where an address is given, else on PostgreSQL with a pool of its own (2 × workers + 4). */
export function openQueues(options: {
  redisUrl: string | null;
  databaseUrl: string;
  workers: number;
  onError: (error: Error) => void;
}): Queues {
  const backend = options.redisUrl
    ? onRedis(options.redisUrl, options.databaseUrl)
    : onPostgres(options.databaseUrl, options.workers, options.onError);
  const queues = new Map<QueueName, AnyQueue>();
  const workers: AnyWorker[] = [];
  const queueOf = (name: QueueName): AnyQueue => {
    let queue = queues.get(name);
    if (!queue) {
      queue = backend.queue(name);
      queue.on('error', options.onError);
      queues.set(name, queue);
    }
    return queue;
  };
  let stopping = false;
  const here = new Map<QueueName, Server>();
  const ends = new Set<Promise<void>>();
  const stopWorking = async (): Promise<void> => {
    stopping = true;
    await Promise.all(workers.splice(0).map((worker) => worker.close()));
    await Promise.allSettled(ends);
  };
  // told, and no worker of this process has begun since: to tell it again would cost as much as the work
  const told = new Map<QueueName, { again: boolean }>();
  const ring = async (name: QueueName): Promise<void> => {
    const server = here.get(name);
    if (server && !stopping) {
      const began = server.busySince;
      server.drain().catch(options.onError);
      if (began === null || performance.now() - began < ringMs) return;
    }
    await tell(name);
  };
  const tell = async (name: QueueName): Promise<void> => {
    const before = told.get(name);
    if (before) {
      before.again = true;
      return;
    }
    const now = { again: false };
    told.set(name, now);
    // a worker elsewhere may have begun before what came since: it is told again when the time is over
    const over = (): void => {
      if (told.get(name) !== now) return;
      told.delete(name);
      if (now.again && !stopping) tell(name).catch(options.onError);
    };
    setTimeout(over, ringMs).unref();
    const jobId = `${name}.${Math.floor(Date.now() / ringMs)}`;
    await queueOf(name).add('letters', {}, { ...jobOptions, jobId });
  };
  return {
    ring,
    work(name, concurrency, drain) {
      const server: Server = {
        busySince: null,
        drain: () => {
          server.busySince ??= performance.now();
          const round = drain(() => !stopping).finally(() => {
            server.busySince = null;
            ends.delete(round);
          });
          ends.add(round);
          return round;
        },
      };
      here.set(name, server);
      const worker = backend.worker(
        name,
        () => {
          told.delete(name);
          return server.drain();
        },
        concurrency,
      );
      worker.on('error', options.onError);
      worker.on('failed', (_, error) => options.onError(error));
      // a letter that came while the job was ending found it still there, and rang in vain
      worker.on('completed', () => void server.drain().catch(options.onError));
      workers.push(worker);
    },
    stopWorking,
    async close() {
      await stopWorking();
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await backend.end();
    },
  };
}

function onPostgres(connectionString: string, workers: number, onError: (error: Error) => void): Backend {
  const { Queue, Worker } = withBackend(createPostgresBackend);
  const pool = new pg.Pool({
    connectionString,
    max: 2 * workers + 4,
    application_name: 'sonae-queue',
    // what a falling server forgets of a queue is told again by the relay
    options: '-c search_path=bullmq -c synchronous_commit=off',
  });
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  // every queue and worker listens on the one pool
  pool.setMaxListeners(0);
  const connection = pool as never;
  return {
    queue: (name) => new Queue(name, { connection }) as unknown as AnyQueue,
    worker: (name, process, concurrency) =>
      new Worker(name, process as never, { connection, concurrency }) as unknown as AnyWorker,
    end: () => pool.end(),
  };
}

function onRedis(url: string, databaseUrl: string): Backend {
  const connection = { url, maxRetriesPerRequest: null };
  // two systems may share one Redis: the name of the database keeps them apart
  const prefix = `sonae-${new URL(databaseUrl).pathname.slice(1)}`;
  return {
    queue: (name) => new RedisQueue(name, { connection, prefix }) as unknown as AnyQueue,
    worker: (name, process, concurrency) =>
      new RedisWorker(name, process as never, { connection, prefix, concurrency }) as unknown as AnyWorker,
    end: () => Promise.resolve(),
  };
}
