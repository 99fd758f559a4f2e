import { defineMachine, type Machine, type Mover } from '#kernel';
import { expenseStates, undecided, type ExpenseState } from './expense.js';

const claimant: readonly Mover[] = ['hospital-reporter', 'hospital-manager', 'support'];

/** States and moves of an expense; the database holds the same table (`expense_moves`), and a test the two together. */
export const expenseMachine: Machine<ExpenseState> = defineMachine({
  name: 'expense',
  states: expenseStates,
  initial: ['submitted'],
  moves: [
    { from: 'submitted', to: 'routed', by: ['system'], reason: 'none', guards: [] },
    { from: 'routed', to: 'in-review', by: ['assignee'], reason: 'none', guards: [] },
    // handed over to somebody else
    { from: 'in-review', to: 'routed', by: ['system'], reason: 'none', guards: [] },
    { from: 'information-requested', to: 'routed', by: ['system'], reason: 'none', guards: [] },
    { from: 'in-review', to: 'information-requested', by: ['assignee'], reason: 'required', guards: [] },
    { from: 'information-requested', to: 'in-review', by: ['system', 'assignee'], reason: 'optional', guards: [] },
    {
      from: 'in-review',
      to: 'proposed',
      by: ['assignee', 'senior-adjuster'],
      reason: 'none',
      guards: ['decisions.not-ready'],
    },
    // sent back, or taken back by who proposed
    { from: 'proposed', to: 'in-review', by: ['countersigner', 'proposer'], reason: 'required', guards: [] },
    { from: 'proposed', to: 'approved', by: ['proposer', 'countersigner'], reason: 'none', guards: [] },
    { from: 'proposed', to: 'rejected', by: ['countersigner'], reason: 'none', guards: [] },
    // undone within ten seconds by who signed; later with a reason and a countersignature
    { from: 'approved', to: 'in-review', by: ['signer', 'senior-adjuster'], reason: 'required', guards: [] },
    { from: 'rejected', to: 'in-review', by: ['signer', 'senior-adjuster', 'system'], reason: 'required', guards: [] },
    { from: 'approved', to: 'scheduled', by: ['system'], reason: 'none', guards: [] },
    { from: 'scheduled', to: 'approved', by: ['payments'], reason: 'required', guards: [] },
    { from: 'scheduled', to: 'paid', by: ['system'], reason: 'none', guards: [] },
    { from: 'paid', to: 'scheduled', by: ['system'], reason: 'none', guards: [] },
    { from: 'rejected', to: 'appealed', by: claimant, reason: 'required', guards: [] },
    { from: 'appealed', to: 'in-review', by: ['system'], reason: 'none', guards: [] },
    ...[...undecided, 'approved' as const].map((from) => ({
      from,
      to: 'withdrawn' as const,
      by: claimant,
      reason: 'optional' as const,
      guards: [],
    })),
  ],
});
