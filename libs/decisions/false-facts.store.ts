import type { Tx } from '#database';
import type { StoredExpense } from '#expenses';
import type { FalseFactsEntity } from './false-facts.entity.js';

/** A finding that the facts behind the consent to a line were knowingly false. */
export interface FalseFactsRow extends Pick<
  FalseFactsEntity,
  'id' | 'expense_id' | 'incident_id' | 'reason' | 'asked_by' | 'asked_at' | 'ended' | 'ended_at'
> {
  readonly asked_by_name: string;
  readonly ended_by_name: string | null;
}

/** SQL: the columns of a finding. */
export const selectFalseFacts = `SELECT f.id, f.expense_id, f.incident_id, f.reason, f.asked_by,
     p.display_name AS asked_by_name, f.asked_at, f.ended,
     q.display_name AS ended_by_name, f.ended_at
  FROM false_facts f
  JOIN person p ON p.id = f.asked_by
  LEFT JOIN person q ON q.id = f.ended_by`;

/** The line whose consent counts: a supplement's first line, else itself. */
export const agreedLineOf = ({ id, supplements }: Pick<StoredExpense, 'id' | 'supplements'>): string =>
  supplements ?? id;

/** The findings of a case that were asked for or signed, and not dropped. */
export async function falseFactsOf(tx: Tx, incidentId: string): Promise<FalseFactsRow[]> {
  return tx.rows<FalseFactsRow>(`${selectFalseFacts} WHERE f.incident_id = $1 AND f.ended IS DISTINCT FROM 'dropped'`, [
    incidentId,
  ]);
}

/** The lines whose consent rested on facts that two senior-adjusters found to be knowingly false. */
export async function knowinglyFalse(tx: Tx, incidentId: string): Promise<ReadonlySet<string>> {
  const found = await falseFactsOf(tx, incidentId);
  return new Set(found.filter(({ ended }) => ended === 'signed').map(({ expense_id }) => expense_id));
}

/**
 * Whether the consent to a line counts: the line is neither withdrawn nor rejected, and its facts were not found
 * knowingly false.
 */
export const agreementStands = (
  line: Pick<StoredExpense, 'id' | 'supplements' | 'state'>,
  isFalse: ReadonlySet<string>,
): boolean => !['withdrawn', 'rejected'].includes(line.state) && !isFalse.has(agreedLineOf(line));
