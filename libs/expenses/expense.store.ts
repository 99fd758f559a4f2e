import { appendUnit, columnsOf, unitFailure, type Tx, type UnitOutcome } from '#database';
import { asItWas } from '#incidents';
import { Problem } from '#problems';
import { agreedColumns, type AgreedLine } from './line-consent.js';
import { namedColumn, type NamedApproval } from './named-approval.js';
import { ExpenseEntity, type ExpenseRow } from './expense.entity.js';

const columns = columnsOf(ExpenseEntity, 'e');

/** The row as it is read, and what the insurer agreed to of it before it was spent. */
export interface StoredExpense extends ExpenseEntity, Pick<AgreedLine, 'approval' | 'consent'> {
  /** Of a line that names a pre-approval and is linked to none. */
  readonly named: NamedApproval | null;
}

/** The row alone, as it is written. */
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

/**
 * The expenses of a case as they stood at an earlier moment, in order of submission; what was agreed to then is not
 * said.
 */
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

/** One expense. Throws `requests.not-found` for one that is not there for the actor. */
export async function expenseById(tx: Tx, id: string): Promise<StoredExpense> {
  const row = await tx.one<StoredExpense>(
    `SELECT ${columns}, ${agreedColumns('e')}, ${namedColumn('e')} FROM expense e WHERE e.id = $1`,
    [id],
  );
  if (!row) throw new Problem('requests.not-found');
  return row;
}

/** An expense, or the line that took its place when its case was merged. Throws `requests.not-found`. */
export async function standingExpense(tx: Tx, id: string): Promise<StoredExpense> {
  const later = await tx.one<Pick<ExpenseEntity, 'id'>>('SELECT id FROM expense WHERE entered_from = $1', [id]);
  return later ? standingExpense(tx, later.id) : expenseById(tx, id);
}

/** Writes rows of submitted expenses of one case. */
export async function insertExpenses(tx: Tx, institutionId: string, rows: readonly ExpenseRow[]): Promise<void> {
  const outcome = await append(tx, institutionId, rows);
  if (outcome.outcome !== 'written') throw unitFailure(outcome);
}

/**
 * Writes a line that claims more of an approved one; answers false, and writes nothing, where there is no room for it.
 */
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
