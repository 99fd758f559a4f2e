import { limitNames, standingPeriods } from '#assessment';
import { coverageOf } from '#coverage';
import type { Tx } from '#database';
import { claimedSql, unruledStates, type ExpenseEntity } from '#expenses';
import type { InstitutionEntity } from '#facilities';
import { endedStates, institutionNameOf, type IncidentEntity } from '#incidents';
import type { CommonCauseEntity } from '#intake';
import { dayInJapan } from '#kernel';
import type { Bucket, LimitPostingEntity } from '#limits';
import { mondaysUntil } from './department-weeks.reads.js';
import type { ExhaustionDto, LargeLossesDto, MassEventDto } from './department.dto.js';
import { midnightOf, mondayOf } from './days-sql.js';
import { exhaustionOf } from './exhaustion.js';

/** A loss of this much (yen) is a large one: above it two senior-adjusters decide. */
export const largeLossFrom = 20_000_000;
const mostShown = 20;
/** A limit of which this share (0–1) or more is paid, promised or asked for is shown, whatever is forecast. */
const shownShare = 0.5;

/** SQL: the newest estimate of each lane of a case, added up. */
const reserveOf = (incidentId: string): string =>
  `(SELECT coalesce(sum(s.yen), 0)::bigint
      FROM (
          SELECT DISTINCT ON (r.lane) r.yen
            FROM reserve r
           WHERE r.incident_id = ${incidentId}
           ORDER BY r.lane, r.at DESC, r.id DESC) s)`;

/** SQL: what was paid or deposited with the authorities of a case, less what came back. */
const paidOf = (incidentId: string): string =>
  `((SELECT coalesce(sum(p.amount_yen), 0)
       FROM payment p
      WHERE p.incident_id = ${incidentId} AND p.state IN ('settled','deposited'))
    - (SELECT coalesce(sum(b.amount_yen), 0)
         FROM repayment_claim b
        WHERE b.incident_id = ${incidentId} AND b.state = 'received'))::bigint`;

/** Open cases whose loss, paid and reserved, is a large one. */
export async function largeLossesOf(tx: Tx): Promise<LargeLossesDto> {
  const rows = await tx.rows<
    Pick<IncidentEntity, 'id' | 'case_number' | 'institution_name'> & { paid: number; reserve: number; many: number }
  >(
    `SELECT l.id, l.case_number, l.institution_name, l.paid, l.reserve, count(*) OVER () AS many
       FROM (
           SELECT i.id, i.case_number, ${institutionNameOf('i')} AS institution_name, ${paidOf('i.id')} AS paid,
                  ${reserveOf('i.id')} AS reserve
             FROM incident i
            WHERE i.state <> ALL ($1)) l
      WHERE l.paid + l.reserve >= $2
      ORDER BY l.paid + l.reserve DESC, l.case_number
      LIMIT ${mostShown}`,
    [endedStates, largeLossFrom],
  );
  return {
    from: largeLossFrom,
    count: rows[0]?.many ?? 0,
    items: rows.map(({ id, case_number, institution_name, paid, reserve }) => ({
      incidentId: id,
      caseNumber: case_number,
      institutionName: institution_name,
      paid,
      reserve,
      incurred: paid + reserve,
    })),
  };
}

/** Causes that several cases have in common, with a report in the weeks that are shown. */
export async function massEventsOf(tx: Tx): Promise<MassEventDto[]> {
  const rows = await tx.rows<Pick<CommonCauseEntity, 'id' | 'name'> & Omit<MassEventDto, 'id' | 'name'>>(
    `SELECT k.id, k.name, n.*
       FROM common_cause k
      CROSS JOIN LATERAL (
          SELECT count(*) AS cases, count(*) FILTER (WHERE i.state <> ALL ($1)) AS open,
                 count(DISTINCT i.institution_id) AS institutions,
                 sum(${reserveOf('i.id')})::bigint AS reserve,
                 sum((SELECT count(*) FROM support_request s
                       WHERE s.incident_id = i.id AND s.state IN ('amber','open')))::bigint AS "supportWaiting",
                 sum((SELECT count(*) FROM support_request s
                       WHERE s.incident_id = i.id
                         AND s.state IN ('dispatched','provisional','confirmed')))::bigint AS "supportRunning"
            FROM common_cause_case c
            JOIN incident i ON i.id = c.incident_id
           WHERE c.common_cause_id = k.id) n
      WHERE k.last_reported_at >= ${midnightOf('$2')} AND n.cases > 1
      ORDER BY n.cases DESC, k.last_reported_at DESC, k.id
      LIMIT ${mostShown}`,
    [endedStates, mondaysUntil(tx.now)[0]],
  );
  return rows;
}

interface Drawn extends Pick<LimitPostingEntity, 'member_period_id' | 'coverage'> {
  readonly week: string;
  readonly yen: number;
}
interface Asked extends Pick<LimitPostingEntity, 'member_period_id' | 'coverage'> {
  readonly yen: number;
}

/** Limits of open cases, with what takes of them and when they will be reached at the pace of the weeks shown. */
export async function exhaustionsOf(tx: Tx): Promise<ExhaustionDto[]> {
  const today = dayInJapan(tx.now);
  const [since = today] = mondaysUntil(tx.now);
  const periods = await tx.rows<{ period: string; name: InstitutionEntity['name'] }>(
    `SELECT DISTINCT a.member_period_id AS period, n.name
       FROM limit_account a
       JOIN incident i ON i.institution_id = a.institution_id AND i.member_period_id = a.member_period_id
       JOIN institution n ON n.id = a.institution_id
      WHERE i.state <> ALL ($1)`,
    [endedStates],
  );
  const ids = periods.map(({ period }) => period);
  const [standing, drawn, asked] = [
    await standingPeriods(tx, ids),
    await drawnOf(tx, ids, since),
    await askedOf(tx, ids),
  ];
  const found = periods.flatMap(({ period: id, name }): ExhaustionDto[] => {
    const known = standing.get(id);
    if (!known) return [];
    const { period } = known;
    return known.buckets(null).flatMap((bucket): ExhaustionDto[] => {
      if (bucket.bucket === 'deductible' || bucket.limit === 0) return [];
      // a limit for each incident has no course of its own
      if (bucket.bucket === 'response-expense' && period.parameters.responseExpenseLimitScope === 'incident') return [];
      const counts = coveragesIn(bucket.bucket, period.parameters.businessInterruptionInsideAggregate === true);
      const ofBucket = <T extends Asked>(all: readonly T[]): T[] =>
        all.filter((one) => one.member_period_id === id && counts.includes(one.coverage));
      const weeks = new Map<string, number>();
      for (const { week, yen } of ofBucket(drawn)) weeks.set(week, (weeks.get(week) ?? 0) + yen);
      const claimed = ofBucket(asked).reduce((sum, { yen }) => sum + yen, 0);
      const { limit, paid, held, remaining } = bucket;
      const expiryOn = period.expiryDate;
      // a period that began later has no more days to show than it has had
      const from = period.inceptionDate > since ? period.inceptionDate : since;
      const course = exhaustionOf({ today, since: from, weeks: [...weeks.values()], remaining, expiryOn });
      if (course.forecast !== 'reached' && paid + held + claimed < limit * shownShare) return [];
      const words = limitNames[bucket.bucket];
      return [
        {
          ...{ policyId: id, policyNumber: period.policyNumber },
          ...{ institutionId: period.institutionId, institutionName: name },
          ...{ bucket: bucket.bucket, textJa: words.ja, textEn: words.en },
          ...{ limit, paid, held, asked: claimed, remaining, expiryOn },
          ...course,
        },
      ];
    });
  });
  return found
    .toSorted(
      (a, b) =>
        (a.reachedOn ?? '9999').localeCompare(b.reachedOn ?? '9999') || a.remaining / a.limit - b.remaining / b.limit,
    )
    .slice(0, mostShown);
}

/** What a bucket counts, as the ledger's buckets do (R-LIM-2, R-LIM-5). */
function coveragesIn(bucket: Bucket['bucket'], inside: boolean): readonly LimitPostingEntity['coverage'][] {
  if (bucket !== 'aggregate') return bucket === 'deductible' ? [] : [bucket];
  return inside ? ['response-expense', 'liability', 'business-interruption'] : ['response-expense', 'liability'];
}

/** What was promised or paid since a day less what was released, by period, coverage and week. */
function drawnOf(tx: Tx, periodIds: readonly string[], since: string): Promise<Drawn[]> {
  return tx.rows<Drawn>(
    `SELECT p.member_period_id, p.coverage, ${mondayOf('p.posted_at')} AS week,
            sum(CASE WHEN p.kind IN ('hold','consume') THEN p.yen ELSE 0 END
              - CASE WHEN o.kind IN ('hold','consume') THEN o.yen ELSE 0 END)::bigint AS yen
       FROM limit_posting p
       LEFT JOIN limit_posting o ON o.id = p.ends
      WHERE p.member_period_id = ANY ($1) AND p.takes = 'limit' AND p.posted_at >= ${midnightOf('$2')}
      GROUP BY 1, 2, 3`,
    [periodIds, since],
  );
}

/** What is claimed in the open cases of periods and not ruled on, by coverage. */
async function askedOf(tx: Tx, periodIds: readonly string[]): Promise<Asked[]> {
  const rows = await tx.rows<Pick<ExpenseEntity, 'category'> & { period: string; yen: number }>(
    `SELECT i.member_period_id AS period, e.category, sum(${claimedSql('e')})::bigint AS yen
       FROM limit_account a
       JOIN incident i ON i.institution_id = a.institution_id AND i.member_period_id = a.member_period_id
       JOIN expense e ON e.incident_id = i.id
      WHERE a.member_period_id = ANY ($1) AND i.state <> ALL ($2) AND e.state = ANY ($3)
      GROUP BY 1, 2`,
    [periodIds, endedStates, unruledStates],
  );
  return rows.map(({ period, category, yen }) => ({ member_period_id: period, coverage: coverageOf(category), yen }));
}
