import type { Tx } from '#database';
import { expenseMover } from '#expenses';
import type { Mover } from '#kernel';
import { Problem } from '#problems';
import { assignWorkItems } from './assign-work-items.js';
import { deskLanes } from './desk.store.js';
import { afterDutyMinutes } from './duty-time.js';
import { workItemMover } from './move-work-items.js';
import type { ReassignDto } from './work-item.dto.js';
import { keepLeavingReason, type WorkItemRow } from './work-item.store.js';
import { openWorkItem, missingToClaim } from './open-work-item.js';

/**
 * Gives an open item to another person, or routes it again, by the lane's lead or a senior adjuster. Throws
 * `routing.not-open`, `incidents.move-not-yours`.
 */
export async function reassignWorkItem(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  { assigneeId, reason }: ReassignDto,
): Promise<void> {
  const { file, expense, item } = await openWorkItem(tx, id, expectedVersion);
  if (!['unassigned', 'offered', 'accepted'].includes(item.state)) throw new Problem('routing.not-open');
  const leads = { act: 'work-item.reassigned', by: leadOf(tx, item), reason } as const;
  if (assigneeId === undefined) {
    await keepLeavingReason(tx, item, 'reassigned', reason);
    return assignWorkItems(tx, [{ incident: file, expense, item, relaxed: item.relaxed }], {
      cause: 'reassigned',
      ...leads,
    });
  }
  if (assigneeId === item.assignee_id) throw new Problem('routing.not-open');
  const missing = await missingToClaim(tx, { file, expense, item }, assigneeId);
  if (missing.length > 0) throw new Problem('incidents.guard', { missing });
  await keepLeavingReason(tx, item, 'reassigned', reason);
  await tx.rows(
    `UPDATE adjuster_load l SET open_items = l.open_items + n.items
       FROM unnest($1::uuid[], $2::int[]) AS n(person_id, items)
      WHERE l.person_id = n.person_id`,
    [
      [assigneeId, ...(item.assignee_id ? [item.assignee_id] : [])],
      [1, ...(item.assignee_id ? [-1] : [])],
    ],
  );
  const lane = (await deskLanes(tx, [item.lane])).get(item.lane);
  await workItemMover.move(tx, file, [item], {
    to: 'offered',
    by: leads.by,
    reason,
    also: {
      assignee_id: assigneeId,
      offered_at: tx.now,
      lapses_at: afterDutyMinutes(lane?.duty ?? [], tx.now, tx.settings.acceptMinutes),
      relax_at: null,
      unassigned_since: null,
    },
    said: {
      expense: { id: expense.id, line: expense.line, lane: item.lane },
      personId: assigneeId,
      cause: null,
      act: leads.act,
    },
  });
  if (['in-review', 'information-requested'].includes(expense.state))
    await expenseMover.move(tx, file, [expense], { to: 'routed', by: leads.by, said: { act: 'routed' } });
}

function leadOf({ actor }: Tx, item: WorkItemRow): Mover {
  if (actor.roles.includes('senior-adjuster')) return 'senior-adjuster';
  if (item.lead_id !== actor.id) throw new Problem('incidents.move-not-yours');
  return 'lane-lead';
}
