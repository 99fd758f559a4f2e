import { defineMover, type RecordEntry } from '#database';
import type { StoredExpense } from '#expenses';
import { defineMachine } from '#kernel';
import { secondOf } from './decision-machine.js';
import type { FalseFactsRow } from './false-facts.store.js';

const states = ['asked', 'signed', 'dropped'] as const;
type FalseFactsState = (typeof states)[number];

/** A finding with its state: until it has ended it waits for a second senior adjuster. */
export type MovableFalseFacts = FalseFactsRow & { readonly state: FalseFactsState };

/**
 * Ends a finding, by a senior adjuster; it is signed by another one than its reporter. Throws
 * `decisions.false-facts-ended`, `decisions.separation`.
 */
export const falseFactsMover = defineMover<FalseFactsState, MovableFalseFacts, undefined, StoredExpense>({
  machine: defineMachine({
    name: 'false-facts',
    states,
    initial: ['asked'],
    moves: [
      { from: 'asked', to: 'signed', by: ['countersigner'], reason: 'none', guards: [] },
      { from: 'asked', to: 'dropped', by: ['senior-adjuster'], reason: 'none', guards: [] },
    ],
  }),
  title: { ja: '虚偽の認定', en: 'Facts that were knowingly false' },
  names: {
    asked: { ja: '二次承認待ち', en: 'Waits for a countersignature' },
    signed: { ja: '承認済み', en: 'Signed' },
    dropped: { ja: '取下げ', en: 'Dropped' },
  },
  places: (actor, { asked_by }) => secondOf(actor, asked_by),
  refusals: { notAllowed: 'decisions.false-facts-ended', notYours: 'decisions.separation' },
  record: ({ row: { id }, to, said }, { actor }) => recordOfFalseFacts(id, said, { to, personId: actor.id }),
});

/** The record of a finding when it is asked for, signed or dropped. */
export function recordOfFalseFacts(
  id: string,
  { id: expenseId, line }: Pick<StoredExpense, 'id' | 'line'>,
  { to, personId, reason }: { to: string; personId: string; reason?: string },
): RecordEntry {
  return {
    timeline: { kind: `false-facts-${to}`, audience: 'insurer', data: { line, falseFactsId: id, personId } },
    event: { type: 'false-facts.moved', payload: { falseFactsId: id, expenseId, state: to }, audience: 'insurer' },
    audit: {
      action: `false-facts.${to}`,
      subject: id,
      after: { expenseId, state: to },
      ...(reason === undefined ? {} : { reason }),
    },
  };
}
