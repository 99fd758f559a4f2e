import { coverageOf } from '#coverage';
import type { Tx } from '#database';
import { agreedYen, expensesOf, type StoredExpense } from '#expenses';
import type { CodedText } from '#kernel';
import { agreedBefore, repaidByStatement } from './decision-words.js';
import { earlierMonths, keptOf } from './earlier-statements.js';
import { agreedLineOf, agreementStands, knowinglyFalse } from './false-facts.store.js';

/** What of money that was paid can be demanded back, in yen. */
export interface RepaymentRoom {
  /** Paid for the line itself. */
  readonly paidYen: number;
  /** Of it, already demanded back or asked for. */
  readonly demandedYen: number;
  /**
   * The part of what was paid, for the line and the lines judged with it, that the insurer had agreed to and that
   * stays.
   */
  readonly agreedYen: number;
  /** What is left to demand for all of them; below 0: more is demanded than may be. */
  readonly leftYen: number;
  /** The most that can be demanded now for the line. */
  readonly mostYen: number;
  /**
   * Business interruption: a statement counts all months again and demands the overpayment, so that none is demanded by
   * hand.
   */
  readonly byStatement: boolean;
}

/**
 * Nothing is demanded back of what the insurer consented to or pre-approved on the facts then known, unless two
 * senior-adjusters found that those were knowingly false (money rules, section 2). A line is judged with its
 * supplements. Of business interruption nothing is demanded by hand: the next statement would demand it once more, or
 * pay it again.
 */
export async function repaymentRoom(
  tx: Tx,
  expense: Pick<StoredExpense, 'id' | 'incident_id' | 'supplements' | 'category'>,
): Promise<RepaymentRoom> {
  const byStatement = coverageOf(expense.category) === 'business-interruption';
  const all = await expensesOf(tx, [expense.incident_id]);
  const together = all.filter((line) => agreedLineOf(line) === agreedLineOf(expense));
  const sums = await sumsOf(
    tx,
    expense.incident_id,
    together.map(({ id }) => id),
  );
  const [own = nothing] = sums.filter(({ expense_id }) => expense_id === expense.id);
  const total = (of: 'paid' | 'demanded'): number => sums.reduce((sum, line) => sum + line[of], 0);
  const agreed = byStatement
    ? [...(await earlierMonths(tx, expense.incident_id)).values()].reduce(
        (sum, month) => sum + keptOf(month, 'paidYen'),
        0,
      )
    : Math.min(total('paid'), agreedOf(together, await knowinglyFalse(tx, expense.incident_id)));
  const left = total('paid') - total('demanded') - agreed;
  return {
    paidYen: own.paid,
    demandedYen: own.demanded,
    agreedYen: agreed,
    leftYen: left,
    mostYen: byStatement ? 0 : Math.max(0, Math.min(own.paid - own.demanded, left)),
    byStatement,
  };
}

interface Sums {
  readonly expense_id: string;
  readonly paid: number;
  readonly demanded: number;
}
const nothing = { paid: 0, demanded: 0 };

/** What was paid for each line, and what of it is demanded back or asked for (yen). */
function sumsOf(tx: Tx, incidentId: string, expenseIds: readonly string[]): Promise<Sums[]> {
  return tx.rows<Sums>(
    `SELECT x.id AS expense_id,
            (SELECT coalesce(sum(p.yen), 0)::bigint
               FROM open_posting p
              WHERE p.incident_id = $1
                AND p.reference = x.id::text
                AND p.kind = 'consume'
                AND p.takes = 'limit') AS paid,
            (SELECT coalesce(sum(c.amount_yen), 0)::bigint
               FROM repayment_claim c
              WHERE c.expense_id = x.id AND c.state IN ('asked','demanded')) AS demanded
       FROM unnest($2::uuid[]) AS x(id)`,
    [incidentId, expenseIds],
  );
}

function agreedOf(lines: readonly StoredExpense[], isFalse: ReadonlySet<string>): number {
  return lines.filter((line) => agreementStands(line, isFalse)).reduce((sum, line) => sum + agreedYen(line), 0);
}

/** Why not all that was paid can be demanded back by hand; null where all of it can. */
export function keptText({ agreedYen: agreed, mostYen: most, byStatement }: RepaymentRoom): CodedText | null {
  if (byStatement) return repaidByStatement;
  return agreed === 0 ? null : agreedBefore(agreed, most);
}
