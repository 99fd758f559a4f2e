import { categoryTable } from '#coverage';
import { type Tx } from '#database';
import { firstRulings } from '#decisions';
import {
  claimedOf,
  expenseStateNames,
  rulingsOf,
  unruledStates,
  type ExpenseState,
  type ExpenseEntity,
} from '#expenses';
import { countOf, inOrder, limitOf, type Page, readCursor, toPage } from '#http';
import { institutionNameOf, type IncidentEntity } from '#incidents';
import { isOwed, unpaidReasonSql, unpaidStates } from '#payments';
import { Problem } from '#problems';
import { midnightOf } from './days-sql.js';
import type { ExpenseLineDto, ExpenseQuery } from './dashboard.dto.js';

type Row = Pick<
  ExpenseEntity,
  'id' | 'incident_id' | 'line' | 'category' | 'lane' | 'state' | 'amount_yen' | 'tax_yen' | 'submitted_at'
> &
  Pick<IncidentEntity, 'case_number' | 'institution_name'>;

const standings: Readonly<Record<string, readonly ExpenseState[]>> = {
  undecided: unruledStates,
  approved: ['approved', 'scheduled'],
  paid: ['paid'],
};

/** SQL, the conditions of a list of expenses (`e`), whose values go to the end of `values`. */
function conditionsOf(tx: Tx, query: ExpenseQuery, values: unknown[]): string[] {
  // how the insurer does its work is its own account of it
  if ((query.unpaid ?? query.decidedFrom ?? query.decidedBefore) && tx.actor.side !== 'insurer')
    throw new Problem('access.forbidden');
  const conditions = ['true'];
  const add = (condition: (place: string) => string, value: unknown): void => {
    conditions.push(condition(`$${values.push(value)}`));
  };
  if (query.lane) add((place) => `e.lane = ${place}`, query.lane);
  if (query.state) add((place) => `e.state = ${place}`, query.state);
  if (query.standing) add((place) => `e.state = ANY (${place})`, standings[query.standing]);
  if (query.incidentId) add((place) => `e.incident_id = ${place}`, query.incidentId);
  if (query.submittedFrom) add((place) => `e.submitted_at >= ${midnightOf(place)}`, query.submittedFrom);
  if (query.submittedBefore) add((place) => `e.submitted_at < ${midnightOf(place)}`, query.submittedBefore);
  const { decidedFrom: from, decidedBefore: before } = query;
  if (from ?? before) {
    const rulings = [
      ...(from ? [`r.ruled_at >= ${midnightOf(`$${values.push(from)}`)}`] : []),
      ...(before ? [`r.ruled_at < ${midnightOf(`$${values.push(before)}`)}`] : []),
    ];
    conditions.push(`e.id IN (SELECT f.expense_id FROM (${firstRulings(rulings.join(' AND '))}) f)`);
  }
  if (query.unpaid) {
    add((place) => `e.state = ANY (${place})`, unpaidStates);
    conditions.push(isOwed);
  }
  if (query.unpaid && query.unpaid !== 'all') add((place) => `${unpaidReasonSql} = ${place}`, query.unpaid);
  return conditions;
}

/** How many expenses a list has, whatever its page. */
export async function countExpenses(tx: Tx, query: ExpenseQuery): Promise<number> {
  const values: unknown[] = [];
  const conditions = conditionsOf(tx, query, values);
  return countOf(tx, `SELECT count(*) AS many FROM expense e WHERE ${conditions.join(' AND ')}`, values);
}

/**
 * Expenses by cursor, newest first unless asked otherwise (ids are in the order of time). Row security leaves out those
 * that the actor may not see.
 */
export async function listExpenses(tx: Tx, query: ExpenseQuery): Promise<Page<ExpenseLineDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'id');
  const values: unknown[] = [limit + 1];
  const conditions = conditionsOf(tx, query, values);
  const [than, order] = inOrder(query.sort === 'oldest');
  if (after) conditions.push(`e.id ${than} $${values.push(after[0])}::uuid`);
  const rows = await tx.rows<Row>(
    `SELECT e.id, e.incident_id, i.case_number,
            ${institutionNameOf('i')} AS institution_name, e.line, e.category, e.lane, e.state, e.amount_yen,
       e.tax_yen, e.submitted_at
       FROM (SELECT e.* FROM expense e WHERE ${conditions.join(' AND ')} ORDER BY e.id ${order} LIMIT $1) e
         JOIN incident i ON i.id = e.incident_id
         ORDER BY e.id ${order}`,
    values,
  );
  const approved: readonly ExpenseState[] = ['approved', 'scheduled', 'paid'];
  const rulings = await rulingsOf(
    tx,
    rows.filter(({ state }) => approved.includes(state)).map(({ id }) => id),
  );
  return toPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => ({
      id: row.id,
      incidentId: row.incident_id,
      caseNumber: row.case_number,
      institutionName: row.institution_name,
      line: row.line,
      categoryName: {
        code: row.category,
        textJa: categoryTable[row.category].ja,
        textEn: categoryTable[row.category].en,
      },
      lane: row.lane,
      state: row.state,
      stateName: {
        code: row.state,
        textJa: expenseStateNames[row.state].ja,
        textEn: expenseStateNames[row.state].en,
      },
      amount: row.amount_yen,
      tax: row.tax_yen,
      claimed: claimedOf(row),
      approved: rulings.get(row.id)?.amount_yen ?? null,
      submittedAt: row.submitted_at.toISOString(),
    }),
  );
}
