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

/** A work item, and who leads its lane. */
export type WorkItemRow = Pick<WorkItemEntity, (typeof kept)[number]> & Pick<LaneEntity, 'lead_id'>;

const columns = `${kept.map((name) => `w.${name}`).join(', ')},
  (SELECT l.lead_id FROM lane l WHERE l.lane = w.lane) AS lead_id`;

/** Items by id, without a lock: their cases are locked first, then read again. */
export async function workItemsById(tx: Tx, ids: readonly string[]): Promise<WorkItemRow[]> {
  return tx.rows<WorkItemRow>(`SELECT ${columns} FROM work_item w WHERE w.id = ANY ($1) ORDER BY w.id`, [ids]);
}

/** One item. Throws `requests.not-found`. */
export async function workItemById(tx: Tx, id: string): Promise<WorkItemRow> {
  const [item] = await workItemsById(tx, [id]);
  if (!item) throw new Problem('requests.not-found');
  return item;
}

/** The open item of an expense that is accepted; null when nobody has it. The case is locked by the caller. */
export async function acceptedItem(tx: Tx, expenseId: string): Promise<WorkItemRow | null> {
  const sql = `SELECT ${columns} FROM work_item w WHERE w.expense_id = $1 AND w.state = 'accepted'`;
  return (await tx.one<WorkItemRow>(sql, [expenseId])) ?? null;
}

/** The items of these cases that are still to be done. */
export async function openItemsOf(tx: Tx, incidentIds: readonly string[]): Promise<WorkItemRow[]> {
  return tx.rows<WorkItemRow>(
    `SELECT ${columns} FROM work_item w
      WHERE w.incident_id = ANY ($1) AND w.state IN ('unassigned','offered','accepted')
      ORDER BY w.incident_id, w.created_at, w.id`,
    [incidentIds],
  );
}

/** Items that these people have in hand, of cases that go on: at most so many, case by case. */
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

/** Who is not asked again for these items. */
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

/** Remembers why an item leaves who has it; routing it again frees the load and does not ask that person. */
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
