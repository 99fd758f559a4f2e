import { subscribeTo, type Declaration } from '#queue';
import { AlertDesk, SettleSupport } from './settle-support.worker.js';

declare module '#database' {
  interface EventPayloads {
    'support-request.opened': { readonly supportRequestIds: readonly string[] };
    'support-request.withdrawn': { readonly supportRequestIds: readonly string[] };
  }
}

export const supportEvents: Declaration = {
  domain: 'emergency-support',
  events: {
    'support-request.opened': ['supportRequestIds'],
    'support-request.withdrawn': ['supportRequestIds'],
  },
  subscriptions: [
    // outlook and lanes decide on support, and routing changes neither: the event of the outlook is enough
    subscribeTo('incident.outlook-settled', 'settle-support'),
    subscribeTo('support-request.opened', 'alert-desk', ({ supportRequestIds }) => [{ ids: supportRequestIds }]),
    subscribeTo('support-request.withdrawn', 'alert-desk', ({ supportRequestIds }) => [{ ids: supportRequestIds }]),
  ],
  handlers: [SettleSupport, AlertDesk],
};
