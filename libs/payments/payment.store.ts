import { limitsOf, type PlanLimits } from '#coverage';
import { type Tx } from '#database';
import { expenseById, expenseMover, type ExpenseState, type MovableExpense, type StoredExpense } from '#expenses';
import { caseFile, type CaseFile, type IncidentRow } from '#incidents';
import { lockPeriods } from '#limits';
import { periodById, type MemberPeriod } from '#policies';
import { Problem } from '#problems';
import { termsOf } from '#terms';
import type { PaymentEntity } from './payment.entity.js';

/** The row of a payment; amounts are whole yen, days Japan's. */
export interface PaymentRow extends Pick<
  PaymentEntity,
  | 'id'
  | 'no'
  | 'expense_id'
  | 'cost_id'
  | 'incident_id'
  | 'institution_id'
  | 'account_id'
  | 'amount_yen'
  | 'interest_yen'
  | 'complete_on'
  | 'pay_by'
  | 'last_day'
  | 'state'
  | 'batch_id'
  | 'settled_on'
  | 'version'
> {
  /** null: a cost that the insurer bears itself. */
  readonly decision_id: string | null;
}

export const paymentColumns = `id, no, decision_id, expense_id, cost_id, incident_id, institution_id,
  account_id, amount_yen, interest_yen, complete_on, pay_by, last_day, state, batch_id, settled_on, version`;

/** One payment. Throws `requests.not-found`. */
export async function paymentById(tx: Tx, id: string): Promise<PaymentRow> {
  const row = await tx.one<PaymentRow>(`SELECT ${paymentColumns} FROM payment WHERE id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return row;
}

/** The payments of a batch, with their cases locked in the order of their ids. */
export async function paymentsOfBatch(tx: Tx, batchId: string): Promise<PaymentRow[]> {
  const read = (): Promise<PaymentRow[]> =>
    tx.rows<PaymentRow>(`SELECT ${paymentColumns} FROM payment WHERE batch_id = $1 ORDER BY no`, [batchId]);
  await tx.lockCases((await read()).map(({ incident_id }) => incident_id));
  return read();
}

/** A payment with its case locked. */
export interface OpenedPayment {
  readonly payment: PaymentRow;
  readonly file: CaseFile;
  /** null: a cost that the insurer bears itself. */
  readonly expense: StoredExpense | null;
}

/** One payment with its case locked. Throws `requests.not-found`. */
export async function openPayment(tx: Tx, id: string): Promise<OpenedPayment> {
  const file = await caseFile(tx, (await paymentById(tx, id)).incident_id);
  const payment = await paymentById(tx, id);
  return { payment, file, expense: payment.expense_id ? await expenseById(tx, payment.expense_id) : null };
}

/** The ledger that a case posts to. */
export async function ledgerOf(tx: Tx, incident: IncidentRow): Promise<{ period: MemberPeriod; plan: PlanLimits }> {
  const period = incident.member_period_id ? await periodById(tx, incident.member_period_id) : null;
  const plan = period && limitsOf(termsOf(period.termsVersion), period.institutionKind, period.plan);
  if (!period || !plan) throw new Error('a case with a payment has a period with limits');
  return { period, plan };
}

/**
 * Locks the ledgers that these cases post to, in the order of their periods, for an act that posts for several of them.
 */
export async function lockLedgers(tx: Tx, caseIds: readonly string[]): Promise<void> {
  const rows = await tx.rows<{ period: string }>(
    'SELECT DISTINCT member_period_id AS period FROM incident WHERE id = ANY ($1) AND member_period_id IS NOT NULL',
    [caseIds],
  );
  await lockPeriods(
    tx,
    rows.map(({ period }) => period),
  );
}

/** Moves the expenses that a payment pays: its own, or every new month of its statement. */
export async function moveExpenses(
  tx: Tx,
  file: CaseFile,
  { decision_id, expense_id }: Pick<PaymentRow, 'decision_id' | 'expense_id'>,
  moving: { readonly to: ExpenseState; readonly reason?: string | null },
): Promise<void> {
  if (expense_id === null) return;
  const expenses = await tx.rows<MovableExpense>(
    `SELECT e.id, e.state
       FROM expense e
      WHERE e.id = $2 OR e.id IN (SELECT s.expense_id FROM statement_line s WHERE s.decision_id = $1 AND s.is_new)`,
    [decision_id, expense_id],
  );
  await expenseMover.move(tx, file, expenses, { ...moving, said: { act: 'payment-moved' } });
}
