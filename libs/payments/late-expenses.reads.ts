import type { Tx } from '#database';
import { claimedOf, expenseById, expenseStateNames, type ExpenseState, type ExpenseEntity } from '#expenses';
import { incidentById, type IncidentEntity, institutionNameOf } from '#incidents';
import { dayInJapan, daysBetween, yen } from '#kernel';
import { daysAfter } from '#platform';
import { clockOf, daysOf } from './clock.reads.js';
import type { LateExpensesDto } from './late-expenses.dto.js';
import { paymentWaits } from './payment-waits.reads.js';

const soon = 7;

/**
 * Expenses that the insurer owes whose last day to pay is over, or comes within a week, the latest first; at most 500
 * of those submitted first. Nothing is owed while a paper is missing, while the institution is asked for an account, or
 * above article 22.
 */
export async function lateExpenses(tx: Tx): Promise<LateExpensesDto> {
  const today = dayInJapan(tx.now);
  const rows = await tx.rows<
    Pick<ExpenseEntity, 'id'> & Pick<IncidentEntity, 'case_number' | 'institution_name'> & { with_name: string | null }
  >(
    `SELECT e.id, i.case_number, ${institutionNameOf('i')} AS institution_name,
        (
            SELECT p.display_name
            FROM work_item w
            JOIN person p ON p.id = w.assignee_id
            WHERE w.expense_id = e.id AND w.state IN ('offered','accepted')
            ORDER BY w.created_at DESC
            LIMIT 1) AS with_name
       FROM expense e JOIN incident i ON i.id = e.incident_id
      WHERE e.state IN ('submitted','routed','in-review','information-requested','proposed','approved','appealed',
        'scheduled')
        AND i.state NOT IN ('withdrawn','merged','declined')
        AND NOT (e.state = 'approved'
            AND (SELECT x.amount_yen FROM ruling x WHERE x.expense_id = e.id ORDER BY x.ruled_at DESC LIMIT 1) = 0)
        AND e.submitted_at < $1::timestamptz - interval '20 days' ORDER BY e.submitted_at, e.id LIMIT 500`,
    [tx.now],
  );
  const waits = rows.length === 0 ? [] : await paymentWaits(tx, null);
  const notOurs = new Set(
    waits.flatMap(({ expenseId, askedOf, heldByArticle22 }) =>
      askedOf === 'institution' || heldByArticle22 ? [expenseId] : [],
    ),
  );
  const items: LateExpensesDto['items'] = [];
  for (const row of rows) {
    if (notOurs.has(row.id)) continue;
    const expense = await expenseById(tx, row.id);
    const days = daysOf(await clockOf(tx, await incidentById(tx, expense.incident_id), expense));
    if (!days || days.lastDay > daysAfter(today, soon)) continue;
    const state: ExpenseState = expense.state;
    items.push({
      expenseId: expense.id,
      incidentId: expense.incident_id,
      caseNumber: row.case_number,
      line: expense.line,
      institutionName: row.institution_name ?? '',
      state,
      stateJa: expenseStateNames[state].ja,
      stateEn: expenseStateNames[state].en,
      amount: yen(claimedOf(expense)),
      ...days,
      daysLate: today > days.lastDay ? daysBetween(days.lastDay, today) : daysBetween(today, today),
      withName: row.with_name,
    });
  }
  return { items: items.toSorted((a, b) => (a.lastDay < b.lastDay ? -1 : a.lastDay > b.lastDay ? 1 : 0)) };
}
