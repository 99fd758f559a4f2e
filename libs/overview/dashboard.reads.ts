import { limitNames, standingPeriods } from '#assessment';
import { type Tx } from '#database';
import { claimedSql, unruledStates, type ExpenseEntity } from '#expenses';
import { endedStates, phaseNames, phaseOrder, type Phase, type IncidentEntity } from '#incidents';
import { callBackRuns } from '#intake';
import { dayInJapan, laneNames, lanes, type Lane } from '#kernel';
import { correctionsIn } from '#notifications';
import { waitsIn } from '#payments';
import { daysAfter } from '#platform';
import { ageBands, tileNames } from './dashboard-words.js';
import { lateArrivalsWaiting } from './late-arrivals.reads.js';
import type { AgeDto, CountedDto, DashboardDto, LaneAmountsDto, NearLimitDto } from './dashboard.dto.js';
import type { LimitAccountEntity } from '#limits';
import type { InstitutionEntity } from '#facilities';

/** The share of a limit (0–1) at which, or below which, it is near its end. */
const nearShare = 0.2;
const mostNear = 50;

type Tile = keyof typeof tileNames;

/** The overview without its tiles. */
export async function overviewOf(tx: Tx): Promise<Omit<DashboardDto, 'tiles'>> {
  return {
    asOf: tx.now.toISOString(),
    phases: await phasesOf(tx),
    ages: await agesOf(tx),
    lanes: await amountsOf(tx),
    nearLimits: await nearLimitsOf(tx),
  };
}

/** The counts of waiting work at this moment. */
export async function tilesOf(tx: Tx, callBackMinutes: number): Promise<CountedDto[]> {
  const counts = await tx.one<Record<Tile, number>>(
    `SELECT (SELECT count(*) FROM incident WHERE state = 'reported') AS new,
       (
           SELECT count(*)
           FROM incident i
           WHERE ${callBackRuns('i')}
               AND i.reported_at < $1::timestamptz - make_interval(mins => $2)) AS "call-back-late",
       (SELECT count(*) FROM incident WHERE state = 'triaged') AS "to-open",
       (SELECT count(*) FROM support_request WHERE state = 'amber') AS "support-amber",
       (SELECT count(*) FROM work_item WHERE state = 'unassigned') AS unassigned,
       (SELECT count(*) FROM work_item WHERE state IN ('unassigned','offered','accepted') AND due_at < $1) AS late,
       (SELECT count(*) FROM expense WHERE state = 'proposed') AS proposed,
       (SELECT count(*) FROM pre_approval WHERE state = 'requested') AS "consent-asked",
       (SELECT count(*) FROM payment_waits(NULL) w WHERE ${waitsIn.account}) AS "account-wanted",
       (SELECT count(*) FROM payment WHERE state = 'scheduled') AS "to-pay",
       (${correctionsIn('to-call')}) AS "outlook-to-call",
       (${correctionsIn('to-act')}) AS "outlook-to-act",
       (${lateArrivalsWaiting}) AS "late-arrivals"`,
    [tx.now, callBackMinutes],
  );
  return (Object.keys(tileNames) as Tile[]).map((code) => ({
    code,
    textJa: tileNames[code].ja,
    textEn: tileNames[code].en,
    count: counts?.[code] ?? 0,
  }));
}

/** Open cases by active phase. */
export async function phasesOf(tx: Tx): Promise<CountedDto[]> {
  const counts = await tx.one<Record<Phase, number>>(
    `SELECT ${phaseOrder.map((phase) => `count(*) FILTER (WHERE phase_${phase} = 'active') AS ${phase}`).join(', ')}
       FROM incident
       WHERE state <> ALL ($1)`,
    [endedStates],
  );
  return phaseOrder.map((code) => ({
    code,
    textJa: phaseNames[code].ja,
    textEn: phaseNames[code].en,
    count: counts?.[code] ?? 0,
  }));
}

async function agesOf(tx: Tx): Promise<AgeDto[]> {
  const today = dayInJapan(tx.now);
  const rows = await tx.rows<{ age: number; count: number }>(
    `SELECT $1::date - (reported_at AT TIME ZONE 'Asia/Tokyo')::date AS age, count(*) AS count
       FROM incident
       WHERE state <> ALL ($2)
       GROUP BY 1`,
    [today, endedStates],
  );
  return ageBands.map(({ code, from, to, textJa, textEn }) => ({
    code,
    textJa,
    textEn,
    count: rows
      .filter(({ age }) => age >= from && (to === null || age <= to))
      .reduce((sum, { count }) => sum + count, 0),
    reportedFrom: to === null ? null : daysAfter(today, -to),
    reportedBefore: from === 0 ? null : daysAfter(today, 1 - from),
  }));
}

async function amountsOf(tx: Tx): Promise<LaneAmountsDto[]> {
  const rows = await tx.rows<
    Pick<ExpenseEntity, 'lane'> & { standing: 'undecided' | 'approved' | 'paid'; count: number; yen: number }
  >(
    `SELECT e.lane, 'undecided' AS standing, count(*) AS count, sum(${claimedSql('e')})::bigint AS yen
       FROM expense e
       WHERE e.state = ANY ($1)
       GROUP BY e.lane
     UNION ALL
     SELECT e.lane, CASE e.state WHEN 'paid' THEN 'paid' ELSE 'approved' END, count(*), sum(r.amount_yen)::bigint
       FROM expense e
         JOIN newest_ruling r ON r.expense_id = e.id
      WHERE e.state IN ('approved','scheduled','paid') GROUP BY 1, 2`,
    [unruledStates],
  );
  const amount = (lane: Lane, standing: string): { count: number; yen: number } => {
    const found = rows.find((row) => row.lane === lane && row.standing === standing);
    return { count: found?.count ?? 0, yen: found?.yen ?? 0 };
  };
  return lanes.map((lane) => ({
    lane,
    textJa: laneNames[lane].ja,
    textEn: laneNames[lane].en,
    undecided: amount(lane, 'undecided'),
    approved: amount(lane, 'approved'),
    paid: amount(lane, 'paid'),
  }));
}

async function nearLimitsOf(tx: Tx): Promise<NearLimitDto[]> {
  // by the accounts of limits: a period without a posting has its whole limits, and a surge of new cases adds no rows
  const cases = await tx.rows<
    Pick<IncidentEntity, 'id'> & Pick<LimitAccountEntity, 'member_period_id'> & Pick<InstitutionEntity, 'name'>
  >(
    `SELECT i.id, i.member_period_id, n.name
       FROM limit_account a
       JOIN incident i ON i.institution_id = a.institution_id AND i.member_period_id = a.member_period_id
       JOIN institution n ON n.id = i.institution_id
      WHERE i.state <> ALL ($1)`,
    [endedStates],
  );
  const periods = await standingPeriods(tx, [...new Set(cases.map(({ member_period_id: id }) => id))]);
  const near = new Map<string, NearLimitDto>();
  for (const { id, member_period_id, name: institutionName } of cases) {
    const standing = periods.get(member_period_id);
    if (!standing) continue;
    for (const { bucket, limit, paid, held, remaining } of standing.buckets(id)) {
      if (bucket === 'deductible' || limit === 0 || remaining > limit * nearShare) continue;
      const name = limitNames[bucket];
      near.set(`${member_period_id} ${bucket} ${remaining}`, {
        policyId: member_period_id,
        policyNumber: standing.period.policyNumber,
        institutionId: standing.period.institutionId,
        institutionName: institutionName,
        bucket,
        textJa: name.ja,
        textEn: name.en,
        limit,
        paid,
        held,
        remaining,
      });
    }
  }
  return [...near.values()]
    .toSorted(
      (one, other) => one.remaining / one.limit - other.remaining / other.limit || one.remaining - other.remaining,
    )
    .slice(0, mostNear);
}
