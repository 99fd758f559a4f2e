import { Cashiers } from '../support/cashiers.js';
import { Claims, cost, idOf, post, type Decision } from '../support/claims.js';
import { fileNeededPapers } from '../support/papers.js';
import { Pages } from '../support/pages.js';
import { testSystem, type Session, type TestSystem } from '../support/system.js';

interface LimitAfter {
  readonly bucket: string;
  readonly remaining: number;
  readonly remainingAfter: number;
}
interface Preview {
  readonly assessed: number;
  readonly limits: readonly LimitAfter[];
  readonly months: readonly { readonly line: number; readonly part: number }[];
  readonly questions: readonly { readonly code: string }[];
}
interface Limit {
  readonly bucket: string;
  readonly remaining: number;
}

let system: TestSystem;
let claims: Claims;
let cashiers: Cashiers;
let pages: Pages;
let senior: Session;
let second: Session;
let manager: Session;

beforeAll(async () => {
  system = await testSystem();
  claims = await Claims.on(system);
  cashiers = await Cashiers.on(system);
  pages = await Pages.of(system);
  [senior, second, manager] = await Promise.all([
    system.as('senior@sonae.example'),
    system.as('senior2@sonae.example'),
    system.as('manager@sakura.example'),
  ]);
}, 120_000);
afterAll(async () => {
  pages?.stop();
  await system?.stop();
});

/** The policy of an institution that has a manager. */
async function sakura(): Promise<{ id: string; institutionId: string }> {
  const { items } = await claims.desk.get<{ items: { id: string; institutionId: string; inForce: boolean }[] }>(
    `/policies?q=${encodeURIComponent('さくら総合病院')}`,
  );
  const found = items.find(({ inForce }) => inForce);
  if (!found) throw new Error('no policy in force');
  return found;
}
const previewOf = (id: string): Promise<Preview> => senior.get<Preview>(`/expenses/${id}/decision-preview`);
const limitsOf = async (caseId: string): Promise<[string, number][]> =>
  (await senior.get<{ limits: Limit[] }>(`/incidents/${caseId}`)).limits.map(({ bucket, remaining }) => [
    bucket,
    remaining,
  ]);
/** Everything that is open is answered "covered", and a second signs where that is needed. */
async function approve(id: string, path = `/expenses/${id}/decisions`): Promise<Decision> {
  const { questions } = await previewOf(id);
  const answers = questions.map(({ code }) => ({ code, answer: 'covered', reason: '見本' }));
  const made = await post<Decision>(senior, path, { kind: 'approve', textJa: '査定額どおりお支払いします。', answers });
  const signed = made.body.state === 'open' ? await claims.sign(second, made.body.id) : made;
  expect([signed.body.code, signed.body.state]).toEqual([undefined, 'approved']);
  return signed.body;
}
/** The lines from one heading on, up to another. */
function between(lines: readonly string[], from: string, to: string): string[] {
  const start = lines.lastIndexOf(from);
  const end = lines.indexOf(to, start);
  return lines.slice(start, end === -1 ? undefined : end);
}

describe('the preview of a decision', () => {
  it('is what the ledger posts, in every limit and in the deductible: damages lower the aggregate alone', async () => {
    const policy = await claims.policy({ plan: 3, deductible: 100_000 });
    const shown = await claims.inReview(
      policy,
      [
        cost('damages', 1_500_000, {
          liability: {
            legalLiability: true,
            inCourseOfBusiness: true,
            accidental: true,
            bodilyInjuryOrPropertyDamage: false,
          },
        }),
        cost('call-center', 400_000),
      ],
      { facts: { thirdPartyClaim: true } },
    );
    const entered = await post<{ items: { id: string }[] }>(claims.desk, `/incidents/${shown.id}/claimants`, {
      name: '見本 太郎',
    });
    const claimantId = entered.body.items[0]?.id;
    await post(senior, `/expenses/${idOf(shown)}/claimants`, { claimantId, payTo: 'institution' });
    for (const at of [0, 1]) {
      const { limits } = await previewOf(idOf(shown, at));
      expect(limits.map(({ bucket, remaining }) => [bucket, remaining])).toEqual(await limitsOf(shown.id));
      await approve(idOf(shown, at));
      expect(limits.map(({ bucket, remainingAfter }) => [bucket, remainingAfter])).toEqual(await limitsOf(shown.id));
      if (at === 0)
        expect(limits.find(({ bucket }) => bucket === 'response-expense')).toMatchObject({
          remaining: 10_000_000,
          remainingAfter: 10_000_000,
        });
    }
  }, 120_000);

  const facts = {
    systemStop: {
      kind: 'caused',
      from: new Date(Date.now() - 6_000_000).toISOString(),
      to: new Date(Date.now() - 4_000_000).toISOString(),
    },
    occurredAt: new Date(Date.now() - 7_200_000).toISOString(),
    discoveredAt: new Date(Date.now() - 6_600_000).toISOString(),
  };
  const month = (yen: number): object =>
    cost('lost-profit', yen, {
      interruption: { standardRevenue: yen, actualRevenue: 0, profitRate: 1, avoidedOrdinaryExpenses: 0 },
    });

  it('of business interruption is its statement, which is said once: each month says its part', async () => {
    const policy = await claims.policy({ plan: 3, businessInterruption: { limit: 5_000_000, waitingHours: 0 } });
    const shown = await claims.inReview(policy, [month(1_000_000), month(2_500_000), month(3_000_000)], { facts });
    const preview = await previewOf(idOf(shown, 2));
    expect(preview).toMatchObject({ assessed: 5_000_000 });
    expect(preview.limits.find(({ bucket }) => bucket === 'business-interruption')).toMatchObject({
      remaining: 5_000_000,
      remainingAfter: 0,
    });
    await approve(idOf(shown, 2), `/incidents/${shown.id}/statements`);
    expect(preview.limits.map(({ bucket, remainingAfter }) => [bucket, remainingAfter])).toEqual(
      await limitsOf(shown.id),
    );
    const ruled = (await claims.case(shown.id)).expenses.map(({ ruling }) => ruling?.amount);
    expect(ruled).toEqual([1_000_000, 2_500_000, 1_500_000]);
    await cashiers.makeFinal(shown.id);
    const lines = await pages.lines(senior, `/cases/${shown.id}`);
    const rows = lines.filter((line) => /^明細\d\t/.test(line));
    expect(rows.map((row) => row.split('\t').at(-1))).toEqual([
      '1,000,000円　この月の分です。明細3とまとめて決定しました。',
      '2,500,000円　この月の分です。明細3とまとめて決定しました。',
      expect.stringContaining('1,500,000円　この月の分です。まとめて決定した明細1・2・3の合計は5,000,000円です。'),
    ]);
    expect(lines.join('\n').match(/合計は5,000,000円/g)).toHaveLength(1);
  }, 120_000);
});

describe('lines to be approved together', () => {
  it('show their assessment and the hurdle beside it', async () => {
    const shown = await claims.inReview(await claims.policy(), [cost('call-center', 236_165)], {
      checks: false,
      papers: false,
    });
    const holder = await claims.holder(idOf(shown));
    const item = async (): Promise<unknown> =>
      (await holder.get<{ items: { expenseId: string }[] }>('/approvable-expenses')).items.find(
        ({ expenseId }) => expenseId === idOf(shown),
      );
    const codes = (code: string): unknown => expect.arrayContaining([expect.objectContaining({ code })]);
    expect(await item()).toMatchObject({
      claimed: 236_165,
      assessed: 236_165,
      flags: codes('decisions.check-missing.premium-received'),
    });
    await claims.check(shown.id);
    expect(await item()).toMatchObject({ claimed: 236_165, assessed: 236_165 });
    expect(await item()).not.toMatchObject({ flags: [] });
    await fileNeededPapers(system, claims.desk, shown.id, [idOf(shown)]);
    expect(await item()).toMatchObject({ assessed: 236_165, flags: [] });
    const lines = await pages.lines(holder, '/work?view=ready');
    expect(lines.filter((line) => line.includes('236,165\t236,165'))).toHaveLength(1);
  }, 120_000);
});

describe('limits', () => {
  it('are one box: this case, each other case by name, what is left; the same on every page, and the deductible is none', async () => {
    const policy = await sakura();
    const [one, other] = [
      await claims.inReview(policy, [cost('call-center', 400_000)]),
      await claims.inReview(policy, [cost('call-center', 250_000), cost('call-center', 300_000)]),
    ];
    await approve(idOf(other));
    await system.settled(60_000);
    const numberOf = async (id: string): Promise<string> =>
      (await claims.desk.get<{ caseNumber: string }>(`/incidents/${id}`)).caseNumber;
    const number = await numberOf(other.id);
    const boxes = await Promise.all(
      (
        [
          [manager, `/cases/${one.id}`],
          [senior, `/cases/${one.id}`],
          [senior, `/expenses/${idOf(one)}`],
        ] as const
      ).map(async ([by, path]) =>
        between(await pages.lines(by, path), '事故対応特別費用の支払限度額', '保険期間中の合計支払限度額'),
      ),
    );
    expect(boxes[1]).toEqual(boxes[0]);
    expect(boxes[2]).toEqual(boxes[0]);
    const text = boxes[0]?.join(' ') ?? '';
    expect(text).toContain(
      'この事案 お支払い済み 0円 お支払い予定額 0円 ご請求中の額（まだ決まっていない額） 400,000円',
    );
    expect(text).toMatch(
      new RegExp(
        `ほかの事案 ${number} お支払い済み 0円 お支払い予定額 \\S+ ご請求中の額（まだ決まっていない額） 300,000円`,
      ),
    );
  }, 120_000);

  it('after everything expected in the case are one sentence with one figure for hospital and adjuster', async () => {
    const shown = await claims.inReview(await sakura(), [
      cost('call-center', 700_000),
      cost('damage-and-cause-investigation', 300_000, { outsourced: true }),
    ]);
    const said = async (by: Session, path: string): Promise<string[]> =>
      (await pages.lines(by, path)).flatMap((line) => line.match(/この事案の見込みをすべて差し引くと[^。]*。/g) ?? []);
    const read = await Promise.all(
      ([manager, senior] as const).flatMap((by) => [
        said(by, `/cases/${shown.id}`),
        said(by, `/expenses/${idOf(shown)}`),
        said(by, `/expenses/${idOf(shown, 1)}`),
      ]),
    );
    expect(new Set(read.flat()).size).toBe(1);
    expect(read.every((sentences) => sentences.length > 0)).toBe(true);
  }, 120_000);

  it('before a decision an amount is an expectation, and says what it depends on', async () => {
    const shown = await claims.inReview(await sakura(), [cost('call-center', 120_000)], { papers: false });
    const text = (await pages.lines(manager, `/expenses/${idOf(shown)}`)).join('\n');
    expect(text).not.toContain('いまお支払いできる額');
    expect(text).toContain('お支払いの見込額（まだ決まっていません）：');
    expect(text).toMatch(/まだ届いていない資料：.*。届くまでお支払いは決まりません。/);
  }, 120_000);
});
