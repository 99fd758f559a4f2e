import type { QueueName } from '#platform';
import type { DeliveryEntity, Subject } from './delivery.entity.js';

/** The name of a job; each has exactly one handler in a worker process. */
export type JobName = string;

export type { Subject };

/** One delivery of an event, or of a timer's row, to one consumer. Ids only. */
export interface Delivery {
  /** The job, and the part of the event where several go to one job. */
  readonly consumer: string;
  readonly queue: QueueName;
  readonly job: JobName;
  readonly eventId: string;
  readonly eventCreatedAt: string;
  readonly subject: Subject;
  /** Empty where there is no case. */
  readonly incidentId: string;
  /** ISO instant before which it must not be done; null = at once. */
  readonly dueAt: string | null;
  readonly ids: readonly string[];
}

/** The most expenses or cases in one delivery, and in one transaction. */
export const batchSize = 32;

/** The case of a subject; empty where the subject is no case. */
export function caseOf(subject: Subject): string {
  return subject.startsWith('case:') ? subject.slice('case:'.length) : '';
}

/** The columns of a delivery. */
export interface DeliveryRow extends Pick<DeliveryEntity, 'consumer' | 'queue' | 'event_id' | 'subject' | 'ids'> {
  readonly created_text: string;
}

export function deliveryOf({ consumer, queue, event_id, created_text, subject, ids }: DeliveryRow): Delivery {
  const [job = consumer] = consumer.split('/');
  const incidentId = caseOf(subject);
  return {
    consumer,
    queue,
    job,
    eventId: event_id,
    eventCreatedAt: created_text,
    subject,
    incidentId,
    dueAt: null,
    ids,
  };
}

/** An instant with microseconds, as text: a JavaScript Date would not find its row again. */
export const instantText = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
