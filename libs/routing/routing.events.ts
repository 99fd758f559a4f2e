import type { SubmittedExpenses } from '#incidents';
import { lanes, type Lane } from '#kernel';
import { batchSize, subscribeTo, type Declaration, type Wanted } from '#queue';
import { HandOver } from './hand-over.worker.js';
import { AlertLead, LapseOffer, RelaxSkill, Reroute, RouteExpenses } from './routing.worker.js';
import { routingTimers } from './routing-timers.js';

declare module '#database' {
  interface EventPayloads {
    /**
     * Routed for the first time: `offered` says whether somebody was found; later routings are events of the work item.
     */
    'expense.routed': {
      readonly expenseId: string;
      readonly workItemId: string;
      readonly version: number;
      readonly lane: Lane;
      readonly offered: boolean;
    };
    'work-item.offered': { readonly workItemId: string; readonly version: number; readonly lane: Lane };
    'work-item.accepted': { readonly workItemId: string; readonly version: number };
    'work-item.unassigned': { readonly workItemId: string; readonly version: number; readonly lane: Lane };
    'work-items.handed-over': { readonly personId: string; readonly more: boolean };
  }
}

/** One delivery for each lane, or more where a lane gets more than a batch. */
const byLane = ({ expenses }: SubmittedExpenses): Wanted[] =>
  lanes.flatMap((lane) => {
    const ids = expenses.filter((expense) => expense.lane === lane).map(({ id }) => id);
    const parts = Math.ceil(ids.length / batchSize);
    return Array.from({ length: parts }, (_, part): Wanted => ({
      queue: lane,
      part: `${lane}/${part}`,
      ids: ids.slice(part * batchSize, (part + 1) * batchSize),
    }));
  });

const ofPerson = (personId: string, dueAt: string | null = null): Wanted[] => [
  { subject: `person:${personId}`, ids: [personId], dueAt },
];

export const routingEvents: Declaration = {
  domain: 'routing',
  events: {
    'expense.routed': ['expenseId', 'workItemId', 'version', 'lane', 'offered'],
    'work-item.offered': ['workItemId', 'version', 'lane'],
    'work-item.accepted': ['workItemId', 'version'],
    'work-item.unassigned': ['workItemId', 'version', 'lane'],
    'work-items.handed-over': ['personId', 'more'],
  },
  subscriptions: [
    subscribeTo('incident.reported', 'route-expenses', byLane),
    subscribeTo('expenses.submitted', 'route-expenses', byLane),
    subscribeTo('incident.facts-changed', 'reroute'),
    subscribeTo('expense.corrected', 'reroute', ({ expenseId }) => [{ ids: [expenseId] }]),
    subscribeTo('incident.opened', 'reroute'),
    subscribeTo('incident.matched', 'reroute'),
    subscribeTo('incident.adjuster-changed', 'reroute', ({ adjusterId }) => (adjusterId === null ? [] : [{}])),
    subscribeTo('work-item.unassigned', 'alert-lead', ({ workItemId, lane }) => [{ queue: lane, ids: [workItemId] }]),
    subscribeTo('person.left', 'hand-over', ({ personId, leavesAt }) => ofPerson(personId, leavesAt)),
    subscribeTo('role.ended', 'hand-over', ({ personId }) => ofPerson(personId)),
    subscribeTo('roster.changed', 'hand-over', ({ personId, at }) => ofPerson(personId, at)),
    // one batch in each transaction; the rest comes with the next delivery
    subscribeTo('work-items.handed-over', 'hand-over', ({ personId, more }) => (more ? ofPerson(personId) : [])),
  ],
  handlers: [RouteExpenses, Reroute, LapseOffer, RelaxSkill, HandOver, AlertLead],
  timers: routingTimers,
};
