import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { endPool } from '#database';
import type { QueueName } from '#platform';
import { carrierConnections } from './connections.js';

/**
 * BullMQ on PostgreSQL or Redis: carries jobs to other processes, and second tries. The rows of deliveries are the
 * truth, so that a lost queue costs seconds and never a delivery.
 */
export interface Carrier {
  add(queue: QueueName, name: string, data: object, options: object): Promise<void>;
  /** Runs jobs of a queue, a few at a time; a job that throws is tried again by its own settings. */
  work(queue: QueueName, process: (name: string, data: JobData) => Promise<void>): void;
  /**
   * Starts no more jobs and resolves when the running ones have ended, or soon after where the queue does not answer.
   */
  close(): Promise<void>;
}

/** Ids only: of subjects, of one that failed before, or of rows with an errand. */
export interface JobData {
  readonly subjects?: readonly string[];
  readonly subject?: string;
}

/**
 * A job of a worker that died is run again within fifteen seconds, however often workers die. Several run at a time, so
 * that a second try that hangs does not delay the others.
 */
const workerOptions = { concurrency: 4, lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 20 } as const;

/** A process that ends waits so long for a Redis that does not answer: the rows know what Redis should know. */
const leftAfterMs = 10_000;
/** The longest pause between two attempts to connect. */
const longestPauseMs = 1_000;

interface AnyQueue {
  add(name: string, data: object, options: object): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}
interface AnyWorker {
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}
interface Job {
  readonly name: string;
  readonly data: JobData;
}
interface Backend {
  queue(name: QueueName): AnyQueue;
  worker(name: QueueName, process: (job: Job) => Promise<void>): AnyWorker;
  end(all: readonly (AnyQueue | AnyWorker)[]): Promise<void>;
}
type BullMq = typeof import('bullmq');
interface CarrierOptions {
  readonly redisUrl: string | null;
  readonly databaseUrl: string;
  readonly workers: number;
  readonly onError: (error: Error) => void;
}

/** Opens the queues: on Redis where an address is given, else on PostgreSQL with a pool of its own. */
export async function openCarrier(options: CarrierOptions): Promise<Carrier> {
  // a process that only answers requests imports this module to count connections
  const bullMq = await import('bullmq');
  const backend = options.redisUrl === null ? onPostgres(bullMq, options) : onRedis(bullMq, options.redisUrl, options);
  const queues = new Map<QueueName, AnyQueue>();
  const workers: AnyWorker[] = [];
  const queueOf = (name: QueueName): AnyQueue => {
    const known = queues.get(name);
    if (known) return known;
    const queue = backend.queue(name);
    queue.on('error', options.onError);
    queues.set(name, queue);
    return queue;
  };
  return {
    async add(name, job, data, jobOptions) {
      await queueOf(name).add(job, data, jobOptions);
    },
    work(name, process) {
      const worker = backend.worker(name, (job) => process(job.name, job.data));
      worker.on('error', options.onError);
      workers.push(worker);
    },
    async close() {
      await backend.end([...workers, ...queues.values()]);
    },
  };
}

function onPostgres(bullMq: BullMq, { databaseUrl, workers, onError }: CarrierOptions): Backend {
  const { Queue, Worker } = bullMq.withBackend(bullMq.createPostgresBackend);
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: carrierConnections(workers),
    application_name: 'sonae-queue',
    // jobs that are lost when the server fails are found by the sweep
    options: '-c search_path=bullmq -c synchronous_commit=off',
  });
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  // every queue and worker has a listener on the one pool
  pool.setMaxListeners(0);
  const connection = pool as never;
  return {
    queue: (name) => new Queue(name, { connection }) as unknown as AnyQueue,
    worker: (name, process) =>
      new Worker(name, process as never, { ...workerOptions, connection }) as unknown as AnyWorker,
    async end(all) {
      await Promise.all(all.map((one) => one.close()));
      await endPool(pool);
    },
  };
}

function onRedis({ Queue, Worker }: BullMq, url: string, { databaseUrl, onError }: CarrierOptions): Backend {
  let isLeft = false;
  // reconnects for ever, with short pauses, so that work goes on soon after Redis is back
  const retryStrategy = (times: number): number | null => (isLeft ? null : Math.min(times * 100, longestPauseMs));
  const connection = { url, maxRetriesPerRequest: null, retryStrategy };
  // two systems may share one Redis: keys begin with the name of the database
  const prefix = `sonae-${new URL(databaseUrl).pathname.slice(1)}`;
  return {
    queue: (name) => new Queue(name, { connection, prefix }) as unknown as AnyQueue,
    worker: (name, process) =>
      new Worker(name, process as never, { ...workerOptions, connection, prefix }) as unknown as AnyWorker,
    async end(all) {
      const closed = Promise.all(all.map((one) => one.close().catch(onError)));
      const left = new AbortController();
      const limit = pause(leftAfterMs, undefined, { signal: left.signal }).catch(() => undefined);
      await Promise.race([closed, limit]);
      isLeft = true;
      left.abort();
    },
  };
}
