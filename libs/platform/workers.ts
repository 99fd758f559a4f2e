import { Injectable, SetMetadata, type Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { systemActor } from './actor.js';
import type { QueueName } from './config.js';
import type { Database, Tx } from './database.js';
import { jobs, type Delivery, type JobName } from './events.js';
import { describeError, type Log } from './log.js';
import type { Queues } from './queues.js';

const HANDLES = 'sonae:handles';

/** Marks the one class that does a job. */
export const Handles = (job: JobName): ClassDecorator => SetMetadata(HANDLES, job);

/** Does the letters of one job in the given transaction, all or none. It is called once for each letter's effect. */
export interface JobHandler {
  handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void>;
}

/** Finds every handler and checks that each job has exactly one. Throws naming the jobs that do not. */
@Injectable()
export class JobRegistry {
  constructor(private readonly discovery: DiscoveryService) {}

  handlers(): ReadonlyMap<JobName, JobHandler> {
    const found = new Map<JobName, JobHandler[]>();
    for (const { metatype, instance } of this.discovery.getProviders() as {
      metatype: Type | null;
      instance: JobHandler;
    }[]) {
      const job: JobName | undefined = metatype
        ? (Reflect.getMetadata(HANDLES, metatype) as JobName | undefined)
        : undefined;
      if (job && instance) found.set(job, [...(found.get(job) ?? []), instance]);
    }
    const wrong = jobs.filter((job) => found.get(job)?.length !== 1);
    if (wrong.length > 0) throw new Error(`every job needs exactly one handler; not so: ${wrong.join(', ')}`);
    return new Map([...found].flatMap(([job, [handler]]) => (handler ? [[job, handler] as const] : [])));
  }
}

/** Serves queues: each letter's effect and its inbox row in one transaction, a batch first whole, then letter by letter. */
export class Workers {
  constructor(
    private readonly database: Database,
    private readonly queues: Queues,
    private readonly handlers: ReadonlyMap<JobName, JobHandler>,
    private readonly log: Log,
  ) {}

  start(served: readonly QueueName[]): void {
    for (const queue of served) {
      this.queues.work(
        queue,
        queue === 'cases' ? 4 : 2,
        (deliveries) => this.#process(deliveries),
        (deliveries, error) => this.#bury(deliveries, error),
      );
    }
  }

  async #process(deliveries: readonly Delivery[]): Promise<void> {
    try {
      await this.#effect(deliveries);
      return;
    } catch (error) {
      if (deliveries.length === 1) throw error;
      this.log.debug(describeError(error), 'a batch failed and is done letter by letter');
    }
    let failed: Error | undefined;
    for (const delivery of deliveries) {
      await this.#effect([delivery]).catch((error: unknown) => {
        failed = error instanceof Error ? error : new Error('a letter failed');
      });
    }
    if (failed) throw failed;
  }

  async #effect(deliveries: readonly Delivery[]): Promise<void> {
    const [first] = deliveries;
    const handler = first && this.handlers.get(first.job);
    if (!handler) throw new Error('a job without a handler');
    await this.database.transaction(systemActor(first.job), { case: '*' }, async (tx) => {
      const claimed = await tx.rows<{ consumer: string; event_id: string }>(
        `UPDATE inbox i SET done_at = clock_timestamp(), failed_at = NULL, reason = NULL FROM unnest($1::text[], $2::uuid[], $3::timestamptz[]) AS d(consumer, event_id, event_created_at)
          WHERE i.consumer = d.consumer AND i.event_id = d.event_id AND i.event_created_at = d.event_created_at AND i.done_at IS NULL AND i.event_created_at BETWEEN $4 AND $5
          RETURNING i.consumer, i.event_id`,
        [...columns(deliveries), ...monthsOf(deliveries)],
      );
      const mine = new Set(claimed.map((row) => `${row.consumer} ${row.event_id}`));
      const todo = deliveries.filter((delivery) => mine.has(`${delivery.consumer} ${delivery.eventId}`));
      if (todo.length > 0) await handler.handle(tx, todo);
    });
  }

  // the reason names kind and place only: a database's message carries values of rows
  async #bury(deliveries: readonly Delivery[], error: Error): Promise<void> {
    const { name, code, constraint } = describeError(error);
    const reason = [name, code, constraint].filter((part) => typeof part === 'string').join(' ');
    this.log.error({ ...describeError(error), job: deliveries[0]?.job }, 'a job was given up');
    await this.database.statement(
      'staff',
      'bury',
      `UPDATE inbox i SET failed_at = clock_timestamp(), reason = $4 FROM unnest($1::text[], $2::uuid[], $3::timestamptz[]) AS d(consumer, event_id, event_created_at)
        WHERE i.consumer = d.consumer AND i.event_id = d.event_id AND i.event_created_at = d.event_created_at AND i.done_at IS NULL`,
      [...columns(deliveries), reason],
    );
  }
}

/** From the first to the last: only the partitions of these months are looked at. */
function monthsOf(deliveries: readonly Delivery[]): [string, string] {
  const moments = deliveries.map((delivery) => delivery.eventCreatedAt).sort();
  return [moments[0] ?? '', moments.at(-1) ?? ''];
}

function columns(deliveries: readonly Delivery[]): [string[], string[], string[]] {
  return [
    deliveries.map((delivery) => delivery.consumer),
    deliveries.map((delivery) => delivery.eventId),
    deliveries.map((delivery) => delivery.eventCreatedAt),
  ];
}
