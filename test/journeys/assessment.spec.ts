import { limitsOf } from '#coverage';
import { systemActor } from '#database';
import { dayInJapan, monthsAway } from '#kernel';
import { postAct as postToLedger, type Posting } from '#limits';
import { periodById } from '#policies';
import { termsOf } from '#terms';
import { asSuperuser } from '../support/database.js';
import { enter } from '../support/policies.js';
import { freshKey, testSystem, type Session, type TestSystem } from '../support/system.js';

interface Assessment {
  readonly outcome: string;
  readonly textJa: string;
  readonly claimed?: number;
  readonly payable?: number;
  readonly wouldPay?: number;
  readonly reasons: readonly { readonly code: string }[];
  readonly steps: readonly { readonly code: string; readonly before: number; readonly after: number }[];
  readonly undecided: readonly { readonly code: string }[];
  readonly available: { readonly yen: number; readonly by: string } | null;
  readonly requestHash: string | null;
  readonly termsVersion: string | null;
}
interface Limit {
  readonly bucket: string;
  readonly limit: number;
  readonly paid: number;
  readonly held: number;
  readonly requested: number;
  readonly assessed: number;
  readonly remaining: number;
  readonly projected: number;
}
interface Case {
  readonly id: string;
  readonly version: number;
  readonly policyId: string;
  readonly coverageOutlook: string;
  readonly openCoverages: readonly { readonly code: string; readonly textJa: string }[];
  readonly limits: readonly Limit[] | null;
  readonly expenses: readonly { readonly id: string; readonly version: number; readonly assessment: Assessment }[];
}

let system: TestSystem;
let admin: Session;
let desk: Session;
const today = dayInJapan(new Date());

beforeAll(async () => {
  system = await testSystem();
  [admin, desk] = await Promise.all([system.as('admin@sonae.example'), system.as('support@sonae.example')]);
}, 60_000);
afterAll(async () => {
  await system?.stop();
});

/**
 * One moment: from the attack to its discovery it is an hour to the millisecond, which a test takes for a waiting time.
 */
const began = Date.now();
const attack = {
  reporter: { name: '見本 報告', phone: '03-5550-0000' },
  institutionName: '見本 医院',
  description: '電子カルテを開けない',
  cause: 'cyber-attack',
  country: 'JP',
  attackConfirmed: true,
  occurredAt: new Date(began - 7_200_000).toISOString(),
  discoveredAt: new Date(began - 3_600_000).toISOString(),
  premises: 'insured-facility',
  perpetrator: 'outsider',
};
const cost = (category: string, amount: number, more: object = {}): object => ({
  category,
  amount,
  incurredOn: today,
  ...more,
});

/** A clinic of plan 1: 1,000,000 yen of response expenses within 10,000,000 yen. */
async function clinic(more: object = {}): Promise<{ id: string; institutionId: string }> {
  const institution = { name: `見本医院 ${freshKey()}`, kind: 'general-clinic', corporationKind: 'individual' };
  const inceptionDate = monthsAway(today, -3);
  return enter(admin, { institution, plan: 1, inceptionDate, expiryDate: monthsAway(inceptionDate, 12), ...more });
}

async function report(
  policy: { id: string; institutionId: string },
  expenses: object[],
  facts: object = {},
): Promise<Case> {
  const reported = await desk.send<Case>('POST', '/incidents', {
    key: freshKey(),
    body: { ...attack, ...facts, expenses },
  });
  expect(reported.body).toMatchObject({ coverageOutlook: 'pending' });
  expect(reported.body.expenses.map(({ assessment }) => assessment.outcome)).toEqual(
    expenses.map(() => 'not-assessed'),
  );
  const matched = await desk.send('POST', `/incidents/${reported.body.id}/matches`, {
    key: freshKey(),
    body: { institutionId: policy.institutionId, policyId: policy.id },
  });
  expect(matched.status).toBe(200);
  return settled(reported.body.id);
}

async function settled(id: string): Promise<Case> {
  await system.settled();
  return desk.get<Case>(`/incidents/${id}`);
}

async function posted(policyId: string, incidentId: string, posting: Partial<Posting>): Promise<void> {
  await system.db.database.transaction(systemActor('arranging'), async (tx) => {
    await tx.lockCases([incidentId]);
    const period = await periodById(tx, policyId);
    const plan = period && limitsOf(termsOf(period.termsVersion), period.institutionKind, period.plan);
    if (!period || !plan) throw new Error('no period');
    const hold = {
      kind: 'hold',
      takes: 'limit',
      coverage: 'response-expense',
      yen: 1,
      reference: 'expense:1',
    } as const;
    await postToLedger(tx, period, plan, { incidentId, postings: [{ ...hold, ...posting }] });
  });
}

const runs = (id: string): Promise<number> =>
  asSuperuser(system.db.ownerUrl, async (client) => {
    const { rows } = await client.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM coverage_outlook WHERE incident_id = $1',
      [id],
    );
    return rows[0]?.n ?? 0;
  });
const figures = ({ expenses }: Case): unknown[] =>
  expenses.map(({ assessment: { outcome, payable, wouldPay } }) => [outcome, payable, wouldPay]);

describe('what every expense of a case would get', () => {
  it('is assessed by the workers, in order of submission, with its reasons, the rest of the limit and what nobody has claimed', async () => {
    const policy = await clinic();
    const shown = await report(policy, [
      cost('damage-and-cause-investigation', 700_000),
      cost('call-center', 500_000, { tax: 50_000 }),
      cost('equipment-repair', 200_000),
    ]);
    expect(figures(shown)).toEqual([
      ['payable', 700_000, 700_000],
      ['reduced', 300_000, 300_000],
      ['refer', 0, 0],
    ]);
    const [, second, third] = shown.expenses.map(({ assessment }) => assessment);
    expect(second).toMatchObject({
      claimed: 550_000,
      steps: [{ code: 'sub-limit', before: 550_000, after: 300_000 }],
      termsVersion: '2026-11',
      requestHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(second?.textJa).toContain('550,000円のうち、300,000円をお支払いできる見込みです。');
    expect(third).toMatchObject({ undecided: [{ code: 'equipment-repair-undecided' }] });
    expect(shown.openCoverages.map(({ code }) => code)).toEqual([
      'media-apology',
      'condolence',
      'data-restoration',
      'prevention-consulting',
      'prevention-planning',
      'expert-advice',
    ]);
    expect(shown.limits).toMatchObject([
      {
        bucket: 'response-expense',
        limit: 1_000_000,
        held: 0,
        requested: 1_450_000,
        assessed: 1_000_000,
        remaining: 1_000_000,
        projected: 0,
      },
      { bucket: 'aggregate', limit: 10_000_000, requested: 1_450_000, assessed: 1_000_000, projected: 9_000_000 },
      { bucket: 'deductible', limit: 0 },
    ]);
  });

  it('is assessed again when a fact changes, and each run is kept', async () => {
    const policy = await clinic();
    const first = await report(policy, [cost('call-center', 100_000)], { attackConfirmed: null });
    expect(figures(first)).toEqual([['refer', 0, 100_000]]);
    expect(first.expenses[0]?.assessment.undecided).toMatchObject([{ code: 'attack-not-confirmed' }]);
    const before = await runs(first.id);
    const corrected = await desk.send('PATCH', `/incidents/${first.id}`, {
      version: first.version,
      body: { attackConfirmed: true },
    });
    expect(corrected.status).toBe(200);
    expect(figures(await settled(first.id))).toEqual([['payable', 100_000, 100_000]]);
    expect(await runs(first.id)).toBeGreaterThan(before);
  });

  it('is assessed again when another expense of the case changes', async () => {
    const policy = await clinic();
    const shown = await report(policy, [cost('call-center', 900_000), cost('media-apology', 400_000)]);
    expect(figures(shown)).toEqual([
      ['payable', 900_000, 900_000],
      ['reduced', 100_000, 100_000],
    ]);
    const [first] = shown.expenses;
    const corrected = await desk.send('PATCH', `/expenses/${first?.id}`, {
      version: first?.version ?? 0,
      body: { amount: 200_000, reason: '請求書の額に合わせる' },
    });
    expect(corrected.status).toBe(200);
    expect(figures(await settled(shown.id))).toEqual([
      ['payable', 200_000, 200_000],
      ['payable', 400_000, 400_000],
    ]);
  });

  it('counts what other cases of the member were promised, as soon as it is promised', async () => {
    const policy = await clinic();
    const [one, other] = [
      await report(policy, [cost('call-center', 400_000)]),
      await report(policy, [cost('call-center', 400_000)]),
    ];
    expect(figures(one)).toEqual([['payable', 400_000, 400_000]]);
    await posted(policy.id, other.id, { yen: 900_000 });
    expect(figures(await settled(one.id))).toEqual([['reduced', 100_000, 100_000]]);
    const limits = await desk.get<{ limits: Limit[] }>(`/policies/${policy.id}/limits`);
    expect(limits).toMatchObject({
      policyId: policy.id,
      scopeSettled: false,
      openCases: 2,
      limits: [
        // each case is assessed as if it came next, so together they are assessed at more than is left
        {
          bucket: 'response-expense',
          held: 900_000,
          requested: 800_000,
          assessed: 200_000,
          remaining: 100_000,
          projected: 0,
        },
        {
          bucket: 'aggregate',
          held: 900_000,
          requested: 800_000,
          assessed: 200_000,
          remaining: 9_100_000,
          projected: 8_900_000,
        },
        { bucket: 'deductible' },
        { bucket: 'deductible' },
      ],
    });
  });

  it('a line without the figures it is computed from says which, and holds up no other', async () => {
    const policy = await clinic({ businessInterruption: { limit: 50_000_000, waitingHours: 1 } });
    const shown = await report(
      policy,
      [
        cost('lost-profit', 5_000_000, { interruption: { standardRevenue: 10_000_000, profitRate: 0.5 } }),
        cost('business-continuation', 300_000, { interruption: { avoidedCosts: 100_000, actualRevenue: 1 } }),
      ],
      { systemStop: { kind: 'caused', from: attack.occurredAt, to: attack.discoveredAt } },
    );
    expect(figures(shown)[0]).toEqual(['not-assessed', undefined, undefined]);
    expect(shown.expenses[0]?.assessment.textJa).toBe(
      '計算に必要な次の項目がないか、正しくないため、まだ確認できません：実際の売上、支出を免れた経常費。',
    );
    // a stop of exactly the waiting time pays nothing
    expect(figures(shown)[1]).toEqual(['not-payable', 0, 0]);
  });

  it('what is claimed is not among what nobody has claimed, though the engine was not given the line', async () => {
    const policy = await clinic({ businessInterruption: { limit: 50_000_000, waitingHours: 1 } });
    const shown = await report(policy, [cost('lost-profit', 5_000_000)]);
    const open = shown.openCoverages.map(({ code }) => code);
    expect(open).toContain('revenue-decline-prevention');
    expect(open).not.toContain('lost-profit');
  });

  it('while facts are missing nothing is guessed, and the line says which', async () => {
    const shown = await report(await clinic(), [cost('call-center', 1)], { cause: null });
    expect(shown.expenses[0]?.assessment).toMatchObject({
      outcome: 'not-assessed',
      requestHash: null,
      textJa: expect.stringContaining('事故の原因'),
    });
    expect(shown.limits?.[0]).toMatchObject({ requested: 1, assessed: 0 });
  });

  it('limits are for the manager, not for the reporter; both read what their lines would get', async () => {
    const [manager, reporter] = [await system.as('manager@sakura.example'), await system.as('reporter@sakura.example')];
    const reported = await manager.send<Case>('POST', '/incidents', {
      key: freshKey(),
      body: { ...attack, expenses: [cost('call-center', 100_000)] },
    });
    await system.settled();
    const [of, to] = [
      await manager.get<Case>(`/incidents/${reported.body.id}`),
      await reporter.get<Case>(`/incidents/${reported.body.id}`),
    ];
    expect(of.limits?.map(({ bucket }) => bucket)).toEqual(expect.arrayContaining(['response-expense', 'aggregate']));
    expect(of.expenses[0]?.assessment.textJa).toContain('残りは');
    expect(to.limits).toBeNull();
    expect(to.expenses[0]?.assessment).toMatchObject({ outcome: 'payable', available: { yen: 100_000 } });
    expect(to.expenses[0]?.assessment.textJa).not.toContain('残り');
    expect((await reporter.send('GET', `/policies/${of.policyId}/limits`)).status).toBe(403);
    expect((await manager.send('GET', `/policies/${of.policyId}/limits`)).status).toBe(200);
    const stranger = await system.as('manager@midori.example');
    expect((await stranger.send('GET', `/policies/${of.policyId}/limits`)).status).toBe(404);
  });

  it('a case as it stood shows what its lines were assessed at then', async () => {
    const policy = await clinic();
    const first = await report(policy, [cost('call-center', 100_000)], { attackConfirmed: null });
    const then = new Date().toISOString();
    await desk.send('PATCH', `/incidents/${first.id}`, { version: first.version, body: { attackConfirmed: true } });
    expect(figures(await settled(first.id))).toEqual([['payable', 100_000, 100_000]]);
    const past = await desk.get<Case>(`/incidents/${first.id}?at=${encodeURIComponent(then)}`);
    expect(past.expenses[0]?.assessment).toMatchObject({ outcome: 'refer', available: null });
    expect(past.limits).toBeNull();
  });

  it('says whether the assessment or the ledger is the smaller', async () => {
    const policy = await clinic();
    const one = await report(policy, [cost('call-center', 400_000)]);
    expect(one.expenses[0]?.assessment.available).toMatchObject({ yen: 400_000, by: 'assessment' });
    // posted, and the worker has not heard of it yet
    await asSuperuser(system.db.ownerUrl, async (client) => {
      await client.query('INSERT INTO limit_account VALUES ($1, $2, 10000000, 1000000)', [
        policy.id,
        policy.institutionId,
      ]);
      await client.query(
        `INSERT INTO limit_posting (id, act, member_period_id, institution_id, incident_id, kind, takes, coverage, yen,
           reference)
         VALUES (gen_random_uuid(), gen_random_uuid(), $1, $2, $3, 'hold', 'limit', 'response-expense', 900000,
           'expense:1')`,
        [policy.id, policy.institutionId, one.id],
      );
    });
    const now = await desk.get<Case>(`/incidents/${one.id}`);
    expect(now.expenses[0]?.assessment).toMatchObject({ payable: 400_000, available: { yen: 100_000, by: 'ledger' } });
  });
});
