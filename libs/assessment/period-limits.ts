import { claimedYen, coverageOf, limitsOf, type Category, type Coverage, type PlanLimits } from '#coverage';
import { unruled } from '#expenses';
import { endedStates } from '#incidents';
import { bucketsOf, openAmounts, type Bucket, type OpenAmount } from '#limits';
import { Problem, reachOf, type Actor, type Tx } from '#platform';
import { periodById, periodsByIds, type MemberPeriod } from '#policies';
import { termsOf } from '#terms';
import type { LimitDto, PolicyLimitsDto } from './assessment.dto.js';

/** One undecided line of a period: what is claimed, and what it is assessed at (yen). */
interface Requested {
  readonly incident_id: string;
  readonly category: Category;
  readonly claimed: number;
  /** 0 where it is not assessed, or a person decides. */
  readonly assessed: number;
}

/** Whether somebody may see what is left of limits; reporters and facility codes see their lines only. */
export function mayReadLimits(actor: Actor): boolean {
  return actor.cases === '*' && actor.roles.some((role) => reachOf('policies.read', role) !== null);
}

/** The limits of a period with everything that is posted and asked for. Throws `requests.not-found`. */
export async function policyLimits(tx: Tx, periodId: string): Promise<PolicyLimitsDto> {
  const [period, open] = await Promise.all([periodById(tx, periodId), openAmounts(tx, [periodId])]);
  if (!period) throw new Problem('requests.not-found');
  const requested = await requestedOf(tx, period);
  const amounts = open.get(periodId) ?? [];
  const cases = [
    ...new Set([...amounts.map(({ incidentId }) => incidentId), ...requested.map((line) => line.incident_id)]),
  ];
  return {
    policyId: period.id,
    limits: [
      ...limitLines(period, { open: amounts, requested, incidentId: null }),
      // limits that each case has for itself
      ...cases.flatMap((incidentId) =>
        limitLines(period, { open: amounts, requested, incidentId }).filter((line) => line.incidentId !== null),
      ),
    ].filter(
      ({ bucket, incidentId }) => incidentId !== null || bucket !== 'response-expense' || !isPerIncident(period),
    ),
    scopeSettled: period.parameters.responseExpenseLimitScope !== undefined,
    openCases: new Set(requested.map((line) => line.incident_id)).size,
  };
}

/** The limits as one case sees them. */
export async function caseLimits(
  tx: Tx,
  period: MemberPeriod,
  open: readonly OpenAmount[],
  incidentId: string,
): Promise<LimitDto[]> {
  return limitLines(period, { open, requested: await requestedOf(tx, period), incidentId });
}

const isPerIncident = ({ parameters }: MemberPeriod): boolean => parameters.responseExpenseLimitScope === 'incident';

/** A period with its limits as they stand in one of its cases, or as a whole. */
export interface StandingPeriod {
  readonly period: MemberPeriod;
  buckets(incidentId: string | null): Bucket[];
}

/** The limits of several periods, in two statements, by period. */
export async function standingPeriods(
  tx: Tx,
  periodIds: readonly string[],
): Promise<ReadonlyMap<string, StandingPeriod>> {
  const [periods, open] = await Promise.all([periodsByIds(tx, periodIds), openAmounts(tx, periodIds)]);
  return new Map(
    periods.map((period) => [
      period.id,
      {
        period,
        buckets: (incidentId) => {
          const plan = limitsOf(termsOf(period.termsVersion), period.institutionKind, period.plan);
          return plan ? bucketsOf(period, plan, open.get(period.id) ?? [], incidentId) : [];
        },
      },
    ]),
  );
}

/** What each limit is called. */
export const bucketName = (bucket: Bucket['bucket']): { readonly ja: string; readonly en: string } =>
  bucketNames[bucket];

interface Standing {
  readonly open: readonly OpenAmount[];
  readonly requested: readonly Requested[];
  readonly incidentId: string | null;
}

function limitLines(period: MemberPeriod, { open, requested, incidentId }: Standing): LimitDto[] {
  const plan: PlanLimits | null = limitsOf(termsOf(period.termsVersion), period.institutionKind, period.plan);
  if (!plan) return [];
  return bucketsOf(period, plan, open, incidentId).map((bucket) => {
    const own = bucket.bucket === 'deductible' || (bucket.bucket === 'response-expense' && isPerIncident(period));
    const counted = requested.filter(
      (line) =>
        counts(bucket.bucket, period).includes(coverageOf(line.category)) && (!own || line.incident_id === incidentId),
    );
    const sum = (of: (line: Requested) => number): number => counted.reduce((total, line) => total + of(line), 0);
    const assessed = sum((line) => line.assessed);
    return {
      ...bucket,
      nameJa: bucketNames[bucket.bucket].ja,
      nameEn: bucketNames[bucket.bucket].en,
      incidentId: own ? incidentId : null,
      requested: sum((line) => line.claimed),
      assessed,
      projected: Math.max(0, bucket.remaining - bucket.ordered - assessed),
    };
  });
}

/** Whose lines take from a bucket; what the deductible takes is not asked for but computed. */
function counts(bucket: Bucket['bucket'], { parameters }: MemberPeriod): readonly Coverage[] {
  const inside = parameters.businessInterruptionInsideAggregate === true;
  const coverages: Readonly<Record<Bucket['bucket'], readonly Coverage[]>> = {
    'response-expense': ['response-expense'],
    aggregate: inside ? ['response-expense', 'liability', 'business-interruption'] : ['response-expense', 'liability'],
    'business-interruption': ['business-interruption'],
    deductible: [],
  };
  return coverages[bucket];
}

const bucketNames: Readonly<Record<Bucket['bucket'], { readonly ja: string; readonly en: string }>> = {
  'response-expense': { ja: '事故対応特別費用の支払限度額', en: 'Limit for response expenses' },
  aggregate: { ja: '保険期間中の合計支払限度額', en: 'Aggregate limit of the policy period' },
  'business-interruption': { ja: '利益・営業継続費用の支払限度額', en: 'Limit for business interruption' },
  deductible: { ja: '自己負担額（1事故あたり）', en: 'Deductible per incident' },
};

async function requestedOf(tx: Tx, period: MemberPeriod): Promise<Requested[]> {
  const rows = await tx.rows<{
    incident_id: string;
    category: Category;
    amount_yen: number;
    tax_yen: number;
    payable: number | null;
  }>(
    `SELECT e.incident_id, e.category, e.amount_yen, e.tax_yen,
            (SELECT (l ->> 'payable')::bigint FROM jsonb_array_elements(o.assessment -> 'lines') l WHERE l ->> 'id' = e.id::text) AS payable
       FROM incident i JOIN expense e ON e.incident_id = i.id LEFT JOIN coverage_outlook o ON o.id = i.outlook_id
      WHERE i.institution_id = $1 AND i.member_period_id = $2 AND i.state <> ALL ($3) AND e.state = ANY ($4)`,
    [period.institutionId, period.id, endedStates, unruled],
  );
  return rows.map(({ incident_id, category, amount_yen, tax_yen, payable }) => ({
    incident_id,
    category,
    claimed: claimedYen(category, amount_yen, tax_yen),
    assessed: payable ?? 0,
  }));
}
