import { SettleOutlook } from '#assessment';
import { Database, systemActor, type Tx } from '#database';
import { SettleSupport } from '#emergency-support';
import { openDuplicates } from '#expenses';
import { LinkCommonCause, proposeMerges, surgeThreshold } from '#intake';
import { openAmounts, openBeside } from '#limits';
import type { Delivery } from '#queue';
import { RouteExpenses } from '#routing';
import { Acknowledge } from '../../libs/notifications/acknowledge.worker.js';
import { asSuperuser } from '../support/database.js';
import { testSystem, type Session, type TestSystem } from '../support/system.js';
import { attackInJapan, expenseIn, report, rowsOf, type Case } from './cases.js';

/** What grows: few and many. */
const [few, many] = [10, 10_000];
/** A report may touch so many times as many rows where there is a thousand times as much. */
const mostTimes = 1.5;

let system: TestSystem;
let workers: Database;
let hospital: Session;
beforeAll(async () => {
  system = await testSystem({ queues: [] });
  // as workers have it: statements that go by keys, planned once
  workers = new Database({ ...system.db, accessUrl: null }, 6, { redone: true });
  hospital = await system.as('reporter@sakura.example');
}, 60_000);
afterAll(async () => {
  await workers?.close();
  await system?.stop();
});

const arrange = (sql: string, values: unknown[] = []): Promise<unknown> =>
  asSuperuser(system.db.ownerUrl, (client) => client.query(sql, values));

/** Rows that a piece of work reads and writes in its transaction, by all of its statements and their triggers. */
async function touched(work: (tx: Tx) => Promise<unknown>): Promise<number> {
  const sum = `SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0) + n_tup_ins + n_tup_upd + n_tup_del)::int AS n
       FROM pg_stat_xact_user_tables`;
  return workers.transaction(systemActor('bounded-work'), async (tx) => {
    const before = (await tx.one<{ n: number }>(sum))?.n ?? 0;
    await work(tx);
    return ((await tx.one<{ n: number }>(sum))?.n ?? 0) - before;
  });
}

/** So many copies of a row, with what `changes` (SQL, jsonb; `n` counts them, `r` is the row) makes of it. */
async function copies(table: 'incident' | 'expense', id: string, count: number, changes: string): Promise<void> {
  const [columns] = await rowsOf<{ list: string }>(
    system,
    `SELECT string_agg(quote_ident(attname), ', ') AS list FROM pg_attribute
      WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [`sonae.${table}`],
  );
  const list = columns?.list ?? '';
  const names = list.split(', ').map((name) => `c.${name}`);
  await arrange(
    `INSERT INTO ${table} (${list}) SELECT ${names.join(', ')} FROM ${table} r CROSS JOIN generate_series(1, $2::int) n
      CROSS JOIN LATERAL jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid()) || ${changes}) c
        WHERE r.id = $1`,
    [id, count],
  );
}

/** So many more cases like one: the same words, institution and state, `days` from the newest to the oldest. */
const likeIt = (of: Case, cases: number, days: number, changes = `'{}'::jsonb`): Promise<void> =>
  copies(
    'incident',
    of.id,
    cases,
    `jsonb_build_object('case_number', 'like-' || r.id || n, 'report_key', 'like-' || r.id || n,
       'reported_at', r.reported_at - make_interval(secs => 86400.0 * ${days} * n / ${cases})) || ${changes}`,
  );

const withVendor = (name: string, by = hospital): Promise<Case> =>
  report(by, attackInJapan({ involvedVendors: [name], expenses: [expenseIn('forensics')] }));
const delivery = ({ id }: Case): Delivery => ({
  consumer: 'link-common-cause',
  queue: 'cases',
  job: 'link-common-cause',
  eventId: id,
  eventCreatedAt: new Date().toISOString(),
  subject: `case:${id}`,
  incidentId: id,
  dueAt: null,
  ids: [],
});
const link = (cases: readonly Case[]) => (tx: Tx) => new LinkCommonCause().handle(tx, cases.map(delivery));

describe('a report costs the same where many cases name one vendor', () => {
  /** A cause of so many linked cases, spread over the days; then what the next report of it touches. */
  async function nextOf(name: string, cases: number, days: number): Promise<{ rows: number; surges: boolean }> {
    const first = await withVendor(name);
    await touched(link([first]));
    await likeIt(first, cases - 1, days);
    const [cause] = await rowsOf<{ id: string; surges: boolean }>(
      system,
      'SELECT id, surge_at IS NOT NULL AS surges FROM common_cause WHERE name = $1',
      [name],
    );
    await arrange(
      `INSERT INTO common_cause_case (common_cause_id, incident_id, institution_id, name, reported_at, linked_at)
       SELECT $1, i.id, i.institution_id, $2, i.reported_at, now() FROM incident i
        WHERE i.case_number LIKE 'like-' || $3 || '%'`,
      [cause?.id, name, first.id],
    );
    await arrange('ANALYZE');
    // the first after so many marks the surge, where it is one
    await touched(link([await withVendor(name)]));
    const next = await withVendor(name);
    const rows = await touched(link([next]));
    const [after] = await rowsOf<{ surges: boolean; cases: number; institutions: number }>(
      system,
      `SELECT surge_at IS NOT NULL AS surges,
         (SELECT sum(cases)::int FROM common_cause_count n WHERE n.common_cause_id = k.id) AS cases,
              (SELECT sum(institutions)::int FROM common_cause_count n WHERE n.common_cause_id = k.id) AS institutions
         FROM common_cause k WHERE name = $1`,
      [name],
    );
    expect(after).toMatchObject({ cases: cases + 2, institutions: 1 });
    const lines = await rowsOf(system, 'SELECT kind FROM timeline_entry WHERE incident_id = $1', [next.id]);
    expect(lines).toContainEqual({ kind: 'common-cause-linked' });
    return { rows, surges: after?.surges ?? false };
  }

  it('within a month, none of whose ten minutes holds a surge', async () => {
    const [little, much] = [await nextOf('月の間の製品 小', few, 29), await nextOf('月の間の製品 大', many, 29)];
    expect([little.surges, much.surges]).toEqual([false, false]);
    expect(much.rows).toBeLessThanOrEqual(little.rows * mostTimes);
  }, 120_000);

  it('in a surge', async () => {
    const [little, much] = [
      await nextOf('集中の製品 小', surgeThreshold.reports, 0.001),
      await nextOf('集中の製品 大', many, 0.04),
    ];
    expect([little.surges, much.surges]).toEqual([true, true]);
    expect(much.rows).toBeLessThanOrEqual(little.rows * mostTimes);
  }, 120_000);

  it('and does not wait for that of another institution that is being linked to the same surge', async () => {
    const neighbour = await system.as('manager@midori.example');
    const [one, other] = [await withVendor('集中の製品 大'), await withVendor('集中の製品 大', neighbour)];
    // a cause is counted in sixteen parts, each of some connections: those of one part do wait
    const partOf = async (tx: Tx): Promise<number> =>
      (await tx.one<{ part: number }>('SELECT pg_backend_pid() % 16 AS part'))?.part ?? -1;
    const besides = (part: number, work: (tx: Tx) => Promise<void>): Promise<number> =>
      touched(async (tx) => {
        if ((await partOf(tx)) === part) await besides(part, work);
        else await work(tx);
      });
    await workers.transaction(systemActor('link-common-cause'), async (tx) => {
      await link([one])(tx);
      // on another connection, to its end, while the first is still open
      await besides(await partOf(tx), async (second) => {
        await second.rows(`SET LOCAL lock_timeout = '5s'`);
        await link([other])(second);
      });
    });
    const [counted] = await rowsOf<{ cases: number; counted: number }>(
      system,
      `SELECT (SELECT count(*)::int FROM common_cause_case c WHERE c.common_cause_id = k.id) AS cases,
              (SELECT sum(n.cases)::int FROM common_cause_count n WHERE n.common_cause_id = k.id) AS counted
         FROM common_cause k WHERE name = '集中の製品 大'`,
    );
    expect(counted?.counted).toBe(counted?.cases);
  }, 60_000);
});

describe('a report costs the same where one institution has many cases', () => {
  it.each([
    ['go on', 'reported', 'reporter@sakura.example'],
    ['have ended', 'withdrawn', 'manager@midori.example'],
  ])(
    'when an earlier report of the same event is looked for among those that %s',
    async (_, state, email) => {
      const by = await system.as(email);
      const rows: number[] = [];
      for (const count of [few, many]) {
        await likeIt(await report(by, attackInJapan()), count, 5, `jsonb_build_object('state', '${state}')`);
        await arrange('ANALYZE incident');
        const next = await report(by, attackInJapan());
        rows.push(
          await touched(async (tx) => {
            await tx.lockCases([next.id]);
            await proposeMerges(tx, [next.id]);
          }),
        );
      }
      expect(rows[1]).toBeLessThanOrEqual((rows[0] ?? 0) * mostTimes);
    },
    120_000,
  );

  it('when expenses that look alike are looked for', async () => {
    const other = await report(hospital, attackInJapan());
    const { expenses } = await withVendor('よく似た費用の製品');
    const [expense] = expenses;
    await arrange(`UPDATE expense SET vendor_name = '見本調査', vendor_folded = '見本調査' WHERE id = $1`, [
      expense?.id,
    ]);
    const rows: number[] = [];
    for (const count of [few, many]) {
      await copies(
        'expense',
        expense?.id ?? '',
        count,
        `jsonb_build_object('line', n + ${count}, 'vendor_name', 'v' || n, 'vendor_folded', 'v' || n, 'incident_id',
           '${other.id}')`,
      );
      await arrange('ANALYZE expense');
      rows.push(await touched((tx) => openDuplicates(tx, expense?.id ?? '')));
    }
    expect(rows[1]).toBeLessThanOrEqual((rows[0] ?? 0) * mostTimes);
  }, 120_000);
});

describe('a report costs the same where much is posted in one period', () => {
  it('and what the others took is the sum of the ledger', async () => {
    const first = await report(hospital, attackInJapan({ expenses: [expenseIn('forensics')] }));
    const [period] = await rowsOf<{ id: string; institution_id: string }>(
      system,
      'SELECT m.id, m.institution_id FROM member_period m JOIN incident i ON i.member_period_id = m.id WHERE i.id = $1',
      [first.id],
    );
    if (!period) throw new Error('the case has no period');
    await arrange(
      `INSERT INTO limit_account (member_period_id, institution_id, liability_limit_yen, response_expense_limit_yen)
         VALUES ($1, $2, 0, 0)
         ON CONFLICT
         DO NOTHING`,
      [period.id, period.institution_id],
    );
    const asked = [{ incidentId: first.id, periodId: period.id }];
    const rows: number[] = [];
    for (const count of [few, many]) {
      await arrange(
        `INSERT INTO limit_posting (id, act, member_period_id, institution_id, incident_id, kind, takes, coverage, yen,
           reference)
         SELECT gen_random_uuid(), gen_random_uuid(), $1, $2, i.id, 'hold', 'limit', 'response-expense', n,
           'expense:' || n
           FROM generate_series(1, $3::int) n,
                LATERAL (SELECT id FROM incident WHERE institution_id = $2 ORDER BY id OFFSET n % 7 LIMIT 1) i`,
        [period.id, period.institution_id, count],
      );
      await arrange('ANALYZE limit_posting');
      rows.push(await touched((tx) => openBeside(tx, asked)));
    }
    expect(rows[1]).toBeLessThanOrEqual((rows[0] ?? 0) * mostTimes);
    const [beside, whole] = await workers.read(systemActor('bounded-work'), async (tx) => [
      (await openBeside(tx, asked)).get(first.id) ?? [],
      (await openAmounts(tx, [period.id])).get(period.id) ?? [],
    ]);
    const sum = (amounts: typeof whole): number => amounts.reduce((total, { yen }) => total + yen, 0);
    expect(sum(beside ?? [])).toBe(sum(whole ?? []));
    expect(sum(whole ?? [])).toBe((few * (few + 1) + many * (many + 1)) / 2);
  }, 120_000);
});

describe('a report costs the same where many other institutions have people and cases', () => {
  it('when its outlook, its adjusters, its support and its mails are settled', async () => {
    const rows: number[] = [];
    for (const count of [few, many]) {
      await othersWithCases(count);
      const next = await report(hospital, attackInJapan({ expenses: [expenseIn('forensics')] }));
      const deliveries = [delivery(next)];
      rows.push(
        await touched(async (tx) => {
          await new SettleOutlook().handle(tx, deliveries);
          await new RouteExpenses().handle(tx, [{ ...delivery(next), ids: next.expenses.map(({ id }) => id) }]);
          await new SettleSupport().handle(tx, deliveries);
          await new Acknowledge(system.config).handle(tx, deliveries);
        }),
      );
    }
    expect(rows[1]).toBeLessThanOrEqual((rows[0] ?? 0) * mostTimes);
  }, 120_000);

  /** So many more institutions, each with a manager and a case. */
  async function othersWithCases(count: number): Promise<void> {
    const id = (kind: string, n = 'n'): string => `md5('${kind}-${count}-' || ${n})::uuid`;
    const numbers = `generate_series(1, ${count}) n`;
    await arrange(
      `INSERT INTO institution (id, name, name_folded, kind, corporation_kind)
       SELECT ${id('institution')}, '見本' || n, '見本' || n, 'general-clinic', 'individual' FROM ${numbers}`,
    );
    await arrange(
      `INSERT INTO person (id, institution_id, email, display_name)
       SELECT ${id('person')}, ${id('institution')}, 'p${count}-' || n || '@others.example', '見本' || n FROM ${numbers}`,
    );
    await arrange(
      `INSERT INTO role_grant (id, person_id, role, granted_by, granted_at)
       SELECT gen_random_uuid(), ${id('person')}, 'hospital-manager', a.id, now()
         FROM ${numbers}, person a
         WHERE a.email = 'admin@sonae.example'`,
    );
    const one = await report(hospital, attackInJapan());
    await copies(
      'incident',
      one.id,
      count,
      `jsonb_build_object('case_number', 'other-' || r.id || n, 'report_key', 'other-' || r.id || n, 'institution_id',
         ${id('institution')}, 'member_period_id', null)`,
    );
    await arrange('ANALYZE');
  }
});
