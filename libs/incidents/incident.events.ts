import type { Lane } from '#kernel';
import type { Declaration } from '#queue';

/** Expenses that were submitted together, each with the lane it goes to. */
export interface SubmittedExpenses {
  readonly expenses: readonly { readonly id: string; readonly lane: Lane }[];
}

declare module '#database' {
  interface EventPayloads {
    'incident.reported': SubmittedExpenses & { readonly factsVersion: number; readonly namesVendors?: boolean };
    'incident.facts-changed': { readonly factsVersion: number; readonly names: readonly string[] };
    'incident.triaged': { readonly version: number };
    'incident.opened': { readonly version: number };
    'incident.withdrawn': { readonly version: number };
    'incident.matched': { readonly version: number };
    'incident.adjuster-changed': { readonly version: number; readonly adjusterId: string | null };
    'phase.changed': { readonly phase: string; readonly to: string };
  }
}

export const incidentsEvents: Declaration = {
  domain: 'incidents',
  events: {
    'incident.reported': ['factsVersion', 'expenses', 'namesVendors'],
    'incident.facts-changed': ['factsVersion', 'names'],
    'incident.triaged': ['version'],
    'incident.opened': ['version'],
    'incident.withdrawn': ['version'],
    'incident.matched': ['version'],
    'incident.adjuster-changed': ['version', 'adjusterId'],
    'phase.changed': ['phase', 'to'],
  },
};
