import type { Tx } from '#database';
import { claimedOf, expenseMover, type StoredExpense } from '#expenses';
import type { CaseFile } from '#incidents';
import { newId, type Lane, type Mover } from '#kernel';
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
import { recordOfRouting, workItemMover, type Routed, type RoutingCause } from './move-work-items.js';
import type { WorkItemEntity } from './work-item.entity.js';
import { refusalsOf, type WorkItemRow } from './work-item.store.js';

/** One expense that needs an adjuster: for a new item, or for one that leaves its assignee. */
export interface Unplaced {
  readonly incident: CaseFile;
  readonly expense: StoredExpense;
  readonly item: WorkItemRow | null;
  readonly relaxed: boolean;
  /** People who may not take a new item: they signed the decision that it is about. */
  readonly apart?: readonly string[];
}

/** Why items are routed; `by` and `reason`: of the person whose act made them leave their assignee. */
export interface RoutingAct {
  readonly cause: RoutingCause;
  readonly act?: Routed['act'];
  readonly by?: Mover;
  readonly reason?: string;
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
 * Brings expenses to adjusters by the order of the routing rules and keeps for each the whole input and the reasons.
 * The cases are locked by the caller; here the loads are locked, so that no capacity limit is passed; who had an item
 * is freed of it. What fits nobody goes to the unassigned list, its lead is alerted, and it is tried again when
 * somebody becomes able to take it.
 */
export async function assignWorkItems(tx: Tx, unplaced: readonly Unplaced[], act: RoutingAct): Promise<void> {
  if (unplaced.length === 0) return;
  const lanes = [...new Set(unplaced.map(({ expense }) => expense.lane))];
  const incidents = [...new Map(unplaced.map(({ incident }) => [incident.id, incident])).values()];
  const items = unplaced.flatMap(({ item }) => (item ? [item.id] : []));
  const holders = unplaced.flatMap(({ item }) => item?.assignee_id ?? []);
  // loads are locked last, so that others wait for them as short as possible
  const [known, refusals, desk, people] = await tx.together([
    caseTies(tx, incidents),
    refusalsOf(tx, items),
    deskLanes(tx, lanes),
    deskPeople(tx, lanes, holders),
  ]);
  const ties = new Map(known);
  for (const { item } of unplaced) {
    const holder = people.find((person) => person.personId === item?.assignee_id);
    if (holder) holder.openItems--;
  }
  const placed = unplaced.map((one) =>
    place(tx, one, { people, desk, ties, refused: refusals.get(one.item?.id ?? '') ?? new Set() }),
  );
  const moved = placed.filter((one) => !staysAsItIs(one, act));
  // sent in this order: decisions refer to items
  await tx.together([...write(tx, moved, act), keepDecisions(tx, placed, act)]);
}

/** Changed facts that lead to the same person, or to none again, leave the item and its timers as they are. */
function staysAsItIs({ item, choice, expense }: Placed, { cause }: RoutingAct): boolean {
  return cause === 'facts' && item !== null && item.assignee_id === choice.chosenId && item.lane === expense.lane;
}

const apartOf = ({ item, apart = [] }: Pick<Unplaced, 'item' | 'apart'>): readonly string[] => item?.apart ?? apart;

interface Surroundings {
  readonly people: readonly DeskPerson[];
  readonly desk: ReadonlyMap<Lane, DeskLane>;
  readonly ties: Map<string, CaseTies>;
  readonly refused: ReadonlySet<string>;
}

function place({ now, settings }: Tx, one: Unplaced, { people, desk, ties, refused }: Surroundings): Placed {
  const { incident, expense } = one;
  const lane = desk.get(expense.lane) ?? { limitMinutes: 60, duty: [] };
  const tied = ties.get(incident.id) ?? { entered: new Set<string>(), inCharge: null, firstFace: null };
  const input: RoutingInput = {
    at: now.toISOString(),
    expense: { id: expense.id, lane: expense.lane, amountYen: claimedOf(expense) },
    relaxed: one.relaxed,
    candidates: people.map((person) =>
      candidateOf(person, expense, incident, { ties: tied, refused, apart: apartOf(one) }),
    ),
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
    lapsesAt: chosen ? afterDutyMinutes(lane.duty, now, settings.acceptMinutes) : null,
    // relaxed already: routed again when somebody becomes able to take it
    relaxAt: chosen || one.relaxed ? null : new Date(now.getTime() + lane.limitMinutes * minute),
  };
}

async function keepDecisions(tx: Tx, placed: readonly Placed[], { cause }: RoutingAct): Promise<void> {
  await tx.rows(
    `INSERT INTO routing_decision (id, work_item_id, incident_id, institution_id, chosen_id, cause, input, reasons, at)
     SELECT r.id, r.work_item_id, r.incident_id, r.institution_id, r.chosen_id, r.cause, r.input, r.reasons, r.at
       FROM jsonb_populate_recordset(NULL::routing_decision, $1::jsonb) r`,
    [
      JSON.stringify(
        placed.map((one) => ({
          id: newId(),
          work_item_id: one.id,
          incident_id: one.incident.id,
          institution_id: one.incident.institution_id,
          chosen_id: one.choice.chosenId,
          cause,
          input: one.input,
          reasons: { reasons: one.choice.reasons, passedOver: one.choice.passedOver },
          at: tx.now,
        })),
      ),
    ],
  );
}

// the statements of a write, in the order of sending
function write(tx: Tx, moved: readonly Placed[], act: RoutingAct): Promise<unknown>[] {
  if (moved.length === 0) return [];
  const fresh = moved.filter(({ item }) => item === null);
  return [
    insert(tx, fresh, act),
    moveItems(tx, moved, act),
    keepLoads(tx, moved),
    // an appeal stays one until somebody takes it
    expenseMover.move(
      tx,
      ({ id }) => moved.find(({ expense }) => expense.id === id)?.incident as CaseFile,
      moved.map(({ expense }) => expense).filter(({ state }) => !['routed', 'appealed'].includes(state)),
      { to: 'routed', by: act.by ?? 'system', said: { act: 'routed' } },
    ),
  ];
}

/** The columns of an item that follow from its assignee. */
function held(one: Placed, now: Date): object {
  const { chosenId } = one.choice;
  return {
    lane: one.expense.lane,
    assignee_id: chosenId,
    offered_at: chosenId ? now : null,
    lapses_at: one.lapsesAt,
    // the time since when it has no assignee
    ...(chosenId || one.item?.state !== 'unassigned' ? { unassigned_since: chosenId ? null : now } : {}),
    relaxed: one.relaxed,
    relax_at: one.relaxAt,
  };
}

const saidOf = ({ expense, choice }: Placed, { cause, act = null }: RoutingAct): Routed => ({
  expense,
  personId: choice.chosenId,
  cause,
  act,
});

const stateOf = ({ choice }: Placed): 'offered' | 'unassigned' => (choice.chosenId ? 'offered' : 'unassigned');

const entered = [
  'id',
  'expense_id',
  'incident_id',
  'institution_id',
  'lane',
  'state',
  'assignee_id',
  'offered_at',
  'lapses_at',
  'unassigned_since',
  'relaxed',
  'relax_at',
  'due_at',
  'weight',
  'version',
  'created_at',
  'apart',
] as const satisfies readonly (keyof WorkItemEntity)[];
const columns = entered.join(', ');

async function insert(tx: Tx, fresh: readonly Placed[], act: RoutingAct): Promise<void> {
  if (fresh.length === 0) return;
  for (const one of fresh)
    tx.record(one.incident, recordOfRouting({ id: one.id, version: 1, before: null, isNew: true }, saidOf(one, act)));
  const rows = fresh.map((one) => ({
    ...held(one, tx.now),
    id: one.id,
    expense_id: one.expense.id,
    incident_id: one.incident.id,
    institution_id: one.incident.institution_id,
    state: stateOf(one),
    due_at: one.dueAt,
    weight: 1,
    version: 1,
    created_at: tx.now,
    apart: apartOf(one),
  }));
  await tx.rows(
    `INSERT INTO work_item (${columns})
     SELECT ${columns} FROM jsonb_populate_recordset(NULL::work_item, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}

async function moveItems(tx: Tx, moved: readonly Placed[], act: RoutingAct): Promise<void> {
  const placedOf = new Map(moved.flatMap((one) => (one.item ? [[one.item, one] as const] : [])));
  const of = (item: WorkItemRow): Placed => placedOf.get(item) as Placed;
  const goTo = (to: 'offered' | 'unassigned'): Promise<unknown> =>
    workItemMover.move(
      tx,
      (item) => of(item).incident,
      [...placedOf.keys()].filter((item) => stateOf(of(item)) === to),
      {
        to,
        by: act.by ?? 'system',
        reason: act.reason ?? act.cause,
        also: (item) => held(of(item), tx.now),
        said: (item) => saidOf(of(item), act),
      },
    );
  await tx.together([goTo('offered'), goTo('unassigned')]);
}

async function keepLoads(tx: Tx, moved: readonly Placed[]): Promise<void> {
  const loads = new Map<string, number>();
  const count = (personId: string | null | undefined, items: number): void => {
    if (personId) loads.set(personId, (loads.get(personId) ?? 0) + items);
  };
  for (const { choice, item } of moved) {
    count(choice.chosenId, 1);
    count(item?.assignee_id, -1);
  }
  await tx.rows(
    `UPDATE adjuster_load l
       SET open_items = l.open_items + n.items, last_idle_at = CASE
         WHEN l.open_items + n.items = 0 THEN $3
         ELSE l.last_idle_at END
       FROM unnest($1::uuid[], $2::int[]) AS n(person_id, items) WHERE l.person_id = n.person_id AND n.items <> 0`,
    [[...loads.keys()], [...loads.values()], tx.now],
  );
}
