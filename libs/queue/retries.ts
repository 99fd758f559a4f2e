import { type Database } from '#database';
import { type Metrics } from '#operations';
import { describeError, type Log, type QueueName } from '#platform';
import { deliveryOf, instantText, type Delivery, type DeliveryRow, type Subject } from './delivery.js';
import { isNotItsFault, reasonOf, type Effects } from './effects.js';
import { mostAttempts, type PassingOn } from './passing-on.js';

interface RetriesParts {
  readonly database: Database;
  readonly effects: Effects;
  readonly passingOn: PassingOn;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** A delivery that failed alone is a job of its queue: BullMQ keeps its pauses and attempts. */
export class Retries {
  constructor(private readonly parts: RetriesParts) {}

  /** Does the open deliveries of a failed subject one by one; each that fails again becomes a second try. */
  async apart(queue: QueueName, subject: Subject): Promise<void> {
    for (const delivery of await this.#open(queue, subject, 'reason IS NULL')) {
      const error = await this.#failureOf(delivery);
      if (error === undefined) continue;
      if (isNotItsFault(error)) return;
      await this.#keepReason(delivery, error, 0);
      this.parts.passingOn.again(queue, subject);
    }
  }

  /** One attempt of a job. Throws the kind of the last failure after everything is committed. */
  async attempt(queue: QueueName, subject: Subject): Promise<void> {
    let failure: string | undefined;
    for (const delivery of await this.#open(queue, subject, 'reason IS NOT NULL')) {
      const error = await this.#failureOf(delivery);
      if (error === undefined) continue;
      failure = reasonOf(error);
      if (!isNotItsFault(error)) await this.#keepReason(delivery, error, 1);
    }
    if (failure !== undefined) throw new Error(failure);
  }

  async #failureOf(delivery: Delivery): Promise<unknown> {
    try {
      await this.parts.effects.ofDelivery(delivery);
      return undefined;
    } catch (error) {
      return error ?? new Error('nothing was said');
    }
  }

  async #open(queue: QueueName, subject: Subject, which: string): Promise<Delivery[]> {
    const rows = await this.parts.database.statement<DeliveryRow & Record<string, unknown>>(
      'staff',
      `open-apart-${which}`,
      `SELECT consumer, queue, event_id, ${instantText('event_created_at')} AS created_text, subject, ids
         FROM delivery
        WHERE queue = $1 AND subject = $2 AND failed_at IS NULL AND due_at <= statement_timestamp() AND ${which}
        ORDER BY due_at, event_id, consumer`,
      [queue, subject],
    );
    return rows.map(deliveryOf);
  }

  async #keepReason(delivery: Delivery, error: unknown, tried: 0 | 1): Promise<void> {
    const [row] = await this.parts.database.statement<{ failed: boolean }>(
      'staff',
      'keep-reason',
      `UPDATE delivery
          SET attempts = attempts + $5, reason = $4, passed_at = clock_timestamp(),
              failed_at = CASE WHEN attempts + $5 >= $6 THEN clock_timestamp() END
        WHERE consumer = $1 AND event_id = $2 AND event_created_at = $3
       RETURNING failed_at IS NOT NULL AS failed`,
      [delivery.consumer, delivery.eventId, delivery.eventCreatedAt, reasonOf(error), tried, mostAttempts],
    );
    this.parts.metrics.deliveryFailed(delivery.job, row?.failed ? 'given-up' : 'postponed');
    if (row?.failed) this.parts.log.error({ ...describeError(error), job: delivery.job }, 'a delivery was given up');
  }
}
