import type { Tx } from '#database';
import { groupBy } from '#kernel';
import { claimedOf } from './claimed.js';
import type { RulingDto } from './ruling.dto.js';
import { statementParts } from './statement-parts.js';
import type { ExpenseEntity } from './expense.entity.js';
import type { RulingEntity } from './ruling.entity.js';
import type { StatementLineEntity } from './statement-line.entity.js';

/** The ruling on an expense, for every reader; whole yen. */
export interface Ruling extends Pick<
  RulingEntity,
  'expense_id' | 'ruling' | 'claimed_yen' | 'text_ja' | 'text_en' | 'ruled_at' | 'final_at'
> {
  /** The amount for this line: of a statement, its part. */
  readonly amount_yen: RulingEntity['amount_yen'];
  /** The statement of business interruption that it is a part of. */
  readonly statement: RuledStatement | null;
}

/** A ruling on several months at once; whole yen. */
export interface RuledStatement {
  readonly amountYen: number;
  readonly claimedYen: number;
  /** Its lines with their parts, and the line that carries it. */
  readonly months: readonly { readonly line: number; readonly amountYen: number }[];
  readonly carrier: number;
}

type Row = Omit<Ruling, 'statement'> & Pick<RulingEntity, 'decision_id'> & { readonly of_statement: boolean };

/**
 * The newest ruling of each of these expenses, at a moment or now, by expense; whether it is in force follows from
 * their states.
 */
export async function rulingsOf(
  tx: Tx,
  expenseIds: readonly string[],
  at: Date | null = null,
): Promise<ReadonlyMap<string, Ruling>> {
  if (expenseIds.length === 0) return new Map();
  const rows = await tx.rows<Row>(
    `SELECT DISTINCT ON (x.expense_id) x.expense_id, x.decision_id, r.ruling, r.amount_yen, r.claimed_yen, r.text_ja,
       r.text_en, r.ruled_at, r.final_at, x.of_statement
       FROM ruling r
         JOIN (
             SELECT s.expense_id, s.decision_id, true AS of_statement
             FROM statement_line s
             WHERE s.expense_id = ANY ($1) AND s.is_new
                           UNION ALL
                               SELECT o.expense_id, o.decision_id, false
                               FROM ruling o
                               WHERE o.expense_id = ANY ($1)) x ON x.decision_id = r.decision_id
      WHERE $2::timestamptz IS NULL OR r.ruled_at <= $2 ORDER BY x.expense_id, r.ruled_at DESC, x.of_statement DESC`,
    [expenseIds, at],
  );
  const statements = await statementsOf(
    tx,
    rows.filter(({ of_statement }) => of_statement),
  );
  return new Map(
    rows.map(({ decision_id, of_statement: _, ...row }): [string, Ruling] => {
      const found = statements.get(decision_id);
      if (!found) return [row.expense_id, { ...row, statement: null }];
      return [
        row.expense_id,
        {
          ...row,
          amount_yen: found.parts.get(row.expense_id) ?? 0,
          claimed_yen: found.claimed.get(row.expense_id) ?? 0,
          statement: found.statement,
        },
      ];
    }),
  );
}

interface FoundStatement {
  readonly statement: RuledStatement;
  /** The part and the claimed amount of each of its lines. */
  readonly parts: ReadonlyMap<string, number>;
  readonly claimed: ReadonlyMap<string, number>;
}

async function statementsOf(tx: Tx, rulings: readonly Row[]): Promise<ReadonlyMap<string, FoundStatement>> {
  if (rulings.length === 0) return new Map();
  const ids = [...new Set(rulings.map(({ decision_id }) => decision_id))];
  const rows = await tx.rows<
    Pick<ExpenseEntity, 'line' | 'category' | 'amount_yen' | 'tax_yen'> &
      Pick<StatementLineEntity, 'decision_id' | 'expense_id' | 'engine_yen'> & { carries: boolean; correction: boolean }
  >(
    `SELECT s.decision_id, s.expense_id, r.expense_id = s.expense_id AS carries, e.line,
       e.supplements IS NOT NULL AS correction, s.engine_yen,
            e.category, e.amount_yen, e.tax_yen
       FROM statement_line s
       JOIN ruling r ON r.decision_id = s.decision_id
       JOIN expense e ON e.id = s.expense_id
      WHERE s.decision_id = ANY ($1) AND s.is_new
      ORDER BY e.line`,
    [ids],
  );
  const months = groupBy(rows, (row) => row.decision_id);
  return new Map(
    ids.map((id): [string, FoundStatement] => {
      const own = months.get(id) ?? [];
      const { amount_yen: amountYen = 0, claimed_yen: claimedTotal = 0 } =
        rulings.find(({ decision_id }) => decision_id === id) ?? {};
      const parts = statementParts(
        own.map(({ expense_id, line, correction, engine_yen }) => ({
          expenseId: expense_id,
          line,
          isCorrection: correction,
          engineYen: engine_yen,
        })),
        amountYen,
      );
      return [
        id,
        {
          statement: {
            amountYen,
            claimedYen: claimedTotal,
            months: own.map(({ expense_id, line }) => ({ line, amountYen: parts.get(expense_id) ?? 0 })),
            carrier: own.find(({ carries }) => carries)?.line ?? own[0]?.line ?? 0,
          },
          parts,
          claimed: new Map(own.map((month) => [month.expense_id, claimedOf(month)])),
        },
      ];
    }),
  );
}

/** A ruling for its reader. */
export function rulingView({ statement, ...ruling }: Ruling, now: Date): RulingDto {
  return {
    ruling: ruling.ruling,
    amount: ruling.amount_yen,
    claimed: ruling.claimed_yen,
    statement: statement && {
      amount: statement.amountYen,
      claimed: statement.claimedYen,
      months: statement.months.map(({ line, amountYen }) => ({ line, amount: amountYen })),
      carrier: statement.carrier,
    },
    textJa: ruling.text_ja,
    textEn: ruling.text_en,
    ruledAt: ruling.ruled_at.toISOString(),
    isFinal: ruling.final_at <= now,
  };
}
