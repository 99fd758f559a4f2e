import { type Tx } from '#database';
import { Problem } from '#problems';
import { firstWhoAccepted } from '#incidents';
import type { WorkItemEntity } from './work-item.entity.js';
import type { LaneEntity } from '#staffing';
import { WorkItemRefusalEntity } from './work-item-refusal.entity.js';

const kept = [
  'id',
  'expense_id',
  'incident_id',
  'institution_id',
  'lane',
  'state',
  'assignee_id',
  'lapses_at',
  'relaxed',
  'relax_at',
  'due_at',
  'version',
  'created_at',
  'apart',
] as const satisfies readonly (keyof WorkItemEntity)[];

/** A work item with the lead of its lane. */
export type WorkItemRow = Pick<WorkItemEntity, (typeof kept)[number]> & Pick<LaneEntity, 'lead_id'>;

const columns = `${kept.map((name) => `w.${name}`).join(', ')},
  (SELECT l.lead_id FROM lane l WHERE l.lane = w.lane) AS lead_id`;

/** Items by id, without a lock; the caller locks their cases and reads them again. */
export async function workItemsById(tx: Tx, ids: readonly string[]): Promise<WorkItemRow[]> {
  return tx.rows<WorkItemRow>(`SELECT ${columns} FROM work_item w WHERE w.id = ANY ($1) ORDER BY w.id`, [ids]);
}

/** One item. Throws `requests.not-found`. */
export async function workItemById(tx: Tx, id: string): Promise<WorkItemRow> {
  const [item] = await workItemsById(tx, [id]);
  if (!item) throw new Problem('requests.not-found');
  return item;
}

/** The accepted item of an expense; null where there is none. The caller has locked the case. */
export async function acceptedItem(tx: Tx, expenseId: string): Promise<WorkItemRow | null> {
  const sql = `SELECT ${columns} FROM work_item w WHERE w.expense_id = $1 AND w.state = 'accepted'`;
  return (await tx.one<WorkItemRow>(sql, [expenseId])) ?? null;
}

/** The open items of these cases. */
export async function openItemsOf(tx: Tx, incidentIds: readonly string[]): Promise<WorkItemRow[]> {
  return tx.rows<WorkItemRow>(
    `SELECT ${columns} FROM work_item w
      WHERE w.incident_id = ANY ($1) AND w.state IN ('unassigned','offered','accepted')
      ORDER BY w.incident_id, w.created_at, w.id`,
    [incidentIds],
  );
}

/** Items assigned to these people in cases that have not ended: at most so many, case by case. */
export async function openItemsWith(tx: Tx, personIds: readonly string[], most: number): Promise<WorkItemRow[]> {
  return tx.rows<WorkItemRow>(
    `SELECT ${columns} FROM work_item w JOIN incident i ON i.id = w.incident_id
      WHERE w.assignee_id = ANY ($1)
        AND w.state IN ('offered','accepted')
        AND i.state NOT IN ('closed','withdrawn','declined','merged')
      ORDER BY w.incident_id, w.id LIMIT $2`,
    [personIds, most],
  );
}

/** The people who are not offered these items again. */
export async function refusalsOf(
  tx: Tx,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  if (itemIds.length === 0) return new Map();
  const rows = await tx.rows<Pick<WorkItemRefusalEntity, 'work_item_id'> & { readonly people: string[] }>(
    `SELECT work_item_id, array_agg(person_id) AS people
       FROM work_item_refusal
      WHERE work_item_id = ANY ($1)
      GROUP BY 1`,
    [itemIds],
  );
  return new Map(rows.map((row) => [row.work_item_id, new Set(row.people)]));
}

/** Stores why an item leaves its assignee; when it is routed again, the load is freed and that person is not asked. */
export async function keepLeavingReason(
  tx: Tx,
  item: WorkItemRow,
  kind: WorkItemRefusalEntity['kind'],
  reason: string | null = null,
): Promise<void> {
  if (item.assignee_id === null) return;
  await tx.insert(WorkItemRefusalEntity, {
    ...{ work_item_id: item.id, incident_id: item.incident_id, institution_id: item.institution_id },
    ...{ person_id: item.assignee_id, kind, reason, at: tx.now },
  });
}

firstWhoAccepted.supply(async (tx, incidentId) => {
  const row = await tx.one<Pick<WorkItemEntity, 'assignee_id'>>(
    `SELECT assignee_id
       FROM work_item
       WHERE incident_id = $1 AND state IN ('accepted','done')
       ORDER BY created_at, id
       LIMIT 1`,
    [incidentId],
  );
  return row?.assignee_id ?? null;
});
