import type { Tx } from '#database';
import { completeOn, evidenceOf, expenseById, type ExpenseState, type StoredExpense } from '#expenses';
import { incidentById, type IncidentRow } from '#incidents';
import { dayInJapan, groupBy, type Days } from '#kernel';
import type { PersonEntity } from '#people';
import type { ClockDto, ClockFileDto } from './clock.dto.js';
import {
  daysOfPeriods,
  lastDay,
  payBy,
  type Extension,
  type ExtensionGround,
  type PaymentClock,
  type Period,
} from './payment-clock.js';
import type { ClockSuspensionEntity } from './clock-suspension.entity.js';
import type { CompletionDayEntity } from './completion-day.entity.js';
import type { PaymentExtensionEntity } from './payment-extension.entity.js';
import type { PaymentEntity } from './payment.entity.js';

export const asExtension = (ground: ExtensionGround): Extension =>
  ground === 'private-forensic' ? 'expert-appraisal' : ground;

/**
 * The clock of an expense; `completeOn` is null while a paper is missing: until then nothing is due, and nothing is
 * late.
 */
export interface ExpenseClock extends Omit<PaymentClock, 'completeOn'> {
  readonly completeOn: string | null;
  readonly uncounted: readonly Period[];
}

/**
 * The clocks of expenses of one case as they stand, by their ids: complete on the day the last paper came (a
 * senior-adjuster's later day before it), with the extensions that the claimant was told of, and the days that are not
 * counted: those that the claimant held up, and those from asking for another account to its confirmation where the
 * payee's own was wrong. Days of Japan.
 */
export async function clocksOf(
  tx: Tx,
  incident: Pick<IncidentRow, 'facts'>,
  expenses: readonly StoredExpense[],
): Promise<ReadonlyMap<string, ExpenseClock>> {
  if (expenses.length === 0) return new Map();
  const ids = expenses.map(({ id }) => id);
  const [later, extensions, uncounted] = await tx.together([
    tx.rows<Pick<CompletionDayEntity, 'expense_id' | 'complete_on'>>(
      `SELECT DISTINCT ON (expense_id) expense_id, complete_on
         FROM completion_day
        WHERE expense_id = ANY ($1)
        ORDER BY expense_id, noticed_at DESC, id DESC`,
      [ids],
    ),
    tx.rows<Pick<PaymentExtensionEntity, 'expense_id' | 'ground'>>(
      'SELECT expense_id, ground FROM payment_extension WHERE expense_id = ANY ($1) ORDER BY ground',
      [ids],
    ),
    tx.rows<Period & Pick<ClockSuspensionEntity, 'expense_id'>>(
      `SELECT s.expense_id, s.from_on AS "from", coalesce(s.to_on, $2::date) AS "to"
         FROM clock_suspension s
        WHERE s.expense_id = ANY ($1)
        UNION ALL
       SELECT p.expense_id, ${asked}
         FROM payment_return b
         JOIN payment p ON p.id = b.payment_id
        WHERE p.expense_id = ANY ($1) AND b.mistake = 'payee'`,
      [ids, dayInJapan(tx.now)],
    ),
  ]);
  const evidence = await evidenceOf(tx, incident, expenses);
  return new Map(
    expenses.map((expense) => {
      const { needed, documentIds } = evidence.get(expense.id) ?? { needed: [], documentIds: [] };
      // nothing was missing at the approval: a paper that was asked for after it delays nothing
      const counted = approved.includes(expense.state)
        ? needed.filter(({ receivedOn }) => receivedOn !== null)
        : needed;
      const complete = completeOn(expense.submitted_at, { needed: counted, documentIds });
      const day = later.find(({ expense_id }) => expense_id === expense.id)?.complete_on;
      const own = extensions.filter(({ expense_id }) => expense_id === expense.id);
      return [
        expense.id,
        {
          completeOn: complete && day && day > complete ? day : complete,
          extensions: [...new Set(own.map(({ ground }) => asExtension(ground)))],
          uncounted: uncounted
            .filter(({ expense_id }) => expense_id === expense.id)
            .map(({ from, to }) => ({ from, to })),
        },
      ];
    }),
  );
}

/** The clock of one expense. */
export async function clockOf(
  tx: Tx,
  incident: Pick<IncidentRow, 'facts'>,
  expense: StoredExpense,
): Promise<ExpenseClock> {
  const clock = (await clocksOf(tx, incident, [expense])).get(expense.id);
  if (!clock) throw new Error('every expense has a clock');
  return clock;
}

const approved: readonly ExpenseState[] = ['approved', 'scheduled', 'paid'];
/** From the request for another account to its confirmation; $2 is today. */
const asked = `(b.asked_at AT TIME ZONE 'Asia/Tokyo')::date AS "from", coalesce(b.confirmed_on, $2::date) AS "to"`;

/** The days of a payment that are not counted, by its id; until today where they are not over. */
export async function uncountedOf(
  tx: Tx,
  paymentIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Period[]>> {
  const rows = await tx.rows<Period & Pick<PaymentEntity, 'id'>>(
    `SELECT p.id, s.from_on AS "from", coalesce(s.to_on, $2::date) AS "to"
       FROM payment p
       JOIN clock_suspension s ON s.expense_id = p.expense_id
      WHERE p.id = ANY ($1)
     UNION ALL
     SELECT b.payment_id, ${asked}
       FROM payment_return b
      WHERE b.payment_id = ANY ($1) AND b.mistake = 'payee'`,
    [paymentIds, dayInJapan(tx.now)],
  );
  return groupBy(rows, ({ id }) => id);
}

/** The days of a clock; null while the claim is not complete. */
export function daysOf(clock: ExpenseClock): { completeOn: string; payBy: string; lastDay: string } | null {
  if (clock.completeOn === null) return null;
  const running = { ...clock, completeOn: clock.completeOn };
  return { completeOn: running.completeOn, payBy: payBy(running), lastDay: lastDay(running) };
}

/** The number of days that are not counted. */
export const uncountedDays = ({ completeOn: from, uncounted }: ExpenseClock): number =>
  daysOfPeriods(uncounted, from ?? '0001-01-01');

/** The insurer's time to pay an expense. Throws `requests.not-found`. */
export async function clockView(tx: Tx, expenseId: string): Promise<ClockDto> {
  const expense = await expenseById(tx, expenseId);
  const clock = await clockOf(tx, await incidentById(tx, expense.incident_id), expense);
  return {
    ...(daysOf(clock) ?? { completeOn: null, payBy: null, lastDay: null }),
    extensions: [...(clock.extensions ?? [])],
    heldUpDays: uncountedDays(clock) as Days,
  };
}

/** The same with everything that moved it, newest first. Throws `requests.not-found`. */
export async function clockFile(tx: Tx, expenseId: string): Promise<ClockFileDto> {
  const view = await clockView(tx, expenseId);
  const [extended, suspended, completed] = await tx.together([
    tx.rows<Entered & Pick<PaymentExtensionEntity, 'ground' | 'reason' | 'notice'>>(
      `SELECT x.ground, x.reason, x.notice, p.display_name AS by_name, x.noticed_at AS at
         FROM payment_extension x
         JOIN person p ON p.id = x.entered_by
        WHERE x.expense_id = $1
        ORDER BY x.noticed_at DESC, x.id DESC`,
      [expenseId],
    ),
    tx.rows<Entered & Pick<ClockSuspensionEntity, 'from_on' | 'to_on' | 'reason'>>(
      `SELECT s.from_on, s.to_on, s.reason, p.display_name AS by_name, s.entered_at AS at
         FROM clock_suspension s
         JOIN person p ON p.id = s.entered_by
        WHERE s.expense_id = $1
        ORDER BY s.from_on DESC, s.id DESC`,
      [expenseId],
    ),
    tx.rows<Entered & Pick<CompletionDayEntity, 'complete_on' | 'missing'>>(
      `SELECT c.complete_on, c.missing, p.display_name AS by_name, c.noticed_at AS at
         FROM completion_day c
         JOIN person p ON p.id = c.entered_by
        WHERE c.expense_id = $1
        ORDER BY c.noticed_at DESC, c.id DESC`,
      [expenseId],
    ),
  ]);
  const entered = ({ by_name: byName, at }: Entered) => ({ byName, at: at.toISOString() });
  return {
    ...view,
    extended: extended.map((row) => ({
      ground: row.ground,
      reason: row.reason,
      notice: row.notice,
      ...entered(row),
    })),
    suspended: suspended.map((row) => ({
      fromOn: row.from_on,
      toOn: row.to_on,
      reason: row.reason,
      ...entered(row),
    })),
    completed: completed.map((row) => ({ completeOn: row.complete_on, missing: row.missing, ...entered(row) })),
  };
}

/** By whom and when. */
interface Entered {
  readonly by_name: PersonEntity['display_name'];
  readonly at: Date;
}
