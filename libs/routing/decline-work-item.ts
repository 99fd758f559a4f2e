import type { Tx } from '#database';
import { Problem } from '#problems';
import { assignWorkItems } from './assign-work-items.js';
import type { DeclineDto } from './work-item.dto.js';
import { keepLeavingReason } from './work-item.store.js';
import { openWorkItem } from './open-work-item.js';

/**
 * Declines an offer with a reason; it is routed again without that person. Throws `routing.not-yours`,
 * `routing.not-open`.
 */
export async function declineWorkItem(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  { reason }: DeclineDto,
): Promise<void> {
  const { file, expense, item } = await openWorkItem(tx, id, expectedVersion);
  if (item.state !== 'offered') throw new Problem('routing.not-open');
  if (item.assignee_id !== tx.actor.id) throw new Problem('routing.not-yours');
  await keepLeavingReason(tx, item, 'declined', reason);
  await assignWorkItems(tx, [{ incident: file, expense, item, relaxed: item.relaxed }], {
    cause: 'declined',
    act: 'work-item.declined',
    by: 'assignee',
    reason,
  });
}
