import { categories, claimedYen } from '#coverage';
import type { CodedText } from '#kernel';
import { aboveApproval, withinApproval } from './pre-approval-words.js';
import type { ExpenseEntity } from './expense.entity.js';

/** The pre-approval that a line names, as it applies to this line. Whole yen with tax, days of Japan. */
export interface LineApproval {
  readonly number: string;
  readonly ceiling: number;
  /**
   * What the lines before this one claim under the number: lines that were never rejected first, then by submission.
   */
  readonly before: number;
  readonly lapsesOn: string;
}

/** The insurer's recorded consent to a line, apart from pre-approvals: the highest ceiling. */
export interface RecordedConsent {
  readonly ceiling: number;
  /** The day on which it was given, in Japan. */
  readonly givenOn: string;
}

/** A line with the insurer's consent to it. */
export interface AgreedLine extends Pick<ExpenseEntity, 'category' | 'amount_yen' | 'tax_yen' | 'incurred_on'> {
  readonly approval: LineApproval | null;
  readonly consent: RecordedConsent | null;
}

/** What is left of an approval for this line (yen). */
export const restFor = ({ ceiling, before }: LineApproval): number => Math.max(0, ceiling - before);

/**
 * Whether the insurer consented to a line before the money was spent (R-CONSENT): its approval has enough left for all
 * of it and had not lapsed when it was incurred, or a recorded consent covers it. A statement of the claimant does not
 * count.
 */
export function hasConsent({ approval, consent, ...line }: AgreedLine): boolean {
  const claimed = claimedYen(line.category, line.amount_yen, line.tax_yen);
  const byApproval = approval !== null && line.incurred_on <= approval.lapsesOn && claimed <= restFor(approval);
  return byApproval || (consent !== null && claimed <= consent.ceiling);
}

/**
 * The part of a line (yen) that the insurer agreed to before the money was spent: the larger of what its unlapsed
 * approval has left and the recorded consent, at most what it claims.
 */
export function agreedYen({ approval, consent, ...line }: AgreedLine): number {
  const claimed = claimedYen(line.category, line.amount_yen, line.tax_yen);
  const byApproval = approval !== null && line.incurred_on <= approval.lapsesOn ? restFor(approval) : 0;
  return Math.min(claimed, Math.max(byApproval, consent?.ceiling ?? 0));
}

/** Whether a line is within its pre-approval, as a text for every reader of the line; null without a pre-approval. */
export function approvalText({ approval, ...line }: AgreedLine): CodedText | null {
  if (!approval) return null;
  const [claimed, rest] = [claimedYen(line.category, line.amount_yen, line.tax_yen), restFor(approval)];
  return claimed <= rest ? withinApproval(rest) : aboveApproval(rest, claimed - rest);
}

const withoutTax = categories.filter((category) => claimedYen(category, 0, 1) === 0).map((category) => `'${category}'`);

/** SQL: what a line claims (yen). */
export const claimedSql = (line: string): string =>
  `(${line}.amount_yen + CASE WHEN ${line}.category IN (${withoutTax.join(',')}) THEN 0 ELSE ${line}.tax_yen END)`;

/**
 * SQL, a condition: a line counts under the pre-approval that it names. A supplement is part of what its first line
 * claims.
 */
export const claimsUnder = (line: string): string =>
  `(${line}.supplements IS NULL AND ${line}.state NOT IN ('withdrawn','rejected'))`;

// a line that was rejected once comes after those that were not
const place = (line: string): string =>
  `(EXISTS (SELECT FROM ruling z WHERE z.expense_id = ${line}.id AND z.ruling = 'rejected'), ${line}.submitted_at,
     ${line}.line)`;

/** SQL: `approval` and `consent` of a line as it is now. */
export const agreedColumns = (line: string): string =>
  `CASE
     WHEN ${line}.pre_approval_id IS NOT NULL THEN (
         SELECT jsonb_build_object('number', c.case_number || '-P' || a.no, 'ceiling', a.ceiling_yen, 'lapsesOn',
           a.lapses_on,
     'before', (SELECT coalesce(sum(${claimedSql('o')}), 0) FROM expense o
        WHERE o.pre_approval_id = a.id
            AND o.id <> ${line}.id
            AND ${claimsUnder('o')}
            AND ${place('o')} < ${place(line)}))
     FROM pre_approval a
         JOIN incident c ON c.id = a.incident_id
         WHERE a.id = ${line}.pre_approval_id AND a.state = 'pre-approved') END AS approval,
   (SELECT jsonb_build_object('ceiling', g.ceiling_yen, 'givenOn', g.given_on) FROM expense_consent g
     WHERE g.expense_id = ${line}.id ORDER BY g.ceiling_yen DESC, g.at LIMIT 1) AS consent`;
