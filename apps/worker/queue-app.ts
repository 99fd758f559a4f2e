import { NestFactory } from '@nestjs/core';
import {
  checkRedis,
  describeError,
  Errands,
  JobRegistry,
  Metrics,
  nestLog,
  openQueues,
  Relay,
  requireWholeMachines,
  Workers,
  type Config,
  type Database,
  type Log,
  type Queues,
} from '#platform';
import { outlookTimers, replayTimers } from '#assessment';
import { foldingTimers, informationTimers } from '#decisions';
import { EraseDocuments } from '#documents';
import { letterTimers, requestTimers, SendMails } from '#notifications';
import { paymentTimers } from '#payments';
import { routingTimers } from '#routing';
import { WorkerModule } from './worker.module.js';

/** A running queue process: workers for the queues it serves, and the relay when it gets the lock. */
export interface QueueApp {
  readonly queues: Queues;
  /** Something was committed elsewhere in this process. */
  wake(): void;
  stop(): Promise<void>;
}

/** Starts workers and relay. Refuses to start when a job has no handler, or two. */
export async function startQueueApp(
  config: Config,
  log: Log,
  database: Database,
  staffUrl: string,
  metrics = new Metrics(database),
): Promise<QueueApp> {
  requireWholeMachines();
  if (config.redisUrl) await checkRedis(config.redisUrl);
  const context = await NestFactory.createApplicationContext(WorkerModule.of(config, log, database, metrics), {
    logger: nestLog(log),
    abortOnError: false,
  });
  const handlers = context.get(JobRegistry).handlers();
  const queues = openQueues({
    redisUrl: config.redisUrl,
    databaseUrl: staffUrl,
    workers: config.queues.length,
    onError: (error) => log.warn(describeError(error), 'the queue or a worker failed and goes on'),
  });
  const relay = new Relay(staffUrl, queues, log, [
    ...routingTimers,
    ...outlookTimers,
    ...replayTimers,
    ...informationTimers,
    ...foldingTimers,
    ...paymentTimers,
    ...letterTimers,
    ...requestTimers,
  ]);
  new Workers(database, queues, handlers, log, metrics).start(config.queues);
  const forget = database.onCommit(() => relay.wake());
  relay.start();
  const errands = new Errands(log);
  if (config.queues.includes('cases')) errands.start([context.get(SendMails), context.get(EraseDocuments)]);
  return {
    queues,
    wake: () => relay.wake(),
    async stop() {
      forget();
      await Promise.all([errands.stop(), relay.stop()]);
      await queues.close();
      await context.close();
    },
  };
}
