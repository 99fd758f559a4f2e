import { SetMetadata, type Type } from '@nestjs/common';
import type { EventPayloads, EventType, Tx } from '#database';
import { groupBy } from '#kernel';
import type { QueueName } from '#platform';
import { caseOf, type Delivery, type JobName, type Subject } from './delivery.js';
import type { Errand } from './outside.js';

const HANDLES = 'sonae:handles';

/** Marks the one class that does a job. */
export const Handles = (job: JobName): ClassDecorator => SetMetadata(HANDLES, job);

/**
 * Does the deliveries of one job in the given transaction, all or none. It is called once for each delivery's effect.
 */
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
 * A delivery that a subscription asks for: of the event's case, in the queue `cases`, at once, unless it says
 * otherwise.
 */
export interface Wanted {
  readonly queue?: QueueName;
  readonly part?: string;
  readonly subject?: Subject;
  readonly ids?: readonly string[];
  readonly dueAt?: string | null;
}

/** That an event leads to a job. Of event and job, the later domain of the chain declares it. */
export interface Subscription {
  readonly event: EventType;
  readonly job: JobName;
  readonly wants: (this: void, payload: never) => readonly Wanted[];
}

/** An event leads to a job: to one delivery of its case, or to those that `wants` makes of what it carries. */
export function subscribeTo<T extends EventType>(
  event: T,
  job: JobName,
  wants: (payload: EventPayloads[T]) => readonly Wanted[] = () => [{}],
): Subscription {
  return { event, job, wants };
}

/**
 * A time that is a column of a domain's table. When it has come the sweep writes a delivery for it: once for the row
 * and the time, no matter who looks, and never before somebody has to be informed.
 */
export interface Timer {
  readonly job: JobName;
  /** SQL: id, incident_id (NULL: no case), queue and at of rows whose time has come, those due longest first. */
  readonly due: string;
  /** Seconds between two looks; one where it says nothing. */
  readonly every?: number;
}

/** What a domain says of its events, jobs and times. */
export interface Declaration {
  readonly domain: string;
  /** Its events, each with the names of what it carries. */
  readonly events?: { readonly [T in EventType]?: readonly (keyof EventPayloads[T])[] };
  readonly subscriptions?: readonly Subscription[];
  readonly handlers?: readonly Type<JobHandler>[];
  readonly timers?: readonly Timer[];
  readonly errands?: readonly Type<Errand>[];
}

/** The declarations do not fit together: says of each what is wrong. */
export class RegistryFault extends Error {}

/** All that the domains declare, in the order of their chain. Throws RegistryFault where it is not whole. */
export class Registry {
  /** Each job with its one handler, in the order in which jobs of one transaction are done. */
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

// an event of a domain further right is not there yet when its turn comes
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
