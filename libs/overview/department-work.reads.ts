import type { Tx } from '#database';
import { categoryTable } from '#coverage';
import { claimedSql, unruledStates, type ExpenseEntity } from '#expenses';
import { institutionNameOf, type IncidentEntity } from '#incidents';
import { dayInJapan, daysBetween, lanes, unpaidReasons, type UnpaidReason } from '#kernel';
import { isOwed, unpaidReasonSql, unpaidStates } from '#payments';
import { isAdjuster, notLeftAt, type PersonEntity } from '#people';
import { daysAfter } from '#platform';
import type { WorkItemEntity } from '#routing';
import { isAbsent, lineCovers, type RosterEntity } from '#staffing';
import { undecidedBands } from './department-words.js';
import type { LongUnpaidDto, PersonLoadDto, UndecidedAgeDto } from './department.dto.js';
import { midnightOf } from './days-sql.js';

/** Days since the submission after which an expense that is owed and not paid has waited for long. */
const longAfter = 30;
const mostShown = 20;

/** Adjusters who are on duty now, with how many items each may have. */
function onDuty(tx: Tx) {
  return tx.rows<Pick<PersonEntity, 'id'> & Pick<RosterEntity, 'capacity'> & { name: PersonEntity['display_name'] }>(
    `SELECT p.id, p.display_name AS name, max(r.capacity) AS capacity
       FROM roster r JOIN person p ON p.id = r.person_id
      WHERE ${lineCovers('$1')} AND NOT ${isAbsent('p.id', '$1')} AND ${notLeftAt('$1')} AND ${isAdjuster('p.id')}
      GROUP BY 1, 2`,
    [tx.now],
  );
}

/**
 * Open work items by who has them and by lane, with those beyond their time; who is on duty and has none stands there
 * too.
 */
export async function workloadOf(tx: Tx): Promise<PersonLoadDto[]> {
  const rows = await tx.rows<
    Pick<WorkItemEntity, 'assignee_id' | 'lane'> & {
      name: PersonEntity['display_name'] | null;
      count: number;
      late: number;
      yen: number;
    }
  >(
    `SELECT w.assignee_id, p.display_name AS name, w.lane, w.count, w.late, w.yen
       FROM (
           SELECT w.assignee_id, w.lane, count(*) AS count, count(*) FILTER (WHERE w.due_at < $1) AS late,
                  sum(${claimedSql('e')})::bigint AS yen
             FROM work_item w
             JOIN expense e ON e.id = w.expense_id
            WHERE w.state IN ('unassigned','offered','accepted')
            GROUP BY 1, 2) w
       LEFT JOIN person p ON p.id = w.assignee_id`,
    [tx.now],
  );
  const duty = await onDuty(tx);
  const people = new Map<string | null, string | null>([
    ...duty.map(({ id, name }) => [id, name] as const),
    ...rows.map(({ assignee_id: personId, name }) => [personId, name] as const),
  ]);
  return [...people]
    .map(([personId, name]) => {
      const own = rows.filter(({ assignee_id }) => assignee_id === personId);
      return {
        personId,
        name,
        ...sums(own),
        capacity: duty.find(({ id }) => id === personId)?.capacity ?? null,
        lanes: lanes.flatMap((lane) => {
          const inLane = own.filter((row) => row.lane === lane);
          return inLane.length === 0 ? [] : [{ lane, ...sums(inLane) }];
        }),
      };
    })
    .toSorted(
      (a, b) =>
        Number(a.personId !== null) - Number(b.personId !== null) ||
        b.count - a.count ||
        (a.personId ?? '').localeCompare(b.personId ?? ''),
    );
}

type Sums = Pick<PersonLoadDto, 'count' | 'late' | 'yen'>;
const sums = (rows: readonly Sums[]): Sums => ({
  count: rows.reduce((sum, { count }) => sum + count, 0),
  late: rows.reduce((sum, { late }) => sum + late, 0),
  yen: rows.reduce((sum, { yen }) => sum + yen, 0),
});

/** Undecided expenses by days since their submission. */
export async function undecidedAgesOf(tx: Tx): Promise<UndecidedAgeDto[]> {
  const today = dayInJapan(tx.now);
  const rows = await tx.rows<{ age: number; count: number; yen: number }>(
    `SELECT $1::date - (e.submitted_at AT TIME ZONE 'Asia/Tokyo')::date AS age, count(*) AS count,
            sum(${claimedSql('e')})::bigint AS yen
       FROM expense e
      WHERE e.state IN (${unruledStates.map((state) => `'${state}'`).join(',')})
      GROUP BY 1`,
    [today],
  );
  return undecidedBands.map(({ code, from, to, textJa, textEn }) => {
    const own = rows.filter(({ age }) => age >= from && (to === null || age <= to));
    return {
      ...{ code, textJa, textEn },
      count: own.reduce((sum, { count }) => sum + count, 0),
      yen: own.reduce((sum, { yen }) => sum + yen, 0),
      submittedFrom: to === null ? null : daysAfter(today, -to),
      submittedBefore: from === 0 ? null : daysAfter(today, 1 - from),
    };
  });
}

interface Unpaid
  extends
    Pick<ExpenseEntity, 'id' | 'line' | 'category' | 'submitted_at'>,
    Pick<IncidentEntity, 'case_number' | 'institution_name'> {
  readonly reason: UnpaidReason;
  readonly yen: number;
}

/** Expenses that are owed, were submitted more than 30 days ago and are not paid, by what they wait for. */
export async function longUnpaidOf(tx: Tx): Promise<LongUnpaidDto> {
  const today = dayInJapan(tx.now);
  const submittedBefore = daysAfter(today, -longAfter);
  // why is asked once a line; of all lines only the sums and the oldest leave the database
  const waiting = `SELECT e.id, ${unpaidReasonSql} AS reason, ${claimedSql('e')} AS yen, e.submitted_at
       FROM expense e
      WHERE e.state = ANY ($1) AND e.submitted_at < ${midnightOf('$2')} AND ${isOwed}`;
  const rows = await tx.rows<{ reason: UnpaidReason; count: number; yen: number; oldest: Unpaid['id'][] }>(
    `SELECT u.reason, count(*) AS count, sum(u.yen)::bigint AS yen,
            (array_agg(u.id ORDER BY u.submitted_at, u.id))[1:${mostShown}] AS oldest
       FROM (${waiting}) u
      GROUP BY 1`,
    [unpaidStates, submittedBefore],
  );
  const lines = await tx.rows<Unpaid>(
    `SELECT e.id, e.line, e.category, e.submitted_at, i.case_number,
            ${institutionNameOf('i')} AS institution_name, ${claimedSql('e')} AS yen,
            o.reason
       FROM unnest($1::uuid[], $2::text[]) o(id, reason)
       JOIN expense e ON e.id = o.id
       JOIN incident i ON i.id = e.incident_id
      ORDER BY e.submitted_at, e.id
      LIMIT ${mostShown}`,
    [rows.flatMap(({ oldest }) => oldest), rows.flatMap(({ oldest, reason }) => oldest.map(() => reason))],
  );
  return {
    submittedBefore,
    all: {
      count: rows.reduce((sum, { count }) => sum + count, 0),
      yen: rows.reduce((sum, { yen }) => sum + yen, 0),
    },
    reasons: (Object.keys(unpaidReasons) as UnpaidReason[]).flatMap((code) => {
      const found = rows.find(({ reason }) => reason === code);
      const { ja: textJa, en: textEn } = unpaidReasons[code];
      return found ? [{ code, textJa, textEn, count: found.count, yen: found.yen }] : [];
    }),
    oldest: lines.map((line) => ({
      expenseId: line.id,
      caseNumber: line.case_number,
      line: line.line,
      institutionName: line.institution_name,
      categoryJa: categoryTable[line.category].ja,
      categoryEn: categoryTable[line.category].en,
      yen: line.yen,
      days: daysBetween(dayInJapan(line.submitted_at), today),
      reasonJa: unpaidReasons[line.reason].ja,
      reasonEn: unpaidReasons[line.reason].en,
    })),
  };
}
