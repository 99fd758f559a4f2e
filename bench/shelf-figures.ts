import type pg from 'pg';
import { draw, id } from './draw.js';

const cases = `(SELECT n, i.*
  FROM generate_series($1::int, $2::int) n JOIN incident i ON i.id = ${id('case', 'n')}) k`;

// nine in ten institutions are called back within the hour
const callsSql = `
INSERT INTO desk_call (id, incident_id, institution_id, purpose, outcome, called_at, recorded_by, recorded_at)
SELECT ${id('call', 'n')}, k.id, k.institution_id, 'call-back', 'reached',
  k.reported_at + make_interval(mins => CASE ${draw(41, 10)} WHEN 0 THEN 60 ELSE 5 END + ${draw(42, 50)}), a.id,
  k.reported_at
FROM ${cases}, (SELECT id FROM person ORDER BY email LIMIT 1) a
WHERE k.state <> 'reported'`;

// every paid line was ruled on, within four weeks
const rulingsSql = `
INSERT INTO ruling (decision_id, expense_id, incident_id, institution_id, ruling, amount_yen, claimed_yen, reasons,
  articles, text_ja, ruled_at, final_at)
SELECT md5('decision-' || e.id)::uuid, e.id, e.incident_id, e.institution_id, 'approved', e.amount_yen, e.amount_yen,
  '[]', '[]', '査定額どおりお支払いします。', r.at, r.at + interval '10 seconds'
FROM ${cases} JOIN expense e ON e.incident_id = k.id,
  LATERAL (SELECT k.reported_at + make_interval(days => ${draw(43, 28)}) AS at) r
WHERE e.state = 'paid' AND r.at < now()`;

// open cases of institutions with a policy: a limit with a promise a week
const matchedSql = `
UPDATE incident i SET member_period_id = i.institution_id
FROM generate_series($1::int, $2::int) n
WHERE i.id = ${id('case', 'n')} AND i.state NOT IN ('withdrawn','merged','declined','closed')`;
const accountsSql = `
INSERT INTO limit_account (member_period_id, institution_id, liability_limit_yen, response_expense_limit_yen)
SELECT DISTINCT k.institution_id, k.institution_id, 10000000, 1000000
FROM ${cases} WHERE k.member_period_id IS NOT NULL
ON CONFLICT DO NOTHING`;
const postingsSql = `
INSERT INTO limit_posting (id, act, member_period_id, institution_id, incident_id, kind, takes, coverage, yen,
  reference, posted_at)
SELECT ${id('posting', `(n || '-' || week)`)}, ${id('posting', `(n || '-' || week)`)}, k.member_period_id,
  k.institution_id, k.id, 'hold', 'limit', 'response-expense', 1000 + ${draw(44, 100_000)}, 'shelf-' || n,
  now() - make_interval(weeks => week)
FROM ${cases}, generate_series(1, 6) week
WHERE k.member_period_id IS NOT NULL`;
const totalsSql = `
INSERT INTO limit_total (member_period_id, institution_id, takes, coverage, kind, yen)
SELECT member_period_id, institution_id, takes, coverage, kind, sum(yen) FROM limit_posting GROUP BY 1, 2, 3, 4, 5
ON CONFLICT (member_period_id, takes, coverage, kind) DO UPDATE SET yen = excluded.yen`;

const reservesSql = `
INSERT INTO reserve (id, incident_id, institution_id, lane, yen, reason, author, at)
SELECT ${id('reserve', 'n')}, k.id, k.institution_id, 'forensics', 100000 * ${draw(45, 300)}, '見本', a.id, k.reported_at
FROM ${cases}, (SELECT id FROM person ORDER BY email LIMIT 1) a
WHERE n % 20 = 0`;

const tables = 'desk_call, ruling, limit_account, limit_posting, limit_total, reserve';

/** What the figures of the department count beside the cases from one number to another. */
export async function fillCounted(client: pg.Client, from: number, to: number): Promise<void> {
  for (const sql of [callsSql, rulingsSql, matchedSql, accountsSql, postingsSql, reservesSql])
    await client.query(sql, [from, to]);
  await client.query(totalsSql);
  await client.query(`ANALYZE ${tables}`);
}
