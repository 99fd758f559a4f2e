import { coverageOf } from '#coverage';
import { agreedYen, expensesOf, statementParts, type StatementMonth } from '#expenses';
import type { Tx } from '#platform';
import { agreedLineOf, agreementStands, knowinglyFalse } from './false-facts.js';

/** What statements that stand gave a month of business interruption, its corrections with it; whole yen. */
export interface EarlierMonth {
  /** Held and paid. */
  readonly givenYen: number;
  readonly paidYen: number;
  /** What those statements were reduced by. */
  readonly reducedYen: number;
  /** What the insurer agreed to before it was spent, on facts that nobody found to be knowingly false. */
  readonly agreedYen: number;
}

/** By the first line of each month. */
export type EarlierMonths = ReadonlyMap<string, EarlierMonth>;

export const noMonth: EarlierMonth = { givenYen: 0, paidYen: 0, reducedYen: 0, agreedYen: 0 };

/** Of what a month was given, or paid, what the insurer had agreed to: that much stays (yen), whatever the month comes to now. */
export const keptOf = (month: EarlierMonth, of: 'givenYen' | 'paidYen'): number => Math.min(month.agreedYen, month[of]);

/** What earlier statements of a case gave each month, and what of it the insurer had agreed to. */
export async function earlierMonths(tx: Tx, incidentId: string): Promise<EarlierMonths> {
  const lines = (await expensesOf(tx, [incidentId])).filter(
    ({ category }) => coverageOf(category) === 'business-interruption',
  );
  const isFalse = await knowinglyFalse(tx, incidentId);
  const months = new Map<string, EarlierMonth>();
  const change = (id: string, to: (month: EarlierMonth) => Partial<EarlierMonth>): void => {
    const month = months.get(id) ?? noMonth;
    months.set(id, { ...month, ...to(month) });
  };
  // a correction says the same month anew: the higher of what was agreed to counts once
  for (const line of lines.filter((one) => agreementStands(one, isFalse)))
    change(agreedLineOf(line), (month) => ({ agreedYen: Math.max(month.agreedYen, agreedYen(line)) }));
  for (const { decided, amountYen, reducedYen, isPaid } of await standingStatements(tx, incidentId)) {
    const given = statementParts(decided, amountYen);
    const whole = statementParts(decided, amountYen + reducedYen);
    for (const { expenseId } of decided) {
      const line = lines.find(({ id }) => id === expenseId);
      const yen = given.get(expenseId) ?? 0;
      change(line ? agreedLineOf(line) : expenseId, (month) => ({
        givenYen: month.givenYen + yen,
        paidYen: month.paidYen + (isPaid ? yen : 0),
        reducedYen: month.reducedYen + (whole.get(expenseId) ?? 0) - yen,
      }));
    }
  }
  return months;
}

interface Standing {
  readonly decided: readonly StatementMonth[];
  readonly amountYen: number;
  readonly reducedYen: number;
  readonly isPaid: boolean;
}

/** Statements that were approved and neither undone nor reversed. */
async function standingStatements(tx: Tx, incidentId: string): Promise<Standing[]> {
  return tx.rows<Standing>(
    // the ledger gives back the newest payments first, whichever month it was: that one was paid, its line says
    `SELECT r.amount_yen AS "amountYen",
            CASE WHEN d.kind = 'reduce' THEN d.assessed_yen - d.amount_yen ELSE 0 END AS "reducedYen",
            c.state = 'paid' AS "isPaid",
            jsonb_agg(jsonb_build_object('expenseId', e.id, 'line', e.line, 'isCorrection', e.supplements IS NOT NULL, 'engineYen', s.engine_yen)) AS decided
       FROM ruling r
       JOIN decision d ON d.id = r.decision_id
       JOIN expense c ON c.id = r.expense_id
       JOIN statement_line s ON s.decision_id = r.decision_id AND s.is_new
       JOIN expense e ON e.id = s.expense_id
      WHERE r.incident_id = $1 AND r.ruling = 'approved'
        AND NOT EXISTS (SELECT FROM decision_act a WHERE a.decision_id = r.decision_id AND a.kind IN ('undone','reversed'))
      GROUP BY r.decision_id, d.id, c.id
      ORDER BY r.ruled_at`,
    [incidentId],
  );
}
