import type { Declaration } from '#queue';

declare module '#database' {
  interface EventPayloads {
    'person.left': { readonly personId: string; readonly leavesAt: string };
    'role.ended': { readonly personId: string; readonly grantId: string };
  }
}

export const peopleEvents: Declaration = {
  domain: 'people',
  events: {
    'person.left': ['personId', 'leavesAt'],
    'role.ended': ['personId', 'grantId'],
  },
};
