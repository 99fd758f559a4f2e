import { defineMachine, type Machine } from '#kernel';
import { storedPreApprovalStates, type StoredPreApprovalState } from './pre-approval-state.js';

/**
 * States and moves of a pre-approval. Used and lapsed are no states: they follow from the lines that name it and from
 * its day.
 */
export const preApprovalMachine: Machine<StoredPreApprovalState> = defineMachine({
  name: 'pre-approval',
  states: storedPreApprovalStates,
  initial: ['requested'],
  moves: [
    {
      from: 'requested',
      to: 'pre-approved',
      by: ['support', 'adjuster', 'senior-adjuster'],
      reason: 'required',
      guards: ['expenses.answer-not-yours'],
    },
    {
      from: 'requested',
      to: 'refused',
      by: ['support', 'adjuster', 'senior-adjuster'],
      reason: 'required',
      guards: ['expenses.answer-not-yours'],
    },
    {
      from: 'requested',
      to: 'withdrawn',
      by: ['hospital-reporter', 'hospital-manager', 'agent', 'support'],
      reason: 'none',
      guards: [],
    },
  ],
});
