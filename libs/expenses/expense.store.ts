import { appendUnit, columnsOf, unitFailure, type Tx, type UnitOutcome } from '#database';
import { asItWas } from '#incidents';
import { Problem } from '#problems';
import { agreedColumns, type AgreedLine } from './line-consent.js';
import { namedColumn, type NamedApproval } from './named-approval.js';
import { ExpenseEntity, type ExpenseRow } from './expense.entity.js';

const columns = columnsOf(ExpenseEntity, 'e');

/** The row of an expense with the insurer's consent to it. */
export interface StoredExpense extends ExpenseEntity, Pick<AgreedLine, 'approval' | 'consent'> {
  /** Of a line that names a pre-approval without being linked to one. */
  readonly named: NamedApproval | null;
}

/** The columns of the row alone. */
export function rowOf(expense: StoredExpense): ExpenseRow {
  const { institution_id: _, approval: __, consent: ___, named: ____, submitted_at, ...row } = expense;
  return { ...row, submitted_at: submitted_at.toISOString() };
}

/** The expenses of these cases, in order of submission. */
export async function expensesOf(tx: Tx, incidentIds: readonly string[]): Promise<StoredExpense[]> {
  return tx.rows<StoredExpense>(
    `SELECT ${columns}, ${agreedColumns('e')}, ${namedColumn('e')}
       FROM expense e
       WHERE e.incident_id = ANY ($1)
       ORDER BY e.incident_id, e.line`,
    [incidentIds],
  );
}

/** The expenses of a case as they were at an earlier moment, in order of submission; without consents. */
export async function expensesAt(tx: Tx, incidentId: string, at: Date): Promise<StoredExpense[]> {
  return tx.rows<StoredExpense>(
    `SELECT ${columns}, NULL::jsonb AS approval, NULL::jsonb AS consent, NULL::jsonb AS named
       FROM (
           SELECT r.*
           FROM expense e ${asItWas('e', '$2::timestamptz')}
           WHERE e.incident_id = $1 AND e.submitted_at <= $2) e
         ORDER BY e.line`,
    [incidentId, at],
  );
}

/** One expense. Throws `requests.not-found`, also for one that the actor may not see. */
export async function expenseById(tx: Tx, id: string): Promise<StoredExpense> {
  const [row] = await expensesById(tx, [id]);
  if (!row) throw new Problem('requests.not-found');
  return row;
}

/** Several expenses; those that the actor may not see are left out. */
export async function expensesById(tx: Tx, ids: readonly string[]): Promise<StoredExpense[]> {
  if (ids.length === 0) return [];
  return tx.rows<StoredExpense>(
    `SELECT ${columns}, ${agreedColumns('e')}, ${namedColumn('e')} FROM expense e WHERE e.id = ANY ($1) ORDER BY e.id`,
    [ids],
  );
}

/** An expense, or the line that replaced it when its case was merged. Throws `requests.not-found`. */
export async function standingExpense(tx: Tx, id: string): Promise<StoredExpense> {
  const later = await tx.one<Pick<ExpenseEntity, 'id'>>('SELECT id FROM expense WHERE entered_from = $1', [id]);
  return later ? standingExpense(tx, later.id) : expenseById(tx, id);
}

/** Writes rows of submitted expenses of one case. */
export async function insertExpenses(tx: Tx, institutionId: string, rows: readonly ExpenseRow[]): Promise<void> {
  const outcome = await append(tx, institutionId, rows);
  if (outcome.outcome !== 'written') throw unitFailure(outcome);
}

/** Writes a supplement of an approved line; answers false, and writes nothing, where no amount is left to claim. */
export async function insertSupplement(tx: Tx, institutionId: string, row: ExpenseRow): Promise<boolean> {
  const outcome = await append(tx, institutionId, [row]);
  if (outcome.outcome === 'written') return true;
  if (outcome.outcome === 'nothing-to-supplement') return false;
  throw unitFailure(outcome);
}

async function append(tx: Tx, institutionId: string, rows: readonly ExpenseRow[]): Promise<UnitOutcome> {
  const [first] = rows;
  if (!first) return { outcome: 'written' };
  return appendUnit(tx, { institutionId, incidentId: first.incident_id, rows: { expense: rows } });
}
