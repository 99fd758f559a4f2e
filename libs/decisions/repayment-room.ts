import { coverageOf } from '#coverage';
import { agreedYen, expensesOf, statementParts, type StoredExpense } from '#expenses';
import type { CodedText } from '#kernel';
import type { Tx } from '#platform';
import { agreedLineOf, falseFactsOf } from './false-facts.js';

/** What of money that was paid can be demanded back, in yen. */
export interface RepaymentRoom {
  /** Paid for the line itself. */
  readonly paidYen: number;
  /** Of it, demanded back already, or asked for. */
  readonly demandedYen: number;
  /** Of what was paid for the line and those it is judged with, what the insurer had agreed to and which stays. */
  readonly agreedYen: number;
  /** What is left to demand for them all; below 0, more is demanded than may be. */
  readonly leftYen: number;
  /** The most that can be demanded now for the line. */
  readonly mostYen: number;
}

/**
 * Nothing is demanded back of what the insurer consented to or pre-approved on the facts then known, unless two
 * senior-adjusters found that those were knowingly false (money rules, section 2). A line is judged with its supplements; months of
 * business interruption together, as one statement pays for several.
 */
export async function repaymentRoom(
  tx: Tx,
  expense: Pick<StoredExpense, 'id' | 'incident_id' | 'supplements' | 'category'>,
): Promise<RepaymentRoom> {
  const interruption = coverageOf(expense.category) === 'business-interruption';
  const all = await expensesOf(tx, [expense.incident_id]);
  const together = all.filter((line) =>
    interruption ? coverageOf(line.category) === 'business-interruption' : agreedLineOf(line) === agreedLineOf(expense),
  );
  const sums = await sumsOf(
    tx,
    expense.incident_id,
    together.map(({ id }) => id),
  );
  const [own = nothing] = sums.filter(({ expense_id }) => expense_id === expense.id);
  const total = (of: 'paid' | 'demanded'): number => sums.reduce((sum, line) => sum + line[of], 0);
  const agreed = interruption
    ? await agreedOfInterruption(tx, expense.incident_id)
    : Math.min(total('paid'), agreedOf(together, await knowinglyFalse(tx, expense.incident_id)));
  const left = total('paid') - total('demanded') - agreed;
  return {
    paidYen: own.paid,
    demandedYen: own.demanded,
    agreedYen: agreed,
    leftYen: left,
    mostYen: Math.max(0, Math.min(own.paid - own.demanded, left)),
  };
}

interface Sums {
  readonly expense_id: string;
  readonly paid: number;
  readonly demanded: number;
}
const nothing = { paid: 0, demanded: 0 };

/** What was paid for lines, and what is demanded back of it or asked for (yen). */
function sumsOf(tx: Tx, incidentId: string, expenseIds: readonly string[]): Promise<Sums[]> {
  return tx.rows<Sums>(
    `SELECT x.id AS expense_id,
            (SELECT coalesce(sum(p.yen), 0)::bigint
               FROM limit_posting p
              WHERE p.incident_id = $1 AND p.reference = x.id::text AND p.kind = 'consume' AND p.takes = 'limit'
                AND NOT EXISTS (SELECT FROM limit_posting e WHERE e.ends = p.id)) AS paid,
            (SELECT coalesce(sum(c.amount_yen), 0)::bigint
               FROM repayment_claim c
              WHERE c.expense_id = x.id AND c.state IN ('asked','demanded')) AS demanded
       FROM unnest($2::uuid[]) AS x(id)`,
    [incidentId, expenseIds],
  );
}

/** The lines whose consent rested on facts that two senior-adjusters found to be knowingly false. */
async function knowinglyFalse(tx: Tx, incidentId: string): Promise<ReadonlySet<string>> {
  const found = await falseFactsOf(tx, incidentId);
  return new Set(found.filter(({ ended }) => ended === 'signed').map(({ expense_id }) => expense_id));
}

const counts = ({ state }: Pick<StoredExpense, 'state'>): boolean => !['withdrawn', 'rejected'].includes(state);

function agreedOf(lines: readonly StoredExpense[], isFalse: ReadonlySet<string>): number {
  return lines
    .filter((line) => counts(line) && !isFalse.has(agreedLineOf(line)))
    .reduce((sum, line) => sum + agreedYen(line), 0);
}

/** Of what statements of business interruption paid, what the insurer had agreed to and which stays (yen): month by month, at most what the month was paid. */
export async function agreedOfInterruption(tx: Tx, incidentId: string): Promise<number> {
  const isFalse = await knowinglyFalse(tx, incidentId);
  const months = (await expensesOf(tx, [incidentId])).filter(
    (line) => counts(line) && coverageOf(line.category) === 'business-interruption',
  );
  const agreed = months.filter((line) => !isFalse.has(agreedLineOf(line)) && agreedYen(line) > 0);
  if (agreed.length === 0) return 0;
  const paid = await paidByMonth(tx, incidentId, months);
  const ceilings = new Map<string, number>();
  // a correction says the same month anew: the higher of what was agreed to counts once
  for (const line of agreed)
    ceilings.set(agreedLineOf(line), Math.max(ceilings.get(agreedLineOf(line)) ?? 0, agreedYen(line)));
  return [...ceilings].reduce((sum, [id, yen]) => sum + Math.min(yen, paid.get(id) ?? 0), 0);
}

/** What statements that stand gave each month (yen), a correction's part under the month that it corrects. */
async function paidByMonth(
  tx: Tx,
  incidentId: string,
  months: readonly StoredExpense[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.rows<{ decision_id: string; expense_id: string; engine_yen: number; amount_yen: number }>(
    `SELECT s.decision_id, s.expense_id, s.engine_yen, r.amount_yen
       FROM statement_line s
       JOIN ruling r ON r.decision_id = s.decision_id
      WHERE s.incident_id = $1 AND s.is_new AND r.ruling = 'approved'
        AND NOT EXISTS (SELECT FROM decision_act a WHERE a.decision_id = s.decision_id AND a.kind IN ('undone','reversed'))`,
    [incidentId],
  );
  const paid = new Map<string, number>();
  for (const decision of new Set(rows.map(({ decision_id }) => decision_id))) {
    const decided = rows.filter(({ decision_id }) => decision_id === decision);
    const parts = statementParts(
      decided.map(({ expense_id: expenseId, engine_yen: engineYen }) => {
        const month = months.find(({ id }) => id === expenseId);
        return { expenseId, line: month?.line ?? 0, isCorrection: (month?.supplements ?? null) !== null, engineYen };
      }),
      decided[0]?.amount_yen ?? 0,
    );
    for (const [id, yen] of parts) {
      const month = months.find((line) => line.id === id);
      const first = month ? agreedLineOf(month) : id;
      paid.set(first, (paid.get(first) ?? 0) + yen);
    }
  }
  return paid;
}

/** Why not all that was paid can be demanded back; null where nothing of it had been agreed to. */
export function keptText({ agreedYen: agreed, mostYen: most }: RepaymentRoom): CodedText | null {
  if (agreed === 0) return null;
  const [kept, rest] = [agreed.toLocaleString('en-US'), most.toLocaleString('en-US')];
  return {
    code: 'payments.agreed-before',
    textJa: `お支払い済みの額のうち${kept}円は、当社が支出の前に事前承認または同意した費用です。当時の事実に基づく承認・同意のため、返還は求められません。いま返還を求められるのは${rest}円までです。お申し出の事実が虚偽で、それを知ったうえでのものだったと上席の保険金サービス担当者2人が記録した場合に限り、求められます。`,
    textEn: `${kept} yen of what was paid had been pre-approved or consented to on the facts then known: it is not demanded back. At most ${rest} yen can be demanded now. Only two senior adjusters, who record that those facts were knowingly false, change that.`,
  };
}
