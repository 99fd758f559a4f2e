import type { Tx } from '#database';
import type { StoredExpense } from '#expenses';
import { dayInJapan, newId } from '#kernel';
import { Problem } from '#problems';
import { followClock, openClock, recordClock } from './clock.store.js';
import { ClockSuspensionEntity } from './clock-suspension.entity.js';

/**
 * Suspends the clock from the day on which the claimant began to delay the inquiry. Throws
 * `payments.suspended-already`, `payments.wrong-day`.
 */
export async function suspendClock(
  tx: Tx,
  expenseId: string,
  { fromOn, reason }: { readonly fromOn: string; readonly reason: string },
): Promise<void> {
  const { file, expense } = await openClock(tx, expenseId);
  await requireSuspension(tx, expense, fromOn);
  const id = newId();
  await tx.insert(ClockSuspensionEntity, {
    ...{ id, expense_id: expenseId, incident_id: file.id, institution_id: file.institution_id },
    ...{ from_on: fromOn, reason, entered_by: tx.actor.id, entered_at: tx.now },
  });
  await followClock(tx, file, expense);
  recordClock(tx, file, expense, { kind: 'clock-suspended', told: 'insurer', id, after: { fromOn }, reason });
}

/** Ends a suspension; its last day is included. Throws `payments.not-suspended`, `payments.wrong-day`. */
export async function resumeClock(tx: Tx, expenseId: string, toOn: string): Promise<void> {
  const { file, expense } = await openClock(tx, expenseId);
  const open = await requireResumption(tx, expenseId, toOn);
  await tx.update(ClockSuspensionEntity, { id: open.id }, { to_on: toOn });
  await followClock(tx, file, expense);
  recordClock(tx, file, expense, { kind: 'clock-resumed', told: 'insurer', id: open.id, after: { toOn } });
}

/** Throws `payments.wrong-day`, `payments.suspended-already`. */
export async function requireSuspension(tx: Tx, expense: StoredExpense, fromOn: string): Promise<void> {
  if (fromOn > dayInJapan(tx.now) || fromOn < dayInJapan(expense.submitted_at))
    throw new Problem('payments.wrong-day', { errors: [{ pointer: '/fromOn', code: 'payments.wrong-day' }] });
  const open = await tx.one(`SELECT 1 FROM clock_suspension WHERE expense_id = $1 AND (to_on IS NULL OR to_on >= $2)`, [
    expense.id,
    fromOn,
  ]);
  if (open) throw new Problem('payments.suspended-already');
}

/** The suspension that would end on a day. Throws `payments.not-suspended`, `payments.wrong-day`. */
export async function requireResumption(
  tx: Tx,
  expenseId: string,
  toOn: string,
): Promise<Pick<ClockSuspensionEntity, 'id' | 'from_on'>> {
  const open = await tx.one<Pick<ClockSuspensionEntity, 'id' | 'from_on'>>(
    'SELECT id, from_on FROM clock_suspension WHERE expense_id = $1 AND to_on IS NULL',
    [expenseId],
  );
  if (!open) throw new Problem('payments.not-suspended');
  if (toOn < open.from_on || toOn > dayInJapan(tx.now))
    throw new Problem('payments.wrong-day', { errors: [{ pointer: '/toOn', code: 'payments.wrong-day' }] });
  return open;
}
