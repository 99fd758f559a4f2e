import type { Tx } from '#database';
import { dayInJapan, newId } from '#kernel';
import { daysAfter } from '#platform';
import { Problem } from '#problems';
import { clockOf, type ExpenseClock } from './clock.reads.js';
import { followClock, openClock, recordClock } from './clock.store.js';
import { CompletionDayEntity } from './completion-day.entity.js';

/**
 * Sets a later day of completeness, by a senior adjuster, with what was missing. Throws `payments.not-complete` while a
 * paper is missing, `payments.not-later`.
 */
export async function setCompletion(
  tx: Tx,
  expenseId: string,
  { completeOn: day, missing }: { readonly completeOn: string; readonly missing: string },
): Promise<void> {
  const { file, expense } = await openClock(tx, expenseId);
  requireLaterDay(await clockOf(tx, file, expense), day, dayInJapan(tx.now));
  const id = newId();
  await tx.insert(CompletionDayEntity, {
    ...{ id, expense_id: expenseId, incident_id: file.id, institution_id: file.institution_id },
    ...{ complete_on: day, missing, entered_by: tx.actor.id, noticed_at: tx.now },
  });
  await followClock(tx, file, expense);
  recordClock(tx, file, expense, { kind: 'completion-set', told: 'all', id, after: { completeOn: day, missing } });
}

/** Throws `payments.not-complete`, `payments.not-later` with the first day that is. */
export function requireLaterDay({ completeOn }: ExpenseClock, day: string, today: string): void {
  if (completeOn === null) throw new Problem('payments.not-complete');
  if (day <= completeOn || day > today)
    throw new Problem('payments.not-later', {
      errors: [{ pointer: '/completeOn', code: 'payments.not-later', allowed: daysAfter(completeOn, 1) }],
    });
}
