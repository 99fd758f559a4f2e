import type { Tx } from '#database';
import { expensesOf } from '#expenses';
import { caseFiles, casesInChargeOf, loseAdjuster, type CaseFile } from '#incidents';
import { completeDeparture } from '#people';
import { batchSize } from '#queue';
import { presencesOf, type Presence } from '#staffing';
import { assignWorkItems, type Unplaced } from './assign-work-items.js';
import { openItemsWith, keepLeavingReason, workItemsById, type WorkItemRow } from './work-item.store.js';

/** Whether a person's items are given to others now. */
export function givesUpItems(person: Presence): boolean {
  return givesUpCases(person) || person.absent || person.takenOffDuty;
}

/** Whether a person is no longer in charge of cases; an absent one stays in charge. */
export function givesUpCases(person: Presence): boolean {
  return person.hasLeft || !person.adjusts;
}

/**
 * Hands over what people have who left, adjust no more or are absent: a batch of items goes back and is routed again
 * without them, a batch of cases loses them as adjuster in charge. What is left over comes with the next delivery, so
 * that no transaction holds more than a batch. Doing it again, or too early, changes nothing.
 */
export async function handOver(tx: Tx, personIds: readonly string[]): Promise<void> {
  const people = (await presencesOf(tx, personIds)).filter(givesUpItems);
  const leaving = people.map(({ personId }) => personId);
  const gone = people.filter(givesUpCases).map(({ personId }) => personId);
  if (leaving.length === 0) return;
  const [wanted, charged] = [await openItemsWith(tx, leaving, batchSize), await casesInChargeOf(tx, gone, batchSize)];
  const cases = await caseFiles(tx, [...wanted.map((item) => item.incident_id), ...charged]);
  await handOverItems(tx, { wanted, leaving, cases });
  await handOverCases(
    tx,
    cases.filter((one) => one.adjuster_id !== null && gone.includes(one.adjuster_id)),
  );
  const more = wanted.length === batchSize || charged.length === batchSize;
  const moved = new Set([...wanted.map((item) => item.assignee_id), ...cases.map((one) => one.adjuster_id)]);
  for (const { personId, hasLeft } of people) {
    if (more || moved.has(personId))
      tx.record('insurer', {
        event: { type: 'work-items.handed-over', payload: { personId, more }, audience: 'insurer' },
      });
    if (hasLeft) await completeDeparture(tx, personId);
  }
}

interface Batch {
  readonly wanted: readonly WorkItemRow[];
  readonly leaving: readonly string[];
  readonly cases: readonly CaseFile[];
}

// read again under the locks of the cases: items may have been accepted, declined or reassigned in the meantime
async function handOverItems(tx: Tx, { wanted, leaving, cases }: Batch): Promise<void> {
  const items = (
    await workItemsById(
      tx,
      wanted.map((item) => item.id),
    )
  ).filter((item) => ['offered', 'accepted'].includes(item.state) && leaving.includes(item.assignee_id ?? ''));
  const incidents = new Map(cases.map((one) => [one.id, one]));
  const expenses = await expensesOf(tx, [...new Set(items.map((item) => item.incident_id))]);
  const unplaced: Unplaced[] = [];
  for (const item of items) {
    const incident = incidents.get(item.incident_id);
    const expense = expenses.find((one) => one.id === item.expense_id);
    if (!incident || !expense) continue;
    await keepLeavingReason(tx, item, 'absent');
    unplaced.push({ incident, expense, item, relaxed: item.relaxed });
  }
  await assignWorkItems(tx, unplaced, { cause: 'absent' });
}

async function handOverCases(tx: Tx, cases: readonly CaseFile[]): Promise<void> {
  for (const file of cases) {
    await loseAdjuster(tx, file);
    const data = { personId: file.adjuster_id, why: 'no-adjuster' };
    tx.record(file, { timeline: { kind: 'desk-alerted', audience: 'insurer', data } });
  }
}
