import { subscribeTo, type Declaration } from '#queue';
import { LinkCommonCause, TellFirstOfCause } from './link-common-cause.worker.js';
import { ProposeMerges } from './propose-merges.worker.js';

declare module '#database' {
  interface EventPayloads {
    /** A call of the desk: a call back, or the acknowledgement of a report by telephone. */
    'desk-call.recorded': { readonly callId: string };
    /** A note of the insurer on a case; its institution hears nothing of it. */
    'case-note.written': { readonly noteId: string };
    /**
     * A second case shares a vendor, product or contractor with the case `firstId`, whose timeline then shows it too.
     */
    'common-cause.shared': { readonly commonCauseId: string; readonly firstId: string };
  }
}

export const intakeEvents: Declaration = {
  domain: 'intake',
  events: {
    'desk-call.recorded': ['callId'],
    'case-note.written': ['noteId'],
    'common-cause.shared': ['commonCauseId', 'firstId'],
  },
  subscriptions: [
    subscribeTo('incident.reported', 'link-common-cause', ({ namesVendors }) => (namesVendors ? [{}] : [])),
    subscribeTo('incident.facts-changed', 'link-common-cause', ({ names }) =>
      names.includes('involvedVendors') ? [{}] : [],
    ),
    subscribeTo('incident.withdrawn', 'link-common-cause'),
    subscribeTo('common-cause.shared', 'tell-first-of-cause', ({ commonCauseId, firstId }) => [
      { subject: `case:${firstId}`, ids: [commonCauseId] },
    ]),
    subscribeTo('incident.matched', 'propose-merges'),
  ],
  handlers: [LinkCommonCause, TellFirstOfCause, ProposeMerges],
};
