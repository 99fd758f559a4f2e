import type { Tx } from '#database';
import type { StoredExpense } from '#expenses';
import type { CaseFile } from '#incidents';
import { newId } from '#kernel';
import { presencesOf } from '#staffing';
import { assignWorkItems } from './assign-work-items.js';
import { givesUpCases } from './hand-over.js';
import { workItemMover } from './move-work-items.js';
import type { WorkItemRow } from './work-item.store.js';
import { WorkItemEntity } from './work-item.entity.js';
import { RoutingDecisionEntity } from './routing-decision.entity.js';
import { returnedToProposer } from './routing-words.js';

/** Ends an item when its expense is proposed; its assignee has room for another one. */
export async function finishItem(tx: Tx, file: CaseFile, item: WorkItemRow): Promise<void> {
  await tx.rows(
    `UPDATE adjuster_load
       SET open_items = open_items - 1, last_idle_at = CASE WHEN open_items = 1 THEN $2 ELSE last_idle_at END
       WHERE person_id = $1`,
    [item.assignee_id, tx.now],
  );
  await workItemMover.move(tx, file, [item], { to: 'done', by: 'system', said: null });
}

/** An expense of a case that is locked. */
interface Of {
  readonly incident: CaseFile;
  readonly expense: StoredExpense;
}

/** A new item for an appeal or a supplement, for a person who signed none of the earlier decisions. */
export async function routeApart(tx: Tx, { incident, expense }: Of, apart: readonly string[]): Promise<void> {
  const cause = expense.state === 'appealed' ? 'appealed' : 'supplemented';
  await assignWorkItems(tx, [{ incident, expense, item: null, relaxed: false, apart }], { cause });
}

/**
 * A new item for an expense that is back in review, for its proposer; it is routed again where they left or no longer
 * adjust. The load is locked here.
 */
export async function giveBack(tx: Tx, { incident, expense }: Of, personId: string): Promise<void> {
  const [person] = await presencesOf(tx, [personId]);
  const [last] = await tx.find(WorkItemEntity, {
    where: { expense_id: expense.id },
    order: { created_at: 'DESC', id: 'DESC' },
    take: 1,
  });
  const apart = last?.apart ?? [];
  if (!person || givesUpCases(person)) {
    await assignWorkItems(tx, [{ incident, expense, item: null, relaxed: false, apart }], { cause: 'returned' });
    return;
  }
  const { now } = tx;
  await tx.rows(
    `INSERT INTO adjuster_load AS l (person_id, open_items)
       VALUES ($1, 1)
       ON CONFLICT (person_id)
       DO UPDATE
       SET open_items = l.open_items + 1`,
    [personId],
  );
  const id = newId();
  await tx.rows(
    `INSERT INTO work_item (id, expense_id, incident_id, institution_id, lane, state, assignee_id, due_at, created_at,
       apart)
     SELECT $1, $2, $3, $4, l.lane, 'accepted', $5, $6::timestamptz + make_interval(mins => l.limit_minutes), $6, $8
       FROM lane l
       WHERE l.lane = $7`,
    [id, expense.id, incident.id, incident.institution_id, personId, now, expense.lane, apart],
  );
  await tx.insert(RoutingDecisionEntity, {
    ...{ id: newId(), work_item_id: id, incident_id: incident.id, institution_id: incident.institution_id },
    ...{ chosen_id: personId, cause: 'returned', reasons: { reasons: [returnedToProposer], passedOver: [] }, at: now },
    input: { at: now.toISOString(), expense: { id: expense.id, lane: expense.lane }, returnedTo: personId },
  });
}
