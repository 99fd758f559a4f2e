import { on, type Declaration } from '#queue';
import { LinkCommonCause } from './link-common-cause.worker.js';
import { ProposeMerges } from './propose-merges.worker.js';

declare module '#platform' {
  interface EventPayloads {
    /** A call of the desk: to call back, or to tell a caller that the report was received. */
    'desk-call.recorded': { readonly callId: string };
  }
}

export const intakeEvents: Declaration = {
  domain: 'intake',
  events: { 'desk-call.recorded': ['callId'] },
  subscriptions: [
    on('incident.reported', 'link-common-cause', ({ namesVendors }) => (namesVendors ? [{}] : [])),
    on('incident.facts-changed', 'link-common-cause', ({ names }) => (names.includes('involvedVendors') ? [{}] : [])),
    on('incident.withdrawn', 'link-common-cause'),
    on('incident.matched', 'propose-merges'),
  ],
  handlers: [LinkCommonCause, ProposeMerges],
};
