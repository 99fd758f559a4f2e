import { defineMachine, type Machine } from '#kernel';
import { preApprovalStates, type PreApprovalState } from './pre-approval.js';

/** States and moves of a pre-approval. That it is used or lapsed follows from the lines that name it and from its day: nobody moves it there. */
export const preApprovalMachine: Machine<PreApprovalState> = defineMachine({
  name: 'pre-approval',
  states: preApprovalStates,
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
      by: ['hospital-reporter', 'hospital-manager', 'support'],
      reason: 'none',
      guards: [],
    },
    { from: 'pre-approved', to: 'used', by: ['system'], reason: 'none', guards: [] },
    { from: 'pre-approved', to: 'lapsed', by: ['system'], reason: 'none', guards: [] },
  ],
});
