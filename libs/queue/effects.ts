import { actAs, isDatabaseAway, systemActor, type Database } from '#database';
import { type Metrics } from '#operations';
import { describeError, isDiskFull, type QueueName } from '#platform';
import {
  batchSize,
  caseOf,
  deliveryOf,
  instantText,
  type Delivery,
  type DeliveryRow,
  type JobName,
  type Subject,
} from './delivery.js';
import type { JobHandler } from './registry.js';

/** Open deliveries, without failed ones and those that wait for a second try. */
const open = `failed_at IS NULL AND reason IS NULL AND due_at <= statement_timestamp()`;

/** The most expenses of one transaction; a delivery without expenses counts as one. */
const heaviest = 4 * batchSize;

// a timer may write a delivery again while its first one is being done: one that the inbox has is only deleted
const takeOpen = (which: string): string => `
  WITH open AS (
    SELECT consumer, event_id, event_created_at, due_at, greatest(1, cardinality(ids)) AS weight
      FROM delivery
     WHERE ${which}),
  counted AS (
    SELECT *, sum(weight) OVER (ORDER BY due_at, event_id, consumer) - weight AS before
      FROM open),
  taken AS (
    DELETE FROM delivery d
     USING counted c
     WHERE d.consumer = c.consumer AND d.event_id = c.event_id AND d.event_created_at = c.event_created_at
       AND c.before < ${heaviest}
    RETURNING d.*),
  done AS (
    INSERT INTO inbox (consumer, event_id, event_created_at, attempts, done_at)
    SELECT consumer, event_id, event_created_at, attempts, clock_timestamp()
      FROM taken
        ON CONFLICT DO NOTHING
    RETURNING consumer, event_id, event_created_at)
  SELECT consumer, queue, event_id, ${instantText('event_created_at')} AS created_text, subject, ids,
         (SELECT count(*) FROM open)::int AS open
    FROM taken
    JOIN done
   USING (consumer, event_id, event_created_at)
   ORDER BY due_at, event_id, consumer`;

const takeOfSubjects = takeOpen(`queue = ANY ($1) AND subject = ANY ($2) AND ${open}`);
const takeOne = takeOpen('consumer = $1 AND event_id = $2 AND event_created_at = $3 AND failed_at IS NULL');

/**
 * Transactions in which deliveries take effect: the cases are locked by id, the open deliveries are read under the
 * lock, marked as done, and done, all or none. So each counts once, even when several processes have its subject.
 */
export class Effects {
  constructor(
    private readonly database: Database,
    private readonly handlers: ReadonlyMap<JobName, JobHandler>,
    private readonly metrics: Metrics,
  ) {}

  /** Does the open deliveries of these subjects in these queues, up to a batch. Answers whether there are more. */
  async ofSubjects(queues: readonly QueueName[], subjects: readonly Subject[]): Promise<boolean> {
    const { found, done } = await this.#transaction(subjects, takeOfSubjects, [queues, subjects]);
    return done > 0 && found > done;
  }

  /** Does one delivery, unless it is done or has failed. */
  async ofDelivery({ subject, consumer, eventId, eventCreatedAt }: Delivery): Promise<void> {
    await this.#transaction([subject], takeOne, [consumer, eventId, eventCreatedAt]);
  }

  async #transaction(
    subjects: readonly Subject[],
    take: string,
    values: readonly unknown[],
  ): Promise<{ found: number; done: number }> {
    const spent = new Map<JobName, { deliveries: number; seconds: number }>();
    const rows = await this.database.transaction(systemActor('worker'), async (tx) => {
      spent.clear();
      const cases = subjects.map(caseOf).filter((id) => id !== '');
      // sent together with the lock: the open deliveries are read under it
      const [, taken] = await tx.together([
        tx.lockCases(cases),
        tx.rows<DeliveryRow & { readonly open: number }>(take, values),
      ]);
      const deliveries = taken.map(deliveryOf);
      for (const job of this.#inOrder(deliveries)) {
        const began = performance.now();
        const ofJob = deliveries.filter((delivery) => delivery.job === job);
        await this.#handlerOf(job).handle(actAs(tx, systemActor(job)), ofJob);
        spent.set(job, { deliveries: ofJob.length, seconds: (performance.now() - began) / 1000 });
      }
      return taken;
    });
    for (const [job, { deliveries, seconds }] of spent) this.metrics.batchDone(job, deliveries, seconds);
    return { found: rows[0]?.open ?? 0, done: rows.length };
  }

  // in the order of the domains: a later one sees what an earlier one did to the same case
  #inOrder(deliveries: readonly Delivery[]): JobName[] {
    const wanted = new Set(deliveries.map(({ job }) => job));
    const known = [...this.handlers.keys()].filter((job) => wanted.has(job));
    return [...new Set([...known, ...wanted])];
  }

  #handlerOf(job: JobName): JobHandler {
    const handler = this.handlers.get(job);
    if (!handler) throw new Error(`no handler for ${job}`);
    return handler;
  }
}

/**
 * Whether an error is not due to the job: the database is away, a disk is full, or another transaction holds the case.
 */
export function isNotItsFault(error: unknown): boolean {
  return isDiskFull(error) || isDatabaseAway(error) || isHeldByOthers(error);
}

/** Whether a lock was not obtained in time, because another transaction holds the case. */
export function isHeldByOthers(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '55P03';
}

/** The kind and code of an error; a database's message is left out, because it contains values of rows. */
export function reasonOf(error: unknown): string {
  const { name, code, constraint } = describeError(error);
  return [name, code, constraint].filter((part) => typeof part === 'string').join(' ') || 'Error';
}
