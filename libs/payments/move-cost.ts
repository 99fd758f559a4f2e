import { defineMover, type Actor } from '#database';
import { Guards } from '#kernel';
import { codedText } from '#problems';
import { costMachine, costStateNames, type CostState } from './insurer-cost-machine.js';

/** The columns of a cost that its mover needs; whole yen. */
export interface Cost {
  readonly id: string;
  readonly state: CostState;
  readonly amount_yen: number;
  readonly asked_by: string;
}

const guards = new Guards<{ readonly actor: Actor; readonly cost: Cost }>();
guards.register('decisions.separation', ({ actor, cost }) =>
  cost.asked_by === actor.id ? [codedText('decisions.separation')] : [],
);

/** Moves a cost that the insurer bears itself by its table. Throws `payments.cost-decided`, `decisions.separation`. */
export const costMover = defineMover<CostState, Cost, { readonly actor: Actor; readonly cost: Cost }>({
  machine: costMachine,
  title: { ja: '当社負担の費用', en: 'Insurer’s own cost' },
  names: costStateNames,
  guards,
  refusals: {
    notAllowed: 'payments.cost-decided',
    notYours: 'access.forbidden',
    reasonNeeded: 'payments.reason-needed',
    guard: 'decisions.separation',
  },
  record: ({ row: { id: subject, amount_yen: amountYen }, from, to, reason }) => ({
    audit: { action: `insurer-cost.${to}`, subject, before: { state: from }, after: { state: to, amountYen }, reason },
  }),
});
