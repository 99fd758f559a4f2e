import type { Declaration } from '#queue';

declare module '#database' {
  interface EventPayloads {
    /** The person may be off duty from `at`: an absence begins, or a line of the roster ends early. */
    'roster.changed': { readonly personId: string; readonly at: string };
  }
}

export const staffingEvents: Declaration = {
  domain: 'staffing',
  events: { 'roster.changed': ['personId', 'at'] },
};
