import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { expensesOf, undecidedStates, type StoredExpense } from '#expenses';
import { caseFiles, hasEnded, type CaseFile } from '#incidents';
import { Handles, type Delivery, type JobHandler } from '#queue';
import type { LaneEntity } from '#staffing';
import { assignWorkItems, type Unplaced } from './assign-work-items.js';
import { openItemsOf, keepLeavingReason, workItemsById, type WorkItemRow } from './work-item.store.js';
import type { WorkItemEntity } from './work-item.entity.js';

/** Routes submitted expenses of one lane, up to a batch in one transaction. */
@Injectable()
@Handles('route-expenses')
export class RouteExpenses implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const wanted = new Set(deliveries.flatMap((delivery) => delivery.ids));
    const { incidents, expenses } = await casesOf(tx, deliveries);
    const unplaced = [...expenses.values()]
      .filter((expense) => wanted.has(expense.id) && expense.state === 'submitted')
      .flatMap((expense) => placeOf(expense, incidents, null, false));
    await assignWorkItems(tx, unplaced, { cause: 'submitted' });
  }
}

/**
 * Routes undecided items again when facts, amounts, categories or the adjuster in charge changed, unless an adjuster of
 * the same lane has accepted them.
 */
@Injectable()
@Handles('reroute')
export class Reroute implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const { incidents, expenses } = await casesOf(tx, deliveries);
    const unplaced: Unplaced[] = [];
    for (const item of await openItemsOf(tx, [...incidents.keys()])) {
      const expense = expenses.get(item.expense_id);
      if (!expense || !undecidedStates.includes(expense.state)) continue;
      // an accepted item stays with its assignee unless its lane changed
      if (item.state === 'accepted' && item.lane === expense.lane) continue;
      unplaced.push(...placeOf(expense, incidents, item, item.relaxed && item.lane === expense.lane));
    }
    await assignWorkItems(tx, unplaced, { cause: 'facts' });
  }
}

/** Routes an offer that was not accepted in time again, without that person. */
@Injectable()
@Handles('lapse-offer')
export class LapseOffer implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const { items, incidents, expenses } = await itemsOf(tx, deliveries);
    const unplaced: Unplaced[] = [];
    for (const item of items) {
      if (item.state !== 'offered' || item.lapses_at === null || item.lapses_at.getTime() > tx.now.getTime() + 1_500)
        continue;
      await keepLeavingReason(tx, item, 'lapsed');
      const expense = expenses.get(item.expense_id);
      if (expense) unplaced.push(...placeOf(expense, incidents, item, item.relaxed));
    }
    await assignWorkItems(tx, unplaced, { cause: 'lapsed' });
  }
}

/** Relaxes the skill to the team after the lane's time limit; an item that still fits nobody is tried again. */
@Injectable()
@Handles('relax-skill')
export class RelaxSkill implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const { items, incidents, expenses } = await itemsOf(tx, deliveries);
    const unplaced = items.flatMap((item) => {
      const expense = expenses.get(item.expense_id);
      return item.state === 'unassigned' && expense ? placeOf(expense, incidents, item, true) : [];
    });
    await assignWorkItems(tx, unplaced, { cause: 'relaxed' });
  }
}

/** Informs the lead of a lane, once for each item, that it fits nobody. */
@Injectable()
@Handles('alert-lead')
export class AlertLead implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const { items, incidents, expenses } = await itemsOf(tx, deliveries);
    const alerted = await tx.rows<Pick<WorkItemEntity, 'id'> & Pick<LaneEntity, 'lead_id'>>(
      `UPDATE work_item w SET lead_alerted_at = $2 FROM lane l
        WHERE w.id = ANY ($1) AND l.lane = w.lane AND w.state = 'unassigned' AND w.lead_alerted_at IS NULL
          RETURNING w.id, l.lead_id`,
      [items.map((item) => item.id), tx.now],
    );
    const leads = new Map(alerted.map((row) => [row.id, row.lead_id]));
    for (const item of items) {
      const file = incidents.get(item.incident_id);
      if (!file || !leads.has(item.id)) continue;
      const line = expenses.get(item.expense_id)?.line ?? 0;
      const data = { line, lane: item.lane, personId: leads.get(item.id) ?? null };
      tx.record(file, { timeline: { kind: 'lead-alerted', audience: 'insurer', data } });
    }
  }
}

interface Cases {
  readonly incidents: ReadonlyMap<string, CaseFile>;
  readonly expenses: ReadonlyMap<string, StoredExpense>;
}

// the lock is sent first: later statements read under it
async function casesOf(tx: Tx, deliveries: readonly Delivery[]): Promise<Cases> {
  const ids = [...new Set(deliveries.map((delivery) => delivery.incidentId))];
  const [incidents, expenses] = await tx.together([caseFiles(tx, ids), expensesOf(tx, ids)]);
  const live = incidents.filter((incident) => !hasEnded(incident));
  return {
    incidents: new Map(live.map((incident) => [incident.id, incident])),
    expenses: new Map(expenses.map((expense) => [expense.id, expense])),
  };
}

async function itemsOf(tx: Tx, deliveries: readonly Delivery[]): Promise<Cases & { items: WorkItemRow[] }> {
  const [cases, items] = await tx.together([
    casesOf(tx, deliveries),
    workItemsById(tx, [...new Set(deliveries.flatMap((delivery) => delivery.ids))]),
  ]);
  return { ...cases, items: items.filter((item) => cases.incidents.has(item.incident_id)) };
}

function placeOf(
  expense: StoredExpense,
  incidents: ReadonlyMap<string, CaseFile>,
  item: WorkItemRow | null,
  relaxed: boolean,
): Unplaced[] {
  const incident = incidents.get(expense.incident_id);
  return incident ? [{ incident, expense, item, relaxed }] : [];
}
