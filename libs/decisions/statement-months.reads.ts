import { currentInterruption } from '#assessment';
import { categoryTable, coverageOf } from '#coverage';
import type { Tx } from '#database';
import {
  claimedOf,
  expensesOf,
  expenseStateNames,
  type ExpenseEntity,
  type StatementLineEntity,
  type StoredExpense,
} from '#expenses';
import { hasEnded, incidentById } from '#incidents';
import type { PersonEntity } from '#people';
import { comesBackOf, type Statement } from './decision-basis.js';
import type { DecisionEntity } from './decision.entity.js';
import { earlierMonths, noMonth, type EarlierMonths } from './earlier-statements.js';
import { counted } from './propose-statement.js';
import type {
  MadeStatementDto,
  MonthVersionDto,
  StatementMonthDto,
  StatementMonthsDto,
} from './statement-months.dto.js';

const firstOf = ({ id, supplements }: Pick<StoredExpense, 'id' | 'supplements'>): string => supplements ?? id;

/**
 * The months of business interruption of a case with every version of their figures, and its statements that stand or
 * wait for a signature. Throws `requests.not-found`.
 */
export async function statementMonths(tx: Tx, incidentId: string): Promise<StatementMonthsDto> {
  const incident = await incidentById(tx, incidentId);
  const lines = (await expensesOf(tx, [incidentId])).filter(
    ({ category }) => coverageOf(category) === 'business-interruption',
  );
  const known = {
    assessed: await assessedAt(tx, incidentId),
    current: new Set(currentInterruption(lines.filter(({ state }) => counted.includes(state))).map(({ id }) => id)),
    earlier: await earlierMonths(tx, incidentId),
    isOpen: !hasEnded(incident),
  };
  const months = lines.filter((line) => firstOf(line) === line.id);
  return {
    months: months.map((first) =>
      monthView(
        first,
        lines.filter((line) => firstOf(line) === first.id),
        known,
      ),
    ),
    statements: await madeStatements(tx, incidentId),
  };
}

interface Known {
  readonly assessed: ReadonlyMap<string, number>;
  readonly current: ReadonlySet<string>;
  readonly earlier: EarlierMonths;
  readonly isOpen: boolean;
}

function monthView(first: StoredExpense, versions: readonly StoredExpense[], known: Known): StatementMonthDto {
  const { givenYen, reducedYen } = known.earlier.get(first.id) ?? noMonth;
  const { ja, en } = categoryTable[first.category];
  const undecided = versions.some(({ state, supplements }) => supplements !== null && unruled.includes(state));
  return {
    firstId: first.id,
    category: first.category,
    categoryJa: ja,
    categoryEn: en,
    incurredOn: first.incurred_on,
    versions: versions.map((line) => versionView(line, known)),
    given: givenYen,
    reduced: reducedYen,
    canBeCorrected: known.isOpen && supplementable.includes(first.state) && !undecided,
  };
}

/** States of a first line that can be supplemented, and of a correction that waits for its statement. */
const supplementable: readonly StoredExpense['state'][] = ['approved', 'scheduled', 'paid'];
const unruled: readonly StoredExpense['state'][] = [
  'submitted',
  'routed',
  'in-review',
  'information-requested',
  'proposed',
];

function versionView(line: StoredExpense, { assessed, current }: Known): MonthVersionDto {
  const { ja, en } = expenseStateNames[line.state];
  return {
    expenseId: line.id,
    line: line.line,
    state: line.state,
    stateJa: ja,
    stateEn: en,
    submittedAt: line.submitted_at.toISOString(),
    description: line.supplements === null ? null : line.description,
    claimed: claimedOf(line),
    figures: line.flags.interruption ?? null,
    standing: standingOf(line, current),
    assessed: assessed.get(line.id) ?? null,
  };
}

function standingOf({ id, state }: StoredExpense, current: ReadonlySet<string>): MonthVersionDto['standing'] {
  if (current.has(id)) return 'counts';
  if (state === 'withdrawn' || state === 'rejected') return 'left-out';
  return counted.includes(state) ? 'replaced' : 'waits';
}

/** SQL: a decision `d` with its ruling `r` that was approved and stands, or waits for a signature. */
const stands = `NOT EXISTS (SELECT FROM decision_act a WHERE a.decision_id = d.id AND a.kind <> 'countersigned')
        AND r.ruling IS DISTINCT FROM 'rejected'`;

/** Each line's figure by the rules in the newest statement with it that stands or waits for a signature (yen). */
async function assessedAt(tx: Tx, incidentId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.rows<Pick<StatementLineEntity, 'expense_id' | 'engine_yen'>>(
    `SELECT DISTINCT ON (s.expense_id) s.expense_id, s.engine_yen
       FROM statement_line s
       JOIN decision d ON d.id = s.decision_id
       LEFT JOIN ruling r ON r.decision_id = d.id
      WHERE s.incident_id = $1
        AND ${stands}
      ORDER BY s.expense_id, d.proposed_at DESC`,
    [incidentId],
  );
  return new Map(rows.map(({ expense_id, engine_yen }) => [expense_id, engine_yen]));
}

type Made = Pick<DecisionEntity, 'id' | 'expense_id' | 'amount_yen' | 'proposed_at'> &
  Pick<ExpenseEntity, 'line'> & {
    readonly statement: Statement;
    readonly name: PersonEntity['display_name'];
    readonly is_ruled: boolean;
  };

async function madeStatements(tx: Tx, incidentId: string): Promise<MadeStatementDto[]> {
  const rows = await tx.rows<Made>(
    `SELECT d.id, d.expense_id, e.line, d.amount_yen, d.proposed_at, p.display_name AS name,
            r.ruling IS NOT NULL AS is_ruled, d.basis -> 'statement' AS statement
       FROM decision d
       JOIN expense e ON e.id = d.expense_id
       JOIN person p ON p.id = d.proposed_by
       LEFT JOIN ruling r ON r.decision_id = d.id
      WHERE d.incident_id = $1
        AND d.basis ? 'statement'
        AND ${stands}
      ORDER BY d.proposed_at, d.id`,
    [incidentId],
  );
  return rows.map(({ statement, ...row }) => ({
    decisionId: row.id,
    expenseId: row.expense_id,
    line: row.line,
    state: row.is_ruled ? 'approved' : 'open',
    amount: row.amount_yen,
    total: statement.totalYen,
    before: statement.beforeYen,
    comesBack: comesBackOf(statement),
    proposedAt: row.proposed_at.toISOString(),
    proposedByName: row.name,
  }));
}
