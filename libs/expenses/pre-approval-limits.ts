import { coverageOf, laneOf, limitsOf, type Category, type Coverage } from '#coverage';
import type { Tx } from '#database';
import type { IncidentRow } from '#incidents';
import { dayInJapan, type CodedText, type Lane } from '#kernel';
import { bucketsOf, leftFor, lockLedger, openAmounts, type Bucket } from '#limits';
import { periodById, type MemberPeriod } from '#policies';
import { termsOf } from '#terms';
import type { ExpenseEntity } from './expense.entity.js';
import type { PreApprovalEntity } from './pre-approval.entity.js';
import { claimedSql, claimsUnder } from './line-consent.js';
import { approvalNotes as words } from './pre-approval-words.js';

/**
 * What is open of a pre-approval: its ceiling less what decided lines used; of a lapsed one, what undecided lines claim
 * under it.
 */
export interface OpenApproval extends Pick<PreApprovalEntity, 'id' | 'category'> {
  readonly incidentId: string;
  readonly openYen: number;
}

const decided = `('approved','scheduled','paid')`;

/** The pre-approvals that are open among cases by a condition on `i`; $1 is today in Japan. */
async function openApprovals(tx: Tx, condition: string, values: readonly unknown[]): Promise<OpenApproval[]> {
  const rows = await tx.rows<OpenApproval>(
    `SELECT a.id, a.incident_id AS "incidentId", a.category,
        (CASE WHEN a.lapses_on >= $1 THEN u.left ELSE least(u.left, u.undecided) END)::bigint AS "openYen"
       FROM pre_approval a JOIN incident i ON i.id = a.incident_id
      CROSS JOIN LATERAL (
          SELECT greatest(a.ceiling_yen - coalesce(sum(${claimedSql('e')}) FILTER (WHERE e.state IN ${decided}), 0),
            0) AS left,
          coalesce(sum(${claimedSql('e')}) FILTER (WHERE e.state NOT IN ${decided}), 0) AS undecided
          FROM expense e WHERE e.pre_approval_id = a.id AND ${claimsUnder('e')}) u
      WHERE a.state = 'pre-approved' AND ${condition}`,
    [dayInJapan(tx.now), ...values],
  );
  return rows.filter(({ openYen }) => openYen > 0);
}

/** A lane of a case. */
export interface CaseLane extends Pick<ExpenseEntity, 'lane'> {
  readonly incidentId: string;
}

/**
 * What the insurer is committed to in a case and lane (yen): approved lines, open pre-approvals, and recorded consents
 * to undecided lines.
 */
export async function committedIn(tx: Tx, incidentId: string, lane: Lane): Promise<number> {
  return (await committedInEach(tx, [{ incidentId, lane }]))({ incidentId, lane });
}

/** The same for many. */
export async function committedInEach(tx: Tx, of: readonly CaseLane[]): Promise<(place: CaseLane) => number> {
  const incidentIds = [...new Set(of.map(({ incidentId }) => incidentId))];
  const [open, rows] = await tx.together([
    openApprovals(tx, 'i.id = ANY ($2)', [incidentIds]),
    tx.rows<CaseLane & { readonly committed: number }>(
      `SELECT e.incident_id AS "incidentId", e.lane,
              (coalesce(sum((
                  SELECT r.amount_yen
                  FROM newest_ruling r
                  WHERE r.expense_id = e.id AND r.ruling = 'approved'))
                 FILTER (WHERE e.state IN ${decided}), 0)
               + coalesce(sum((SELECT max(c.ceiling_yen) FROM expense_consent c WHERE c.expense_id = e.id)) FILTER (
                   WHERE e.state NOT IN ${decided}), 0))::bigint AS committed
         FROM expense e
        WHERE e.incident_id = ANY ($1) AND e.state NOT IN ('withdrawn','rejected')
        GROUP BY e.incident_id, e.lane`,
      [incidentIds],
    ),
  ]);
  const promised: (CaseLane & { readonly committed: number })[] = open.map(({ incidentId, category, openYen }) => ({
    incidentId,
    lane: laneOf(category, { lawyer: false }),
    committed: openYen,
  }));
  return ({ incidentId, lane }) =>
    [...rows, ...promised]
      .filter((one) => one.incidentId === incidentId && one.lane === lane)
      .reduce((sum, { committed }) => sum + committed, 0);
}

/** Whether a bucket counts amounts of a coverage. */
function countsIn({ bucket }: Bucket, coverage: Coverage, { parameters }: MemberPeriod): boolean {
  if (bucket === 'aggregate')
    return coverage !== 'business-interruption' || parameters.businessInterruptionInsideAggregate === true;
  return bucket === coverage;
}

/**
 * What the limits of a case's period leave for one more pre-approval (yen): after everything paid, held, ordered and
 * open in all other pre-approvals of the period. Null while no policy is known. `lock`: under the lock of the ledger,
 * for an answer.
 */
export async function leftForApproval(
  tx: Tx,
  incident: Pick<IncidentRow, 'id' | 'member_period_id'>,
  category: Category,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<number | null> {
  const period = incident.member_period_id === null ? null : await periodById(tx, incident.member_period_id);
  const plan = period && limitsOf(termsOf(period.termsVersion), period.institutionKind, period.plan);
  if (!period || !plan) return null;
  if (lock) await lockLedger(tx, period, plan);
  const amounts = (await openAmounts(tx, [period.id])).get(period.id) ?? [];
  const others = await openApprovals(tx, 'i.member_period_id = $2', [period.id]);
  const perIncident = period.parameters.responseExpenseLimitScope === 'incident';
  const buckets = bucketsOf(period, plan, amounts, incident.id).map((bucket): Bucket => {
    const promised = others
      .filter((other) => countsIn(bucket, coverageOf(other.category), period))
      .filter((other) => bucket.bucket !== 'response-expense' || !perIncident || other.incidentId === incident.id)
      .reduce((sum, { openYen }) => sum + openYen, 0);
    return { ...bucket, remaining: bucket.remaining - bucket.ordered - promised };
  });
  return Math.max(0, leftFor(coverageOf(category), period, buckets));
}

/** The notes on an approval of so much, from what the limits leave (null: not known) and the outlook. */
export function notesOf(ceiling: number, left: number | null, outlook: string): CodedText[] {
  const exceeds = left === null ? 0 : Math.max(0, ceiling - left);
  return [
    ...(exceeds > 0 ? [words.aboveLimit(exceeds)] : []),
    ...(left === null ? [words.limitNotKnown] : []),
    words.reservesNothing,
    ...(outlook === 'green' ? [] : [words.coverUndecided]),
  ];
}
