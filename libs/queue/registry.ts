import { SetMetadata, type Type } from '@nestjs/common';
import type { EventPayloads, EventType, Tx } from '#database';
import { groupBy } from '#kernel';
import type { QueueName } from '#platform';
import { caseOf, type Delivery, type JobName, type Subject } from './delivery.js';
import type { Errand } from './outside.js';

const HANDLES = 'sonae:handles';

/** Marks the one class that does a job. */
export const Handles = (job: JobName): ClassDecorator => SetMetadata(HANDLES, job);

/** Does the deliveries of one job in the given transaction, all or none. Each delivery is given to it once. */
export interface JobHandler {
  handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void>;
}

/** One event as it stands in the outbox. */
export interface OutboxEvent<T extends EventType = EventType> {
  readonly id: string;
  readonly createdAt: string;
  readonly incidentId: string | null;
  readonly institutionId: string;
  readonly type: T;
  readonly payload: EventPayloads[T];
}

/**
 * A delivery that a subscription asks for; unless it says otherwise, for the event's case, in the queue `cases`, at
 * once.
 */
export interface Wanted {
  readonly queue?: QueueName;
  readonly part?: string;
  readonly subject?: Subject;
  readonly ids?: readonly string[];
  readonly dueAt?: string | null;
}

/** An event that leads to a job. The later domain of the two declares it. */
export interface Subscription {
  readonly event: EventType;
  readonly job: JobName;
  readonly wants: (this: void, payload: never) => readonly Wanted[];
}

/**
 * Makes the subscription of a job to an event: one delivery for the event's case, or those that `wants` makes of the
 * payload.
 */
export function subscribeTo<T extends EventType>(
  event: T,
  job: JobName,
  wants: (payload: EventPayloads[T]) => readonly Wanted[] = () => [{}],
): Subscription {
  return { event, job, wants };
}

/**
 * A time in a column of a domain's table. When it has come, the sweep writes one delivery for the row and the time,
 * however many processes look.
 */
export interface Timer {
  readonly job: JobName;
  /** SQL: id, incident_id (NULL: no case), queue and at of due rows, those due longest first. */
  readonly due: string;
  /** Seconds between two runs of the query; one by default. */
  readonly every?: number;
}

/** The events, jobs and timers of a domain. */
export interface Declaration {
  readonly domain: string;
  /** Its events, each with the names of its payload's members. */
  readonly events?: { readonly [T in EventType]?: readonly (keyof EventPayloads[T])[] };
  readonly subscriptions?: readonly Subscription[];
  readonly handlers?: readonly Type<JobHandler>[];
  readonly timers?: readonly Timer[];
  readonly errands?: readonly Type<Errand>[];
}

/** The declarations do not fit together; names every fault. */
export class RegistryFault extends Error {}

/** The declarations of all domains, in the order of the chain. Throws RegistryFault where they do not fit together. */
export class Registry {
  /** Each job with its handler, in the order in which the jobs of one transaction are done. */
  readonly handlers: ReadonlyMap<JobName, Type<JobHandler>>;
  readonly subscriptions: ReadonlyMap<string, readonly Subscription[]>;
  readonly timers: readonly Timer[];
  readonly errands: readonly Type<Errand>[];

  constructor(readonly declarations: readonly Declaration[]) {
    const handlers = declarations.flatMap((one) => one.handlers ?? []);
    this.handlers = new Map(handlers.map((handler) => [jobOf(handler), handler]));
    const subscriptions = declarations.flatMap((one) => one.subscriptions ?? []);
    this.subscriptions = groupBy(subscriptions, ({ event }) => event);
    this.timers = declarations.flatMap((one) => one.timers ?? []);
    this.errands = declarations.flatMap((one) => one.errands ?? []);
    const faults = [...this.#jobFaults(handlers.map(jobOf)), ...eventFaults(declarations)];
    if (faults.length > 0) throw new RegistryFault(faults.join('\n'));
  }

  /** The deliveries of one event; the same event always gives the same ones. */
  deliveriesOf({ id, createdAt, incidentId, institutionId, type, payload }: OutboxEvent): Delivery[] {
    return (this.subscriptions.get(type) ?? []).flatMap(({ job, wants }) =>
      wants(payload as never).map(({ queue = 'cases', part, subject: own, ids = [], dueAt = null }) => {
        const subject: Subject = own ?? (incidentId === null ? `institution:${institutionId}` : `case:${incidentId}`);
        return {
          consumer: part === undefined ? job : `${job}/${part}`,
          queue,
          job,
          eventId: id,
          eventCreatedAt: createdAt,
          subject,
          incidentId: caseOf(subject),
          dueAt,
          ids,
        };
      }),
    );
  }

  #jobFaults(handled: readonly JobName[]): string[] {
    const named = [...[...this.subscriptions.values()].flat(), ...this.timers].map(({ job }) => job);
    return [...new Set([...named, ...handled])].flatMap((job) => {
      const handlers = handled.filter((other) => other === job).length;
      if (handlers !== 1) return [`${job} needs exactly one handler and has ${handlers}`];
      return named.includes(job) ? [] : [`nothing leads to ${job}`];
    });
  }
}

function jobOf(handler: Type<JobHandler>): JobName {
  return (Reflect.getMetadata(HANDLES, handler) as JobName | undefined) ?? `${handler.name} (without @Handles)`;
}

// an event of a later domain is not registered yet when its subscription is checked
function eventFaults(declarations: readonly Declaration[]): string[] {
  const known = new Set<string>();
  return declarations.flatMap(({ domain, events = {}, subscriptions = [] }) => {
    const own = Object.keys(events);
    const twice = own.filter((event) => known.has(event)).map((event) => `${domain} declares ${event} again`);
    for (const event of own) known.add(event);
    const unknown = subscriptions.filter(({ event }) => !known.has(event));
    return [
      ...twice,
      ...unknown.map(({ event }) => `${domain} subscribes to ${event}, which no domain before it declares`),
    ];
  });
}
