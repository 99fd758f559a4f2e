import type { Category } from '#coverage';
import type { Tx } from '#database';
import type { IncidentRow } from '#incidents';
import type { CodedText } from '#kernel';
import { namedApprovalWords as words } from './pre-approval-words.js';
import { undecidedStates } from './expense.js';
import type { ExpenseEntity, ExpenseRow } from './expense.entity.js';

/**
 * The pre-approval whose number a report named; days of Japan. Only one of the same institution, in a case that the
 * reader may see.
 */
export interface NamedApproval {
  readonly caseNumber: string;
  /** Of the line's own case, or of one merged into it. */
  readonly isHere: boolean;
  readonly category: Category;
  readonly lapsesOn: string;
}

// numbers are compared without width, case and spaces
const written = (line: string): string =>
  `upper(regexp_replace(normalize(${line}.flags ->> 'preApproval', NFKC), '\\s', '', 'g'))`;

/** SQL, a condition: a line names pre-approval `a` of case `c`. */
const isNamedBy = (line: string): string =>
  `c.case_number = regexp_replace(${written(line)}, '-P[0-9]+$', '')
     AND c.case_number || '-P' || a.no = ${written(line)}
     AND a.institution_id = ${line}.institution_id AND a.state = 'pre-approved'`;

/** SQL: `named` of a line that names a pre-approval without being linked to one. */
export const namedColumn = (line: string): string =>
  `CASE WHEN ${line}.pre_approval_id IS NULL AND ${line}.flags ? 'preApproval' THEN (
     SELECT jsonb_build_object('caseNumber', c.case_number, 'isHere',
       c.id IN (SELECT cases_within(${line}.incident_id)), 'category', a.category, 'lapsesOn', a.lapses_on)
       FROM pre_approval a JOIN incident c ON c.id = a.incident_id WHERE ${isNamedBy(line)}) END AS named`;

/**
 * What holds of the pre-approval number that a report named without being linked to it; null where it named none, or is
 * linked.
 */
export function namedText(
  line: Pick<ExpenseRow, 'flags' | 'state' | 'pre_approval_id' | 'category' | 'incurred_on'> & {
    readonly named?: NamedApproval | null;
  },
): CodedText | null {
  const { preApproval: number } = line.flags;
  if (number === undefined || line.pre_approval_id !== null) return null;
  const { named = null } = line;
  if (named === null) return words.notFound(number);
  if (!named.isHere) return words.elsewhere(number, named.caseNumber);
  if (named.category !== line.category) return words.otherCategory(number);
  if (line.incurred_on > named.lapsesOn) return words.lapsed(number);
  return undecidedStates.includes(line.state) ? words.notLinked(number) : words.late(number);
}

/**
 * Links undecided lines of a case to the pre-approvals that their report named, once those are of the case and fit:
 * after a merge, or when the category is corrected.
 */
export async function linkNamedApprovals(tx: Tx, incident: IncidentRow): Promise<void> {
  const linked = await tx.rows<Pick<ExpenseEntity, 'id' | 'line' | 'lane' | 'pre_approval_id'>>(
    `UPDATE expense e SET pre_approval_id = a.id, version = e.version + 1
       FROM pre_approval a JOIN incident c ON c.id = a.incident_id
      WHERE e.incident_id = $1
        AND e.state = ANY ($2)
        AND e.pre_approval_id IS NULL
        AND e.flags ? 'preApproval'
        AND ${isNamedBy('e')}
        AND a.category = e.category AND e.incurred_on <= a.lapses_on AND c.id IN (SELECT cases_within($1))
     RETURNING e.id, e.line, e.lane, e.pre_approval_id`,
    [incident.id, undecidedStates],
  );
  if (linked.length === 0) return;
  tx.record(incident, {
    timeline: {
      kind: 'expense-approval-linked',
      audience: 'all',
      data: { lines: linked.map(({ line }) => line).toSorted((one, other) => one - other) },
    },
    event: linked.map(({ id, lane }) => ({
      type: 'expense.corrected',
      payload: { expenseId: id, lane, names: ['preApproval'] },
    })),
    audit: linked.map(({ id, pre_approval_id }) => ({
      action: 'expense.approval-linked',
      subject: id,
      after: { preApprovalId: pre_approval_id },
    })),
  });
}
