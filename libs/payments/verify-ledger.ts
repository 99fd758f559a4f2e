import { limitsOf } from '#coverage';
import type { Tx } from '#database';
import { groupBy } from '#kernel';
import {
  bucketsOf,
  type OpenAmount,
  type PostingKind,
  type LimitPostingEntity,
  type LimitAccountEntity,
  type LimitTotalEntity,
} from '#limits';
import { periodById } from '#policies';
import { termsOf } from '#terms';
import type { ExpenseEntity } from '#expenses';

/** A disagreement in a ledger, with its period. */
export interface LedgerFault {
  readonly periodId: string;
  readonly what: string;
}

type Raw = Pick<LimitPostingEntity, 'id' | 'act' | 'incident_id' | 'kind' | 'takes' | 'coverage' | 'yen' | 'ends'>;

const pageSize = 200;

/**
 * Adds every ledger up again from its postings, act by act: no bucket rose above its limit, each posting ends one that
 * it may end, the database's own sums are the same, and every expense that is approved, scheduled or paid has exactly
 * its amount held or consumed, nothing else any. By what contracts settle now: one that was corrected downwards is told
 * as over its limit.
 */
export async function verifyLedger(tx: Tx): Promise<{ periods: number; postings: number; faults: LedgerFault[] }> {
  const faults: LedgerFault[] = [];
  let [periods, postings, last] = [0, 0, '00000000-0000-0000-0000-000000000000'];
  for (;;) {
    const page = await tx.rows<Pick<LimitAccountEntity, 'member_period_id'>>(
      `SELECT member_period_id
         FROM limit_account
         WHERE member_period_id > $1
         ORDER BY member_period_id
         LIMIT ${pageSize}`,
      [last],
    );
    for (const { member_period_id: id } of page) {
      const found = await verifyPeriod(tx, id);
      postings += found.postings;
      faults.push(...found.faults.map((what) => ({ periodId: id, what })));
    }
    periods += page.length;
    last = page.at(-1)?.member_period_id ?? last;
    if (page.length < pageSize) break;
  }
  return { periods, postings, faults: [...faults, ...(await unlikeRulings(tx))] };
}

async function verifyPeriod(tx: Tx, id: string): Promise<{ postings: number; faults: string[] }> {
  const [period, rows] = await tx.together([
    periodById(tx, id),
    tx.rows<Raw>(
      `SELECT id, act, incident_id, kind, takes, coverage, yen, ends
         FROM limit_posting
         WHERE member_period_id = $1
         ORDER BY posted_at, id`,
      [id],
    ),
  ]);
  const plan = period && limitsOf(termsOf(period.termsVersion), period.institutionKind, period.plan);
  if (!period || !plan) return { postings: rows.length, faults: ['it has no contract with limits'] };
  const faults: string[] = [];
  const open = new Map<string, Raw>();
  const used = (incidentId: string): ReadonlyMap<string, { used: number; limit: number }> =>
    new Map(
      bucketsOf(period, plan, [...open.values()].flatMap(asOpen), incidentId).map(
        ({ bucket, limit, held, paid }) => [bucket, { used: held + paid, limit }] as const,
      ),
    );
  for (const [act, acted] of groupBy(rows, (row) => row.act)) {
    const incidentId = acted[0]?.incident_id ?? '';
    const before = used(incidentId);
    for (const row of acted) faults.push(...post(open, row));
    for (const [bucket, { used: after, limit }] of used(incidentId))
      if (after > limit && after > (before.get(bucket)?.used ?? 0))
        faults.push(`act ${act} raises ${bucket} to ${after} yen of ${limit}`);
  }
  const sums = await tx.rows<{ bucket: string; incident_id: string | null; used_yen: number }>(
    'SELECT bucket, incident_id, used_yen FROM limit_buckets($1)',
    [id],
  );
  for (const { bucket, incident_id, used_yen } of sums) {
    const counted = used(incident_id ?? rows[0]?.incident_id ?? '').get(bucket)?.used ?? 0;
    if (counted !== used_yen) faults.push(`${bucket} adds up to ${counted} yen, the database says ${used_yen}`);
  }
  const totals = await tx.rows<Pick<LimitTotalEntity, 'yen'> & { key: string }>(
    `SELECT takes || ' ' || coverage || ' ' || kind AS key, yen
       FROM limit_total
       WHERE member_period_id = $1 AND yen <> 0`,
    [id],
  );
  const counted = new Map<string, number>();
  for (const { takes, coverage, kind, yen } of [...open.values()].flatMap(asOpen)) {
    const key = `${takes} ${coverage} ${kind}`;
    counted.set(key, (counted.get(key) ?? 0) + yen);
  }
  const kept = new Map(totals.map(({ key, yen }) => [key, yen]));
  for (const key of new Set([...counted.keys(), ...kept.keys()]))
    if (counted.get(key) !== kept.get(key))
      faults.push(`${key}: ${counted.get(key) ?? 0} yen are open, the kept total says ${kept.get(key) ?? 0}`);
  return { postings: rows.length, faults };
}

/** Applies one posting to the open ones; answers its faults. */
function post(open: Map<string, Raw>, row: Raw): string[] {
  const ended = row.ends === null ? null : open.get(row.ends);
  if (row.kind !== 'release') open.set(row.id, row);
  if (ended === null) return row.kind === 'hold' || row.kind === 'order' ? [] : [`posting ${row.id} ends nothing`];
  if (ended === undefined) return [`posting ${row.id} ends one that is not open`];
  open.delete(ended.id);
  const may: Readonly<Record<PostingKind, boolean>> = {
    hold: ended.kind === 'order',
    consume: ended.kind === 'hold' && ended.yen === row.yen,
    release: ended.yen === row.yen,
    order: false,
  };
  const same = ended.takes === row.takes && ended.coverage === row.coverage && ended.incident_id === row.incident_id;
  return may[row.kind] && same ? [] : [`posting ${row.id} is not what may end ${ended.id}`];
}

const asOpen = ({ incident_id, takes, coverage, kind, yen }: Raw): OpenAmount[] =>
  kind === 'release' ? [] : [{ incidentId: incident_id, takes, coverage, kind, yen }];

/** Expenses whose state and ruling do not agree with what is held and consumed for them. */
async function unlikeRulings(tx: Tx): Promise<LedgerFault[]> {
  const rows = await tx.rows<{
    period: string | null;
    expense: string;
    state: ExpenseEntity['state'];
    ruled: number;
    held: number;
    consumed: number;
  }>(
    `WITH posted AS (
         SELECT p.reference, p.member_period_id, sum(p.yen) FILTER (WHERE p.kind = 'hold')::bigint AS held,
           sum(p.yen) FILTER (WHERE p.kind = 'consume')::bigint AS consumed
        FROM open_posting p
            WHERE p.takes = 'limit' AND p.kind IN ('hold','consume')
            GROUP BY 1, 2)
     SELECT coalesce(p.member_period_id, i.member_period_id) AS period, e.id AS expense, e.state,
       coalesce(r.amount_yen, 0) - coalesce(b.yen, 0) AS ruled, coalesce(p.held, 0) AS held,
       coalesce(p.consumed, 0) AS consumed
       FROM expense e JOIN incident i ON i.id = e.incident_id LEFT JOIN posted p ON p.reference = e.id::text
       LEFT JOIN newest_ruling r ON r.expense_id = e.id AND e.state IN ('approved','scheduled','paid')
      LEFT JOIN LATERAL (
          SELECT sum((c.allocations ->> e.id::text)::bigint)::bigint AS yen
          FROM repayment_claim c
          WHERE c.incident_id = e.incident_id AND c.state = 'received' AND c.allocations ? e.id::text) b ON true
      WHERE (e.state IN ('approved','scheduled','paid') OR p.reference IS NOT NULL)
        AND CASE e.state
          WHEN 'paid' THEN (coalesce(p.held, 0), coalesce(p.consumed, 0)) <> (0,
            coalesce(r.amount_yen, 0) - coalesce(b.yen, 0))
                         ELSE (coalesce(p.held, 0),
                           coalesce(p.consumed, 0)) <> (coalesce(r.amount_yen, 0) - coalesce(b.yen, 0), 0) END
      ORDER BY e.id`,
  );
  return rows.map(({ period, expense, state, ruled, held, consumed }) => ({
    periodId: period ?? 'none',
    what: `expense ${expense} is ${state} at ${ruled} yen; ${held} are held and ${consumed} consumed`,
  }));
}
