import type { Tx } from '#database';
import { expenseById } from '#expenses';
import { incidentById } from '#incidents';
import { dayInJapan } from '#kernel';
import { asExtension, clockOf, daysOf, type ExpenseClock } from './clock.reads.js';
import { requireRunning } from './clock.store.js';
import { requireExtension } from './extend-clock.js';
import type { ExtensionGround } from './payment-clock.js';
import { requireLaterDay } from './set-completion-day.js';
import { requireResumption, requireSuspension } from './suspend-clock.js';

/** An act on the clock of an expense before it is done; days of Japan. */
export type ClockAct =
  | { readonly act: 'extend'; readonly ground: ExtensionGround }
  | { readonly act: 'complete'; readonly completeOn: string }
  | { readonly act: 'suspend'; readonly fromOn: string }
  | { readonly act: 'resume'; readonly toOn: string };

type ClockDays = ReturnType<typeof daysOf>;

/**
 * The days of a clock before and after an act, null while the claim is not complete; nothing is kept. Throws what the
 * act itself throws.
 */
export async function draftClock(
  tx: Tx,
  expenseId: string,
  act: ClockAct,
): Promise<{ readonly before: ClockDays; readonly after: ClockDays }> {
  const expense = await expenseById(tx, expenseId);
  requireRunning(expense);
  const clock = await clockOf(tx, await incidentById(tx, expense.incident_id), expense);
  const changed = async (): Promise<ExpenseClock> => {
    const today = dayInJapan(tx.now);
    switch (act.act) {
      case 'extend':
        await requireExtension(tx, expenseId, act.ground);
        return { ...clock, extensions: [...(clock.extensions ?? []), asExtension(act.ground)] };
      case 'complete':
        requireLaterDay(clock, act.completeOn, today);
        return { ...clock, completeOn: act.completeOn };
      case 'suspend':
        await requireSuspension(tx, expense, act.fromOn);
        return { ...clock, uncounted: [...clock.uncounted, { from: act.fromOn, to: today }] };
      case 'resume': {
        const { from_on: from } = await requireResumption(tx, expenseId, act.toOn);
        const others = clock.uncounted.filter((period) => period.from !== from || period.to !== today);
        return { ...clock, uncounted: [...others, { from, to: act.toOn }] };
      }
    }
  };
  return { before: daysOf(clock), after: daysOf(await changed()) };
}
