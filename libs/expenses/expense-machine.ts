import { defineMachine, type Machine, type Move, type Mover } from '#kernel';
import { expenseStates, undecidedStates, type ExpenseState } from './expense.js';

const claimant: readonly Mover[] = ['hospital-reporter', 'hospital-manager', 'support'];
const handedOn: readonly Mover[] = ['system', 'lane-lead', 'senior-adjuster'];

/** The withdrawal of a line: by its claimant, by the person who splits it, or as a duplicate, by the second person. */
const withdrawn = (from: ExpenseState): Move<ExpenseState> => ({
  from,
  to: 'withdrawn',
  by: [
    ...claimant,
    ...(from === 'in-review' ? (['assignee', 'senior-adjuster'] as const) : []),
    ...(from === 'approved' ? [] : (['countersigner'] as const)),
  ],
  reason: 'optional',
  guards: ['expenses.cannot-withdraw'],
});

/** States and moves of an expense. */
export const expenseMachine: Machine<ExpenseState> = defineMachine({
  name: 'expense',
  states: expenseStates,
  initial: ['submitted'],
  moves: [
    { from: 'submitted', to: 'routed', by: ['system'], reason: 'none', guards: [] },
    { from: 'routed', to: 'in-review', by: ['assignee'], reason: 'none', guards: [] },
    // handed over to another adjuster
    { from: 'in-review', to: 'routed', by: handedOn, reason: 'none', guards: [] },
    { from: 'information-requested', to: 'routed', by: handedOn, reason: 'none', guards: [] },
    { from: 'in-review', to: 'information-requested', by: ['assignee', 'senior-adjuster'], reason: 'none', guards: [] },
    // answered, or closed without an answer
    {
      from: 'information-requested',
      to: 'in-review',
      by: [...claimant, 'assignee', 'senior-adjuster'],
      reason: 'none',
      guards: [],
    },
    {
      from: 'in-review',
      to: 'proposed',
      by: ['assignee', 'senior-adjuster'],
      reason: 'none',
      guards: ['decisions.not-ready'],
    },
    // returned, or withdrawn by its proposer
    { from: 'proposed', to: 'in-review', by: ['countersigner', 'proposer'], reason: 'required', guards: [] },
    { from: 'proposed', to: 'approved', by: ['proposer', 'countersigner'], reason: 'none', guards: [] },
    { from: 'proposed', to: 'rejected', by: ['countersigner'], reason: 'none', guards: [] },
    // undone by a signer within ten seconds; after that by a reversal that a second person signs
    { from: 'approved', to: 'in-review', by: ['signer', 'countersigner'], reason: 'optional', guards: [] },
    // also by the system, when a paper arrives for what was rejected as not proven
    { from: 'rejected', to: 'in-review', by: ['signer', 'countersigner', 'system'], reason: 'optional', guards: [] },
    { from: 'approved', to: 'scheduled', by: ['system', 'payments'], reason: 'optional', guards: [] },
    { from: 'scheduled', to: 'approved', by: ['payments'], reason: 'required', guards: [] },
    // settled, or deposited for a payee who cannot be found
    { from: 'scheduled', to: 'paid', by: ['payments', 'senior-adjuster'], reason: 'optional', guards: [] },
    { from: 'paid', to: 'scheduled', by: ['payments'], reason: 'required', guards: [] },
    { from: 'rejected', to: 'appealed', by: claimant, reason: 'required', guards: [] },
    { from: 'appealed', to: 'in-review', by: ['assignee'], reason: 'none', guards: [] },
    ...[...undecidedStates, 'approved' as const].map(withdrawn),
  ],
});
