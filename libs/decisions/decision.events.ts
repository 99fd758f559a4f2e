import type { Lane } from '#kernel';
import { on, type Declaration } from '#queue';
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
    /** The insurer consented to a line before it was spent: what it can get is assessed again. */
    'expense.consented': { readonly expenseId: string };
    'expense.proposed': { readonly expenseId: string; readonly decisionId: string };
    /** Approved, rejected, or back in review: what the other lines of the case can get may have changed. */
    'expense.decided': { readonly expenseId: string; readonly decisionId: string; readonly state: string };
    /** The claimant wants more of an approved line: others than those who signed it look at it. */
    'expense.supplemented': { readonly expenseId: string; readonly lane: Lane };
    'expense.appealed': { readonly expenseId: string; readonly lane: Lane };
    /** A decided line would come to something else now. */
    'assessment-task.opened': { readonly taskId: string };
    /** That facts on which a line was agreed to were knowingly false: asked, signed or dropped. */
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
    on('expense.consented', 'settle-outlook'),
    on('expense.proposed', 'settle-outlook'),
    on('expense.decided', 'settle-outlook'),
    on('expense.supplemented', 'settle-outlook'),
    on('incident.facts-changed', 'shadow-assess'),
    on('incident.matched', 'shadow-assess'),
    on('incident.policy-changed', 'shadow-assess'),
    on('expense.withdrawn', 'shadow-assess'),
    on('expense.decided', 'shadow-assess'),
    on('expense.supplemented', 'shadow-assess'),
    on('expense.supplemented', 'route-apart', ({ expenseId, lane }) => [{ queue: lane, ids: [expenseId] }]),
    on('expense.appealed', 'route-apart', ({ expenseId, lane }) => [{ queue: lane, ids: [expenseId] }]),
    on('expense.evidence-linked', 'reopen-unproven', ({ expenseIds }) => [{ ids: expenseIds }]),
  ],
  handlers: [RouteApart, ReopenUnproven, ShadowAssess, RemindClaimant, RefoldNames],
  timers: [...informationTimers, ...foldingTimers],
};
