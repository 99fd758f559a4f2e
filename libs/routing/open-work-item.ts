import type { Tx } from '#database';
import { expenseById, type StoredExpense } from '#expenses';
import { requireVersion } from '#http';
import { caseFile, type CaseFile } from '#incidents';
import type { CodedText } from '#kernel';
import { Problem } from '#problems';
import { candidateOf, caseTies, deskPeople } from './desk.store.js';
import { claimMissing } from './hurdles.js';
import { workItemById, type WorkItemRow } from './work-item.store.js';

/** An item with its expense, the case being locked. */
interface OpenedWorkItem {
  readonly file: CaseFile;
  readonly expense: StoredExpense;
  readonly item: WorkItemRow;
}

/** Throws `requests.stale-version`, `requests.not-found`. */
export async function openWorkItem(tx: Tx, id: string, expectedVersion: number | null): Promise<OpenedWorkItem> {
  const file = await caseFile(tx, (await workItemById(tx, id)).incident_id);
  const item = await workItemById(tx, id);
  requireVersion(item.version, expectedVersion);
  return { file, item, expense: await expenseById(tx, item.expense_id) };
}

/**
 * What a person misses for an item. The loads are locked here, so that two claims at once never pass a capacity limit.
 * Throws `routing.skill-missing`.
 */
export async function missingToClaim(
  tx: Tx,
  { file, expense, item }: OpenedWorkItem,
  personId: string,
): Promise<CodedText[]> {
  const people = await deskPeople(tx, [item.lane]);
  const person = people.find((one) => one.personId === personId);
  const ties = (await caseTies(tx, [file])).get(file.id);
  if (!person || !ties) throw new Problem('routing.skill-missing');
  return claimMissing(candidateOf(person, expense, file, { ties, apart: item.apart }), item.lane, item.relaxed);
}
