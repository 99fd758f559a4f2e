import { categories, claimedYen } from '#coverage';
import type { CodedText } from '#kernel';
import { aboveApproval, withinApproval } from './pre-approval-words.js';
import type { ExpenseEntity } from './expense.entity.js';

/** The pre-approval that a line names, as it stands for this line. Whole yen with tax, days of Japan. */
export interface LineApproval {
  readonly number: string;
  readonly ceiling: number;
  /**
   * What lines before this one claim under the number: those that were not rejected meanwhile come first, by
   * submission.
   */
  readonly before: number;
  readonly lapsesOn: string;
}

/** A consent of the insurer to a line, beside pre-approvals: the highest ceiling that was given. */
export interface RecordedConsent {
  readonly ceiling: number;
  /** The day on which it was given, in Japan. */
  readonly givenOn: string;
}

/** A line with what the insurer agreed to before it was spent. */
export interface AgreedLine extends Pick<ExpenseEntity, 'category' | 'amount_yen' | 'tax_yen' | 'incurred_on'> {
  readonly approval: LineApproval | null;
  readonly consent: RecordedConsent | null;
}

/** What is left of an approval for this line (yen). */
export const restFor = ({ ceiling, before }: LineApproval): number => Math.max(0, ceiling - before);

/**
 * Whether the insurer consented to a line before it was spent (R-CONSENT): its approval has enough left for all of it
 * and had not lapsed when it was incurred, or a recorded consent covers it. What a claimant says counts for nothing.
 */
export function hasConsent({ approval, consent, ...line }: AgreedLine): boolean {
  const claimed = claimedYen(line.category, line.amount_yen, line.tax_yen);
  const byApproval = approval !== null && line.incurred_on <= approval.lapsesOn && claimed <= restFor(approval);
  return byApproval || (consent !== null && claimed <= consent.ceiling);
}

/**
 * What of a line the insurer agreed to before it was spent (yen): what its approval has left for it, while that had not
 * lapsed, or what was consented to, whichever is more; at most what it claims.
 */
export function agreedYen({ approval, consent, ...line }: AgreedLine): number {
  const claimed = claimedYen(line.category, line.amount_yen, line.tax_yen);
  const byApproval = approval !== null && line.incurred_on <= approval.lapsesOn ? restFor(approval) : 0;
  return Math.min(claimed, Math.max(byApproval, consent?.ceiling ?? 0));
}

/** What a line and its approval say together, for everybody who reads the line. */
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
 * SQL, a condition: a line counts under the number that it names. A supplement is part of what its first line claims.
 */
export const claimsUnder = (line: string): string =>
  `(${line}.supplements IS NULL AND ${line}.state NOT IN ('withdrawn','rejected'))`;

// one that was rejected once has lost its place to those that were decided meanwhile
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
