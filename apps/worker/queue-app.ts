import { NestFactory } from '@nestjs/core';
import { requireWholeMachines, assertSupplied, type Database } from '#database';
import { Metrics } from '#operations';
import { checkRedis, describeError, nestLog, type Config, type Log } from '#platform';
import {
  Effects,
  Lanes,
  lanesOf,
  openCarrier,
  Outside,
  PassingOn,
  Publication,
  Registry,
  Relay,
  RelayNotice,
  Retries,
  Sweep,
  transactionsOfLane,
  type Errand,
  type JobHandler,
  type Subject,
} from '#queue';
import { declarations } from './declarations.js';
import { WorkerModule } from './worker.module.js';

/** A running queue process: a lane for each queue it serves, and the relay when it gets the lock. */
export interface QueueApp {
  /** Something was committed elsewhere in this process. */
  wake(): void;
  stop(): Promise<void>;
}

/** What a queue process is started with. */
interface QueueAppParts {
  readonly config: Config;
  readonly log: Log;
  readonly database: Database;
  /** The address of the staff role: for the relay's own connection, and for the queue in the database. */
  readonly staffUrl: string;
  /** Its own when absent. */
  readonly metrics?: Metrics;
}

/** Starts lanes and relay. Refuses to start when a job has no handler, or two. */
export async function startQueueApp({
  config,
  log,
  database,
  staffUrl,
  metrics = new Metrics(database),
}: QueueAppParts): Promise<QueueApp> {
  requireWholeMachines();
  assertSupplied();
  const registry = new Registry(declarations);
  if (config.redisUrl) await checkRedis(config.redisUrl);
  const context = await NestFactory.createApplicationContext(
    WorkerModule.of(registry, { config, log, database, metrics }),
    { logger: nestLog(log), abortOnError: false },
  );
  const onError = (error: Error): void => log.warn(describeError(error), 'the queue or a worker failed and goes on');
  const handlers = new Map([...registry.handlers].map(([job, handler]) => [job, context.get<JobHandler>(handler)]));
  const errands = registry.errands.map((errand) => context.get<Errand>(errand));
  const served = lanesOf(config.queues);
  const jobs = database.forJobs(transactionsOfLane * served.length);
  const { redisUrl } = config;
  const carrier = await openCarrier({ redisUrl, databaseUrl: staffUrl, workers: config.queues.length, onError });
  const effects = new Effects(jobs, handlers, metrics);
  const passingOn = new PassingOn(carrier, onError);
  const tries = new Retries({ database: jobs, effects, passingOn, metrics, log });
  const outside = new Outside(errands, log);
  const lanes = new Lanes(served, effects, tries, log);
  for (const queue of served) {
    passingOn.serve(queue, { pass: (subjects) => lanes.pass(queue, subjects as Iterable<Subject>) });
    carrier.work(queue, (_, { subjects, subject }) =>
      subject === undefined
        ? lanes.take(queue, (subjects ?? []) as readonly Subject[])
        : tries.attempt(queue, subject as Subject),
    );
  }
  if (config.queues.includes('outside')) {
    passingOn.serve('outside', outside);
    carrier.work('outside', (errand, { subjects = [] }) => Promise.resolve(outside.pass(subjects, errand)));
  }
  const notice = new RelayNotice(database, log);
  const sweep = new Sweep(registry.timers, errands, passingOn, log);
  const relay = new Relay({
    databaseUrl: staffUrl,
    publication: new Publication(registry, passingOn, log),
    sweep,
    log,
    others: notice,
  });
  const forget = [database, jobs].map((one) => one.onCommit(() => relay.wake()));
  relay.start();
  return {
    wake: () => relay.wake(),
    async stop() {
      for (const one of forget) one();
      await Promise.all([relay.stop(), outside.stop(), lanes.stop()]);
      notice.stop();
      await carrier.close();
      await jobs.close();
      await context.close();
    },
  };
}
