import { lanes, type Lane } from '#kernel';
import type { QueueName } from './config.js';

/** What a job does; each has exactly one handler in a worker process. */
export const jobs = [
  'settle-outlook',
  'route-expenses',
  'reroute',
  'settle-support',
  'acknowledge',
  'mail-requests',
  'mail-reminder',
  'lapse-offer',
  'alert-lead',
  'relax-skill',
  'alert-desk',
  'link-common-cause',
  'propose-merges',
  'hand-over',
  'settle-policy-cases',
  'replay-assessments',
  'route-apart',
  'shadow-assess',
  'remind-claimant',
  'reopen-unproven',
  'schedule-payments',
  'write-payment-notice',
  'write-denial',
  'write-clock-notice',
  'write-repayment-demand',
  'write-outlook-correction',
  'refold-names',
] as const;
export type JobName = (typeof jobs)[number];

/** Jobs of earlier versions that became errands: a letter of one is done when it is taken, its row is what counts. */
export const formerJobs: readonly string[] = ['send-mail', 'erase-documents'];

/** Those that place work items: in one transaction they are done one after another, in this order. */
export const placingJobs: readonly JobName[] = [
  'route-apart',
  'route-expenses',
  'reroute',
  'lapse-offer',
  'relax-skill',
  'hand-over',
];

interface SubmittedExpenses {
  readonly expenses: readonly { readonly id: string; readonly lane: Lane }[];
}

/** Events: named in the past, versioned, carrying ids and versions only, never names, diagnoses or account numbers. */
export interface EventPayloads {
  'incident.reported': SubmittedExpenses & { readonly factsVersion: number; readonly namesVendors?: boolean };
  'expenses.submitted': SubmittedExpenses;
  'incident.facts-changed': { readonly factsVersion: number; readonly names: readonly string[] };
  'expense.corrected': { readonly expenseId: string; readonly lane: Lane; readonly names: readonly string[] };
  /** The insurer consented to a line before it was spent: what it can get is seen anew. */
  'expense.consented': { readonly expenseId: string };
  'incident.outlook-settled': { readonly factsVersion: number; readonly outlookId: string };
  /** It was told of cover otherwise than holds, while cover and support had one outlook. */
  'incident.outlook-corrected': { readonly correctionId: string };
  'incident.triaged': { readonly version: number };
  'incident.opened': { readonly version: number };
  'incident.withdrawn': { readonly version: number };
  'incident.matched': { readonly version: number };
  'incident.merged': { readonly intoId: string };
  /** A call of the desk: to call back, or to tell a caller that the report was received. */
  'desk-call.recorded': { readonly callId: string };
  'phase.changed': { readonly phase: string; readonly to: string };
  /** Its first way: `offered` says whether somebody was found; later ways are those of the work item. */
  'expense.routed': {
    readonly expenseId: string;
    readonly workItemId: string;
    readonly version: number;
    readonly lane: Lane;
    readonly offered: boolean;
  };
  /** The claimant wants more of an approved line: others than those who signed it look at it. */
  'expense.supplemented': { readonly expenseId: string; readonly lane: Lane };
  'expense.appealed': { readonly expenseId: string; readonly lane: Lane };
  'information.requested': { readonly requestId: string };
  'information.reminded': { readonly requestId: string };
  'information.answered': { readonly requestId: string };
  'pre-approval.requested': { readonly preApprovalId: string };
  'pre-approval.answered': { readonly preApprovalId: string; readonly state: string };
  'pre-approval.withdrawn': { readonly preApprovalId: string };
  'document.received': { readonly documentId: string };
  /** One with a password was opened: it counts now. */
  'document.opened': { readonly documentId: string };
  /** A paper proves these expenses too. */
  'expense.evidence-linked': { readonly documentId: string; readonly expenseIds: readonly string[] };
  'expense.proposed': { readonly expenseId: string; readonly decisionId: string };
  /** Approved, rejected, or back in review: what the other lines of the case can get may have changed. */
  'expense.decided': { readonly expenseId: string; readonly decisionId: string; readonly state: string };
  /** What was held for it, if anything, is free: the other lines of the case and of the period can get more. */
  'expense.withdrawn': { readonly expenseId: string; readonly policyId: string; readonly institutionId: string };
  /** A decided line would come to something else now. */
  'assessment-task.opened': { readonly taskId: string };
  'repayment.moved': { readonly repaymentId: string; readonly state: string };
  /** That facts on which a line was agreed to were knowingly false: asked, signed or dropped. */
  'false-facts.moved': { readonly falseFactsId: string; readonly expenseId: string; readonly state: string };
  /** Extended, or complete on a later day: told to the claimant. */
  'payment.clock-moved': { readonly expenseId: string; readonly kind: string };
  /** Scheduled, settled, returned or stopped: the state says which. */
  'payment.moved': { readonly paymentId: string; readonly state: string };
  'work-item.offered': { readonly workItemId: string; readonly version: number; readonly lane: Lane };
  'work-item.accepted': { readonly workItemId: string; readonly version: number };
  'work-item.unassigned': { readonly workItemId: string; readonly version: number; readonly lane: Lane };
  'support-request.opened': { readonly supportRequestIds: readonly string[] };
  'support-request.withdrawn': { readonly supportRequestIds: readonly string[] };
  'person.left': { readonly personId: string; readonly leavesAt: string };
  'role.ended': { readonly personId: string; readonly grantId: string };
  /** Somebody is no longer on duty from then on: an absence begins, or a line of the roster ends early. */
  'roster.changed': { readonly personId: string; readonly at: string };
  'work-items.handed-over': { readonly personId: string; readonly more: boolean };
  'incident.adjuster-changed': { readonly version: number; readonly adjusterId: string | null };
  /** Entered, renewed, ended, premises or parameters: belongs to the institution, to no case. */
  'policy.changed': { readonly policyId: string; readonly institutionId: string };
  /** Something was promised, paid or released of a period's limits: what its open cases can still get has changed. */
  'limits.posted': { readonly policyId: string; readonly institutionId: string };
  /** A case whose institution's policy or limits changed: one for each, so that they are settled in batches. */
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

/** One letter to one consumer: it waits until its effect is done, which the inbox records. Ids only. */
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

/**
 * A time that is a column of a domain's table. When it has come the relay writes a letter for it: once for the row and the
 * time, whoever looks, and never before somebody has to be told.
 */
export interface Timer {
  readonly job: JobName;
  /** SQL: id, incident_id, queue and at of rows whose time has come, those due longest first. */
  readonly due: string;
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

const handOver = (personId: string, dueAt: string | null): Letter => ({
  job: 'hand-over',
  queue: 'cases',
  ids: [personId],
  dueAt,
});
const settlePolicyCases = ({ policyId, institutionId }: EventPayloads['policy.changed']): Letter => ({
  job: 'settle-policy-cases',
  queue: 'cases',
  ids: [policyId, institutionId],
});
const cases = (job: JobName): Letter => ({ job, queue: 'cases' });
const letter = (job: JobName, id: string): Letter => ({ job, queue: 'cases', ids: [id] });
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
  'incident.reported': (payload) => [
    cases('settle-outlook'),
    ...routed(payload),
    cases('acknowledge'),
    ...(payload.namesVendors ? [cases('link-common-cause')] : []),
  ],
  'expenses.submitted': (payload) => [cases('settle-outlook'), ...routed(payload), cases('mail-requests')],
  'incident.facts-changed': ({ names }) => [
    cases('settle-outlook'),
    cases('shadow-assess'),
    cases('reroute'),
    ...(names.includes('involvedVendors') ? [cases('link-common-cause')] : []),
  ],
  'expense.corrected': (payload) => [
    cases('settle-outlook'),
    { job: 'reroute', queue: 'cases', ids: [payload.expenseId] },
    cases('mail-requests'),
  ],
  'expense.consented': () => [cases('settle-outlook')],
  'incident.outlook-settled': () => [cases('settle-support')],
  'incident.outlook-corrected': ({ correctionId }) => [letter('write-outlook-correction', correctionId)],
  'incident.triaged': () => [],
  'incident.opened': () => [cases('reroute')],
  'incident.withdrawn': () => [cases('link-common-cause')],
  'incident.matched': () => [
    cases('settle-outlook'),
    cases('shadow-assess'),
    cases('reroute'),
    cases('propose-merges'),
    cases('mail-requests'),
  ],
  'incident.merged': () => [cases('link-common-cause')],
  'phase.changed': () => [],
  'desk-call.recorded': () => [],
  // support is decided by outlook and lanes, which routing does not change: the outlook's own event comes
  'expense.routed': () => [],
  'expense.supplemented': ({ expenseId, lane }) => [
    cases('settle-outlook'),
    cases('shadow-assess'),
    { job: 'route-apart', queue: lane, ids: [expenseId] },
    cases('mail-requests'),
  ],
  'expense.appealed': ({ expenseId, lane }) => [{ job: 'route-apart', queue: lane, ids: [expenseId] }],
  'information.requested': () => [cases('mail-requests')],
  'information.reminded': ({ requestId }) => [letter('mail-reminder', requestId)],
  'information.answered': () => [],
  'pre-approval.requested': () => [],
  'pre-approval.answered': () => [],
  'pre-approval.withdrawn': () => [],
  'document.received': () => [],
  'document.opened': () => [],
  'expense.evidence-linked': ({ expenseIds }) => [{ job: 'reopen-unproven', queue: 'cases', ids: expenseIds }],
  'expense.proposed': () => [cases('settle-outlook')],
  'expense.decided': () => [cases('settle-outlook'), cases('shadow-assess')],
  'expense.withdrawn': (payload) => [
    cases('settle-outlook'),
    cases('shadow-assess'),
    ...(payload.policyId === '' ? [] : [settlePolicyCases(payload)]),
  ],
  // the time of scheduling is a column, see the timers of payments
  'assessment-task.opened': () => [],
  'repayment.moved': ({ repaymentId, state }) => [
    cases('shadow-assess'),
    ...(state === 'demanded' ? [letter('write-repayment-demand', repaymentId)] : []),
  ],
  'false-facts.moved': () => [],
  'payment.clock-moved': ({ expenseId }) => [letter('write-clock-notice', expenseId)],
  'payment.moved': ({ paymentId, state }) => [
    ...(state === 'settled' ? [letter('write-payment-notice', paymentId)] : []),
    // set aside too: whose mistake a return was may be corrected then, and the institution be asked
    ...(state === 'returned' || state === 'set-aside' ? [cases('mail-requests')] : []),
  ],
  // the times of items are columns, see the timers of routing
  'work-item.offered': () => [],
  'work-item.accepted': () => [],
  'work-item.unassigned': ({ workItemId, lane }) => [{ job: 'alert-lead', queue: lane, ids: [workItemId] }],
  'support-request.opened': (payload) => [{ job: 'alert-desk', queue: 'cases', ids: payload.supportRequestIds }],
  'support-request.withdrawn': (payload) => [{ job: 'alert-desk', queue: 'cases', ids: payload.supportRequestIds }],
  'person.left': ({ personId, leavesAt }) => [handOver(personId, leavesAt)],
  'role.ended': ({ personId }) => [handOver(personId, null)],
  'roster.changed': ({ personId, at }) => [handOver(personId, at)],
  // one batch a transaction; what is left comes with the next letter
  'work-items.handed-over': ({ personId, more }) => (more ? [handOver(personId, null)] : []),
  'incident.adjuster-changed': ({ adjusterId }) => (adjusterId === null ? [] : [cases('reroute')]),
  'policy.changed': (payload) => [settlePolicyCases(payload)],
  'limits.posted': (payload) => [settlePolicyCases(payload)],
  'incident.policy-changed': () => [cases('settle-outlook'), cases('shadow-assess')],
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
