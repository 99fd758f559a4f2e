import { defineMover } from '#database';
import { Guards } from '#kernel';
import { answerMissing, type Answerer } from './pre-approval-authority.js';
import { preApprovalMachine } from './pre-approval-machine.js';
import type { PreApprovalRow } from './pre-approval.js';
import { preApprovalStateNames, type StoredPreApprovalState } from './pre-approval-state.js';

const guards = new Guards<Answerer>();
guards.register('expenses.answer-not-yours', answerMissing);

/** A pre-approval in a stored state; "used" and "lapsed" are computed, have no moves, and are refused. */
export type StoredPreApproval = PreApprovalRow & { readonly state: StoredPreApprovalState };

/**
 * Moves a pre-approval by its table; `said` is the content of the answer, for the audit. Throws
 * `expenses.pre-approval-answered`, `expenses.answer-not-yours`.
 */
export const preApprovalMover = defineMover<StoredPreApprovalState, StoredPreApproval, Answerer, object>({
  machine: preApprovalMachine,
  title: { ja: '事前承認', en: 'Pre-approval' },
  names: preApprovalStateNames,
  guards,
  refusals: { notAllowed: 'expenses.pre-approval-answered', guard: 'expenses.answer-not-yours' },
  record: ({ row: { id: preApprovalId }, to: state, said }, { actor }) => {
    const withdrawn = state === 'withdrawn';
    return {
      timeline: {
        kind: withdrawn ? 'pre-approval-withdrawn' : 'pre-approval-answered',
        audience: 'all',
        data: { preApprovalId, state, as: actor.as },
      },
      event: withdrawn
        ? { type: 'pre-approval.withdrawn', payload: { preApprovalId } }
        : { type: 'pre-approval.answered', payload: { preApprovalId, state } },
      audit: {
        action: withdrawn ? 'pre-approval.withdrawn' : 'pre-approval.answered',
        subject: preApprovalId,
        // the answer is read with the request; the audit stores its hash
        after: { state, ...said },
      },
    };
  },
});
