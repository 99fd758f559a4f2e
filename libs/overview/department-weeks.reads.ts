import type { Tx } from '#database';
import { firstRulings } from '#decisions';
import { severities, severityNames } from '#incidents';
import { callBackRuns, contactedLate, firstContacts, type Promises } from '#intake';
import { dayInJapan } from '#kernel';
import { settledLate } from '#payments';
import { daysAfter } from '#platform';
import { severityNotSet } from './department-words.js';
import type { ArrivalWeekDto, TimesDto, TimeWeekDto } from './department.dto.js';
import { midnightOf, mondayOf } from './days-sql.js';

/** Weeks that are shown, with the one that is not over. */
const weekCount = 13;
/** Days from the completion of a claim to its payment, both included, where nothing prolongs them (R-PAY). */
const payWithin = 30;

/** The Mondays of the weeks that are shown, in Japan, the oldest first. */
export function mondaysUntil(now: Date): string[] {
  const today = dayInJapan(now);
  const monday = daysAfter(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7));
  return Array.from({ length: weekCount }, (_, at) => daysAfter(monday, 7 * (at + 1 - weekCount)));
}

/** Reports by the week in which they came. */
export async function arrivalsOf(tx: Tx): Promise<ArrivalWeekDto[]> {
  const mondays = mondaysUntil(tx.now);
  const rows = await tx.rows<{ monday: string; code: string; count: number }>(
    `SELECT ${mondayOf('reported_at')} AS monday, coalesce(severity, $2) AS code, count(*) AS count
       FROM incident
      WHERE reported_at >= ${midnightOf('$1')}
      GROUP BY 1, 2`,
    [mondays[0], severityNotSet.code],
  );
  const named = [
    ...severities.map((code) => ({ code, textJa: severityNames[code].ja, textEn: severityNames[code].en })),
    severityNotSet,
  ];
  return mondays.map((from) => {
    const own = rows.filter(({ monday }) => monday === from);
    const counts = named.map((name) => ({ ...name, count: own.find(({ code }) => code === name.code)?.count ?? 0 }));
    return {
      from,
      before: daysAfter(from, 7),
      count: counts.reduce((sum, { count }) => sum + count, 0),
      severities: counts,
    };
  });
}

type Week = Pick<TimeWeekDto, 'count' | 'median' | 'p95' | 'late'> & { readonly monday: string };

/** SQL: the weeks of a table of acts with `at_monday`, `took` and `is_late`. */
const byWeek = (acts: string): string =>
  `SELECT a.at_monday AS monday, count(*) AS count, percentile_disc(0.5) WITHIN GROUP (ORDER BY a.took) AS median,
          percentile_disc(0.95) WITHIN GROUP (ORDER BY a.took) AS p95, count(*) FILTER (WHERE a.is_late) AS late
     FROM (${acts}) a
    GROUP BY 1`;

/** How long it took to the first contact, to the decision and to the payment, by the week of these. */
export async function timesOf(tx: Tx, { callBackMinutes }: Promises): Promise<TimesDto[]> {
  const mondays = mondaysUntil(tx.now);
  const [first] = mondays;
  const contacts = await tx.rows<Week>(
    byWeek(
      `SELECT ${mondayOf('f.called_at')} AS at_monday, f.minutes AS took, f.is_late
         FROM (${firstContacts(`c.called_at >= ${midnightOf('$1')}`, contactedLate('$2'))}) f`,
    ),
    [first, callBackMinutes],
  );
  const waiting = await tx.one<{ late: number }>(
    `SELECT count(*) AS late
       FROM incident i
      WHERE ${callBackRuns('i')} AND i.reported_at < $1::timestamptz - make_interval(mins => $2)`,
    [tx.now, callBackMinutes],
  );
  const decisions = await tx.rows<Week>(
    byWeek(
      `SELECT ${mondayOf('f.ruled_at')} AS at_monday,
              (f.ruled_at AT TIME ZONE 'Asia/Tokyo')::date - (e.submitted_at AT TIME ZONE 'Asia/Tokyo')::date AS took,
              false AS is_late
         FROM (${firstRulings(`r.ruled_at >= ${midnightOf('$1')}`)}) f
         JOIN expense e ON e.id = f.expense_id`,
    ),
    [first],
  );
  const payments = await tx.rows<Week>(
    byWeek(
      `SELECT date_trunc('week', p.settled_on::timestamp)::date AS at_monday, p.settled_on - p.complete_on + 1 AS took,
              ${settledLate} AS is_late
         FROM payment p
        WHERE p.state = 'settled' AND p.settled_on >= $1`,
    ),
    [first],
  );
  const weeks = (rows: readonly Week[], promised: boolean): TimeWeekDto[] =>
    mondays.map((from) => {
      const { count, median, p95, late } = rows.find(({ monday }) => monday === from) ?? none;
      return { from, before: daysAfter(from, 7), count, median, p95, late: promised ? late : null };
    });
  return [
    {
      what: 'contact',
      unit: 'minutes',
      promise: callBackMinutes,
      weeks: weeks(contacts, true),
      lateNow: waiting?.late ?? 0,
    },
    { what: 'decision', unit: 'days', promise: null, weeks: weeks(decisions, false), lateNow: null },
    { what: 'payment', unit: 'days', promise: payWithin, weeks: weeks(payments, true), lateNow: null },
  ];
}

const none = { count: 0, median: null, p95: null, late: 0 } as const;
