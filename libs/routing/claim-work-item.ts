import type { Tx } from '#database';
import { expenseMover } from '#expenses';
import { workItemMover } from './move-work-items.js';
import { openWorkItem, missingToClaim } from './open-work-item.js';

/**
 * Takes an item: accepts an offer to the actor, or claims an unassigned one (skill, duty, capacity, no conflict). The
 * expense is then in review. Throws `routing.not-yours`, `routing.not-open`, `incidents.guard` with what is missing.
 */
export async function claimWorkItem(tx: Tx, id: string, expectedVersion: number | null): Promise<void> {
  const { file, expense, item } = await openWorkItem(tx, id, expectedVersion);
  const isNew = item.state === 'unassigned';
  const missing = isNew ? await missingToClaim(tx, { file, expense, item }, tx.actor.id) : [];
  await workItemMover.move(tx, file, [item], {
    to: 'accepted',
    subject: () => missing,
    also: { assignee_id: tx.actor.id, lapses_at: null, relax_at: null, unassigned_since: null },
    said: { expense, personId: tx.actor.id, cause: null, act: null },
  });
  if (isNew) await tx.rows('UPDATE adjuster_load SET open_items = open_items + 1 WHERE person_id = $1', [tx.actor.id]);
  await expenseMover.move(tx, file, [expense], {
    to: 'in-review',
    by: 'assignee',
    said: { act: 'taken', line: expense.line },
  });
}
