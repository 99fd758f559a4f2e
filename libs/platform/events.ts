import { lanes, type Lane } from '#kernel';
import type { QueueName } from './config.js';

/** What a job does; each has exactly one handler in a worker process. */
export const jobs = [
  'settle-outlook',
  'route-expenses',
  'reroute',
  'settle-support',
  'acknowledge',
  'lapse-offer',
  'alert-lead',
  'relax-skill',
  'alert-desk',
  'settle-policy-cases',
] as const;
export type JobName = (typeof jobs)[number];

interface SubmittedExpenses {
  readonly expenses: readonly { readonly id: string; readonly lane: Lane }[];
}

/** Events: named in the past, versioned, carrying ids and versions only, never names, diagnoses or account numbers. */
export interface EventPayloads {
  'incident.reported': SubmittedExpenses & { readonly factsVersion: number };
  'expenses.submitted': SubmittedExpenses;
  'incident.facts-changed': { readonly factsVersion: number; readonly names: readonly string[] };
  'expense.corrected': { readonly expenseId: string; readonly lane: Lane; readonly names: readonly string[] };
  'incident.outlook-settled': { readonly factsVersion: number; readonly outlookId: string };
  'incident.triaged': { readonly version: number };
  'incident.opened': { readonly version: number };
  'incident.withdrawn': { readonly version: number };
  'incident.matched': { readonly version: number };
  'phase.changed': { readonly phase: string; readonly to: string };
  'expense.routed': { readonly expenseId: string; readonly workItemId: string };
  'work-item.offered': {
    readonly workItemId: string;
    readonly version: number;
    readonly lane: Lane;
    readonly lapsesAt: string | null;
  };
  'work-item.accepted': { readonly workItemId: string; readonly version: number };
  'work-item.unassigned': {
    readonly workItemId: string;
    readonly version: number;
    readonly lane: Lane;
    readonly relaxAt: string | null;
  };
  'support-request.opened': { readonly supportRequestId: string };
  'support-request.withdrawn': { readonly supportRequestId: string };
  /** Entered, renewed, ended, premises or parameters: belongs to the institution, to no case. */
  'policy.changed': { readonly policyId: string; readonly institutionId: string };
  /** A case whose institution's policy changed: one for each, so that they are settled in batches. */
  'incident.policy-changed': { readonly policyId: string };
}
export type EventType = keyof EventPayloads;

/** One event as it stands in the outbox. */
export interface OutboxEvent<T extends EventType = EventType> {
  readonly id: string;
  readonly createdAt: string;
  readonly incidentId: string | null;
  readonly type: T;
  readonly payload: EventPayloads[T];
}

/** One letter to one consumer: an inbox row. Ids only. */
export interface Delivery {
  readonly consumer: string;
  readonly queue: QueueName;
  readonly job: JobName;
  readonly eventId: string;
  readonly eventCreatedAt: string;
  readonly incidentId: string;
  /** ISO instant before which it must not run; null = at once. */
  readonly dueAt: string | null;
  readonly ids: readonly string[];
}

/** How many expenses, or cases, one job carries at most. */
export const batchSize = 32;

type Letter = {
  readonly job: JobName;
  readonly queue: QueueName;
  readonly part?: string;
  readonly ids?: readonly string[];
  readonly dueAt?: string | null;
};

const cases = (job: JobName): Letter => ({ job, queue: 'cases' });
const routed = (payload: SubmittedExpenses): Letter[] =>
  lanes.flatMap((lane) => {
    const ids = payload.expenses.filter((expense) => expense.lane === lane).map((expense) => expense.id);
    const parts = Math.ceil(ids.length / batchSize);
    return Array.from({ length: parts }, (_, part): Letter => ({
      job: 'route-expenses',
      queue: lane,
      part: `${lane}/${part}`,
      ids: ids.slice(part * batchSize, (part + 1) * batchSize),
    }));
  });

/** The catalogue: what each event leads to. Events without letters are for the live stream and later readers. */
export const subscriptions: { readonly [T in EventType]: (payload: EventPayloads[T]) => readonly Letter[] } = {
  'incident.reported': (payload) => [cases('settle-outlook'), ...routed(payload), cases('acknowledge')],
  'expenses.submitted': (payload) => [cases('settle-outlook'), ...routed(payload)],
  'incident.facts-changed': () => [cases('settle-outlook'), cases('reroute')],
  'expense.corrected': (payload) => [
    cases('settle-outlook'),
    { job: 'reroute', queue: 'cases', ids: [payload.expenseId] },
  ],
  'incident.outlook-settled': () => [cases('settle-support')],
  'incident.triaged': () => [],
  'incident.opened': () => [cases('reroute')],
  'incident.withdrawn': () => [],
  'incident.matched': () => [cases('settle-outlook'), cases('reroute')],
  'phase.changed': () => [],
  // support is decided by outlook and lanes, which routing does not change: the outlook's own event comes
  'expense.routed': () => [],
  'work-item.offered': (payload) =>
    payload.lapsesAt === null
      ? []
      : [{ job: 'lapse-offer', queue: payload.lane, ids: [payload.workItemId], dueAt: payload.lapsesAt }],
  'work-item.accepted': () => [],
  'work-item.unassigned': (payload) => [
    { job: 'alert-lead', queue: payload.lane, ids: [payload.workItemId] },
    ...(payload.relaxAt === null
      ? []
      : [{ job: 'relax-skill' as const, queue: payload.lane, ids: [payload.workItemId], dueAt: payload.relaxAt }]),
  ],
  'support-request.opened': (payload) => [{ job: 'alert-desk', queue: 'cases', ids: [payload.supportRequestId] }],
  'support-request.withdrawn': (payload) => [{ job: 'alert-desk', queue: 'cases', ids: [payload.supportRequestId] }],
  'policy.changed': (payload) => [
    { job: 'settle-policy-cases', queue: 'cases', ids: [payload.policyId, payload.institutionId] },
  ],
  'incident.policy-changed': () => [cases('settle-outlook')],
};

/** The letters of one event, made from the catalogue; the same event always gives the same ones. */
export function deliveriesOf<T extends EventType>(event: OutboxEvent<T>): Delivery[] {
  return subscriptions[event.type](event.payload).map((letter) => ({
    consumer: letter.part ? `${letter.job}/${letter.part}` : letter.job,
    queue: letter.queue,
    job: letter.job,
    eventId: event.id,
    eventCreatedAt: event.createdAt,
    incidentId: event.incidentId ?? '',
    dueAt: letter.dueAt ?? null,
    ids: letter.ids ?? [],
  }));
}
