import { categoryTable, type Category } from '#coverage';
import type { TimelineEntryEntity, Tx } from '#database';
import type { StoredExpense } from '#expenses';
import type { PersonEntity } from '#people';
import type { CorrectionDto, LineAsItWasDto } from './expense.dto.js';

/** Category and amounts as the timeline keeps them of a correction; whole yen. */
interface Kept {
  readonly category: Category;
  readonly amountYen: number;
  readonly taxYen: number;
}

interface Row extends Pick<TimelineEntryEntity, 'at'> {
  readonly before: Kept;
  readonly after: Kept;
  readonly by_name: PersonEntity['display_name'] | null;
}

const most = 50;

/** The newest 50 corrections of an expense, from its case's timeline; for the insurer. */
export async function correctionsOf(
  tx: Tx,
  { incident_id, line }: Pick<StoredExpense, 'incident_id' | 'line'>,
): Promise<CorrectionDto[]> {
  const rows = await tx.rows<Row>(
    `SELECT t.at, t.data -> 'before' AS before, t.data -> 'after' AS after, p.display_name AS by_name
       FROM timeline_entry t
       LEFT JOIN person p ON p.id = (t.data ->> 'personId')::uuid
      WHERE t.incident_id = $1
        AND t.kind = 'expense-corrected'
        AND (t.data ->> 'line')::int = $2
      ORDER BY t.at DESC, t.id DESC
      LIMIT ${most}`,
    [incident_id, line],
  );
  return rows.map(({ at, before, after, by_name: byName }) => ({
    before: asItWas(before),
    after: asItWas(after),
    byName,
    at: at.toISOString(),
  }));
}

function asItWas({ category, amountYen: amount, taxYen: tax }: Kept): LineAsItWasDto {
  const { ja, en } = categoryTable[category];
  return { category, categoryJa: ja, categoryEn: en, amount, tax };
}
