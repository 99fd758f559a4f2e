import { verifyLedger } from '#payments';
import { asSuperuser } from '../support/database.js';
import { Claims, cost, type ClaimCase, type Decision, type Refused } from '../support/claims.js';
import { fileNeededPapers } from '../support/papers.js';
import { freshKey, testSystem, type Session, type TestSystem } from '../support/system.js';

let system: TestSystem;
let claims: Claims;
let senior: Session;
let second: Session;

beforeAll(async () => {
  system = await testSystem();
  claims = await Claims.on(system);
  [senior, second] = await Promise.all([system.as('senior@sonae.example'), system.as('senior2@sonae.example')]);
}, 60_000);
afterAll(async () => {
  await system?.stop();
});

const center = (amount: number, more: object = {}): object => cost('call-center', amount, more);
const expenseOf = ({ expenses }: ClaimCase, at = 0): string => expenses[at]?.id ?? '';
const state = async (id: string): Promise<string> =>
  (await claims.desk.get<{ state: string }>(`/expenses/${id}`)).state;
const held = async (caseId: string): Promise<number> =>
  (await claims.case(caseId)).limits?.find(({ bucket }) => bucket === 'response-expense')?.held ?? -1;
const codes = (texts: readonly { code: string }[] = []): string[] => texts.map(({ code }) => code);
const returned = (
  by: Session,
  id: string,
  reason = '書類を確かめる',
): Promise<{ status: number; body: Decision & Refused }> =>
  by.send('POST', `/decisions/${id}/returns`, { key: freshKey(), body: { reason } });
const undone = (by: Session, id: string): Promise<{ status: number; body: Decision & Refused }> =>
  by.send('POST', `/decisions/${id}/undos`, { key: freshKey(), body: {} });
const plan3 = { plan: 3 };

describe('an approval', () => {
  it('at the assessed amount and within authority holds at once, and the ledger holds it', async () => {
    const shown = await claims.inReview(await claims.policy(), [center(400_000, { tax: 40_000 })]);
    const id = expenseOf(shown);
    const adjuster = await claims.holder(id);
    const preview = await adjuster.get(`/expenses/${id}/decision-preview`);
    expect(preview).toMatchObject({
      outcome: 'payable',
      assessed: 440_000,
      questions: [],
      limits: [
        { bucket: 'response-expense', limit: 1_000_000, remaining: 1_000_000, remainingAfter: 560_000 },
        { bucket: 'aggregate', remaining: 10_000_000, remainingAfter: 9_560_000 },
        { bucket: 'deductible', limit: 0 },
      ],
      needs: { totalYen: 440_000, missing: [] },
    });
    const decided = await claims.propose(adjuster, id);
    expect([decided.status, decided.body]).toMatchObject([
      201,
      { state: 'approved', amount: 440_000, claimed: 440_000, assessed: 440_000, acts: [] },
    ]);
    const after = await claims.case(shown.id);
    expect(after.expenses[0]).toMatchObject({
      state: 'approved',
      ruling: { ruling: 'approved', amount: 440_000, isFinal: false },
    });
    expect(after.limits).toMatchObject([{ held: 440_000, remaining: 560_000 }, { held: 440_000 }, {}]);
    const { items } = await claims.desk.get<{ items: { kind: string; audience: string }[] }>(
      `/incidents/${shown.id}/timeline?limit=200`,
    );
    expect(items.map(({ kind, audience }) => `${kind} ${audience}`)).toEqual(
      expect.arrayContaining(['expense-proposed insurer', 'expense-approved all']),
    );
    const detail = await adjuster.get<{ workItems: { state: string }[]; decisions: Decision[] }>(`/expenses/${id}`);
    expect([detail.workItems.map((item) => item.state), detail.decisions.length]).toEqual([['done'], 1]);
  });

  it('of a case that is not open is not proposed; a rejection waits for nothing', async () => {
    const shown = await claims.inReview(await claims.policy(), [center(10_000), center(20_000)], { open: false });
    const [id, other] = [expenseOf(shown), expenseOf(shown, 1)];
    const adjuster = await claims.holder(id);
    const early = await claims.propose(adjuster, id);
    expect([early.status, early.body.code]).toEqual([409, 'decisions.case-not-open']);
    const less = { kind: 'reduce', amount: 1, reasons: [{ code: 'not-proven', amount: 9_999, text: '見本' }] };
    expect((await claims.propose(adjuster, id, less)).body.code).toBe('decisions.case-not-open');
    // the assessment is shown beside what stands in its way
    const preview = await adjuster.get<{ assessed: number; hurdles: { code: string }[] }>(
      `/expenses/${id}/decision-preview`,
    );
    expect([preview.assessed, codes(preview.hurdles)]).toEqual([10_000, ['decisions.case-not-open']]);
    const { items } = await adjuster.get<{ items: { expenseId: string; flags: { code: string }[] }[] }>(
      '/approvable-expenses',
    );
    expect(codes(items.find(({ expenseId }) => expenseId === id)?.flags)).toContain('decisions.case-not-open');
    const rejected = await claims.propose(await claims.holder(other), other, {
      kind: 'reject',
      reasons: [{ code: 'not-proven', text: '見本' }],
      textJa: '見本',
    });
    expect(rejected.status).toBe(201);
    await claims.open(shown.id);
    expect((await claims.propose(adjuster, id)).body).toMatchObject({ state: 'approved', amount: 10_000 });
  });

  it('above the proposer’s authority waits for somebody whose authority covers it', async () => {
    const shown = await claims.inReview(await claims.policy(plan3), [center(1_000_001)]);
    const id = expenseOf(shown);
    const adjuster = await claims.holder(id);
    const { body: open } = await claims.propose(adjuster, id);
    expect([open.state, codes(open.needs.missing)]).toEqual(['open', ['decisions.authority-needed']]);
    expect([await state(id), await held(shown.id)]).toEqual(['proposed', 0]);
    const waiting = await senior.get<{ items: Decision[] }>('/decisions?by=others&limit=200');
    expect(waiting.items.map((one) => one.id)).toContain(open.id);

    expect((await claims.sign(adjuster, open.id)).body.code).toBe('decisions.separation');
    const other = await system.as(
      adjuster.email === 'adjuster@sonae.example' ? 'adjuster2@sonae.example' : 'adjuster@sonae.example',
    );
    expect((await claims.sign(other, open.id)).body.code).toBe('decisions.signature-adds-nothing');
    const signed = await claims.sign(senior, open.id);
    expect(signed.body).toMatchObject({ state: 'approved', acts: [{ kind: 'countersigned' }] });
    expect(await held(shown.id)).toBe(1_000_001);
    expect((await claims.sign(second, open.id)).body.code).toBe('decisions.not-open');
  });

  it('split invoices count together', async () => {
    const shown = await claims.inReview(await claims.policy(plan3), [center(600_000), center(600_000)]);
    const adjuster = await claims.holder(expenseOf(shown));
    expect((await claims.propose(adjuster, expenseOf(shown))).body.state).toBe('approved');
    const { body } = await claims.propose(await claims.holder(expenseOf(shown, 1)), expenseOf(shown, 1));
    expect([body.state, body.needs.totalYen]).toEqual(['open', 1_200_000]);
  });

  it('never goes over a limit, not by one yen, and says what is left', async () => {
    const shown = await claims.inReview(await claims.policy(), [center(900_000), center(200_000)]);
    expect((await claims.propose(senior, expenseOf(shown))).body.state).toBe('approved');
    const over = await claims.propose(senior, expenseOf(shown, 1), { amount: 100_001 });
    expect([over.status, over.body.code]).toEqual([409, 'limits.exhausted']);
    expect(over.body.textJa).toContain('この枠の残りは100,000円（限度額1,000,000円）');
    expect(await state(expenseOf(shown, 1))).toBe('in-review');
    const within = await claims.propose(senior, expenseOf(shown, 1), { amount: 100_000 });
    expect(within.body).toMatchObject({ state: 'approved', amount: 100_000 });
    expect(await held(shown.id)).toBe(1_000_000);
  });

  it('the deductible falls to who is decided first, and never twice', async () => {
    const policy = await claims.policy({ ...plan3, deductible: 100_000 });
    const shown = await claims.inReview(policy, [center(300_000), center(300_000)]);
    // a default of the published terms places the deductible: a senior-adjuster countersigns
    const second1 = await claims.propose(senior, expenseOf(shown, 1));
    expect([second1.body.amount, codes(second1.body.needs.because)]).toEqual([
      200_000,
      ['decisions.because-parameter'],
    ]);
    expect((await claims.sign(second, second1.body.id)).body.state).toBe('approved');
    expect((await claims.propose(senior, expenseOf(shown))).body).toMatchObject({ state: 'approved', amount: 300_000 });
    expect(await held(shown.id)).toBe(500_000);
  });
});

describe('what needs a senior-adjuster', () => {
  it('a rejection, with the article of the policy wording', async () => {
    const shown = await claims.inReview(await claims.policy(), [center(100_000, { ransom: true })]);
    const id = expenseOf(shown);
    const adjuster = await claims.holder(id);
    const open = await claims.propose(adjuster, id, { kind: 'reject', textJa: '身代金のため、お支払いできません。' });
    expect([open.body.state, codes(open.body.needs.missing)]).toEqual([
      'open',
      ['decisions.senior-countersignature-needed'],
    ]);
    const without = await claims.sign(senior, open.body.id);
    expect([without.status, without.body.code, without.body.errors]).toMatchObject([
      422,
      'decisions.article-needed',
      [{ pointer: '/articles', allowed: 'R-BI-4' }],
    ]);
    const signed = await claims.sign(senior, open.body.id, {
      articles: [{ rule: 'R-BI-4', article: '約款 第12条（見本）' }],
    });
    expect(signed.body.state).toBe('rejected');
    expect((await claims.case(shown.id)).expenses[0]).toMatchObject({
      state: 'rejected',
      ruling: { ruling: 'rejected', amount: 0 },
    });
    expect(await held(shown.id)).toBe(0);
  });

  it('a reduction, whose reasons add up to the difference', async () => {
    const shown = await claims.inReview(await claims.policy(), [center(500_000)]);
    const id = expenseOf(shown);
    const reduce = (amount: number, ...amounts: number[]): Promise<{ status: number; body: Decision & Refused }> =>
      claims.propose(senior, id, {
        kind: 'reduce',
        amount,
        textJa: '重複分を除いてお支払いします。',
        reasons: amounts.map((one) => ({ code: 'duplicate', amount: one, text: '同じ日の席数が二重' })),
      });
    expect((await reduce(500_000, 0)).body.code).toBe('decisions.not-less');
    expect((await reduce(400_000)).body.code).toBe('decisions.reason-needed');
    expect((await reduce(400_000, 99_999)).body.code).toBe('decisions.reasons-do-not-add-up');
    const open = await reduce(400_000, 60_000, 40_000);
    expect(open.body.state).toBe('open');
    expect((await claims.sign(second, open.body.id)).body.code).toBe('decisions.article-needed');
    const signed = await claims.sign(second, open.body.id, { articles: [{ article: '約款 第20条（見本）' }] });
    expect(signed.body).toMatchObject({ state: 'approved', amount: 400_000 });
    expect(await held(shown.id)).toBe(400_000);
  });

  it('a question that the rules leave open, answered once for the incident and for each line', async () => {
    const facts = { premises: 'unknown' };
    const shown = await claims.inReview(
      await claims.policy(plan3),
      [center(100_000), cost('equipment-repair', 200_000)],
      {
        facts,
      },
    );
    const [first, repair] = [expenseOf(shown), expenseOf(shown, 1)];
    const adjuster = await claims.holder(first);
    const unanswered = await claims.propose(adjuster, first);
    expect([unanswered.body.code, codes(unanswered.body.missing)]).toEqual([
      'decisions.answers-missing',
      ['premises-undecided'],
    ]);
    const answer = (code: string, covered = true): object => ({
      code,
      answer: covered ? 'covered' : 'not-covered',
      reason: '現地の確認による（見本）',
    });
    expect((await claims.propose(adjuster, first, { answers: [answer('ransom')] })).body).toMatchObject({
      code: 'decisions.no-such-question',
      errors: [{ pointer: '/answers/0/code', allowed: 'premises-undecided' }],
    });
    expect((await claims.propose(adjuster, first, { answers: [answer('premises-undecided', false)] })).body.code).toBe(
      'decisions.not-covered',
    );
    const open = await claims.propose(adjuster, first, { answers: [answer('premises-undecided')] });
    expect([open.body.state, codes(open.body.needs.missing)]).toEqual(['open', ['decisions.senior-needed']]);
    expect((await claims.sign(senior, open.body.id)).body.state).toBe('approved');

    // what was answered of the incident holds; the line's own question is asked
    const asked = await claims.propose(senior, repair);
    expect(codes(asked.body.missing)).toEqual(['equipment-repair-undecided']);
    const decided = await claims.propose(senior, repair, { answers: [answer('equipment-repair-undecided')] });
    expect(decided.body).toMatchObject({ state: 'approved', amount: 200_000 });
  });

  it('an answer holds until a fact it rests on changes', async () => {
    const shown = await claims.inReview(await claims.policy(plan3), [center(100_000), center(200_000)], {
      facts: { premises: 'unknown' },
    });
    const answers = [{ code: 'premises-undecided', answer: 'covered', reason: '見本' }];
    expect((await claims.propose(senior, expenseOf(shown), { answers })).body.state).toBe('approved');
    const corrected = await claims.desk.send('PATCH', `/incidents/${shown.id}`, {
      version: (await claims.case(shown.id)).version,
      body: { premises: 'declared-mid-term' },
    });
    expect(corrected.status).toBe(200);
    await system.settled();
    expect(codes((await claims.propose(senior, expenseOf(shown, 1))).body.missing)).toEqual(['premises-undecided']);
  });

  it('two of them, to pay what the rules do not cover; ransom never', async () => {
    const shown = await claims.inReview(
      await claims.policy(plan3),
      [center(100_000), cost('call-center', 50_000, { ransom: true })],
      { facts: { premises: 'undeclared-premises' } },
    );
    const [first, ransom] = [expenseOf(shown), expenseOf(shown, 1)];
    expect(
      (await claims.propose(senior, ransom, { amount: 50_000, reasons: [{ code: 'other', text: 'x' }] })).body.code,
    ).toBe('decisions.ransom');
    expect((await claims.propose(senior, first)).body.errors).toMatchObject([{ pointer: '/amount' }]);
    expect((await claims.propose(senior, first, { amount: 100_000 })).body.code).toBe('decisions.reason-needed');
    const open = await claims.propose(senior, first, {
      amount: 100_000,
      reasons: [{ code: 'other', text: '申告漏れは取扱いの誤りによる（見本）' }],
    });
    expect([open.body.state, codes(open.body.needs.missing)]).toEqual(['open', ['decisions.two-seniors-needed']]);
    expect((await claims.sign(second, open.body.id)).body.code).toBe('decisions.article-needed');
    const signed = await claims.sign(second, open.body.id, { note: '支払わないとする条文がない' });
    expect(signed.body).toMatchObject({ state: 'approved', amount: 100_000 });
  });

  it('every decision of a case in which a check found something', async () => {
    const shown = await claims.inReview(await claims.policy(plan3), [center(100_000)], { checks: false });
    const id = expenseOf(shown);
    const adjuster = await claims.holder(id);
    const early = await claims.propose(adjuster, id);
    expect([early.status, early.body.code, early.body.missing?.length]).toEqual([409, 'decisions.not-ready', 4]);
    await claims.check(shown.id, { 'other-insurance': 'issue' });
    const open = await claims.propose(adjuster, id);
    expect([open.body.state, codes(open.body.needs.because)]).toEqual(['open', ['decisions.because-check']]);
  });
});

describe('a proposal', () => {
  it('is signed on the ledger as it is then: what others were promised meanwhile is not promised twice', async () => {
    const shown = await claims.inReview(await claims.policy(), [center(900_000), center(300_000)]);
    const adjuster = await claims.holder(expenseOf(shown));
    const open = await claims.propose(adjuster, expenseOf(shown), {
      kind: 'reduce',
      amount: 800_000,
      textJa: '減額',
      reasons: [{ code: 'not-necessary', amount: 100_000, text: '過大' }],
    });
    expect((await claims.propose(senior, expenseOf(shown, 1))).body).toMatchObject({
      state: 'approved',
      amount: 300_000,
    });
    const late = await claims.sign(second, open.body.id, { articles: [{ article: '約款 第1条（見本）' }] });
    expect([late.status, late.body.code]).toEqual([409, 'limits.exhausted']);
    expect(late.body.textJa).toContain('700,000円');
    expect([await state(expenseOf(shown)), await held(shown.id)]).toEqual(['proposed', 300_000]);
  });

  it('is stale once a fact changed what it comes to', async () => {
    const shown = await claims.inReview(await claims.policy(plan3), [center(2_000_000)]);
    const id = expenseOf(shown);
    const open = await claims.propose(await claims.holder(id), id);
    const { version } = await claims.case(shown.id);
    await claims.desk.send('PATCH', `/incidents/${shown.id}`, { version, body: { attackConfirmed: null } });
    expect((await claims.sign(senior, open.body.id)).body.code).toBe('decisions.assessment-stale');
    expect(await state(id)).toBe('proposed');
  });

  it('is sent back with a reason, or taken back; the expense is in review again with who proposed it', async () => {
    const shown = await claims.inReview(await claims.policy(plan3), [center(2_000_000)]);
    const id = expenseOf(shown);
    const adjuster = await claims.holder(id);
    const open = await claims.propose(adjuster, id);
    expect((await returned(senior, open.body.id)).body.state).toBe('sent-back');
    expect(await state(id)).toBe('in-review');
    expect((await claims.holder(id)).email).toBe(adjuster.email);
    expect((await claims.sign(senior, open.body.id)).body.code).toBe('decisions.not-open');
    const again = await claims.propose(adjuster, id);
    expect((await returned(adjuster, again.body.id)).body.state).toBe('taken-back');
    const third = await claims.propose(adjuster, id);
    expect((await claims.sign(senior, third.body.id)).body.state).toBe('approved');
  });

  it('can be undone for ten seconds by who signed, and what was held is released', async () => {
    const shown = await claims.inReview(await claims.policy(), [center(400_000)]);
    const id = expenseOf(shown);
    const adjuster = await claims.holder(id);
    const decided = await claims.propose(adjuster, id);
    expect(await held(shown.id)).toBe(400_000);
    expect((await undone(senior, decided.body.id)).body.code).toBe('decisions.not-yours');
    expect((await undone(adjuster, decided.body.id)).body.state).toBe('undone');
    expect([await state(id), await held(shown.id)]).toEqual(['in-review', 0]);
    expect((await claims.case(shown.id)).limits?.[0]?.remaining).toBe(1_000_000);
    expect((await claims.case(shown.id)).expenses[0]?.ruling).toBeNull();
    expect((await undone(adjuster, decided.body.id)).body.code).toBe('decisions.undo-over');
    const again = await claims.propose(adjuster, id);
    await new Promise((resolve) => setTimeout(resolve, 10_050));
    expect((await undone(adjuster, again.body.id)).body.code).toBe('decisions.undo-over');
    expect((await claims.case(shown.id)).expenses[0]?.ruling).toMatchObject({ isFinal: true });
  }, 40_000);

  it('is not made by somebody else’s hand, on an old state, twice, or on more than was claimed', async () => {
    const shown = await claims.inReview(await claims.policy(), [center(300_000)]);
    const id = expenseOf(shown);
    const adjuster = await claims.holder(id);
    const other = await system.as(
      adjuster.email === 'adjuster@sonae.example' ? 'adjuster2@sonae.example' : 'adjuster@sonae.example',
    );
    expect((await claims.propose(other, id)).body.code).toBe('decisions.not-yours');
    expect((await claims.propose(claims.desk, id)).status).toBe(403);
    expect((await claims.propose(adjuster, id, { amount: 300_001 })).body.code).toBe('decisions.above-claimed');
    expect((await claims.propose(adjuster, id, { amount: 299_999 })).body.code).toBe('decisions.reduce-instead');
    expect((await claims.propose(adjuster, id, { textJa: '　 \n' })).body).toMatchObject({
      code: 'requests.wrong-form',
      errors: [{ pointer: '/textJa' }],
    });
    const body = { kind: 'approve', textJa: 'お支払いします。' };
    const stale = await adjuster.send('POST', `/expenses/${id}/decisions`, { key: freshKey(), version: 99, body });
    expect(stale.status).toBe(412);
    const key = freshKey();
    const once = await adjuster.send<Decision>('POST', `/expenses/${id}/decisions`, { key, body });
    const twice = await adjuster.send<Decision>('POST', `/expenses/${id}/decisions`, { key, body });
    expect([twice.status, twice.body.id]).toEqual([201, once.body.id]);
    expect((await claims.propose(adjuster, id)).body.code).toBe('decisions.not-in-review');
    expect(await held(shown.id)).toBe(300_000);
  });

  it('waits for a policy; business interruption waits for its statement', async () => {
    const policy = await claims.policy({ businessInterruption: { limit: 50_000_000, waitingHours: 1 } });
    const shown = await claims.inReview(policy, [
      cost('lost-profit', 500_000, {
        interruption: {
          standardRevenue: 900_000,
          actualRevenue: 0,
          profitRate: 0.5,
          avoidedOrdinaryExpenses: 0,
        },
      }),
    ]);
    expect((await claims.propose(senior, expenseOf(shown))).body.code).toBe('decisions.statement-needed');
  });
});

describe('a withdrawal', () => {
  const withdrawn = (by: Session, id: string): Promise<{ status: number; body: Refused & { state: string } }> =>
    by.send('POST', `/expenses/${id}/transitions`, {
      key: freshKey(),
      body: { to: 'withdrawn', reason: '請求の誤り' },
    });

  it('after an approval releases what was held, and the others can get it', async () => {
    // a limit of 1,000,000 yen: 1,400,000 of forensics takes it whole, a call centre of 500,000 gets nothing
    const shown = await claims.inReview(await claims.policy(), [
      cost('damage-and-cause-investigation', 1_400_000),
      center(500_000),
    ]);
    const [forensics, second500] = [expenseOf(shown), expenseOf(shown, 1)];
    expect((await claims.propose(senior, forensics)).body).toMatchObject({ state: 'approved', amount: 1_000_000 });
    const preview = await senior.get(`/expenses/${second500}/decision-preview`);
    expect(preview).toMatchObject({ assessed: 0, limits: [{ remaining: 0 }, {}, { bucket: 'deductible' }] });
    expect((await withdrawn(claims.desk, forensics)).body).toMatchObject({ state: 'withdrawn' });
    expect(await held(shown.id)).toBe(0);
    await system.settled();
    const after = await claims.desk.get<{ expenses: { assessment: { payable?: number } }[] }>(`/incidents/${shown.id}`);
    expect(after.expenses[1]?.assessment.payable).toBe(500_000);
    expect((await claims.propose(senior, second500)).body).toMatchObject({ state: 'approved', amount: 500_000 });
    expect((await withdrawn(claims.desk, forensics)).body.code).toBe('expenses.cannot-withdraw');
  });

  it('ends the work on it, and is not possible while a proposal waits', async () => {
    const shown = await claims.inReview(await claims.policy({ plan: 3 }), [center(2_000_000), center(100_000)]);
    const adjuster = await claims.holder(expenseOf(shown));
    await claims.propose(adjuster, expenseOf(shown));
    expect((await withdrawn(claims.desk, expenseOf(shown))).body.code).toBe('expenses.cannot-withdraw');
    expect((await withdrawn(claims.desk, expenseOf(shown, 1))).body.state).toBe('withdrawn');
    const { workItems } = await claims.desk.get<{ workItems: { state: string }[] }>(`/expenses/${expenseOf(shown, 1)}`);
    expect(workItems.map((item) => item.state)).toEqual(['ended']);
  });

  it('is the claimant’s own, and nobody else’s of another institution', async () => {
    const [reporter, neighbour] = [
      await system.as('reporter@sakura.example'),
      await system.as('manager@midori.example'),
    ];
    const reported = await reporter.send<ClaimCase>('POST', '/incidents', {
      key: freshKey(),
      body: {
        reporter: { name: '見本', phone: '03-0000-0000' },
        description: '見本',
        ...{ cause: 'cyber-attack', country: 'JP', attackConfirmed: true, premises: 'insured-facility' },
        ...{ perpetrator: 'outsider', discoveredAt: new Date(Date.now() - 3_600_000).toISOString() },
        expenses: [center(100_000), center(900_000)],
      },
    });
    const [id, other] = [expenseOf(reported.body), expenseOf(reported.body, 1)];
    expect((await withdrawn(neighbour, id)).status).toBe(404);
    expect((await withdrawn(senior, id)).status).toBe(403);
    const done = await withdrawn(reporter, id);
    expect([done.status, done.body.state]).toEqual([200, 'withdrawn']);
    expect(await state(other)).not.toBe('withdrawn');
    await system.settled();
    // approved meanwhile: the claimant’s own session releases what was held
    const { policyId, ...shown } = await claims.desk.get<ClaimCase & { institutionId: string }>(
      `/incidents/${reported.body.id}`,
    );
    await claims.desk.send('POST', `/incidents/${shown.id}/matches`, {
      key: freshKey(),
      body: { institutionId: shown.institutionId, policyId },
    });
    await claims.check(shown.id);
    await fileNeededPapers(system, claims.desk, shown.id, [other]);
    await claims.take(other);
    await claims.open(shown.id);
    const decided = await claims.propose(senior, other);
    const signed = decided.body.state === 'open' ? await claims.sign(second, decided.body.id) : decided;
    expect(signed.body.state).toBe('approved');
    expect(await held(shown.id)).toBeGreaterThan(0);
    expect((await withdrawn(reporter, other)).body.state).toBe('withdrawn');
    expect(await held(shown.id)).toBe(0);
  });

  it('and an approval at once: one of them, and the ledger agrees', async () => {
    const shown = await claims.inReview(await claims.policy(), [center(400_000)]);
    const id = expenseOf(shown);
    const answers = await Promise.all([claims.propose(senior, id), withdrawn(claims.desk, id)]);
    const ended = await state(id);
    expect(ended).toBe('withdrawn');
    expect(await held(shown.id)).toBe(0);
    // approved first and withdrawn then, or withdrawn first: never both ways
    expect(answers[1].status).toBe(200);
    expect([201, 409]).toContain(answers[0].status);
  });
});

describe('at the same moment', () => {
  it('64 approvals on a limit that fits 10: exactly 10, and the ledger agrees', async () => {
    const policy = await claims.policy(plan3);
    const shown = await claims.inReview(
      policy,
      Array.from({ length: 64 }, () => center(1_000_000)),
    );
    const answers = await Promise.all(
      shown.expenses.map(({ id }, at) => claims.propose(at % 2 === 0 ? senior : second, id, { amount: 1_000_000 })),
    );
    const outcomes = answers.map(({ body }) => body.state ?? body.code);
    expect(outcomes.filter((one) => one === 'approved').length).toBe(10);
    expect(outcomes.filter((one) => one === 'limits.exhausted').length).toBe(54);
    expect(await held(shown.id)).toBe(10_000_000);
    const { expenses } = await claims.case(shown.id);
    expect(expenses.filter((one) => one.state === 'approved').length).toBe(10);
  }, 180_000);

  it('two cases of one member: both fit alone, one passes', async () => {
    const policy = await claims.policy();
    const cases = [await claims.inReview(policy, [center(700_000)]), await claims.inReview(policy, [center(700_000)])];
    const answers = await Promise.all(
      cases.map((one, at) => claims.propose(at === 0 ? senior : second, expenseOf(one), { amount: 700_000 })),
    );
    expect(answers.map(({ body }) => body.state ?? body.code).toSorted()).toEqual(['approved', 'limits.exhausted']);
  });

  it('two signatures of one proposal: one holds it, once', async () => {
    const shown = await claims.inReview(await claims.policy(plan3), [center(2_000_000)]);
    const open = await claims.propose(await claims.holder(expenseOf(shown)), expenseOf(shown));
    const answers = await Promise.all([claims.sign(senior, open.body.id), claims.sign(second, open.body.id)]);
    expect(answers.map(({ body }) => body.state ?? body.code).toSorted()).toEqual(['approved', 'decisions.not-open']);
    expect(await held(shown.id)).toBe(2_000_000);
    const { rows } = await asSuperuser(system.db.ownerUrl, (client) =>
      client.query<{ n: number }>(`SELECT count(*)::int AS n FROM limit_posting WHERE reference = $1`, [
        expenseOf(shown),
      ]),
    );
    expect(rows[0]?.n).toBe(1);
  });
});

describe('the ledger, added up again', () => {
  const faults = async (tamper: string, values: unknown[] = []): Promise<string[]> =>
    asSuperuser(system.db.ownerUrl, async (client) => {
      const reading = { rows: async (sql: string, given: unknown[] = []) => (await client.query(sql, given)).rows };
      await client.query('BEGIN');
      await client.query('SET LOCAL session_replication_role = replica');
      if (tamper !== '') await client.query(tamper, values);
      const one = async (sql: string, given: unknown[] = []) => (await reading.rows(sql, given))[0];
      const together = (work: readonly Promise<unknown>[]) => Promise.all(work);
      const found = await verifyLedger({ ...reading, one, together } as never);
      await client.query('ROLLBACK');
      return found.faults.map(({ what }) => what);
    });

  it('agrees with limits and rulings after everything above', async () => {
    expect(await faults('')).toEqual([]);
  });

  it('finds what was changed past the functions', async () => {
    const shown = await claims.inReview(await claims.policy(), [center(400_000), center(300_000)]);
    const [id, undecided] = [expenseOf(shown), expenseOf(shown, 1)];
    await claims.propose(senior, id);
    const posted = `(SELECT p.id FROM limit_posting p WHERE p.reference = '${id}')`;
    expect(await faults(`DELETE FROM limit_posting WHERE id = ${posted}`)).toEqual([
      'limit response-expense hold: 0 yen are open, the kept total says 400000',
      `expense ${id} is approved at 400000 yen; 0 are held and 0 consumed`,
    ]);
    expect(await faults(`UPDATE limit_posting SET yen = 1_000_001 WHERE id = ${posted}`)).toEqual([
      expect.stringMatching(/^act .+ raises response-expense to 1000001 yen of 1000000$/),
      'limit response-expense hold: 1000001 yen are open, the kept total says 400000',
      `expense ${id} is approved at 400000 yen; 1000001 are held and 0 consumed`,
    ]);
    expect(await faults(`UPDATE expense SET state = 'paid' WHERE id = '${id}'`)).toEqual([
      `expense ${id} is paid at 400000 yen; 400000 are held and 0 consumed`,
    ]);
    const doubled = `INSERT INTO limit_posting (id, act, member_period_id, institution_id, incident_id, kind, takes,
         coverage, yen, reference, ends)
      SELECT gen_random_uuid(), gen_random_uuid(), member_period_id, institution_id, incident_id, 'hold', takes,
        coverage, 5, '${undecided}', NULL
        FROM limit_posting
        WHERE id = ${posted}`;
    expect(await faults(doubled)).toEqual([
      'limit response-expense hold: 400005 yen are open, the kept total says 400000',
      `expense ${undecided} is in-review at 0 yen; 5 are held and 0 consumed`,
    ]);
    const misused = doubled.replace(`'hold'`, `'consume'`).replace(`5, '${undecided}', NULL`, `5, '${id}', id`);
    expect(await faults(misused)).toEqual([
      expect.stringMatching(/^posting .+ is not what may end /),
      'limit response-expense consume: 5 yen are open, the kept total says 0',
      'limit response-expense hold: 0 yen are open, the kept total says 400000',
      `expense ${id} is approved at 400000 yen; 0 are held and 5 consumed`,
    ]);
  });
});
