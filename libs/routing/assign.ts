import { claimedOf, type StoredExpense } from '#expenses';
import { appendTimelines, type IncidentRow } from '#incidents';
import { newId, type Lane } from '#kernel';
import { appendAudits, appendEvents, caseChain, eventRow, type OutboxRow, type Tx } from '#platform';
import type { RoutingInput } from './candidate.js';
import { chooseAdjuster, type RoutingChoice } from './choose-adjuster.js';
import {
  candidateOf,
  caseTies,
  deskLanes,
  deskPeople,
  type CaseTies,
  type DeskLane,
  type DeskPerson,
} from './desk.store.js';
import { afterDutyMinutes } from './duty-time.js';
import { offeredEvent, refusalsOf, type WorkItemRow } from './work-item.store.js';

/** One expense that needs an adjuster: a new item, or one that leaves who has it now. */
export interface Unplaced {
  readonly incident: IncidentRow;
  readonly expense: StoredExpense;
  readonly item: WorkItemRow | null;
  readonly relaxed: boolean;
  readonly cause:
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
  /** People who may not take a new item: they signed what it is about. */
  readonly apart?: readonly string[];
}

const minute = 60_000;

interface Placed extends Unplaced {
  readonly id: string;
  readonly input: RoutingInput;
  readonly choice: RoutingChoice;
  readonly dueAt: Date;
  readonly lapsesAt: Date | null;
  readonly relaxAt: Date | null;
}

/**
 * Brings expenses to adjusters by the order of the routing rules and keeps for each the whole input and the reasons. The
 * cases are locked by the caller; here the loads are locked, so that no capacity limit is passed; who had an item is freed
 * of it. What fits nobody goes to the unassigned list, its lead is alerted, and it is tried again when a place begins.
 */
export async function assign(tx: Tx, unplaced: readonly Unplaced[], acceptMinutes: number, now: Date): Promise<void> {
  if (unplaced.length === 0) return;
  const lanes = [...new Set(unplaced.map(({ expense }) => expense.lane))];
  const incidents = [...new Map(unplaced.map(({ incident }) => [incident.id, incident])).values()];
  const items = unplaced.flatMap(({ item }) => (item ? [item.id] : []));
  const holders = unplaced.flatMap(({ item }) => item?.assignee_id ?? []);
  // the loads last, so that the others of the desk wait for little
  const [known, refusals, desk, people] = await Promise.all([
    caseTies(tx, incidents),
    refusalsOf(tx, items),
    deskLanes(tx, lanes, now),
    deskPeople(tx, lanes, now, holders),
  ]);
  const ties = new Map(known);
  for (const { item } of unplaced) {
    const holder = people.find((person) => person.personId === item?.assignee_id);
    if (holder) holder.openItems--;
  }
  const placed = unplaced.map((one) =>
    place(one, { people, desk, ties, refused: refusals.get(one.item?.id ?? '') ?? new Set(), acceptMinutes, now }),
  );
  const moved = placed.filter((one) => !staysAsItIs(one));
  // sent in this order: decisions refer to items
  await Promise.all([
    ...(moved.length > 0 ? [write(tx, moved, now)] : []),
    keepDecisions(tx, placed, now),
    ...(moved.length > 0 ? [tell(tx, moved, now)] : []),
  ]);
}

/** Changed facts that lead to the same person, or again to nobody, leave the item and its timers alone. */
function staysAsItIs({ cause, item, choice, expense }: Placed): boolean {
  return cause === 'facts' && item !== null && item.assignee_id === choice.chosenId && item.lane === expense.lane;
}

const apartOf = ({ item, apart = [] }: Pick<Unplaced, 'item' | 'apart'>): readonly string[] => item?.apart ?? apart;

interface Surroundings {
  readonly people: readonly DeskPerson[];
  readonly desk: ReadonlyMap<Lane, DeskLane>;
  readonly ties: Map<string, CaseTies>;
  readonly refused: ReadonlySet<string>;
  readonly acceptMinutes: number;
  readonly now: Date;
}

function place(one: Unplaced, { people, desk, ties, refused, acceptMinutes, now }: Surroundings): Placed {
  const { incident, expense } = one;
  const lane = desk.get(expense.lane) ?? { limitMinutes: 60, duty: [] };
  const tied = ties.get(incident.id) ?? { entered: new Set<string>(), inCharge: null, firstFace: null };
  const input: RoutingInput = {
    at: now.toISOString(),
    expense: { id: expense.id, lane: expense.lane, amountYen: claimedOf(expense) },
    relaxed: one.relaxed,
    candidates: people.map((person) => candidateOf(person, expense, incident, tied, refused, apartOf(one))),
  };
  const choice = chooseAdjuster(input);
  const chosen = people.find((person) => person.personId === choice.chosenId);
  if (chosen) {
    chosen.openItems++;
    if (tied.firstFace === null) ties.set(incident.id, { ...tied, firstFace: chosen.personId });
  }
  return {
    ...one,
    id: one.item?.id ?? newId(),
    input,
    choice,
    dueAt: one.item?.due_at ?? new Date(now.getTime() + lane.limitMinutes * minute),
    lapsesAt: chosen ? afterDutyMinutes(lane.duty, now, acceptMinutes) : null,
    // relaxed already: tried again when a place or a shift begins in its lane
    relaxAt: chosen || one.relaxed ? null : new Date(now.getTime() + lane.limitMinutes * minute),
  };
}

async function keepDecisions(tx: Tx, placed: readonly Placed[], now: Date): Promise<void> {
  await tx.rows(
    `INSERT INTO routing_decision (id, work_item_id, incident_id, institution_id, chosen_id, cause, input, reasons, at)
     SELECT r.id, r.work_item_id, r.incident_id, r.institution_id, r.chosen_id, r.cause, r.input, r.reasons, r.at FROM jsonb_populate_recordset(NULL::routing_decision, $1::jsonb) r`,
    [
      JSON.stringify(
        placed.map((one) => ({
          id: newId(),
          work_item_id: one.id,
          incident_id: one.incident.id,
          institution_id: one.incident.institution_id,
          chosen_id: one.choice.chosenId,
          cause: one.cause,
          input: one.input,
          reasons: { reasons: one.choice.reasons, passedOver: one.choice.passedOver },
          at: now,
        })),
      ),
    ],
  );
}

async function write(tx: Tx, placed: readonly Placed[], now: Date): Promise<void> {
  const state = (one: Placed): string => (one.choice.chosenId ? 'offered' : 'unassigned');
  const rows = placed.map((one) => ({
    id: one.id,
    expense_id: one.expense.id,
    incident_id: one.incident.id,
    institution_id: one.incident.institution_id,
    lane: one.expense.lane,
    state: state(one),
    assignee_id: one.choice.chosenId,
    offered_at: one.choice.chosenId ? now : null,
    lapses_at: one.lapsesAt,
    unassigned_since: one.choice.chosenId ? null : now,
    relaxed: one.relaxed,
    relax_at: one.relaxAt,
    tried_at: one.choice.chosenId ? null : now,
    due_at: one.dueAt,
    weight: 1,
    version: (one.item?.version ?? 0) + 1,
    created_at: now,
    fresh: one.item === null,
    apart: apartOf(one),
  }));
  const columns =
    'id, expense_id, incident_id, institution_id, lane, state, assignee_id, offered_at, lapses_at, unassigned_since, relaxed, relax_at, tried_at, due_at, weight, version, created_at, apart';
  const fresh = rows.filter((row) => row.fresh);
  const back = rows.filter((row) => !row.fresh);
  const loads = new Map<string, number>();
  const count = (personId: string | null | undefined, items: number): void => {
    if (personId) loads.set(personId, (loads.get(personId) ?? 0) + items);
  };
  for (const { choice, item } of placed) {
    count(choice.chosenId, 1);
    count(item?.assignee_id, -1);
  }
  await Promise.all([
    ...(fresh.length > 0
      ? [
          tx.rows(
            `INSERT INTO work_item (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::work_item, $1::jsonb)`,
            [JSON.stringify(fresh)],
          ),
        ]
      : []),
    ...(back.length > 0
      ? [
          tx.rows(
            `UPDATE work_item w SET state = r.state, assignee_id = r.assignee_id, offered_at = r.offered_at, lapses_at = r.lapses_at, unassigned_since = coalesce(w.unassigned_since, r.unassigned_since),
               relaxed = r.relaxed, relax_at = r.relax_at, tried_at = r.tried_at, lane = r.lane, version = w.version + 1 FROM jsonb_populate_recordset(NULL::work_item, $1::jsonb) r WHERE w.id = r.id`,
            [JSON.stringify(back)],
          ),
        ]
      : []),
    tx.rows(
      `UPDATE adjuster_load l SET open_items = l.open_items + n.items, last_idle_at = CASE WHEN l.open_items + n.items = 0 THEN $3 ELSE l.last_idle_at END
         FROM unnest($1::uuid[], $2::int[]) AS n(person_id, items) WHERE l.person_id = n.person_id AND n.items <> 0`,
      [[...loads.keys()], [...loads.values()], now],
    ),
    tx.rows(
      `UPDATE expense SET state = 'routed' WHERE id = ANY ($1) AND state IN ('submitted','in-review','information-requested')`,
      [placed.map(({ expense }) => expense.id)],
    ),
  ]);
}

async function tell(tx: Tx, placed: readonly Placed[], now: Date): Promise<void> {
  await Promise.all([
    appendTimelines(
      tx,
      placed.map((one) => ({
        incident: one.incident,
        lines: [
          {
            at: now,
            kind: 'expense-routed',
            audience: 'insurer',
            data: {
              line: one.expense.line,
              lane: one.expense.lane,
              personId: one.choice.chosenId,
              cause: one.cause,
            },
          },
        ],
      })),
    ),
    appendAudits(
      tx,
      placed.map((one) => ({
        owner: { institutionId: one.incident.institution_id, incidentId: one.incident.id },
        entries: [
          {
            chain: caseChain(one.incident.id),
            action: 'expense.routed',
            subject: one.expense.id,
            before: { assigneeId: one.item?.assignee_id ?? null },
            after: { workItemId: one.id, assigneeId: one.choice.chosenId },
            reason: one.cause,
          },
        ],
      })),
    ),
    appendEvents(
      tx,
      placed.flatMap((one): OutboxRow[] => {
        const version = (one.item?.version ?? 0) + 1;
        const { lane } = one.expense;
        const offered = one.choice.chosenId !== null;
        const item = { id: one.id, incident_id: one.incident.id, lane };
        const first = { expenseId: one.expense.id, workItemId: one.id, version, lane, offered };
        return [
          ...(one.item === null ? [eventRow('expense.routed', one.incident.id, first, now, 'insurer')] : []),
          ...(offered && one.item !== null ? [offeredEvent(item, version, now)] : []),
          ...(offered
            ? []
            : [
                eventRow(
                  'work-item.unassigned',
                  one.incident.id,
                  { workItemId: one.id, version, lane },
                  now,
                  'insurer',
                ),
              ]),
        ];
      }),
    ),
  ]);
}
