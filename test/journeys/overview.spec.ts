import { dayInJapan } from '#kernel';
import { daysAfter } from '#platform';
import { Cashiers } from '../support/cashiers.js';
import { Claims, cost, idOf, post, today } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { freshKey, testSystem, type Session, type TestSystem } from '../support/system.js';

interface Counted {
  readonly code: string;
  readonly count: number;
}
interface Dashboard {
  readonly asOf: string;
  readonly tiles: readonly Counted[];
  readonly phases: readonly Counted[];
  readonly ages: readonly (Counted & { reportedFrom: string | null; reportedBefore: string | null })[];
  readonly lanes: readonly {
    lane: string;
    undecided: { count: number; yen: number };
    approved: { count: number; yen: number };
    paid: { count: number; yen: number };
  }[];
  readonly nearLimits: readonly {
    institutionId: string;
    bucket: string;
    limit: number;
    remaining: number;
    held: number;
  }[];
}
interface Line {
  readonly id: string;
  readonly state: string;
  readonly nextAct: { readonly code: string; readonly by: string | null } | null;
  readonly ownerName: string | null;
  readonly limitLeft: number | null;
  readonly phases: readonly string[];
  readonly reportedAt: string;
}

let system: TestSystem;
let claims: Claims;
let cashiers: Cashiers;
let desk: Session;

beforeAll(async () => {
  system = await testSystem();
  claims = await Claims.on(system);
  cashiers = await Cashiers.on(system);
  ({ desk } = claims);
}, 60_000);
afterAll(async () => {
  await system.stop();
});

/** As counted after now: by a worker, every few seconds. */
async function dashboard(): Promise<Dashboard> {
  const since = Date.now();
  for (;;) {
    const shown = await desk.get<Dashboard>('/dashboard');
    if (Date.parse(shown.asOf) > since) return shown;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
const all = async <T>(path: string, by: Session = desk): Promise<T[]> => {
  const items: T[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { items: T[]; nextCursor: string | null } = await by.get(
      `${path}${path.includes('?') ? '&' : '?'}limit=2${cursor ? `&cursor=${cursor}` : ''}`,
    );
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
};
const lineOf = async (id: string): Promise<Line | undefined> =>
  (await all<Line>('/incidents')).find((line) => line.id === id);

describe('the overview', () => {
  it('every figure is the length of the list it opens; amounts by hand', async () => {
    const policy = await claims.policy({ plan: 1 });
    const one = await claims.inReview(
      policy,
      [cost('call-center', 850_000), cost('data-restoration', 40_000, { tax: 4_000 })],
      { facts: { channel: 'web' } },
    );
    const senior = await system.as('senior@sonae.example');
    const other = await system.as('senior2@sonae.example');
    const proposed = await claims.propose(senior, idOf(one));
    if (proposed.body.state === 'open') await claims.sign(other, proposed.body.id);
    const reported = await post<{ id: string }>(desk, '/incidents', {
      reporter: { name: '見本', phone: '03-5550-0000' },
      institutionName: '見本 医院',
      description: '電子カルテが開けない',
    });
    await system.settled();
    // one case of each age, at both ends of its days; that of a week ago is not triaged, as cases could be that were
    // decided on before
    await asSuperuser(system.db.ownerUrl, (client) =>
      client.query(
        `UPDATE incident
           SET state = 'reported', reported_at = ($2::date - 7)::timestamp AT TIME ZONE 'Asia/Tokyo'
           WHERE id = $1`,
        [one.id, today],
      ),
    );
    const shown = await dashboard();

    const tile = (code: string): number => shown.tiles.find((found) => found.code === code)?.count ?? -1;
    expect(tile('new')).toBe((await all('/incidents?state=reported')).length);
    expect(tile('to-open')).toBe((await all('/incidents?state=triaged')).length);
    expect(tile('support-amber')).toBe((await all('/support-requests?state=amber')).length);
    expect(tile('unassigned')).toBe((await all('/work-items?state=unassigned')).length);
    expect(tile('proposed')).toBe((await all('/expenses?state=proposed')).length);
    expect(tile('consent-asked')).toBe((await all('/pre-approvals?state=requested')).length);
    expect(tile('to-pay')).toBe((await all('/payments?state=scheduled', cashiers.cashier)).length);
    const { items: queues } = await cashiers.cashier.get<{ items: { queue: string; count: number }[] }>(
      '/payment-queues',
    );
    const queued = (name: string) => queues.find(({ queue }) => queue === name)?.count;
    expect([tile('account-wanted'), tile('to-pay')]).toEqual([queued('account'), queued('scheduled')]);
    // reported a week ago and not called back
    expect(tile('call-back-late')).toBe(1);
    expect((await all('/incidents?callBack=late')).length).toBe(1);
    expect(tile('late')).toBe((await all('/work-items?due=late')).length);
    for (const { code, count } of shown.phases)
      expect([code, count]).toEqual([code, (await all(`/incidents?phase=${code}`)).length]);
    for (const { code, count, reportedFrom, reportedBefore } of shown.ages) {
      const bounds =
        (reportedFrom ? `&reportedFrom=${reportedFrom}` : '') +
        (reportedBefore ? `&reportedBefore=${reportedBefore}` : '');
      expect([code, count]).toEqual([code, (await all(`/incidents?standing=open${bounds}`)).length]);
    }
    expect(shown.ages.find(({ code }) => code === '2-7')).toMatchObject({
      count: 1,
      reportedFrom: daysAfter(today, -7),
      reportedBefore: daysAfter(today, -1),
    });
    for (const lane of shown.lanes)
      for (const standing of ['undecided', 'approved', 'paid'] as const)
        expect([lane.lane, standing, lane[standing].count]).toEqual([
          lane.lane,
          standing,
          (await all(`/expenses?lane=${lane.lane}&standing=${standing}`)).length,
        ]);
    expect(shown.lanes.find(({ lane }) => lane === 'call-center')).toMatchObject({
      undecided: { count: 0, yen: 0 },
      approved: { count: 1, yen: 850_000 },
    });
    expect(shown.lanes.find(({ lane }) => lane === 'data-restoration')).toMatchObject({
      undecided: { count: 1, yen: 44_000 },
    });
    // 1,000,000 yen of response expenses, 850,000 promised: 15 % left
    expect(shown.nearLimits).toEqual([
      expect.objectContaining({
        institutionId: policy.institutionId,
        bucket: 'response-expense',
        limit: 1_000_000,
        held: 850_000,
        remaining: 150_000,
      }),
    ]);
    expect(reported.status).toBe(201);
  }, 60_000);

  it('is the insurer’s: no institution, agent or administrator reads it', async () => {
    for (const email of ['manager@sakura.example', 'agent@hikari.example', 'admin@sonae.example'])
      expect([email, (await (await system.as(email)).send('GET', '/dashboard')).status]).toEqual([email, 403]);
  });
});

describe('the list of cases', () => {
  it('says what is next, until when, who has it and what is left, as the case goes on', async () => {
    const policy = await claims.policy({ plan: 3 });
    const { id } = await claims.inReview(policy, [cost('call-center', 300_000)], {
      facts: { channel: 'web' },
      open: false,
    });
    const reported = await lineOf(id);
    expect(reported).toMatchObject({
      state: 'reported',
      nextAct: { code: 'triage' },
      ownerName: null,
      limitLeft: 10_000_000,
    });
    expect(Date.parse(reported?.nextAct?.by ?? '') - Date.parse(reported?.reportedAt ?? '')).toBe(60 * 60_000);
    await post(desk, `/incidents/${id}/call-backs`, { reached: true });
    expect((await lineOf(id))?.nextAct).toMatchObject({ code: 'triage', by: null });
    await post(desk, `/incidents/${id}/transitions`, { to: 'triaged', severity: 'high' });
    expect((await lineOf(id))?.nextAct).toMatchObject({ code: 'open', by: null });
    const holder = await claims.holder(idOf(await claims.case(id)));
    await post(desk, `/incidents/${id}/transitions`, { to: 'open' });
    const name = (await holder.get<{ user: { displayName: string } }>('/me')).user.displayName;
    expect(await lineOf(id)).toMatchObject({ nextAct: { code: 'review' }, ownerName: name, phases: ['investigation'] });
    await claims.propose(holder, idOf(await claims.case(id)));
    expect(await lineOf(id)).toMatchObject({ nextAct: { code: 'pay' }, limitLeft: 9_700_000 });
  });

  it('goes oldest first where that is asked, page by page without a gap', async () => {
    const lines = await all<Line>('/incidents?sort=oldest');
    const newest = await all<Line>('/incidents');
    expect(lines.map(({ id }) => id)).toEqual(newest.map(({ id }) => id).toReversed());
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    expect(dayInJapan(lines[0]?.reportedAt ?? '') <= today).toBe(true);
  });

  it('tells an institution its own cases, without what is the insurer’s inside', async () => {
    const manager = await system.as('manager@sakura.example');
    const made = await manager.send<{ id: string }>('POST', '/incidents', {
      key: freshKey(),
      body: {
        reporter: { name: '見本', phone: '03-5550-0000' },
        description: 'サーバーが止まった',
        expenses: [cost('call-center', 1_000)],
      },
    });
    await system.settled();
    const lines = await all<Line>('/incidents', manager);
    expect(lines.map(({ id }) => id)).toEqual([made.body.id]);
    expect(lines[0]).toMatchObject({ nextAct: null, ownerName: null });
    expect((await all<{ incidentId: string }>('/expenses', manager)).map(({ incidentId }) => incidentId)).toEqual([
      made.body.id,
    ]);
    expect(await all('/expenses', await system.as('manager@midori.example'))).toEqual([]);
  });
});

describe('what can be approved with others', () => {
  interface Approvable {
    readonly expenseId: string;
    readonly assessed: number;
    readonly flags: readonly { code: string }[];
  }
  it('is what is payable as claimed, within the own authority and without a flag; each other line says why not', async () => {
    const policy = await claims.policy({ plan: 3 });
    const claimed = await claims.inReview(policy, [
      cost('call-center', 100_000, { vendorName: '見本A' }),
      cost('call-center', 5_000_000, { vendorName: '見本B' }),
      cost('call-center', 70_000, { vendorName: '見本C', invoiceNumber: 'DUP-1' }),
      cost('call-center', 70_000, { vendorName: '見本C', invoiceNumber: 'DUP-1' }),
    ]);
    const bare = await claims.inReview(await claims.policy({ plan: 3 }), [cost('call-center', 10_000)], {
      papers: false,
    });
    const unchecked = await claims.inReview(await claims.policy({ plan: 3 }), [cost('call-center', 20_000)], {
      checks: false,
    });
    const found = new Map<string, Approvable>();
    const ids = [...claimed.expenses, ...bare.expenses, ...unchecked.expenses].map(({ id }) => id);
    for (const holder of new Set(await Promise.all(ids.map((id) => claims.holder(id)))))
      for (const item of (await holder.get<{ items: Approvable[] }>('/approvable-expenses')).items)
        found.set(item.expenseId, item);
    const flagsOf = (id: string): string[] | undefined => found.get(id)?.flags.map(({ code }) => code);
    expect(flagsOf(idOf(claimed, 0))).toEqual([]);
    expect(found.get(idOf(claimed, 0))?.assessed).toBe(100_000);
    expect(flagsOf(idOf(claimed, 1))).not.toEqual([]);
    for (const at of [2, 3]) expect(flagsOf(idOf(claimed, at))).toEqual(['decisions.duplicate-open']);
    expect(flagsOf(idOf(bare))?.toSorted()).toEqual([
      'evidence-missing.call-log',
      'evidence-missing.contract',
      'evidence-missing.invoice',
    ]);
    expect(flagsOf(idOf(unchecked))).toEqual([
      'decisions.check-missing.premium-received',
      'decisions.check-missing.declaration-compared',
      'decisions.check-missing.other-insurance',
      'decisions.check-missing.vendor-compensation',
    ]);
    // what is said to be clean is approved at once by its own proposal
    const proposed = await claims.propose(await claims.holder(idOf(claimed, 0)), idOf(claimed, 0));
    expect([proposed.status, proposed.body.state, proposed.body.amount]).toEqual([201, 'approved', 100_000]);
  });
});

describe('the file for the bank', () => {
  it('is read back field by field, before and after it is released; releasers are the people of payments', async () => {
    const policy = await claims.policy({ plan: 3 });
    const claimed = await claims.inReview(policy, [cost('call-center', 120_000)]);
    await cashiers.account(policy.institutionId);
    const senior = await system.as('senior@sonae.example');
    const proposed = await claims.propose(senior, idOf(claimed));
    if (proposed.body.state === 'open') await claims.sign(await system.as('senior2@sonae.example'), proposed.body.id);
    await cashiers.makeFinal(claimed.id);
    const built = await cashiers.build(await cashiers.payments(claimed.id, 1));
    const path = `/payment-batches/${built.body.id}/transfer-records`;
    interface Records {
      records: { nameEn: string; fields: { nameEn: string; text: string }[]; faults: unknown[] }[];
    }
    const before = await cashiers.cashier.get<Records>(path);
    expect(before.records.map(({ nameEn, faults }) => [nameEn, faults])).toEqual([
      ['Header', []],
      ['Transfer', []],
      ['Trailer', []],
      ['End', []],
    ]);
    const text = (record: number, field: string): string | undefined =>
      before.records[record]?.fields.find(({ nameEn }) => nameEn === field)?.text.trimEnd();
    expect([text(1, 'Amount'), text(1, 'Payee'), text(1, 'Bank'), text(2, 'Total')]).toEqual([
      '0000120000',
      'ｲ)ﾐﾎﾝｶｲ',
      '0009',
      '000000120000',
    ]);
    expect(
      (await cashiers.post(cashiers.releaser, `/payment-batches/${built.body.id}/transitions`, { to: 'released' }))
        .status,
    ).toBe(200);
    expect(await cashiers.cashier.get<Records>(path)).toEqual(before);
    expect((await desk.send('GET', path)).status).toBe(403);
  });
});
