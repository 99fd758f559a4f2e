import { reachOf } from '#access';
import { coverageOf, limitsOf, type Category, type Coverage, type LimitsLeft, type PlanLimits } from '#coverage';
import { type Actor, type Tx } from '#database';
import { claimedOf, unruledStates, type ExpenseEntity } from '#expenses';
import { endedStates, type IncidentEntity } from '#incidents';
import { bucketsOf, openAmounts, type Bucket, type OpenAmount } from '#limits';
import { periodById, periodsByIds, type MemberPeriod } from '#policies';
import { Problem } from '#problems';
import { termsOf } from '#terms';
import type { LimitDto, LimitShareDto, PolicyLimitsDto } from './assessment.dto.js';
import { limitNames } from './assessment-words.js';

/** One undecided line of a period: claimed and assessed (yen). */
interface Requested {
  readonly incident_id: string;
  readonly category: Category;
  readonly claimed: number;
  /** 0 where it is not assessed, or left to a person. */
  readonly assessed: number;
}

/** Whether an actor may see what limits have left; reporters and facility codes see their lines only. */
export function mayReadLimits(actor: Actor): boolean {
  return actor.cases === '*' && actor.roles.some((role) => reachOf('policies.read', role) !== null);
}

/** The limits of a period with everything posted and claimed. Throws `requests.not-found`. */
export async function policyLimits(tx: Tx, periodId: string): Promise<PolicyLimitsDto> {
  const [period, open] = await tx.together([periodById(tx, periodId), openAmounts(tx, [periodId])]);
  if (!period) throw new Problem('requests.not-found');
  const standing = await standingOf(tx, period, open.get(periodId) ?? []);
  return {
    policyId: period.id,
    limits: [
      ...limitLines(period, standing, null),
      // limits that apply to each case separately
      ...casesOf(standing).flatMap((incidentId) =>
        limitLines(period, standing, incidentId).filter((line) => line.incidentId !== null),
      ),
    ].filter(
      ({ bucket, incidentId }) => incidentId !== null || bucket !== 'response-expense' || !isPerIncident(period),
    ),
    scopeSettled: period.parameters.responseExpenseLimitScope !== undefined,
    openCases: new Set(standing.requested.map((line) => line.incident_id)).size,
  };
}

/** The limits for one case; every sentence about what is left takes its figure from here. */
export async function caseLimits(
  tx: Tx,
  period: MemberPeriod,
  open: readonly OpenAmount[],
  incidentId: string,
): Promise<LimitDto[]> {
  return limitLines(period, await standingOf(tx, period, open), incidentId);
}

/** What limits have left (yen) after everything expected in a case, for the sentence about it. */
export function leftAfterCase(limits: readonly LimitDto[]): LimitsLeft {
  const left = (bucket: Bucket['bucket']): { readonly remaining: number } | null => {
    const found = limits.find((limit) => limit.bucket === bucket);
    return found ? { remaining: found.afterCase ?? found.remaining } : null;
  };
  return {
    responseExpense: left('response-expense') ?? { remaining: 0 },
    aggregate: left('aggregate') ?? { remaining: 0 },
    businessInterruption: left('business-interruption'),
  };
}

const isPerIncident = ({ parameters }: MemberPeriod): boolean => parameters.responseExpenseLimitScope === 'incident';

/** A period with its limits, for one of its cases or as a whole. */
export interface StandingPeriod {
  readonly period: MemberPeriod;
  buckets(incidentId: string | null): Bucket[];
}

/** The limits of several periods, in two statements, by period. */
export async function standingPeriods(
  tx: Tx,
  periodIds: readonly string[],
): Promise<ReadonlyMap<string, StandingPeriod>> {
  const [periods, open] = await tx.together([periodsByIds(tx, periodIds), openAmounts(tx, periodIds)]);
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

/** The amounts posted and claimed in a period, with the numbers of its cases. */
interface Standing {
  readonly open: readonly OpenAmount[];
  readonly requested: readonly Requested[];
  /** By case; only of cases that the reader may see. */
  readonly numbers: ReadonlyMap<string, string>;
}

async function standingOf(tx: Tx, period: MemberPeriod, open: readonly OpenAmount[]): Promise<Standing> {
  const requested = await requestedOf(tx, period);
  const rows = await tx.rows<Pick<IncidentEntity, 'id' | 'case_number'>>(
    'SELECT id, case_number FROM incident WHERE id = ANY ($1)',
    [casesOf({ open, requested })],
  );
  return { open, requested, numbers: new Map(rows.map((row) => [row.id, row.case_number])) };
}

function casesOf({ open, requested }: Pick<Standing, 'open' | 'requested'>): string[] {
  return [...new Set([...open.map(({ incidentId }) => incidentId), ...requested.map((line) => line.incident_id)])];
}

function limitLines(period: MemberPeriod, standing: Standing, incidentId: string | null): LimitDto[] {
  const plan: PlanLimits | null = limitsOf(termsOf(period.termsVersion), period.institutionKind, period.plan);
  if (!plan) return [];
  const cases = [...new Set([...(incidentId === null ? [] : [incidentId]), ...casesOf(standing)])];
  return bucketsOf(period, plan, standing.open, incidentId).map((bucket) => {
    const own = bucket.bucket === 'deductible' || (bucket.bucket === 'response-expense' && isPerIncident(period));
    const shares = cases
      .filter((one) => !own || one === incidentId)
      .map((one) => shareOf(bucket.bucket, period, standing, one))
      .filter((share) => share.incidentId === incidentId || isSomething(share))
      .toSorted(
        (one, other) =>
          Number(other.incidentId === incidentId) - Number(one.incidentId === incidentId) ||
          (one.caseNumber ?? '').localeCompare(other.caseNumber ?? ''),
      );
    const sum = (of: (share: LimitShareDto) => number): number => shares.reduce((total, one) => total + of(one), 0);
    const ofCase = shares.find((share) => share.incidentId === incidentId);
    const assessed = sum((share) => share.assessed);
    return {
      ...bucket,
      nameJa: limitNames[bucket.bucket].ja,
      nameEn: limitNames[bucket.bucket].en,
      incidentId: own ? incidentId : null,
      requested: sum((share) => share.requested),
      assessed,
      afterCase: incidentId === null ? null : Math.max(0, bucket.remaining - (ofCase?.assessed ?? 0)),
      projected: Math.max(0, bucket.remaining - bucket.ordered - assessed),
      shares,
    };
  });
}

/** The part of one case in a bucket, from the same postings and lines as the bucket. */
function shareOf(
  bucket: Bucket['bucket'],
  period: MemberPeriod,
  { open, requested, numbers }: Standing,
  incidentId: string,
): LimitShareDto {
  const coverages = counts(bucket, period);
  const posted = open.filter(
    (amount) =>
      amount.incidentId === incidentId &&
      (bucket === 'deductible'
        ? amount.takes === 'deductible'
        : amount.takes === 'limit' && coverages.includes(amount.coverage)),
  );
  const asked = requested.filter(
    (line) => line.incident_id === incidentId && coverages.includes(coverageOf(line.category)),
  );
  const sum = (kind: OpenAmount['kind']): number =>
    posted.filter((amount) => amount.kind === kind).reduce((total, { yen }) => total + yen, 0);
  return {
    incidentId,
    caseNumber: numbers.get(incidentId) ?? null,
    paid: sum('consume'),
    held: sum('hold'),
    ordered: sum('order'),
    requested: asked.reduce((total, { claimed }) => total + claimed, 0),
    assessed: asked.reduce((total, line) => total + line.assessed, 0),
  };
}

const isSomething = ({ paid, held, ordered, requested }: LimitShareDto): boolean =>
  paid + held + ordered + requested > 0;

/** The coverages whose lines count in a bucket; for the deductible none, because it is computed. */
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

async function requestedOf(tx: Tx, period: MemberPeriod): Promise<Requested[]> {
  const rows = await tx.rows<
    Pick<ExpenseEntity, 'incident_id' | 'category' | 'amount_yen' | 'tax_yen'> & { payable: number | null }
  >(
    `SELECT e.incident_id, e.category, e.amount_yen, e.tax_yen,
            (
                SELECT (l ->> 'payable')::bigint
                FROM jsonb_array_elements(o.assessment -> 'lines') l
                WHERE l ->> 'id' = e.id::text) AS payable
       FROM incident i JOIN expense e ON e.incident_id = i.id LEFT JOIN coverage_outlook o ON o.id = i.outlook_id
      WHERE i.institution_id = $1 AND i.member_period_id = $2 AND i.state <> ALL ($3) AND e.state = ANY ($4)`,
    [period.institutionId, period.id, endedStates, unruledStates],
  );
  return rows.map(({ payable, ...row }) => ({
    incident_id: row.incident_id,
    category: row.category,
    claimed: claimedOf(row),
    assessed: payable ?? 0,
  }));
}
