import { NOT_KNOWN, type Tx } from '#database';
import { groupBy } from '#kernel';
import type { DuplicateFindingEntity } from './duplicate-finding.entity.js';
import type { ExpenseEntity } from './expense.entity.js';

/** Why two expenses may be duplicates. */
export type DuplicateGround = 'invoice-number' | 'amount' | 'file' | 'merged';

/** Another expense of the institution that may be a duplicate of this one. */
export interface Duplicate {
  readonly otherId: string;
  readonly caseNumber: string;
  readonly line: ExpenseEntity['line'];
  readonly grounds: readonly DuplicateGround[];
}

const near = 30;
const folded = (column: string): string => `upper(translate(normalize(${column}, NFKC), ' -‐－ー.', ''))`;

// candidates of each ground, found by an index: an institution may have very many expenses
const alike = `
  SELECT n.id FROM expense n
   WHERE n.institution_id = e.institution_id
     AND n.vendor_folded = e.vendor_folded
     AND n.incurred_on BETWEEN e.incurred_on - ${near} AND e.incurred_on + ${near}
  UNION
  SELECT n.id FROM expense n
   WHERE n.institution_id = e.institution_id
     AND n.vendor_folded = e.vendor_folded
     AND n.invoice_number IS NOT NULL
     AND ${folded('n.invoice_number')} = ${folded('e.invoice_number')}
  UNION
  SELECT y.expense_id FROM expense_evidence x
    JOIN document d ON d.id = x.document_id
    JOIN document p ON p.sha256 = d.sha256 AND p.id <> d.id
    JOIN expense_evidence y ON y.document_id = p.id
   WHERE x.expense_id = e.id
  UNION
  SELECT n.id FROM expense n
   WHERE n.incident_id = e.incident_id
     AND (n.entered_from IS NOT NULL OR e.entered_from IS NOT NULL)`;

/**
 * Expenses in any case of the institution that look like one: the same vendor and invoice number; the same amount, with
 * or without tax, from the same vendor within 30 days; the same file uploaded again in another submission; in a merged
 * case, the same line (category, day, amount, no other vendor) of both reports. What belongs together is left out.
 */
export async function duplicatesOf(tx: Tx, expenseId: string): Promise<Duplicate[]> {
  return (await duplicatesOfAll(tx, [expenseId])).get(expenseId) ?? [];
}

/** The same for several expenses, by expense; one without any is left out. */
async function duplicatesOfAll(tx: Tx, expenseIds: readonly string[]): Promise<ReadonlyMap<string, Duplicate[]>> {
  const rows = await tx.rows<
    Omit<Duplicate, 'grounds'> & Pick<ExpenseEntity, 'id'> & { readonly grounds: (DuplicateGround | null)[] }
  >(
    `SELECT e.id, o.id AS "otherId", i.case_number AS "caseNumber", o.line,
        ARRAY[CASE
            WHEN same_vendor
            AND e.invoice_number IS NOT NULL
            AND ${folded('e.invoice_number')} = ${folded('o.invoice_number')} THEN 'invoice-number' END,
              CASE WHEN same_vendor AND e.amount_yen > 0 AND abs(e.incurred_on - o.incurred_on) <= ${near}
                    AND ARRAY[e.amount_yen, e.amount_yen + e.tax_yen] && ARRAY[o.amount_yen,
                      o.amount_yen + o.tax_yen] THEN 'amount' END,
              CASE
                WHEN o.submitted_at <> e.submitted_at
                AND EXISTS (
                    SELECT
                    FROM expense_evidence x
                    JOIN document d ON d.id = x.document_id
                    JOIN document p ON p.sha256 = d.sha256 AND p.id <> d.id
                    JOIN expense_evidence y ON y.document_id = p.id
                        WHERE x.expense_id = e.id AND y.expense_id = o.id) THEN 'file' END,
              CASE WHEN (e.entered_from IS NOT NULL OR o.entered_from IS NOT NULL) AND e.incident_id = o.incident_id
                    AND coalesce((SELECT x.incident_id FROM expense x WHERE x.id = e.entered_from),
                      e.incident_id) <> coalesce((SELECT x.incident_id FROM expense x WHERE x.id = o.entered_from),
                      o.incident_id)
                    AND e.category = o.category
                      AND e.incurred_on = o.incurred_on
                      AND (e.vendor_folded = o.vendor_folded OR e.vendor_folded IS NULL OR o.vendor_folded IS NULL)
                    AND ARRAY[e.amount_yen, e.amount_yen + e.tax_yen] && ARRAY[o.amount_yen, o.amount_yen + o.tax_yen]
                      THEN 'merged' END] AS grounds
       FROM expense e
       CROSS JOIN LATERAL (${alike}) c
       JOIN expense o ON o.id = c.id
         AND o.id <> e.id
         AND o.institution_id = e.institution_id
         AND o.state <> 'withdrawn'
         AND e.institution_id <> $2
        AND o.part_of IS DISTINCT FROM e.id
          AND e.part_of IS DISTINCT FROM o.id
          AND (e.part_of IS NULL OR e.part_of IS DISTINCT FROM o.part_of)
        AND o.supplements IS DISTINCT FROM e.id
          AND e.supplements IS DISTINCT FROM o.id
          AND (e.supplements IS NULL OR e.supplements IS DISTINCT FROM o.supplements)
       CROSS JOIN LATERAL (SELECT coalesce(e.vendor_folded = o.vendor_folded, false) AS same_vendor) v
       JOIN incident i ON i.id = o.incident_id WHERE e.id = ANY ($1) ORDER BY o.submitted_at, o.line, o.id`,
    [expenseIds, NOT_KNOWN],
  );
  const found = rows
    .map(({ id, ...row }) => ({ id, other: { ...row, grounds: row.grounds.filter((ground) => ground !== null) } }))
    .filter(({ other }) => other.grounds.length > 0);
  return new Map([...groupBy(found, ({ id }) => id)].map(([id, of]) => [id, of.map(({ other }) => other)]));
}

/** A finding on a possible duplicate. */
export interface FindingRow extends Pick<
  DuplicateFindingEntity,
  'id' | 'finding' | 'others' | 'reason' | 'found_by' | 'at' | 'confirmed_at'
> {
  readonly found_by_name: string;
  readonly confirmed_by_name: string | null;
}

/** The findings on an expense, newest first. */
export async function findingsOf(tx: Tx, expenseId: string): Promise<FindingRow[]> {
  return tx.rows<FindingRow>(
    `SELECT f.id, f.finding, f.others, f.reason, f.found_by, p.display_name AS found_by_name, f.at, f.confirmed_at,
            c.display_name AS confirmed_by_name
       FROM duplicate_finding f
       JOIN person p ON p.id = f.found_by
       LEFT JOIN person c ON c.id = f.confirmed_by
      WHERE f.expense_id = $1
      ORDER BY f.at DESC, f.id DESC`,
    [expenseId],
  );
}

/** Possible duplicates without a finding that they are none. */
export async function openDuplicates(tx: Tx, expenseId: string): Promise<Duplicate[]> {
  return (await openDuplicatesOf(tx, [expenseId])).get(expenseId) ?? [];
}

/** The same for several expenses, by expense. */
export async function openDuplicatesOf(
  tx: Tx,
  expenseIds: readonly string[],
): Promise<ReadonlyMap<string, Duplicate[]>> {
  if (expenseIds.length === 0) return new Map();
  const [duplicates, findings] = await tx.together([
    duplicatesOfAll(tx, expenseIds),
    tx.rows<Pick<DuplicateFindingEntity, 'expense_id' | 'others'>>(
      `SELECT expense_id, others FROM duplicate_finding WHERE expense_id = ANY ($1) AND finding = 'no-duplicate'`,
      [expenseIds],
    ),
  ]);
  const cleared = new Set(
    findings.flatMap(({ expense_id, others }) => others.map((other) => `${expense_id} ${other}`)),
  );
  return new Map([...duplicates].map(([id, of]) => [id, of.filter(({ otherId }) => !cleared.has(`${id} ${otherId}`))]));
}
