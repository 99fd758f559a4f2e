import { coverageOf } from '#coverage';
import type { Tx } from '#database';
import { agreedYen, expensesOf, statementParts } from '#expenses';
import { comesBackOf, type Statement } from './decision-basis.js';
import { agreedLineOf, agreementStands, knowinglyFalse } from './false-facts.store.js';

/** What valid statements gave one month of business interruption with its corrections; whole yen. */
export interface EarlierMonth {
  /** Held and paid. */
  readonly givenYen: number;
  readonly paidYen: number;
  /** What those statements were reduced by. */
  readonly reducedYen: number;
  /** What the insurer had agreed to before the money was spent, unless its facts were found knowingly false. */
  readonly agreedYen: number;
}

/** By the first line of each month. */
export type EarlierMonths = ReadonlyMap<string, EarlierMonth>;

export const noMonth: EarlierMonth = { givenYen: 0, paidYen: 0, reducedYen: 0, agreedYen: 0 };

/** The agreed part of what a month was given or paid: it stays (yen), whatever the month is assessed at now. */
export const keptOf = (month: EarlierMonth, of: 'givenYen' | 'paidYen'): number => Math.min(month.agreedYen, month[of]);

/** What earlier statements of a case gave each month, and what of it the insurer had agreed to. */
export async function earlierMonths(tx: Tx, incidentId: string): Promise<EarlierMonths> {
  const lines = (await expensesOf(tx, [incidentId])).filter(
    ({ category }) => coverageOf(category) === 'business-interruption',
  );
  const isFalse = await knowinglyFalse(tx, incidentId);
  const agreed = new Map<string, EarlierMonth>();
  // a correction repeats the same month: the higher agreed amount counts, once
  for (const line of lines.filter((one) => agreementStands(one, isFalse))) {
    const before = agreed.get(agreedLineOf(line))?.agreedYen ?? 0;
    agreed.set(agreedLineOf(line), { ...noMonth, agreedYen: Math.max(before, agreedYen(line)) });
  }
  return (await standingStatements(tx, incidentId)).reduce(afterStatement, agreed);
}

/** A statement that was approved and stands, with every month as it counted. */
export interface StandingStatement {
  readonly lines: readonly {
    readonly month: string;
    readonly line: number;
    readonly isCorrection: boolean;
    readonly engineYen: number;
  }[];
  /** What earlier statements held and had consumed, less what this one demanded back. */
  readonly beforeYen: number;
  readonly amountYen: number;
  readonly reducedYen: number;
  readonly isPaid: boolean;
}

/**
 * What each month has after a statement, at most its assessment then: what it had before, and a part of the rest. What
 * one month has too much pays for the months that lack something, as the statement set it off.
 */
export function afterStatement(
  months: EarlierMonths,
  { lines, beforeYen, amountYen, reducedYen, isPaid }: StandingStatement,
): EarlierMonths {
  const due = lines.map((line) => {
    const month = months.get(line.month) ?? noMonth;
    const comesTo = Math.max(line.engineYen - month.reducedYen, keptOf(month, 'givenYen'), 0);
    const had = Math.min(month.givenYen, comesTo);
    return { ...line, before: month, had, lacks: comesTo - had };
  });
  const left = Math.max(0, beforeYen + amountYen - due.reduce((sum, { had }) => sum + had, 0));
  const parts = (yen: number): ReadonlyMap<string, number> =>
    statementParts(
      due.map(({ month, lacks, ...line }) => ({ ...line, expenseId: month, engineYen: lacks })),
      yen,
    );
  const [given, whole, paid] = [
    parts(left),
    parts(left + reducedYen),
    parts(isPaid ? left : Math.max(0, left - amountYen)),
  ];
  const after = new Map(months);
  for (const { month, before, had } of due) {
    const yen = given.get(month) ?? 0;
    after.set(month, {
      givenYen: had + yen,
      paidYen: Math.min(before.paidYen, had) + (paid.get(month) ?? 0),
      reducedYen: before.reducedYen + (whole.get(month) ?? 0) - yen,
      agreedYen: before.agreedYen,
    });
  }
  return after;
}

/** Statements that were approved and neither undone nor reversed, oldest first. */
async function standingStatements(tx: Tx, incidentId: string): Promise<StandingStatement[]> {
  const rows = await tx.rows<Omit<StandingStatement, 'beforeYen'> & { readonly statement: Statement }>(
    // the state of the line says whether it was paid: the ledger gives back the newest payments first, of any month
    `SELECT r.amount_yen AS "amountYen",
            CASE WHEN d.kind = 'reduce' THEN d.assessed_yen - d.amount_yen ELSE 0 END AS "reducedYen",
            c.state = 'paid' OR r.amount_yen = 0 AS "isPaid",
            d.basis -> 'statement' AS statement,
            (SELECT jsonb_agg(jsonb_build_object('month', coalesce(e.supplements, e.id), 'line', e.line,
                      'isCorrection', e.supplements IS NOT NULL, 'engineYen', s.engine_yen))
               FROM statement_line s
               JOIN expense e ON e.id = s.expense_id
              WHERE s.decision_id = d.id) AS lines
       FROM standing_ruling r
       JOIN decision d ON d.id = r.decision_id
       JOIN expense c ON c.id = r.expense_id
      WHERE r.incident_id = $1 AND r.ruling = 'approved' AND d.basis ? 'statement'
      ORDER BY r.ruled_at`,
    [incidentId],
  );
  return rows.map(({ statement, ...row }) => ({ ...row, beforeYen: statement.beforeYen - comesBackOf(statement) }));
}
