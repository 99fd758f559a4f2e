import { categoryTable } from '#coverage';
import { type Tx } from '#database';
import {
  claimedOf,
  expenseStateNames,
  rulingsOf,
  unruledStates,
  type ExpenseState,
  type ExpenseEntity,
} from '#expenses';
import { limitOf, readCursor, toPage, type Page } from '#http';
import type { IncidentEntity } from '#incidents';
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

/**
 * Expenses by cursor, newest first (ids are in the order of time). Row security leaves out those that the actor may not
 * see.
 */
export async function listExpenses(tx: Tx, query: ExpenseQuery): Promise<Page<ExpenseLineDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'id');
  const values: unknown[] = [limit + 1];
  const conditions = ['true'];
  const add = (condition: (place: string) => string, value: unknown): void => {
    conditions.push(condition(`$${values.push(value)}`));
  };
  if (query.lane) add((place) => `e.lane = ${place}`, query.lane);
  if (query.state) add((place) => `e.state = ${place}`, query.state);
  if (query.standing) add((place) => `e.state = ANY (${place})`, standings[query.standing]);
  if (query.incidentId) add((place) => `e.incident_id = ${place}`, query.incidentId);
  if (after) add((place) => `e.id < ${place}::uuid`, after[0]);
  const rows = await tx.rows<Row>(
    `SELECT e.id, e.incident_id, i.case_number, i.institution_name, e.line, e.category, e.lane, e.state, e.amount_yen,
       e.tax_yen, e.submitted_at
       FROM (SELECT e.* FROM expense e WHERE ${conditions.join(' AND ')} ORDER BY e.id DESC LIMIT $1) e
         JOIN incident i ON i.id = e.incident_id
         ORDER BY e.id DESC`,
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
