import { expenseById, type StoredExpense } from '#expenses';
import { appendTimeline, incidentForUpdate, type IncidentRow } from '#incidents';
import { appendAudit, appendEvents, caseChain, eventRow, Problem, requireVersion, type Tx } from '#platform';
import { assign } from './assign.js';
import { claimMissing } from './hurdles.js';
import { candidateOf, caseTies, deskLanes, deskPeople } from './desk.store.js';
import { afterDutyMinutes } from './duty-time.js';
import type { DeclineDto, ReassignDto } from './work-item.dto.js';
import { offeredEvent, remember, workItemById, type WorkItemRow } from './work-item.store.js';

interface Opened {
  readonly incident: IncidentRow;
  readonly expense: StoredExpense;
  readonly item: WorkItemRow;
}

/**
 * Takes an item: accepts what was offered to oneself, or claims what is nobody's (skill, duty, capacity, no conflict).
 * The expense is then in review. Throws `routing.not-yours`, `routing.not-open`, `incidents.guard` with what is missing.
 */
export async function claimWorkItem(tx: Tx, id: string, expectedVersion: number | null, now: Date): Promise<void> {
  const { incident, expense, item } = await opened(tx, id, expectedVersion);
  if (item.state === 'offered') {
    if (item.assignee_id !== tx.actor.id) throw new Problem('routing.not-yours');
  } else if (item.state === 'unassigned') {
    await requireFit(tx, { incident, expense, item }, tx.actor.id, now);
    await tx.rows('UPDATE adjuster_load SET open_items = open_items + 1 WHERE person_id = $1', [tx.actor.id]);
  } else {
    throw new Problem('routing.not-open');
  }
  const version = await save(tx, item, 'accepted', tx.actor.id, null);
  await tx.rows(`UPDATE expense SET state = 'in-review' WHERE id = $1 AND state IN ('routed','appealed')`, [
    expense.id,
  ]);
  await appendTimeline(tx, incident, [
    { at: now, kind: 'expense-in-review', audience: 'all', data: { line: expense.line } },
    {
      at: now,
      kind: 'work-item-accepted',
      audience: 'insurer',
      data: { line: expense.line, lane: item.lane, personId: tx.actor.id },
    },
  ]);
  await appendEvents(tx, [eventRow('work-item.accepted', incident.id, { workItemId: id, version }, now, 'insurer')]);
  await appendAudit(tx, { institutionId: incident.institution_id, incidentId: incident.id }, [
    {
      chain: caseChain(incident.id),
      action: 'work-item.accepted',
      subject: id,
      before: { state: item.state, assigneeId: item.assignee_id },
      after: { state: 'accepted', assigneeId: tx.actor.id },
    },
  ]);
}

/** Gives an offer back with a reason; it is routed again without that person. Throws `routing.not-yours`, `routing.not-open`. */
export async function declineWorkItem(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  body: DeclineDto,
  acceptMinutes: number,
  now: Date,
): Promise<void> {
  const { incident, expense, item } = await opened(tx, id, expectedVersion);
  if (item.state !== 'offered') throw new Problem('routing.not-open');
  if (item.assignee_id !== tx.actor.id) throw new Problem('routing.not-yours');
  await remember(tx, item, 'declined', body.reason, now);
  await record(tx, { incident, expense, item }, 'work-item.declined', body.reason, now);
  await assign(tx, [{ incident, expense, item, relaxed: item.relaxed, cause: 'declined' }], acceptMinutes, now);
}

/** Gives an open item to another person, or routes it again, by the lane's lead or a senior adjuster. Throws `routing.not-open`, `incidents.move-not-yours`. */
export async function reassignWorkItem(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  body: ReassignDto,
  acceptMinutes: number,
  now: Date,
): Promise<void> {
  const { incident, expense, item } = await opened(tx, id, expectedVersion);
  if (!['unassigned', 'offered', 'accepted'].includes(item.state)) throw new Problem('routing.not-open');
  await requireLead(tx, item);
  await remember(tx, item, 'reassigned', body.reason, now);
  await record(tx, { incident, expense, item }, 'work-item.reassigned', body.reason, now);
  if (body.assigneeId === undefined) {
    await assign(tx, [{ incident, expense, item, relaxed: item.relaxed, cause: 'reassigned' }], acceptMinutes, now);
    return;
  }
  if (body.assigneeId === item.assignee_id) throw new Problem('routing.not-open');
  await requireFit(tx, { incident, expense, item }, body.assigneeId, now);
  await tx.rows(
    `UPDATE adjuster_load l SET open_items = l.open_items + n.items FROM unnest($1::uuid[], $2::int[]) AS n(person_id, items) WHERE l.person_id = n.person_id`,
    [
      [body.assigneeId, ...(item.assignee_id ? [item.assignee_id] : [])],
      [1, ...(item.assignee_id ? [-1] : [])],
    ],
  );
  const lane = (await deskLanes(tx, [item.lane], now)).get(item.lane);
  const lapsesAt = afterDutyMinutes(lane?.duty ?? [], now, acceptMinutes);
  const version = await save(tx, item, 'offered', body.assigneeId, lapsesAt);
  await tx.rows(
    `UPDATE expense SET state = 'routed' WHERE id = $1 AND state IN ('in-review','information-requested')`,
    [expense.id],
  );
  await appendEvents(tx, [offeredEvent(item, version, now)]);
}

async function opened(tx: Tx, id: string, expectedVersion: number | null): Promise<Opened> {
  const before = await workItemById(tx, id);
  const incident = await incidentForUpdate(tx, before.incident_id);
  const item = await workItemById(tx, id);
  requireVersion(item.version, expectedVersion);
  return { incident, item, expense: await expenseById(tx, item.expense_id) };
}

async function requireLead(tx: Tx, item: WorkItemRow): Promise<void> {
  if (tx.actor.roles.includes('senior-adjuster')) return;
  const lead = await tx.one('SELECT 1 FROM lane WHERE lane = $1 AND lead_id = $2', [item.lane, tx.actor.id]);
  if (!lead) throw new Problem('incidents.move-not-yours');
}

// the loads are locked here, so that two claims at once never pass a capacity limit
async function requireFit(tx: Tx, { incident, expense, item }: Opened, personId: string, now: Date): Promise<void> {
  const people = await deskPeople(tx, [item.lane], now);
  const person = people.find((one) => one.personId === personId);
  const ties = (await caseTies(tx, [incident])).get(incident.id);
  if (!person || !ties) throw new Problem('routing.skill-missing');
  const missing = claimMissing(
    candidateOf(person, expense, incident, ties, new Set(), item.apart),
    item.lane,
    item.relaxed,
  );
  if (missing.length > 0) throw new Problem('incidents.guard', { missing });
}

async function save(
  tx: Tx,
  item: WorkItemRow,
  state: 'offered' | 'accepted',
  assigneeId: string,
  lapsesAt: Date | null,
): Promise<number> {
  const row = await tx.one<{ version: number }>(
    'UPDATE work_item SET state = $2, assignee_id = $3, lapses_at = $4, relax_at = NULL, unassigned_since = NULL, version = version + 1 WHERE id = $1 RETURNING version',
    [item.id, state, assigneeId, lapsesAt],
  );
  return row?.version ?? item.version;
}

async function record(
  tx: Tx,
  { incident, expense, item }: Opened,
  action: 'work-item.declined' | 'work-item.reassigned',
  reason: string,
  now: Date,
): Promise<void> {
  await appendTimeline(tx, incident, [
    {
      at: now,
      kind: action,
      audience: 'insurer',
      data: { line: expense.line, lane: item.lane, personId: item.assignee_id },
    },
  ]);
  await appendAudit(tx, { institutionId: incident.institution_id, incidentId: incident.id }, [
    {
      chain: caseChain(incident.id),
      action,
      subject: item.id,
      before: { state: item.state, assigneeId: item.assignee_id },
      reason,
    },
  ]);
}
