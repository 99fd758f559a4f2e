import type { Lane } from '#kernel';
import { subscribeTo, type Declaration } from '#queue';
import { RouteApart } from './route-apart.worker.js';
import { informationTimers, RemindClaimant } from './remind-claimant.worker.js';
import { foldingTimers, RefoldNames } from './refold-names.worker.js';
import { ReopenUnproven } from './reopen-unproven.worker.js';
import { ShadowAssess } from './shadow-assess.worker.js';

declare module '#database' {
  interface EventPayloads {
    'information.requested': { readonly requestId: string };
    'information.reminded': { readonly requestId: string };
    'information.answered': { readonly requestId: string };
    /** The insurer consented to a line before the money was spent: the line is assessed again. */
    'expense.consented': { readonly expenseId: string };
    'expense.proposed': { readonly expenseId: string; readonly decisionId: string };
    /**
     * Approved, rejected, or back in review: the other lines of the case are assessed again, because limits may have
     * changed.
     */
    'expense.decided': { readonly expenseId: string; readonly decisionId: string; readonly state: string };
    /** The claimant claims more of an approved line: it goes to other people than those who signed it. */
    'expense.supplemented': { readonly expenseId: string; readonly lane: Lane };
    'expense.appealed': { readonly expenseId: string; readonly lane: Lane };
    /** The assessment of a decided line has changed. */
    'assessment-task.opened': { readonly taskId: string };
    /** A finding that facts behind a consent were knowingly false was asked for, signed or dropped. */
    'false-facts.moved': { readonly falseFactsId: string; readonly expenseId: string; readonly state: string };
  }
}

export const decisionsEvents: Declaration = {
  domain: 'decisions',
  events: {
    'information.requested': ['requestId'],
    'information.reminded': ['requestId'],
    'information.answered': ['requestId'],
    'expense.consented': ['expenseId'],
    'expense.proposed': ['expenseId', 'decisionId'],
    'expense.decided': ['expenseId', 'decisionId', 'state'],
    'expense.supplemented': ['expenseId', 'lane'],
    'expense.appealed': ['expenseId', 'lane'],
    'assessment-task.opened': ['taskId'],
    'false-facts.moved': ['falseFactsId', 'expenseId', 'state'],
  },
  subscriptions: [
    subscribeTo('expense.consented', 'settle-outlook'),
    subscribeTo('expense.proposed', 'settle-outlook'),
    subscribeTo('expense.decided', 'settle-outlook'),
    subscribeTo('expense.supplemented', 'settle-outlook'),
    subscribeTo('incident.facts-changed', 'shadow-assess'),
    subscribeTo('incident.matched', 'shadow-assess'),
    subscribeTo('incident.policy-changed', 'shadow-assess'),
    subscribeTo('expense.withdrawn', 'shadow-assess'),
    subscribeTo('expense.decided', 'shadow-assess'),
    subscribeTo('expense.supplemented', 'shadow-assess'),
    subscribeTo('expense.supplemented', 'route-apart', ({ expenseId, lane }) => [{ queue: lane, ids: [expenseId] }]),
    subscribeTo('expense.appealed', 'route-apart', ({ expenseId, lane }) => [{ queue: lane, ids: [expenseId] }]),
    subscribeTo('expense.evidence-linked', 'reopen-unproven', ({ expenseIds }) => [{ ids: expenseIds }]),
  ],
  handlers: [RouteApart, ReopenUnproven, ShadowAssess, RemindClaimant, RefoldNames],
  timers: [...informationTimers, ...foldingTimers],
};
