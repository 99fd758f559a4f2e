import type { StoredExpense } from '#expenses';
import type { IncidentRow } from '#incidents';
import { newId } from '#kernel';
import { presencesOf } from '#parties';
import type { Tx } from '#platform';
import { assign } from './assign.js';
import { givesUpCases } from './hand-over.js';

/** The open item of an expense that is accepted, with who has it; null when nobody does. The case is locked by the caller. */
export async function acceptedItem(tx: Tx, expenseId: string): Promise<{ id: string; assignee_id: string } | null> {
  return (
    (await tx.one<{ id: string; assignee_id: string }>(
      `SELECT id, assignee_id FROM work_item WHERE expense_id = $1 AND state = 'accepted'`,
      [expenseId],
    )) ?? null
  );
}

/** An item is done when its expense is proposed; whoever had it has room for another one. */
export async function finishItem(
  tx: Tx,
  item: { readonly id: string; readonly assignee_id: string },
  now: Date,
): Promise<void> {
  await tx.rows(
    'UPDATE adjuster_load SET open_items = open_items - 1, last_idle_at = CASE WHEN open_items = 1 THEN $2 ELSE last_idle_at END WHERE person_id = $1',
    [item.assignee_id, now],
  );
  await tx.rows(`UPDATE work_item SET state = 'done', version = version + 1 WHERE id = $1`, [item.id]);
}

/** An appeal or a supplement: a new item for somebody who signed nothing of it before. The case is locked by the caller. */
export async function routeApart(
  tx: Tx,
  { incident, expense }: { readonly incident: IncidentRow; readonly expense: StoredExpense },
  apart: readonly string[],
  acceptMinutes: number,
  now: Date,
): Promise<void> {
  const cause = expense.state === 'appealed' ? ('appealed' as const) : ('supplemented' as const);
  await assign(tx, [{ incident, expense, item: null, relaxed: false, cause, apart }], acceptMinutes, now);
}

/**
 * An expense that comes back into review has a new item, with who proposed it; it is routed anew where they left or adjust no
 * more. The case is locked by the caller; the load is locked here.
 */
export async function giveBack(
  tx: Tx,
  { incident, expense }: { readonly incident: IncidentRow; readonly expense: StoredExpense },
  personId: string,
  acceptMinutes: number,
  now: Date,
): Promise<void> {
  const [person] = await presencesOf(tx, [personId]);
  const last = await tx.one<{ apart: string[] }>(
    'SELECT apart FROM work_item WHERE expense_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1',
    [expense.id],
  );
  const apart = last?.apart ?? [];
  if (!person || givesUpCases(person)) {
    await assign(tx, [{ incident, expense, item: null, relaxed: false, cause: 'returned', apart }], acceptMinutes, now);
    return;
  }
  await tx.rows(
    'INSERT INTO adjuster_load AS l (person_id, open_items) VALUES ($1, 1) ON CONFLICT (person_id) DO UPDATE SET open_items = l.open_items + 1',
    [personId],
  );
  const id = newId();
  await tx.rows(
    `INSERT INTO work_item (id, expense_id, incident_id, institution_id, lane, state, assignee_id, due_at, created_at, apart)
     SELECT $1, $2, $3, $4, l.lane, 'accepted', $5, $6::timestamptz + make_interval(mins => l.limit_minutes), $6, $8 FROM lane l WHERE l.lane = $7`,
    [id, expense.id, incident.id, incident.institution_id, personId, now, expense.lane, apart],
  );
  const reason = {
    code: 'routing.returned',
    textJa: '査定案を提出した人に戻りました。',
    textEn: 'It went back to who proposed it.',
  };
  await tx.rows(
    'INSERT INTO routing_decision (id, work_item_id, incident_id, institution_id, chosen_id, cause, input, reasons, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [
      newId(),
      id,
      incident.id,
      incident.institution_id,
      personId,
      'returned',
      JSON.stringify({ at: now.toISOString(), expense: { id: expense.id, lane: expense.lane }, returnedTo: personId }),
      JSON.stringify({ reasons: [reason], passedOver: [] }),
      now,
    ],
  );
}
