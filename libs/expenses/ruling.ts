import { Choice, Flag, Instant, Text, YenAmount, type Tx } from '#platform';

/** What was ruled on an expense, as everybody reads it. */
export interface Ruling {
  readonly expense_id: string;
  readonly ruling: 'approved' | 'rejected';
  readonly amount_yen: number;
  readonly claimed_yen: number;
  readonly text_ja: string;
  readonly text_en: string | null;
  readonly ruled_at: Date;
  readonly final_at: Date;
  /** Of a statement of business interruption: the amount is that of all its months together. */
  readonly of_statement: boolean;
}

/** The newest ruling of each of these expenses, as of a moment or now, by expense; whether it stands is said by their states. */
export async function rulingsOf(
  tx: Tx,
  expenseIds: readonly string[],
  at: Date | null = null,
): Promise<ReadonlyMap<string, Ruling>> {
  if (expenseIds.length === 0) return new Map();
  const rows = await tx.rows<Ruling>(
    `SELECT DISTINCT ON (x.expense_id) x.expense_id, r.ruling, r.amount_yen, r.claimed_yen, r.text_ja, r.text_en, r.ruled_at, r.final_at, x.of_statement
       FROM ruling r JOIN (SELECT s.expense_id, s.decision_id, true AS of_statement FROM statement_line s WHERE s.expense_id = ANY ($1) AND s.is_new
                           UNION ALL SELECT o.expense_id, o.decision_id, false FROM ruling o WHERE o.expense_id = ANY ($1)) x ON x.decision_id = r.decision_id
      WHERE $2::timestamptz IS NULL OR r.ruled_at <= $2 ORDER BY x.expense_id, r.ruled_at DESC, x.of_statement DESC`,
    [expenseIds, at],
  );
  return new Map(rows.map((row) => [row.expense_id, row]));
}

/** What was ruled, with its sentence. */
export class RulingDto {
  @Choice(['approved', 'rejected']) ruling: string;
  @YenAmount({ about: 'what is paid' }) amount: number;
  @YenAmount({ about: 'what was claimed, with its tax' }) claimed: number;
  @Flag({ about: 'the amount is that of all months of a statement together' }) ofStatement: boolean;
  @Text({ max: 2_000 }) textJa: string;
  @Text({ max: 2_000, nullable: true }) textEn: string | null;
  @Instant() ruledAt: string;
  @Flag({ about: 'false for ten seconds, in which whoever signed can undo it' }) isFinal: boolean;
}

/** A ruling for its reader. */
export function rulingView(ruling: Ruling, now: Date): RulingDto {
  return {
    ruling: ruling.ruling,
    amount: ruling.amount_yen,
    claimed: ruling.claimed_yen,
    ofStatement: ruling.of_statement,
    textJa: ruling.text_ja,
    textEn: ruling.text_en,
    ruledAt: ruling.ruled_at.toISOString(),
    isFinal: ruling.final_at <= now,
  };
}
