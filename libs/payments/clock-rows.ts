import { type Tx } from '#database';
import { completeOn, evidenceOf, expenseById, type ExpenseState, type StoredExpense } from '#expenses';
import { caseFile, type CaseFile, type IncidentRow } from '#incidents';
import { dayInJapan, grouped, newId } from '#kernel';
import { daysAfter } from '#platform';
import { Problem } from '#problems';
import {
  daysOfPeriods,
  lastDay,
  payBy,
  type Extension,
  type ExtensionGround,
  type PaymentClock,
  type Period,
} from './payment-clock.js';
import { ClockSuspensionEntity } from './clock-suspension.entity.js';
import { CompletionDayEntity } from './completion-day.entity.js';
import { PaymentExtensionEntity } from './payment-extension.entity.js';
import type { PaymentEntity } from './payment.entity.js';

const asExtension = (ground: ExtensionGround): Extension =>
  ground === 'private-forensic' ? 'expert-appraisal' : ground;

/**
 * The clock of an expense; `completeOn` is null while a paper is missing: until then nothing is owed, and nothing is
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
      // nothing was missing when it was approved: a paper that is asked for since, and has not come, delays nothing
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
/** From asking for another account to its confirmation; $2 is today. */
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
  return grouped(rows, ({ id }) => id);
}

/** The days of a clock; null while the claim is not complete. */
export function daysOf(clock: ExpenseClock): { completeOn: string; payBy: string; lastDay: string } | null {
  if (clock.completeOn === null) return null;
  const running = { ...clock, completeOn: clock.completeOn };
  return { completeOn: running.completeOn, payBy: payBy(running), lastDay: lastDay(running) };
}

/** How many days are not counted. */
export const uncountedDays = ({ completeOn: from, uncounted }: ExpenseClock): number =>
  daysOfPeriods(uncounted, from ?? '0001-01-01');

/** Payments of an expense that are not on their way yet follow its clock. */
export async function followClock(tx: Tx, incident: Pick<IncidentRow, 'facts'>, expense: StoredExpense): Promise<void> {
  const days = daysOf(await clockOf(tx, incident, expense));
  if (!days) return;
  await tx.rows(
    `UPDATE payment
       SET complete_on = $2, pay_by = $3, last_day = $4, version = version + 1
       WHERE expense_id = $1 AND state IN ('scheduled','returned','set-aside')`,
    [expense.id, days.completeOn, days.payBy, days.lastDay],
  );
}

async function opened(tx: Tx, expenseId: string): Promise<{ file: CaseFile; expense: StoredExpense }> {
  const file = await caseFile(tx, (await expenseById(tx, expenseId)).incident_id);
  const expense = await expenseById(tx, expenseId);
  if (['paid', 'rejected', 'withdrawn'].includes(expense.state)) throw new Problem('payments.clock-over');
  return { file, expense };
}

/**
 * It takes longer, for a ground of the closed list, told to the claimant with what is to be confirmed. Of several
 * grounds the longest counts. Throws `payments.extended-already`, `payments.senior-needed`, `payments.clock-over`.
 */
export async function extendClock(
  tx: Tx,
  expenseId: string,
  { ground, reason, notice }: { readonly ground: ExtensionGround; readonly reason: string; readonly notice: string },
): Promise<void> {
  const { file, expense } = await opened(tx, expenseId);
  if (ground === 'private-forensic' && !tx.actor.roles.includes('senior-adjuster'))
    throw new Problem('payments.senior-needed');
  if (await tx.findOne(PaymentExtensionEntity, { expense_id: expenseId, ground }))
    throw new Problem('payments.extended-already');
  const id = newId();
  await tx.insert(PaymentExtensionEntity, {
    ...{ id, expense_id: expenseId, incident_id: file.id, institution_id: file.institution_id },
    ...{ ground, reason, notice, entered_by: tx.actor.id, noticed_at: tx.now },
  });
  await followClock(tx, file, expense);
  tell(tx, file, expense, { kind: 'payment-extended', told: 'all', id, after: { ground, notice }, reason });
}

/** The claimant holds the inquiry up from a day on. Throws `payments.suspended-already`, `payments.wrong-day`. */
export async function suspendClock(
  tx: Tx,
  expenseId: string,
  { fromOn, reason }: { readonly fromOn: string; readonly reason: string },
): Promise<void> {
  const { file, expense } = await opened(tx, expenseId);
  if (fromOn > dayInJapan(tx.now) || fromOn < dayInJapan(expense.submitted_at))
    throw new Problem('payments.wrong-day', { errors: [{ pointer: '/fromOn', code: 'payments.wrong-day' }] });
  const open = await tx.one(`SELECT 1 FROM clock_suspension WHERE expense_id = $1 AND (to_on IS NULL OR to_on >= $2)`, [
    expenseId,
    fromOn,
  ]);
  if (open) throw new Problem('payments.suspended-already');
  const id = newId();
  await tx.insert(ClockSuspensionEntity, {
    ...{ id, expense_id: expenseId, incident_id: file.id, institution_id: file.institution_id },
    ...{ from_on: fromOn, reason, entered_by: tx.actor.id, entered_at: tx.now },
  });
  await followClock(tx, file, expense);
  tell(tx, file, expense, { kind: 'clock-suspended', told: 'insurer', id, after: { fromOn }, reason });
}

/**
 * The claimant holds it up no longer; the last day held up is counted with it. Throws `payments.not-suspended`,
 * `payments.wrong-day`.
 */
export async function resumeClock(tx: Tx, expenseId: string, toOn: string): Promise<void> {
  const { file, expense } = await opened(tx, expenseId);
  const open = await tx.one<Pick<ClockSuspensionEntity, 'id' | 'from_on'>>(
    'SELECT id, from_on FROM clock_suspension WHERE expense_id = $1 AND to_on IS NULL',
    [expenseId],
  );
  if (!open) throw new Problem('payments.not-suspended');
  if (toOn < open.from_on || toOn > dayInJapan(tx.now))
    throw new Problem('payments.wrong-day', { errors: [{ pointer: '/toOn', code: 'payments.wrong-day' }] });
  await tx.update(ClockSuspensionEntity, { id: open.id }, { to_on: toOn });
  await followClock(tx, file, expense);
  tell(tx, file, expense, { kind: 'clock-resumed', told: 'insurer', id: open.id, after: { toOn } });
}

/**
 * A later day of completeness, by a senior-adjuster, told with what was missing. Throws `payments.not-complete` while a
 * paper is missing, `payments.not-later`.
 */
export async function setCompletion(
  tx: Tx,
  expenseId: string,
  { completeOn: day, missing }: { readonly completeOn: string; readonly missing: string },
): Promise<void> {
  const { file, expense } = await opened(tx, expenseId);
  const clock = await clockOf(tx, file, expense);
  if (clock.completeOn === null) throw new Problem('payments.not-complete');
  if (day <= clock.completeOn || day > dayInJapan(tx.now))
    throw new Problem('payments.not-later', {
      errors: [{ pointer: '/completeOn', code: 'payments.not-later', allowed: daysAfter(clock.completeOn, 1) }],
    });
  const id = newId();
  await tx.insert(CompletionDayEntity, {
    ...{ id, expense_id: expenseId, incident_id: file.id, institution_id: file.institution_id },
    ...{ complete_on: day, missing, entered_by: tx.actor.id, noticed_at: tx.now },
  });
  await followClock(tx, file, expense);
  tell(tx, file, expense, { kind: 'completion-set', told: 'all', id, after: { completeOn: day, missing } });
}

function tell(
  tx: Tx,
  file: CaseFile,
  { id: expenseId, line }: StoredExpense,
  {
    kind,
    told: audience,
    id,
    after,
    reason = null,
  }: { kind: string; told: 'all' | 'insurer'; id: string; after: object; reason?: string | null },
): void {
  tx.record(file, {
    timeline: { kind, audience, data: { line, expenseId, ...after } },
    ...(audience === 'all' ? { event: { type: 'payment.clock-moved', payload: { expenseId, kind } } } : {}),
    audit: { action: `expense.${kind}`, subject: expenseId, after: { id, ...after }, reason },
  });
}
