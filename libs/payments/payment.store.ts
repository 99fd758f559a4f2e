import { limitsOf, type PlanLimits } from '#coverage';
import { type Tx } from '#database';
import { expenseById, expenseMover, type ExpenseState, type MovableExpense, type StoredExpense } from '#expenses';
import { caseFile, type CaseFile, type IncidentRow } from '#incidents';
import { lockPeriods } from '#limits';
import { periodById, type MemberPeriod, type MemberPeriodEntity } from '#policies';
import { Problem } from '#problems';
import { termsOf } from '#terms';
import { PaymentEntity } from './payment.entity.js';

/** One payment. Throws `requests.not-found`. */
export async function paymentById(tx: Tx, id: string): Promise<PaymentEntity> {
  const row = await tx.findOne(PaymentEntity, { id });
  if (!row) throw new Problem('requests.not-found');
  return row;
}

/** The payments of a batch in the order of their numbers, as they are now. */
export const paymentsIn = (tx: Tx, batchId: string): Promise<PaymentEntity[]> =>
  tx.find(PaymentEntity, { where: { batch_id: batchId }, order: { no: 'ASC' } });

/** The payments of a batch, with their cases locked in the order of their ids. */
export async function paymentsOfBatch(tx: Tx, batchId: string): Promise<PaymentEntity[]> {
  await tx.lockCases((await paymentsIn(tx, batchId)).map(({ incident_id }) => incident_id));
  return paymentsIn(tx, batchId);
}

/** A payment with its case locked. */
export interface OpenedPayment {
  readonly payment: PaymentEntity;
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
  const rows = await tx.rows<Pick<MemberPeriodEntity, 'id'>>(
    'SELECT DISTINCT member_period_id AS id FROM incident WHERE id = ANY ($1) AND member_period_id IS NOT NULL',
    [caseIds],
  );
  await lockPeriods(
    tx,
    rows.map(({ id }) => id),
  );
}

/** Moves the expenses that a payment pays: its own, or every new month of its statement. */
export async function moveExpenses(
  tx: Tx,
  file: CaseFile,
  { decision_id, expense_id }: Pick<PaymentEntity, 'decision_id' | 'expense_id'>,
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
