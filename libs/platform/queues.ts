import { Queue as RedisQueue, Worker as RedisWorker, createPostgresBackend, withBackend, type Job } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { ConfigError } from './config.js';
import type { Delivery, JobName } from './events.js';
import type { QueueName } from './config.js';

/** One job: letters of one kind for one queue, at most a batch. */
export interface QueuedJob {
  readonly id: string;
  readonly name: JobName;
  readonly deliveries: readonly Delivery[];
}

/** What a queue holds now, by BullMQ's own states. */
export type QueueCounts = Readonly<Record<'waiting' | 'active' | 'delayed' | 'failed', number>>;

/** The one port to the queue: BullMQ on PostgreSQL, or on Redis. What it loses is queued again from the inbox. */
export interface Queues {
  add(queue: QueueName, jobs: readonly QueuedJob[]): Promise<void>;
  work(
    queue: QueueName,
    concurrency: number,
    process: (deliveries: readonly Delivery[]) => Promise<void>,
    dead: (deliveries: readonly Delivery[], error: Error) => Promise<void>,
  ): void;
  counts(queue: QueueName): Promise<QueueCounts>;
  /** When the job that waits longest was added (ms since 1970); null where none waits. Jobs are taken first in, first out. */
  oldestWaiting(queue: QueueName): Promise<number | null>;
  /** Stops taking jobs and waits for those under way. */
  stopWorking(): Promise<void>;
  close(): Promise<void>;
}

interface Parcel {
  readonly deliveries: readonly Delivery[];
}

const attempts = 6;
const jobOptions = {
  attempts,
  backoff: { type: 'exponential', delay: 250 },
  removeOnComplete: true,
  removeOnFail: true,
} as const;

interface AnyQueue {
  add(name: string, data: Parcel, opts: object): Promise<unknown>;
  addBulk(jobs: { name: string; data: Parcel; opts: object }[]): Promise<unknown>;
  getJobCounts(...states: string[]): Promise<Record<string, number>>;
  getWaiting(start: number, end: number): Promise<({ timestamp: number } | undefined)[]>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}
interface AnyWorker {
  on(event: 'failed', listener: (job: Job<Parcel> | undefined, error: Error) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}
interface Backend {
  queue(name: QueueName): AnyQueue;
  worker(name: QueueName, process: (job: { data: Parcel }) => Promise<void>, concurrency: number): AnyWorker;
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
  return {
    async add(name, added) {
      const parcels = added.map((job) => ({
        name: job.name,
        data: { deliveries: job.deliveries },
        opts: { ...jobOptions, jobId: job.id },
      }));
      const [only] = parcels;
      // on PostgreSQL adding many makes temporary tables each time: one alone goes without
      if (only && parcels.length === 1) await queueOf(name).add(only.name, only.data, only.opts);
      else await queueOf(name).addBulk(parcels);
    },
    work(name, concurrency, process, dead) {
      const worker = backend.worker(name, (job) => process(job.data.deliveries), concurrency);
      worker.on('error', options.onError);
      worker.on('failed', (job, error) => {
        if (job && job.attemptsMade >= attempts) dead(job.data.deliveries, error).catch(options.onError);
      });
      workers.push(worker);
    },
    async counts(name) {
      const counted = await queueOf(name).getJobCounts('waiting', 'active', 'delayed', 'failed');
      return {
        waiting: counted['waiting'] ?? 0,
        active: counted['active'] ?? 0,
        delayed: counted['delayed'] ?? 0,
        failed: counted['failed'] ?? 0,
      };
    },
    async oldestWaiting(name) {
      const [oldest] = await queueOf(name).getWaiting(0, 0);
      return oldest?.timestamp ?? null;
    },
    async stopWorking() {
      await Promise.all(workers.splice(0).map((worker) => worker.close()));
    },
    async close() {
      await Promise.all(workers.splice(0).map((worker) => worker.close()));
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
    options: '-c search_path=bullmq',
  });
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  // every queue and worker listens on the one pool
  pool.setMaxListeners(0);
  const connection = pool as never;
  return {
    queue: (name) => new Queue<Parcel>(name, { connection }) as unknown as AnyQueue,
    worker: (name, process, concurrency) =>
      new Worker<Parcel>(name, process as never, { connection, concurrency }) as unknown as AnyWorker,
    end: () => pool.end(),
  };
}

function onRedis(url: string, databaseUrl: string): Backend {
  const connection = { url, maxRetriesPerRequest: null };
  // two systems may share one Redis: the name of the database keeps them apart
  const prefix = `sonae-${new URL(databaseUrl).pathname.slice(1)}`;
  return {
    queue: (name) => new RedisQueue<Parcel>(name, { connection, prefix }) as unknown as AnyQueue,
    worker: (name, process, concurrency) =>
      new RedisWorker<Parcel>(name, process as never, { connection, prefix, concurrency }) as unknown as AnyWorker,
    end: () => Promise.resolve(),
  };
}
