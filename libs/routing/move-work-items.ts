import { defineMover, type RecordedAct, type RecordedEvent, type RecordedLine } from '#database';
import type { StoredExpense } from '#expenses';
import { Guards, type CodedText } from '#kernel';
import { workItemMachine, workItemStateNames, type WorkItemState } from './work-item.js';
import type { WorkItemRow } from './work-item.store.js';

/** Why the routing rules were asked. */
export type RoutingCause =
  | 'submitted'
  | 'declined'
  | 'lapsed'
  | 'relaxed'
  | 'facts'
  | 'reassigned'
  | 'absent'
  | 'returned'
  | 'appealed'
  | 'supplemented';

/** The contents of the record of an item that is routed. */
export interface Routed {
  readonly expense: Pick<StoredExpense, 'id' | 'line' | 'lane'>;
  /** Its assignee; null: none. */
  readonly personId: string | null;
  /** null: a person named the assignee. */
  readonly cause: RoutingCause | null;
  /** The act of a person by which it left its assignee. */
  readonly act: 'work-item.declined' | 'work-item.reassigned' | null;
}

const guards = new Guards<readonly CodedText[]>();
// what a claim misses is looked up under the lock of the loads, before the move
guards.register('routing.claim-not-possible', (missing) => missing);

/**
 * Moves work items by their table. `said` null: an item that moves with its expense is recorded with it. Throws
 * `routing.not-open`, `routing.not-yours`, `incidents.guard` with what a claim misses.
 */
export const workItemMover = defineMover<WorkItemState, WorkItemRow, readonly CodedText[], Routed | null>({
  machine: workItemMachine,
  title: { ja: '作業', en: 'Work item' },
  names: workItemStateNames,
  places: (actor, item) => [
    ...(item.assignee_id === actor.id ? ['assignee' as const] : []),
    ...(item.lead_id === actor.id ? ['lane-lead' as const] : []),
  ],
  guards,
  refusals: { notAllowed: 'routing.not-open', notYours: 'routing.not-yours' },
  record: ({ row, from, to, version, reason, said }, { actor }) => {
    if (said === null) return null;
    const { expense, act } = said;
    const who = { line: expense.line, lane: row.lane };
    const before = { state: from, assigneeId: row.assignee_id };
    if (to === 'accepted')
      return {
        timeline: { kind: 'work-item-accepted', audience: 'insurer', data: { ...who, personId: actor.id } },
        event: { type: 'work-item.accepted', payload: { workItemId: row.id, version }, audience: 'insurer' },
        audit: {
          action: 'work-item.accepted',
          subject: row.id,
          before,
          after: { state: to, assigneeId: actor.id },
        },
      };
    const { timeline, event, audit } = recordOfRouting(
      { id: row.id, version, before: row.assignee_id, isNew: false },
      said,
    );
    return {
      timeline: [
        ...(act ? [{ kind: act, audience: 'insurer' as const, data: { ...who, personId: row.assignee_id } }] : []),
        ...timeline,
      ],
      event,
      audit: [...(act ? [{ action: act, subject: row.id, before, reason }] : []), ...audit],
    };
  },
});

/** The record of an item that is routed, for the first time or again. */
export function recordOfRouting(
  { id, version, before, isNew }: { id: string; version: number; before: string | null; isNew: boolean },
  { expense, personId, cause }: Routed,
): { readonly timeline: RecordedLine[]; readonly event: RecordedEvent[]; readonly audit: RecordedAct[] } {
  const { id: expenseId, line, lane } = expense;
  const item = { workItemId: id, version, lane };
  const offered = personId !== null;
  return {
    timeline:
      cause === null ? [] : [{ kind: 'expense-routed', audience: 'insurer', data: { line, lane, personId, cause } }],
    event: [
      ...(isNew
        ? [{ type: 'expense.routed', payload: { expenseId, ...item, offered }, audience: 'insurer' } as const]
        : []),
      ...(isNew && offered
        ? []
        : [
            {
              type: offered ? 'work-item.offered' : 'work-item.unassigned',
              payload: item,
              audience: 'insurer',
            } as const,
          ]),
    ],
    audit:
      cause === null
        ? []
        : [
            {
              action: 'expense.routed',
              subject: expenseId,
              before: { assigneeId: before },
              after: { workItemId: id, assigneeId: personId },
              reason: cause,
            },
          ],
  };
}
