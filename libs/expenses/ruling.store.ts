import { type Tx } from '#database';
import type { RulingEntity } from './ruling.entity.js';

/** Writes a ruling, which never changes. The caller has decided it and moves the expense. */
export async function enterRuling(tx: Tx, ruling: RulingEntity): Promise<void> {
  await tx.rows(
    `INSERT INTO ruling (decision_id, expense_id, incident_id, institution_id, ruling, amount_yen, claimed_yen, reasons,
       articles, text_ja, text_en, ruled_at, final_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ruling.decision_id,
      ruling.expense_id,
      ruling.incident_id,
      ruling.institution_id,
      ruling.ruling,
      ruling.amount_yen,
      ruling.claimed_yen,
      JSON.stringify(ruling.reasons),
      JSON.stringify(ruling.articles),
      ruling.text_ja,
      ruling.text_en,
      ruling.ruled_at,
      ruling.final_at,
    ],
  );
}

/** A line of a statement, as it is entered; whole yen. */
export interface NewStatementLine {
  readonly expenseId: string;
  readonly isNew: boolean;
  readonly figures: object;
  readonly engineYen: number;
}

/** Enters the lines of a statement, whose ruling is that of the line that carries it. */
export async function enterStatementLines(
  tx: Tx,
  { decision_id, incident_id, institution_id }: Pick<RulingEntity, 'decision_id' | 'incident_id' | 'institution_id'>,
  lines: readonly NewStatementLine[],
): Promise<void> {
  await tx.rows(
    `INSERT INTO statement_line (decision_id, expense_id, incident_id, institution_id, is_new, figures, engine_yen)
     SELECT $1, r."expenseId", $2, $3, r."isNew", r.figures, r."engineYen"
       FROM jsonb_to_recordset($4::jsonb) AS r("expenseId" uuid, "isNew" boolean, figures jsonb, "engineYen" bigint)`,
    [decision_id, incident_id, institution_id, JSON.stringify(lines)],
  );
}
