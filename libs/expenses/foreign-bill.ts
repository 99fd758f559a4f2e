import { type Tx } from '#database';
import { dayInJapan, newId } from '#kernel';
import { Problem } from '#problems';
import { undecidedStates, type ForeignBill } from './expense.js';
import { expenseById, type StoredExpense } from './expense.store.js';
import { openExpense } from './move-expense.js';
import type { ExchangeRateEntity } from './exchange-rate.entity.js';
import { ExpenseEntity } from './expense.entity.js';

/** The exchange rate of a foreign bill. */
export type RateRow = Pick<ExchangeRateEntity, 'rate' | 'source' | 'on_day' | 'yen' | 'at'>;

/** floor(amount × rate) in whole yen, exact: both are decimals as text. Throws RangeError for anything else. */
export function inYen(amount: string, rate: string): number {
  const scaled = (text: string): [bigint, number] => {
    const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
    if (!match) throw new RangeError('a decimal is needed');
    const decimals = match[2] ?? '';
    return [BigInt(`${match[1]}${decimals}`), decimals.length];
  };
  const [[a, x], [b, y]] = [scaled(amount), scaled(rate)];
  const yen = Number((a * b) / 10n ** BigInt(x + y));
  if (!Number.isSafeInteger(yen)) throw new RangeError('more yen than can be counted');
  return yen;
}

/** The day whose rate applies: the day on which the institution paid, else today. */
export function rateDay({ paidOn }: ForeignBill, today: string): string {
  return paidOn ?? today;
}

/** The rate of an expense; null until one is entered. */
export async function rateOf(tx: Tx, expenseId: string): Promise<RateRow | null> {
  return (await ratesOf(tx, [expenseId])).get(expenseId) ?? null;
}

/** The rates of several expenses, by expense; one without a rate is left out. */
export async function ratesOf(tx: Tx, expenseIds: readonly string[]): Promise<ReadonlyMap<string, RateRow>> {
  if (expenseIds.length === 0) return new Map();
  const rows = await tx.rows<RateRow & Pick<ExchangeRateEntity, 'expense_id'>>(
    `SELECT DISTINCT ON (expense_id) expense_id, rate, source, on_day, yen, at
       FROM exchange_rate
      WHERE expense_id = ANY ($1)
      ORDER BY expense_id, at DESC, id DESC`,
    [expenseIds],
  );
  return new Map(rows.map(({ expense_id, ...rate }) => [expense_id, rate]));
}

/** A foreign bill is proposed at the rate of its day. Throws `expenses.rate-missing`. */
export async function requireRate(tx: Tx, expense: StoredExpense): Promise<void> {
  if (expense.foreign_bill) requireRateOfDay(expense, await rateOf(tx, expense.id), tx.now);
}

/** The same with its rate, at a moment. Throws `expenses.rate-missing`. */
export function requireRateOfDay({ foreign_bill: bill }: StoredExpense, rate: RateRow | null, now: Date): void {
  if (bill && rate?.on_day !== rateDay(bill, dayInJapan(now))) throw new Problem('expenses.rate-missing');
}

/**
 * Enters the rate of a foreign bill, with its source and day, and computes its yen. Throws `expenses.not-foreign`,
 * `expenses.decided-already`, `expenses.wrong-rate-day` with the day whose rate applies, `expenses.too-much`.
 */
export async function fixRate(
  tx: Tx,
  expenseId: string,
  { rate, source, onDay }: { readonly rate: string; readonly source: string; readonly onDay?: string },
): Promise<void> {
  const { file, expense } = await openExpense(tx, expenseId);
  const { foreign_bill: bill } = expense;
  if (!bill) throw new Problem('expenses.not-foreign');
  if (!undecidedStates.includes(expense.state)) throw new Problem('expenses.decided-already');
  const day = rateDay(bill, dayInJapan(tx.now));
  if (onDay !== undefined && onDay !== day)
    throw new Problem('expenses.wrong-rate-day', {
      errors: [{ pointer: '/onDay', code: 'expenses.wrong-rate-day', allowed: day }],
    });
  const yen = yenOf(bill, rate);
  await tx.rows(
    `INSERT INTO exchange_rate (id, expense_id, incident_id, institution_id, rate, source, on_day, yen, fixed_by, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [newId(), expenseId, file.id, file.institution_id, rate, source, day, yen, tx.actor.id, tx.now],
  );
  await tx.update(ExpenseEntity, { id: expense.id }, { amount_yen: yen, tax_yen: 0, version: expense.version + 1 });
  const before = { amountYen: expense.amount_yen, taxYen: expense.tax_yen };
  const after = { amountYen: yen, taxYen: 0, rate, source, onDay: day };
  tx.record(file, {
    timeline: { kind: 'exchange-rate-fixed', audience: 'all', data: { line: expense.line, before, after } },
    event: { type: 'expense.corrected', payload: { expenseId, lane: expense.lane, names: ['amountYen'] } },
    audit: { action: 'expense.rate-fixed', subject: expenseId, before, after },
  });
}

/**
 * What a foreign bill comes to at a rate (yen), and the day whose rate applies; nothing is kept. Throws
 * `expenses.not-foreign`, `expenses.decided-already`, `expenses.too-much`.
 */
export async function ratePreview(
  tx: Tx,
  expenseId: string,
  rate: string,
): Promise<{ readonly yen: number; readonly onDay: string }> {
  const { foreign_bill: bill, state } = await expenseById(tx, expenseId);
  if (!bill) throw new Problem('expenses.not-foreign');
  if (!undecidedStates.includes(state)) throw new Problem('expenses.decided-already');
  return { yen: yenOf(bill, rate), onDay: rateDay(bill, dayInJapan(tx.now)) };
}

function yenOf({ amount }: ForeignBill, rate: string): number {
  try {
    const yen = inYen(amount, rate);
    if (yen > 999_999_999_999_999) throw new RangeError('too much');
    return yen;
  } catch {
    throw new Problem('expenses.too-much', { errors: [{ pointer: '/rate', code: 'expenses.too-much' }] });
  }
}
