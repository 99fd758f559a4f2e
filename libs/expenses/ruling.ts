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
}

/** The newest ruling of each of these expenses, as of a moment or now, by expense; whether it stands is said by their states. */
export async function rulingsOf(
  tx: Tx,
  expenseIds: readonly string[],
  at: Date | null = null,
): Promise<ReadonlyMap<string, Ruling>> {
  if (expenseIds.length === 0) return new Map();
  const rows = await tx.rows<Ruling>(
    `SELECT DISTINCT ON (expense_id) expense_id, ruling, amount_yen, claimed_yen, text_ja, text_en, ruled_at, final_at
       FROM ruling WHERE expense_id = ANY ($1) AND ($2::timestamptz IS NULL OR ruled_at <= $2) ORDER BY expense_id, ruled_at DESC`,
    [expenseIds, at],
  );
  return new Map(rows.map((row) => [row.expense_id, row]));
}

/** What was ruled, with its sentence. */
export class RulingDto {
  @Choice(['approved', 'rejected']) ruling: string;
  @YenAmount({ about: 'what is paid' }) amount: number;
  @YenAmount({ about: 'what was claimed, with its tax' }) claimed: number;
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
    textJa: ruling.text_ja,
    textEn: ruling.text_en,
    ruledAt: ruling.ruled_at.toISOString(),
    isFinal: ruling.final_at <= now,
  };
}
