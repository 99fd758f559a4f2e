import type { Category } from '#coverage';
import { columnsOf, type Tx } from '#database';
import { caseFile, type CaseFile, type IncidentEntity, type Phase } from '#incidents';
import { dayInJapan } from '#kernel';
import { bankDaysAfter } from '#platform';
import { Problem, type FieldFault } from '#problems';
import { claimedSql, claimsUnder } from './line-consent.js';
import { PreApprovalEntity } from './pre-approval.entity.js';
import type { PreApprovalState } from './pre-approval-state.js';

/** The row of a pre-approval; used and lapsed follow from expenses and days. Yen, days of Japan. */
export interface PreApprovalRow
  extends Omit<PreApprovalEntity, 'state' | 'answered_by' | 'answered_as'>, Pick<IncidentEntity, 'case_number'> {
  readonly state: PreApprovalState;
  /** The part of the ceiling that no line claims; null before the approval. */
  readonly rest_yen: number | null;
}

/** SQL, a list: what the lines that name pre-approval `a` claim (yen), null without such lines. */
const claimedUnder = `(
       SELECT sum(${claimedSql('e')})
       FROM expense e
       WHERE e.pre_approval_id = a.id AND ${claimsUnder('e')})`;

/** SQL: the part of the ceiling of pre-approval `a` that no line claims (yen), null before the approval. */
export const restYen = `greatest(a.ceiling_yen - coalesce(${claimedUnder}, 0), 0)::bigint`;

/** The columns of a pre-approval as it is today ($1, a day in Japan). */
export const preApprovalColumns = `${columnsOf(PreApprovalEntity, 'a', ['state', 'answered_by', 'answered_as'])},
     i.case_number, ${restYen} AS rest_yen,
  CASE
    WHEN a.state <> 'pre-approved' THEN a.state
    WHEN ${claimedUnder} IS NOT NULL THEN 'used'
    WHEN a.lapses_on < $1 THEN 'lapsed'
    ELSE a.state END AS state`;

/**
 * The number that people write on an invoice: the case's number and that of the request in it. It is given with the
 * approval: null before, and without one.
 */
export function preApprovalNumber({
  case_number,
  no,
  ceiling_yen,
}: Pick<PreApprovalRow, 'case_number' | 'no' | 'ceiling_yen'>): string | null {
  return ceiling_yen === null ? null : `${case_number}-P${no}`;
}

/** One pre-approval. Throws `requests.not-found`. */
export async function preApprovalById(tx: Tx, id: string): Promise<PreApprovalRow> {
  const row = await tx.one<PreApprovalRow>(
    `SELECT ${preApprovalColumns} FROM pre_approval a JOIN incident i ON i.id = a.incident_id WHERE a.id = $2`,
    [dayInJapan(tx.now), id],
  );
  if (!row) throw new Problem('requests.not-found');
  return row;
}

const hour = 3_600_000;

/**
 * When a request must be answered: 4 hours around the clock in suspicion and investigation, else 17:00 of the first
 * bank business day after the day of Japan on which it was made.
 */
export function answerDue(phase: Phase, at: Date): Date {
  if (isUrgent(phase)) return new Date(at.getTime() + 4 * hour);
  return new Date(`${bankDaysAfter(dayInJapan(at), 1)}T17:00:00+09:00`);
}

/** Phases whose requests are answered outside office hours too. */
export const isUrgent = (phase: Phase): boolean => phase === 'suspicion' || phase === 'investigation';

/** A pre-approval with its case locked. Throws `requests.not-found`. */
export async function openPreApproval(tx: Tx, id: string): Promise<{ file: CaseFile; asked: PreApprovalRow }> {
  const file = await caseFile(tx, (await preApprovalById(tx, id)).incident_id);
  return { file, asked: await preApprovalById(tx, id) };
}

/**
 * The pre-approvals that the lines of an invoice name: of the case, and of the cases merged into it, whose numbers stay
 * valid. A lapsed one counts for what was incurred until its day. Throws `expenses.no-such-pre-approval`,
 * `expenses.pre-approval-lapsed` by place.
 */
export async function approvalsNamed(
  tx: Tx,
  incidentId: string,
  claims: readonly { readonly preApproval?: string; readonly category: Category; readonly incurredOn: string }[],
): Promise<(PreApprovalRow | null)[]> {
  if (!claims.some(({ preApproval }) => preApproval)) return claims.map(() => null);
  const rows = await tx.rows<PreApprovalRow & { lapses_on: NonNullable<PreApprovalEntity['lapses_on']> }>(
    `SELECT ${preApprovalColumns} FROM pre_approval a JOIN incident i ON i.id = a.incident_id
      WHERE a.state = 'pre-approved' AND a.incident_id IN (SELECT cases_within($2))`,
    [dayInJapan(tx.now), incidentId],
  );
  const errors: FieldFault[] = [];
  const found = claims.map(({ preApproval, category, incurredOn }, at) => {
    if (!preApproval) return null;
    const number = preApproval.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
    const named = rows.find((row) => preApprovalNumber(row) === number && row.category === category);
    const pointer = `/expenses/${at}/preApproval`;
    if (!named) errors.push({ pointer, code: 'expenses.no-such-pre-approval' });
    else if (incurredOn > named.lapses_on)
      errors.push({
        pointer,
        code: 'expenses.pre-approval-lapsed',
        params: { day: { ja: named.lapses_on, en: named.lapses_on } },
      });
    return named ?? null;
  });
  const [first] = errors;
  if (first) throw new Problem(first.code, { errors, ...(first.params ? { params: first.params } : {}) });
  return found;
}
