import type { Declaration } from '#queue';

declare module '#platform' {
  interface EventPayloads {
    'person.left': { readonly personId: string; readonly leavesAt: string };
    'role.ended': { readonly personId: string; readonly grantId: string };
    /** Somebody is no longer on duty from then on: an absence begins, or a line of the roster ends early. */
    'roster.changed': { readonly personId: string; readonly at: string };
  }
}

export const partiesEvents: Declaration = {
  domain: 'parties',
  events: {
    'person.left': ['personId', 'leavesAt'],
    'role.ended': ['personId', 'grantId'],
    'roster.changed': ['personId', 'at'],
  },
};
