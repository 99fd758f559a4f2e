import pg from 'pg';
import { draw, id } from './draw.js';
import { fillCounted } from './shelf-figures.js';
import { fillSearched, institutionsSql, reporterName, telephone } from './shelf-search.js';

/** Expenses of one case on the shelf. */
const linesOfCase = 4;
/** Expenses on the shelf for each institution: a million for those of the whole country. */
const expensesOfInstitution = 10;
/** One in so many cases is still open; its expenses are with an adjuster. */
const oneOpenIn = 20;

/**
 * Fills the product's tables with cases of the past three years, as many as the expenses ask for: four expenses a case
 * of four lanes, one case in twenty open, its items with the adjusters of their lanes; causes, countries, severities
 * and outlooks in the proportions of a book of business; institutions with names that many share, a policy each, a
 * document a case, a payment for one case in four. Rows go in past triggers and keys: what is measured is how
 * they are found. Throws when something else is on the shelf already than was put there.
 */
export async function fillShelf(url: string, expenses: number): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=sonae' });
  await client.connect();
  try {
    const { rows } = await client.query<{ cases: number }>('SELECT count(*)::int AS cases FROM incident');
    const [from, to] = [(rows[0]?.cases ?? 0) + 1, Math.ceil(expenses / linesOfCase)];
    if (from > to) throw new Error('the shelf is fuller than was asked for');
    await client.query(`SET session_replication_role = replica; SET synchronous_commit = off; SET jit = off`);
    await client.query(institutionsSql, [Math.ceil(expenses / expensesOfInstitution)]);
    await client.query('ANALYZE institution');
    await client.query(casesSql, [from, to]);
    await client.query(expensesSql, [from, to]);
    await client.query(itemsSql, [from, to]);
    await fillSearched(client, from, to);
    await fillCounted(client, from, to);
    await client.query('ANALYZE incident, expense, work_item');
  } finally {
    await client.end();
  }
}

// n counts the cases; the one who reads a newer one first finds the open ones spread over the years
const casesSql = `
INSERT INTO incident (id, institution_id, case_number, report_key, reported_by, state, version, facts_version, channel,
  description, institution_name,
  reporter_name, reporter_phone, facts, flags, policy_match, severity, phase_suspicion, phase_investigation,
    phase_apology, phase_recovery, phase_liability,
  outlook, outlook_reasons, support_outlook, support_reasons, outlook_facts_version, support_facts_version, reported_at)
SELECT ${id('case', 'n')}, h.ids[1 + n % cardinality(h.ids)], 'MC-2023-' || lpad(n::text, 7, '0') || '-0',
  'shelf-' || n, 'person:shelf',
  CASE
    WHEN n % ${oneOpenIn} = 0 THEN (ARRAY['reported','triaged','open'])[1 + n / ${oneOpenIn} % 3]
    WHEN ${draw(1, 50)} = 1 THEN 'withdrawn'
    WHEN ${draw(1, 50)} = 2 THEN 'declined'
    ELSE 'closed' END,
  3, 1, 'web', '電子カルテが開けず、身代金を求める文面が表示されました。', '見本病院 ' || n % 997,
  ${reporterName}, ${telephone},
  jsonb_build_object('cause', CASE
      WHEN ${draw(2, 200)} = 0 THEN 'digital-content'
      WHEN ${draw(2, 40)} = 1 THEN 'other-accident'
      WHEN ${draw(2, 3)} = 0 THEN 'information-leak'
      ELSE 'cyber-attack' END,
    'country', CASE
        WHEN ${draw(3, 1000)} = 0 THEN 'FR'
        WHEN ${draw(3, 100)} = 1 THEN 'US'
        ELSE 'JP' END, 'attackConfirmed', true),
  '[]', CASE WHEN ${draw(4, 60)} = 0 THEN 'not-found' ELSE 'matched' END,
  CASE
    WHEN n % ${oneOpenIn * 3} = 0 THEN NULL
    WHEN ${draw(5, 100)} = 0 THEN 'critical'
    WHEN ${draw(5, 10)} = 1 THEN 'high'
    WHEN ${draw(5, 3)} = 0 THEN 'low'
    ELSE 'normal' END,
  'done', 'active', 'not-started', 'not-started', 'not-started', CASE
    WHEN ${draw(6, 30)} = 0 THEN 'red'
    WHEN ${draw(6, 6)} = 1 THEN 'amber'
    ELSE 'green' END, '[]',
  CASE
    WHEN ${draw(6, 30)} = 0
    OR ${draw(3, 100)} < 2 THEN 'not-available'
    WHEN ${draw(6, 6)} = 1 THEN 'refer'
    ELSE 'available' END, '[]', 1, 1,
  now() - interval '3 years' * (1 - n::float / $2)
FROM generate_series($1::int, $2::int) n,
  (SELECT array_agg(id ORDER BY id) AS ids FROM institution WHERE kind <> 'sentinel') h`;

const lanes = `ARRAY['forensics','call-center','data-restoration','compensation']`;
const categories = `ARRAY['damage-and-cause-investigation','call-center','data-restoration','litigation']`;

const expensesSql = `
INSERT INTO expense (id, incident_id, institution_id, line, version, state, category, lane, amount_yen, tax_yen,
  incurred_on, vendor_name, flags, phase, submitted_at)
SELECT ${id('expense', `(i.n || '-' || line)`)}, i.id, i.institution_id, line, 1, CASE
  WHEN i.n % ${oneOpenIn} = 0 THEN 'routed'
  ELSE 'paid' END,
  (${categories})[line], (${lanes})[line], 100000 + i.n % 900000, 10000, i.reported_at::date, '見本調査株式会社', '{}',
    'investigation', i.reported_at
FROM (SELECT n, ${id('case', 'n')} AS key FROM generate_series($1::int, $2::int) n) k
  JOIN LATERAL (SELECT k.n, i.id, i.institution_id, i.reported_at FROM incident i WHERE i.id = k.key) i ON true,
    generate_series(1, ${linesOfCase}) line`;

const itemsSql = `
INSERT INTO work_item (id, expense_id, incident_id, institution_id, lane, state, assignee_id, offered_at, lapses_at,
  due_at, created_at)
SELECT ${id('item', `(k.n || '-' || line)`)}, ${id('expense', `(k.n || '-' || line)`)}, i.id, i.institution_id,
  (${lanes})[line],
  CASE
    WHEN k.n % ${oneOpenIn} = 0 THEN 'accepted'
    ELSE 'done' END, a.ids[1 + k.n / ${oneOpenIn} % cardinality(a.ids)], i.reported_at, NULL,
      i.reported_at + interval '1 hour', i.reported_at
FROM generate_series($1::int, $2::int) k(n)
  JOIN incident i ON i.id = ${id('case', 'k.n')}, generate_series(1, ${linesOfCase}) line,
  LATERAL (SELECT array_agg(s.person_id ORDER BY s.person_id) AS ids FROM skill s WHERE s.lane = (${lanes})[line]) a`;
