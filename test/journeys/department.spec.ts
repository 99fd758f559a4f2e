import { dayInJapan } from '#kernel';
import { daysAfter } from '#platform';
import { Cashiers } from '../support/cashiers.js';
import { Claims, cost, idOf, post, today, type ClaimCase } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { testSystem, type Session, type TestSystem } from '../support/system.js';

interface Week {
  readonly from: string;
  readonly before: string;
  readonly count: number;
}
interface TimeWeek extends Week {
  readonly median: number | null;
  readonly p95: number | null;
  readonly late: number | null;
}
interface Department {
  readonly asOf: string;
  readonly arrivals: readonly (Week & { severities: readonly { code: string; count: number }[] })[];
  readonly phases: readonly { code: string; count: number }[];
  readonly times: readonly { what: string; promise: number | null; lateNow: number | null; weeks: TimeWeek[] }[];
  readonly workload: readonly {
    personId: string | null;
    count: number;
    late: number;
    yen: number;
    capacity: number | null;
    lanes: readonly { lane: string; count: number; late: number; yen: number }[];
  }[];
  readonly ages: readonly {
    code: string;
    count: number;
    yen: number;
    submittedFrom: string | null;
    submittedBefore: string | null;
  }[];
  readonly largeLosses: {
    count: number;
    items: readonly { incidentId: string; paid: number; reserve: number; incurred: number }[];
  };
  readonly longUnpaid: {
    submittedBefore: string;
    all: { count: number; yen: number };
    reasons: readonly { code: string; count: number; yen: number }[];
    oldest: readonly { expenseId: string; days: number; reasonJa: string }[];
  };
  readonly exhaustion: readonly {
    institutionId: string;
    bucket: string;
    held: number;
    paid: number;
    asked: number;
    remaining: number;
    forecast: string;
    reachedOn: string | null;
  }[];
  readonly massEvents: readonly {
    id: string;
    name: string;
    cases: number;
    open: number;
    institutions: number;
    reserve: number;
    supportWaiting: number;
    supportRunning: number;
  }[];
}

let system: TestSystem;
let claims: Claims;
let cashiers: Cashiers;
let desk: Session;
let head: Session;

/** A settled line, and one that waits; reported by web three hours ago and called back now. */
let paid: ClaimCase;
/** Two lines without papers, submitted 40 days ago. */
let old: ClaimCase;

beforeAll(async () => {
  system = await testSystem();
  claims = await Claims.on(system);
  cashiers = await Cashiers.on(system);
  ({ desk } = claims);
  head = await system.as('senior@sonae.example');
  const policy = await claims.policy({ plan: 1 });
  await cashiers.account(policy.institutionId);
  paid = await claims.inReview(
    policy,
    [cost('call-center', 850_000), cost('data-restoration', 40_000, { tax: 4_000 })],
    { facts: { channel: 'web', involvedVendors: ['株式会社見本クラウド'] } },
  );
  const proposed = await claims.propose(head, idOf(paid));
  if (proposed.body.state === 'open') await claims.sign(await system.as('senior2@sonae.example'), proposed.body.id);
  await cashiers.pay(paid.id, 1);
  old = await claims.inReview(
    await claims.policy({ plan: 3 }),
    [cost('call-center', 70_000), cost('data-restoration', 90_000)],
    { papers: false, facts: { involvedVendors: ['見本クラウド（株）'] } },
  );
  await post(head, `/incidents/${old.id}/reserves`, { lane: 'forensics', amount: 9_000_000, reason: '見本' });
  await post(head, `/incidents/${old.id}/reserves`, { lane: 'forensics', amount: 12_000_000, reason: '見直し' });
  await post(head, `/incidents/${old.id}/reserves`, { lane: 'compensation', amount: 8_000_000, reason: '見本' });
  await asSuperuser(system.db.ownerUrl, async (client) => {
    await client.query(`UPDATE expense SET submitted_at = submitted_at - interval '40 days' WHERE incident_id = $1`, [
      old.id,
    ]);
    await client.query(`UPDATE incident SET reported_at = reported_at - interval '3 hours' WHERE id = $1`, [paid.id]);
    await client.query(
      `UPDATE work_item SET due_at = now() - interval '1 minute' WHERE expense_id = $1 AND state <> 'done'`,
      [idOf(paid, 1)],
    );
  });
  await post(desk, `/incidents/${paid.id}/call-backs`, { reached: true });
  await system.settled();
}, 120_000);
afterAll(async () => {
  await system.stop();
});

/** As counted after now: by a worker, every few seconds. */
async function figures(): Promise<Department> {
  const since = Date.now();
  for (;;) {
    const shown = await head.get<Department>('/department');
    if (Date.parse(shown.asOf) > since) return shown;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function lengthOf(path: string): Promise<number> {
  let length = 0;
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { items: unknown[]; nextCursor: string | null } = await head.get(
      `${path}&limit=2${cursor ? `&cursor=${cursor}` : ''}`,
    );
    length += page.items.length;
    cursor = page.nextCursor;
  }
  return length;
}

const rows = <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
  asSuperuser(system.db.ownerUrl, async (client) => (await client.query<T>(sql, values)).rows);
const number = async (sql: string, values: unknown[] = []): Promise<number> =>
  Number((await rows<{ n: string }>(sql, values))[0]?.n);
const timesOf = ({ times }: Department, what: string) => times.find((one) => one.what === what)!;
const sumOf = (weeks: readonly Week[]): number => weeks.reduce((sum, { count }) => sum + count, 0);

describe('the figures of the department', () => {
  it('each is the length of the list it opens', async () => {
    const shown = await figures();
    const pairs: [figure: number, path: string][] = [
      ...shown.arrivals.flatMap(({ from, before, count, severities }): [number, string][] => {
        const week = `/incidents?reportedFrom=${from}&reportedBefore=${before}`;
        return [
          [count, week],
          ...severities.map((one): [number, string] => [one.count, `${week}&severity=${one.code}`]),
        ];
      }),
      ...shown.phases.map(({ code, count }): [number, string] => [count, `/incidents?phase=${code}`]),
      [timesOf(shown, 'contact').lateNow ?? -1, '/incidents?callBack=late'],
      ...timesOf(shown, 'contact').weeks.flatMap(({ from, before, count, late }): [number, string][] => {
        const week = `/incidents?contactedFrom=${from}&contactedBefore=${before}`;
        return [
          [count, week],
          [late ?? -1, `${week}&contacted=late`],
        ];
      }),
      ...timesOf(shown, 'decision').weeks.map(({ from, before, count }): [number, string] => [
        count,
        `/expenses?decidedFrom=${from}&decidedBefore=${before}`,
      ]),
      ...timesOf(shown, 'payment').weeks.flatMap(({ from, before, count, late }): [number, string][] => {
        const week = `/payments?state=settled&settledFrom=${from}&settledBefore=${before}`;
        return [
          [count, week],
          [late ?? -1, `${week}&settled=late`],
        ];
      }),
      ...shown.workload.flatMap(({ personId, count, late, lanes }): [number, string][] => {
        const items = `/work-items?${personId === null ? 'state=unassigned' : `assignee=${personId}`}`;
        return [
          [count, items],
          [late, `${items}&due=late`],
          ...lanes.map((one): [number, string] => [one.count, `${items}&lane=${one.lane}`]),
        ];
      }),
      ...shown.ages.map(({ count, submittedFrom, submittedBefore }): [number, string] => [
        count,
        `/expenses?standing=undecided${submittedFrom ? `&submittedFrom=${submittedFrom}` : ''}${
          submittedBefore ? `&submittedBefore=${submittedBefore}` : ''
        }`,
      ]),
      ...[{ code: 'all', count: shown.longUnpaid.all.count }, ...shown.longUnpaid.reasons].map(
        ({ code, count }): [number, string] => [
          count,
          `/expenses?unpaid=${code}&submittedBefore=${shown.longUnpaid.submittedBefore}`,
        ],
      ),
      ...shown.massEvents.flatMap((event): [number, string][] => [
        [event.cases, `/incidents?commonCauseId=${event.id}`],
        [event.open, `/incidents?commonCauseId=${event.id}&standing=open`],
        [event.supportWaiting + event.supportRunning, `/support-requests?commonCauseId=${event.id}`],
      ]),
    ];
    for (const [figure, path] of pairs) expect([path, figure]).toEqual([path, await lengthOf(path)]);
    expect(shown.arrivals.length).toBe(13);
    const last = shown.arrivals.at(-1);
    expect([last?.from ?? '', today].toSorted()[1]).toBe(today);
    expect(last?.before).toBe(daysAfter(last?.from ?? '', 7));
  }, 120_000);

  it('and what its rows add up to, counted another way', async () => {
    const shown = await figures();
    expect(sumOf(shown.arrivals)).toBe(await number('SELECT count(*) AS n FROM incident'));
    const contact = timesOf(shown, 'contact');
    // three hours after the report, the promise is an hour; the others were reported by telephone
    expect(contact).toMatchObject({ promise: 60, lateNow: 0 });
    expect(contact.weeks.at(-1)).toMatchObject({ count: 1, late: 1 });
    expect(contact.weeks.at(-1)?.median).toBeGreaterThanOrEqual(180);
    expect(timesOf(shown, 'decision').weeks.at(-1)).toMatchObject({ count: 1, median: 0, p95: 0, late: null });
    // complete, paid and settled on one day: the first
    expect(timesOf(shown, 'payment').weeks.at(-1)).toMatchObject({ count: 1, median: 1, p95: 1, late: 0 });
    const items = await rows<{ assignee_id: string | null; many: number; late: number }>(
      `SELECT assignee_id, count(*)::int AS many, sum((due_at < now())::int)::int AS late FROM work_item
        WHERE state NOT IN ('done','ended') GROUP BY 1`,
    );
    const busy = shown.workload.filter(({ count }) => count > 0);
    expect(
      busy.map(({ personId, count, late }) => ({ assignee_id: personId, many: count, late })).toSorted(byId),
    ).toEqual(items.toSorted(byId));
    // who is on duty and how many items each may have, as it is said where somebody is named for a case
    const [incident] = await rows<{ id: string }>('SELECT id FROM incident LIMIT 1');
    const { items: adjusters } = await claims.desk.get<{ items: { id: string; capacity: number | null }[] }>(
      `/incidents/${incident?.id}/adjusters`,
    );
    const free = (of: { id: string | null; capacity: number | null }[]) =>
      of.flatMap(({ id, capacity }) => (capacity === null ? [] : [`${id} ${capacity}`])).toSorted();
    expect(free(shown.workload.map(({ personId, capacity }) => ({ id: personId, capacity })))).toEqual(free(adjusters));
    expect(free(adjusters).length).toBeGreaterThan(busy.length - 1);
    expect(shown.workload.reduce((sum, { yen }) => sum + yen, 0)).toBe(44_000 + 70_000 + 90_000);
    expect(shown.ages.map(({ code, count, yen }) => [code, count, yen])).toEqual([
      ['0-7', 1, 44_000],
      ['8-14', 0, 0],
      ['15-30', 0, 0],
      ['31-60', 2, 160_000],
      ['61', 0, 0],
    ]);
    expect(shown.longUnpaid).toMatchObject({
      submittedBefore: daysAfter(today, -30),
      all: { count: 2, yen: 160_000 },
      reasons: [{ code: 'papers', count: 2, yen: 160_000 }],
    });
    expect(shown.longUnpaid.oldest.map(({ expenseId, days, reasonJa }) => [expenseId, days, reasonJa])).toEqual(
      old.expenses.map(({ id }) => [id, 40, '資料待ち']),
    );
    expect(shown.largeLosses).toMatchObject({
      count: 1,
      items: [{ incidentId: old.id, paid: 0, reserve: 20_000_000, incurred: 20_000_000 }],
    });
    expect(shown.massEvents).toMatchObject([{ cases: 2, open: 2, institutions: 2, reserve: 20_000_000 }]);
    // 850,000 of 1,000,000 paid in one week, 44,000 asked for: half is used, one week says nothing of when
    expect(shown.exhaustion.filter(({ institutionId }) => institutionId === paid.institutionId)).toEqual([
      expect.objectContaining({
        bucket: 'response-expense',
        ...{ paid: 850_000, held: 0, asked: 44_000, remaining: 150_000 },
        ...{ forecast: 'too-few', reachedOn: null },
      }),
    ]);
  }, 60_000);

  it('what is corrected later changes the week it belongs to', async () => {
    const contactOf = (shown: Department): TimeWeek | undefined => timesOf(shown, 'contact').weeks.at(-1);
    // a call of ten minutes after the report, which was not written down that day
    const { reportedAt } = await desk.get<{ reportedAt: string }>(`/incidents/${paid.id}`);
    const calledAt = new Date(Date.parse(reportedAt) + 600_000).toISOString();
    await post(desk, `/incidents/${paid.id}/call-backs`, { reached: true, calledAt });
    const week = dayInJapan(calledAt) < (contactOf(await figures())?.from ?? '') ? -2 : -1;
    const called = await figures();
    expect(timesOf(called, 'contact').weeks.at(week)).toMatchObject({ count: 1, late: 0, median: 10, p95: 10 });
    expect(sumOf(timesOf(called, 'contact').weeks)).toBe(1);
    // the decision of three weeks ago, as if it had been; then the transfer comes back
    await asSuperuser(system.db.ownerUrl, async (client) => {
      await client.query('SET session_replication_role = replica');
      await client.query(
        `UPDATE ruling SET ruled_at = ruled_at - interval '21 days', final_at = final_at - interval '21 days'
          WHERE expense_id = $1`,
        [idOf(paid)],
      );
      await client.query(
        `UPDATE payment SET settled_on = settled_on - 21, last_day = settled_on - 22 WHERE incident_id = $1`,
        [paid.id],
      );
    });
    const moved = await figures();
    expect(timesOf(moved, 'decision').weeks.map(({ count }) => count)).toEqual(onlyAt(-4));
    expect(timesOf(moved, 'payment').weeks.map(({ count }) => count)).toEqual(onlyAt(-4));
    expect(timesOf(moved, 'payment').weeks.map(({ late }) => late)).toEqual(onlyAt(-4));
    const [{ id } = { id: '' }] = await cashiers.payments(paid.id, 1);
    const returned = await cashiers.post(cashiers.cashier, `/payments/${id}/returns`, {
      returnedOn: today,
      reason: '口座番号相違',
      mistake: 'payee',
    });
    expect([returned.status, returned.body]).toMatchObject([200, { state: 'returned' }]);
    const after = await figures();
    expect(sumOf(timesOf(after, 'payment').weeks)).toBe(0);
    expect(sumOf(timesOf(after, 'decision').weeks)).toBe(1);
  }, 60_000);

  it('all are of one moment; they are the head’s and the auditor’s, and the conditions the insurer’s', async () => {
    const auditor = await system.as('auditor@sonae.example');
    for (const path of [
      '/department',
      `/expenses?unpaid=all&submittedBefore=${today}`,
      `/incidents?contactedFrom=${today}&contacted=late`,
      `/payments?settledFrom=${today}&settled=late`,
      '/work-items?state=unassigned&due=late',
    ])
      expect([path, (await auditor.send('GET', path)).status]).toEqual([path, 200]);
    for (const email of ['adjuster@sonae.example', 'manager@sakura.example', 'admin@sonae.example'])
      expect([email, (await (await system.as(email)).send('GET', '/department')).status]).toEqual([email, 403]);
    const manager = await system.as('manager@sakura.example');
    for (const path of [
      '/expenses?unpaid=all',
      `/expenses?decidedFrom=${today}`,
      `/support-requests?commonCauseId=${(await figures()).massEvents[0]?.id}`,
    ])
      expect([path, (await manager.send('GET', path)).status]).toEqual([path, 403]);
    expect((await manager.send('GET', `/incidents?contactedFrom=${today}`)).status).toBe(403);
  }, 60_000);
});

const byId = (a: { assignee_id: string | null }, b: { assignee_id: string | null }): number =>
  (a.assignee_id ?? '').localeCompare(b.assignee_id ?? '');
/** 13 weeks with 1 in one of them, counted from the end. */
const onlyAt = (at: number): number[] => Array.from({ length: 13 }, (_, week) => (week === 13 + at ? 1 : 0));
