import { defineMover } from '#database';
import { defineMachine } from '#kernel';
import { secondOf } from './decision-machine.js';
import type { ReversalEntity } from './reversal.entity.js';

/** A reversal that was asked for waits for a second signature, or is dropped. */
const states = ['asked', 'signed', 'dropped'] as const;
type ReversalState = (typeof states)[number];

/** A reversal that somebody asked for. */
export interface MovableReversal extends ReversalEntity {
  readonly state: ReversalState;
}

/**
 * Ends a reversal; that the ruling is reversed is reported with the decision. Throws `decisions.reversal-ended`,
 * `decisions.separation`.
 */
export const reversalMover = defineMover<ReversalState, MovableReversal>({
  machine: defineMachine({
    name: 'reversal',
    states,
    initial: ['asked'],
    moves: [
      { from: 'asked', to: 'signed', by: ['countersigner'], reason: 'none', guards: [] },
      { from: 'asked', to: 'dropped', by: ['adjuster', 'senior-adjuster'], reason: 'none', guards: [] },
    ],
  }),
  title: { ja: '決定の取消しの申請', en: 'Reversal' },
  names: {
    asked: { ja: '二次承認待ち', en: 'Waits for a countersignature' },
    signed: { ja: '承認済み', en: 'Signed' },
    dropped: { ja: '取下げ', en: 'Dropped' },
  },
  places: (actor, { asked_by }) => secondOf(actor, asked_by),
  refusals: { notAllowed: 'decisions.reversal-ended', notYours: 'decisions.separation' },
  record: ({ row: { id, decision_id }, to }) =>
    to === 'signed' ? null : { audit: { action: 'decision.reversal-dropped', subject: decision_id, after: { id } } },
});
