import { claimedYen } from '#coverage';
import type { Tx } from '#database';
import { newId } from '#kernel';
import type { ConsentDto } from './expense-consent.dto.js';
import type { ExpenseRow } from './expense.entity.js';
import { ExpenseConsentEntity } from './expense-consent.entity.js';

/** A consent of the insurer to a line, as the insurer reads it. Whole yen with tax. */
interface ConsentRow extends Pick<
  ExpenseConsentEntity,
  'id' | 'expense_id' | 'ceiling_yen' | 'given_on' | 'reason' | 'given_by' | 'acting_as' | 'at'
> {
  readonly given_by_name: string;
}

/** The consents that were recorded for a line, newest first; for the insurer. */
async function consentsOf(tx: Tx, expenseId: string): Promise<ConsentRow[]> {
  return tx.rows<ConsentRow>(
    `SELECT c.id, c.expense_id, c.ceiling_yen, c.given_on, c.reason, c.given_by, p.display_name AS given_by_name,
       c.acting_as, c.at
       FROM expense_consent c JOIN person p ON p.id = c.given_by WHERE c.expense_id = $1 ORDER BY c.at DESC, c.id DESC`,
    [expenseId],
  );
}

/** The same for its readers. */
export async function consentViews(tx: Tx, expenseId: string): Promise<ConsentDto[]> {
  return (await consentsOf(tx, expenseId)).map((row) => ({
    ceiling: row.ceiling_yen,
    givenOn: row.given_on,
    reason: row.reason,
    givenByName: row.given_by_name,
    at: row.at.toISOString(),
  }));
}

/** Adds a consent of the insurer to a line. The database checks that the actor may sign for the line. */
export async function insertConsent(
  tx: Tx,
  { incident_id, institution_id, id: expenseId }: Pick<ExpenseRow, 'id' | 'incident_id'> & { institution_id: string },
  {
    ceilingYen,
    givenOn,
    reason,
    actingAs,
    at,
  }: {
    readonly ceilingYen: number;
    readonly givenOn: string;
    readonly reason: string;
    readonly actingAs: ConsentRow['acting_as'];
    readonly at: Date;
  },
): Promise<string> {
  const id = newId();
  await tx.insert(ExpenseConsentEntity, {
    ...{ id, expense_id: expenseId, incident_id, institution_id, ceiling_yen: ceilingYen },
    ...{ given_on: givenOn, reason, given_by: tx.actor.id, acting_as: actingAs, at },
  });
  return id;
}

/**
 * Lines that replace another one (its parts, or its copy in the case it was merged into) get its consents, never more
 * than those.
 */
export async function keepConsents(tx: Tx, fromId: string, rows: readonly ExpenseRow[]): Promise<void> {
  const given = await tx.rows<Pick<ExpenseConsentEntity, 'id' | 'ceiling_yen'>>(
    'SELECT id, ceiling_yen FROM expense_consent WHERE expense_id = $1 ORDER BY at, id',
    [fromId],
  );
  for (const { id, ceiling_yen } of given) {
    let left = ceiling_yen;
    for (const row of rows) {
      const part = Math.min(left, claimedYen(row.category, row.amount_yen, row.tax_yen));
      left -= part;
      await tx.rows(
        `INSERT INTO expense_consent (id, expense_id, incident_id, institution_id, ceiling_yen, given_on, reason,
           given_by, acting_as, at, of_consent)
         SELECT $1, $2, $3, c.institution_id, $4, c.given_on, c.reason, c.given_by, c.acting_as, c.at, c.id
           FROM expense_consent c
           WHERE c.id = $5`,
        [newId(), row.id, row.incident_id, rows.length === 1 ? ceiling_yen : part, id],
      );
    }
  }
}
