import { subscribeTo, type Declaration, type Wanted } from '#queue';
import { outlookTimers } from './correct-outlook.js';
import { ReplayAssessments, replayTimers } from './replay-assessments.worker.js';
import { SettleOutlook } from './settle-outlook.worker.js';
import { SettlePolicyCases } from './settle-policy-cases.worker.js';

declare module '#database' {
  interface EventPayloads {
    'incident.outlook-settled': { readonly factsVersion: number; readonly outlookId: string };
    /** A wrong outlook was shown for the case while cover and support had one outlook. */
    'incident.outlook-corrected': { readonly correctionId: string };
    /**
     * The policy or the limits of the case's institution changed: one event for each case, so that they are settled in
     * batches.
     */
    'incident.policy-changed': { readonly policyId: string };
    /** A batch of an institution's cases was told of the changed policy: those after this one follow. */
    'policy-cases.left': ChangedPolicy & { readonly afterId: string };
  }
}

interface ChangedPolicy {
  readonly policyId: string;
  readonly institutionId: string;
}

const casesOfPolicy = ({ policyId, institutionId }: ChangedPolicy, ...after: readonly string[]): Wanted[] =>
  policyId === '' ? [] : [{ subject: `institution:${institutionId}`, ids: [policyId, institutionId, ...after] }];

export const assessmentEvents: Declaration = {
  domain: 'assessment',
  events: {
    'incident.outlook-settled': ['factsVersion', 'outlookId'],
    'incident.outlook-corrected': ['correctionId'],
    'incident.policy-changed': ['policyId'],
    'policy-cases.left': ['policyId', 'institutionId', 'afterId'],
  },
  subscriptions: [
    subscribeTo('incident.reported', 'settle-outlook'),
    subscribeTo('expenses.submitted', 'settle-outlook'),
    subscribeTo('incident.facts-changed', 'settle-outlook'),
    subscribeTo('expense.corrected', 'settle-outlook'),
    subscribeTo('expense.withdrawn', 'settle-outlook'),
    subscribeTo('expense.withdrawn', 'settle-policy-cases', casesOfPolicy),
    subscribeTo('incident.matched', 'settle-outlook'),
    subscribeTo('incident.policy-changed', 'settle-outlook'),
    subscribeTo('policy.changed', 'settle-policy-cases', casesOfPolicy),
    subscribeTo('limits.posted', 'settle-policy-cases', casesOfPolicy),
    // one batch in each transaction; the rest comes with the next delivery
    subscribeTo('policy-cases.left', 'settle-policy-cases', ({ afterId, ...changed }) =>
      casesOfPolicy(changed, afterId),
    ),
  ],
  handlers: [SettleOutlook, SettlePolicyCases, ReplayAssessments],
  timers: [...outlookTimers, ...replayTimers],
};
