import { type Tx } from '#database';
import { expenseById, expenseMover, type StoredExpense } from '#expenses';
import { requireVersion } from '#http';
import { caseFile, type CaseFile } from '#incidents';
import type { CodedText, Mover } from '#kernel';
import { Problem } from '#problems';
import { assignWorkItems } from './assign-work-items.js';
import { candidateOf, caseTies, deskLanes, deskPeople } from './desk.store.js';
import { afterDutyMinutes } from './duty-time.js';
import { claimMissing } from './hurdles.js';
import { workItemMover } from './move-work-items.js';
import type { DeclineDto, ReassignDto } from './work-item.dto.js';
import { keepLeavingReason, workItemById, type WorkItemRow } from './work-item.store.js';

interface Opened {
  readonly file: CaseFile;
  readonly expense: StoredExpense;
  readonly item: WorkItemRow;
}

/**
 * Takes an item: accepts an offer to the actor, or claims an unassigned one (skill, duty, capacity, no conflict). The
 * expense is then in review. Throws `routing.not-yours`, `routing.not-open`, `incidents.guard` with what is missing.
 */
export async function claimWorkItem(tx: Tx, id: string, expectedVersion: number | null): Promise<void> {
  const { file, expense, item } = await opened(tx, id, expectedVersion);
  const isNew = item.state === 'unassigned';
  const missing = isNew ? await missingOf(tx, { file, expense, item }, tx.actor.id) : [];
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
  const { file, expense, item } = await opened(tx, id, expectedVersion);
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
  const { file, expense, item } = await opened(tx, id, expectedVersion);
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
  const missing = await missingOf(tx, { file, expense, item }, assigneeId);
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

async function opened(tx: Tx, id: string, expectedVersion: number | null): Promise<Opened> {
  const file = await caseFile(tx, (await workItemById(tx, id)).incident_id);
  const item = await workItemById(tx, id);
  requireVersion(item.version, expectedVersion);
  return { file, item, expense: await expenseById(tx, item.expense_id) };
}

function leadOf({ actor }: Tx, item: WorkItemRow): Mover {
  if (actor.roles.includes('senior-adjuster')) return 'senior-adjuster';
  if (item.lead_id !== actor.id) throw new Problem('incidents.move-not-yours');
  return 'lane-lead';
}

// the loads are locked here, so that two claims at once never pass a capacity limit
async function missingOf(tx: Tx, { file, expense, item }: Opened, personId: string): Promise<CodedText[]> {
  const people = await deskPeople(tx, [item.lane]);
  const person = people.find((one) => one.personId === personId);
  const ties = (await caseTies(tx, [file])).get(file.id);
  if (!person || !ties) throw new Problem('routing.skill-missing');
  return claimMissing(candidateOf(person, expense, file, { ties, apart: item.apart }), item.lane, item.relaxed);
}
