import { systemActor } from '#database';
import { committedIn } from '#expenses';
import { verifyLedger } from '#payments';
import { daysAfter } from '#platform';
import { Cashiers } from '../support/cashiers.js';
import { Claims, cost, today, idOf, post, type Decision, type Refused } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { fileNeededPapers } from '../support/papers.js';
import { freshKey, testSystem, type Reply, type Session, type TestSystem } from '../support/system.js';

interface Task {
  readonly id: string;
  readonly expenseId: string;
  readonly stored: number;
  readonly now: number;
  readonly inFavour: boolean;
  readonly outcome: string | null;
}
interface Repayment {
  readonly id: string;
  readonly amount: number;
  readonly state: string;
}

let system: TestSystem;
let claims: Claims;
let cashiers: Cashiers;
let senior: Session;
let second: Session;

beforeAll(async () => {
  system = await testSystem();
  claims = await Claims.on(system);
  cashiers = await Cashiers.on(system);
  [senior, second] = await Promise.all([system.as('senior@sonae.example'), system.as('senior2@sonae.example')]);
}, 60_000);
afterAll(async () => {
  await system?.stop();
});

const bucketOf = async (caseId: string, bucket: string): Promise<unknown> => {
  const found = (await claims.case(caseId)).limits?.find((one) => one.bucket === bucket);
  return found && { held: found.held, paid: (found as unknown as { paid: number }).paid };
};
const states = async (caseId: string): Promise<string[]> =>
  (await claims.case(caseId)).expenses.map(({ state }) => state);
const openTasks = async (caseId: string): Promise<Task[]> => {
  await system.settled(60_000);
  return (await senior.get<{ items: Task[] }>(`/assessment-tasks?incidentId=${caseId}&limit=200`)).items;
};
/** Asked by one senior-adjuster and signed by the other; its rulings are final already. */
const reverse = async (decisionId: string): Promise<void> => {
  await post(second, `/decisions/${decisionId}/reversals`, { reason: '別の事故' });
  const { items } = await senior.get<{ items: { id: string; decisionId: string }[] }>('/reversals?limit=200');
  await post(senior, `/reversals/${items.find((one) => one.decisionId === decisionId)?.id}/signatures`);
};
const repaymentsOf = async (caseId: string): Promise<Repayment[]> =>
  (await senior.get<{ items: Repayment[] }>(`/repayments?incidentId=${caseId}&limit=200`)).items;
const ledgerFaults = async (): Promise<unknown[]> =>
  (await system.db.database.read(systemActor('test'), verifyLedger)).faults;

describe('a reversal', () => {
  it('is asked for by a senior-adjuster with a reason and signed by another: what was held is released', async () => {
    const shown = await claims.inReview(await claims.policy(), [cost('call-center', 400_000)]);
    const id = idOf(shown);
    const decided = await claims.propose(senior, id);
    const ask = (by: Session) =>
      post<Decision>(by, `/decisions/${decided.body.id}/reversals`, { reason: '別の契約から支払われていた' });
    expect((await ask(second)).body.code).toBe('decisions.not-reversible');
    await cashiers.makeFinal(shown.id);
    expect((await ask(claims.desk)).status).toBe(403);
    expect((await ask(second)).status).toBe(201);
    expect((await ask(senior)).body.code).toBe('decisions.reversal-asked-already');
    const { items } = await senior.get<{ items: { id: string; decisionId: string }[] }>('/reversals?limit=200');
    const reversal = items.find(({ decisionId }) => decisionId === decided.body.id)?.id ?? '';
    const sign = (by: Session) => post<Decision>(by, `/reversals/${reversal}/signatures`);
    expect((await sign(second)).body.code).toBe('decisions.separation');
    expect(await bucketOf(shown.id, 'response-expense')).toEqual({ held: 400_000, paid: 0 });
    expect((await sign(senior)).body.state).toBe('reversed');
    expect([await states(shown.id), await bucketOf(shown.id, 'response-expense')]).toEqual([
      ['in-review'],
      { held: 0, paid: 0 },
    ]);
    expect((await sign(senior)).body.code).toBe('decisions.reversal-ended');
    const again = await claims.propose(senior, id);
    expect(again.body).toMatchObject({ state: 'approved', amount: 400_000 });
    // one that is dropped leaves the ruling
    await cashiers.makeFinal(shown.id);
    await post(second, `/decisions/${again.body.id}/reversals`, { reason: '確かめる' });
    const open = await senior.get<{ items: { id: string; decisionId: string }[] }>('/reversals?limit=200');
    const dropped = open.items.find(({ decisionId }) => decisionId === again.body.id)?.id ?? '';
    expect((await post<Decision>(senior, `/reversals/${dropped}/drops`)).body.state).toBe('approved');
  });
});

describe('a second look at what was decided', () => {
  it('finds what a withdrawal frees: 1.4 million of forensics and 0.5 million of call centre on a limit of 1 million', async () => {
    const shown = await claims.inReview(await claims.policy(), [
      cost('damage-and-cause-investigation', 1_400_000),
      cost('call-center', 500_000),
    ]);
    const [forensics, center] = [idOf(shown), idOf(shown, 1)];
    expect((await claims.propose(senior, forensics)).body.amount).toBe(1_000_000);
    const nothing = await claims.propose(senior, center);
    expect(nothing.body).toMatchObject({ state: 'approved', amount: 0 });
    expect(await openTasks(shown.id)).toEqual([]);
    const withdrawn = await post(claims.desk, `/expenses/${forensics}/transitions`, {
      to: 'withdrawn',
      reason: '誤り',
    });
    expect(withdrawn.status).toBe(200);
    const [task] = await openTasks(shown.id);
    expect(task).toMatchObject({ expenseId: center, stored: 0, now: 500_000, inFavour: true });
    // nobody has to ask, and nobody may leave what is theirs
    expect((await post(senior, `/assessment-tasks/${task?.id}/leaves`, { reason: '放置' })).body.code).toBe(
      'decisions.in-favour',
    );
    const adjuster = await claims.holder(center);
    const supplement = await post<{ id: string }>(adjuster, `/expenses/${center}/supplements`, {
      amount: 500_000,
      reason: '限度額に余裕ができたため',
    });
    expect(supplement.status).toBe(201);
    expect(await openTasks(shown.id)).toEqual([]);
    const next = await claims.take(supplement.body.id);
    const decided = await claims.propose(next, supplement.body.id);
    expect(decided.body).toMatchObject({ state: 'approved', amount: 500_000 });
    expect(await bucketOf(shown.id, 'response-expense')).toEqual({ held: 500_000, paid: 0 });
    expect([await openTasks(shown.id), await ledgerFaults()]).toEqual([[], []]);
  }, 60_000);

  it.each<[string, readonly [number, number], readonly [number, number], number]>([
    // 1,000,000 of limit, 100,000 of deductible, costs of 700,000 and 600,000
    ['700,000 first: 600,000 and 400,000; then 600,000 - 100,000', [0, 1], [600_000, 400_000], 500_000],
    ['600,000 first: 500,000 and 500,000; then 700,000 - 100,000', [1, 0], [500_000, 500_000], 600_000],
  ])(
    'deductible and limit fall to who is decided first, and on to the other. %s',
    async (_, order, amounts, then) => {
      for (const ending of ['withdrawal', 'rejection'] as const) {
        const shown = await claims.inReview(await claims.policy({ deductible: 100_000 }), [
          cost('call-center', 700_000),
          cost('media-apology', 600_000),
        ]);
        const decisions: string[] = [];
        for (const at of order) {
          const open = await claims.propose(senior, idOf(shown, at));
          if (open.body.state === 'open') await claims.sign(second, open.body.id);
          decisions.push(open.body.id);
        }
        const ruled = (await claims.case(shown.id)).expenses.map(({ ruling }) => ruling?.amount);
        expect(order.map((at) => ruled[at])).toEqual(amounts);
        const first = idOf(shown, order[0]);
        if (ending === 'withdrawal') await post(claims.desk, `/expenses/${first}/transitions`, { to: 'withdrawn' });
        else {
          await cashiers.makeFinal(shown.id);
          await reverse(decisions[0] ?? '');
          const open = await claims.propose(senior, first, {
            kind: 'reject',
            textJa: 'お支払いできません。',
            reasons: [{ code: 'other-incident', text: '別の事故' }],
          });
          await claims.sign(second, open.body.id, { articles: [{ article: '約款 第2条（見本）' }] });
        }
        const tasks = (await openTasks(shown.id)).filter(({ expenseId }) => expenseId === idOf(shown, order[1]));
        expect([ending, tasks.map(({ stored, now, inFavour }) => [stored, now, inFavour])]).toEqual([
          ending,
          [[amounts[1], then, true]],
        ]);
        expect(await bucketOf(shown.id, 'response-expense')).toEqual({ held: amounts[1], paid: 0 });
      }
      expect(await ledgerFaults()).toEqual([]);
    },
    60_000,
  );

  it('against the claimant is left or demanded by a senior-adjuster', async () => {
    const shown = await claims.inReview(await claims.policy({ plan: 3 }), [cost('call-center', 300_000)]);
    await claims.propose(senior, idOf(shown));
    const { version } = await claims.case(shown.id);
    await claims.desk.send('PATCH', `/incidents/${shown.id}`, { version, body: { premises: 'undeclared-premises' } });
    const [task] = await openTasks(shown.id);
    expect(task).toMatchObject({ stored: 300_000, now: 0, inFavour: false });
    expect((await post(claims.desk, `/assessment-tasks/${task?.id}/leaves`, { reason: 'x' })).status).toBe(403);
    const left = await post<Task>(senior, `/assessment-tasks/${task?.id}/leaves`, { reason: '申告の扱いは当社の誤り' });
    expect(left.body.outcome).toBe('left');
    // the same difference is not told again
    await claims.desk.send('PATCH', `/incidents/${shown.id}`, {
      version: (await claims.case(shown.id)).version,
      body: { affectedPersons: 10 },
    });
    expect(await openTasks(shown.id)).toEqual([]);
  });
});

describe('money paid too much', () => {
  it('is asked back by two; the limit is released on receipt only, by what was received', async () => {
    const policy = await claims.policy();
    await cashiers.account(policy.institutionId);
    const shown = await claims.inReview(policy, [cost('call-center', 800_000)]);
    const id = idOf(shown);
    await claims.propose(senior, id);
    const ask = (by: Session, amount: number) =>
      post<Repayment>(by, `/expenses/${id}/repayments`, {
        amount,
        reason: '二重払い',
        textJa: '二重にお支払いしていたためです。',
      });
    expect((await ask(senior, 1)).body.code).toBe('payments.not-paid-so-much');
    await cashiers.pay(shown.id, 1);
    expect((await ask(claims.desk, 1)).status).toBe(403);
    expect((await ask(senior, 800_001)).body.code).toBe('payments.not-paid-so-much');
    const asked = await ask(senior, 300_000);
    expect([asked.status, asked.body.state]).toEqual([201, 'asked']);
    expect((await ask(senior, 500_001)).body.code).toBe('payments.not-paid-so-much');
    const step = (by: Session, name: string, body: object = {}) =>
      post<Repayment>(by, `/repayments/${asked.body.id}/${name}`, body);
    const receipt = { receivedOn: today, reference: '振込 ミホンカイ' };
    expect((await step(cashiers.cashier, 'receipts', receipt)).body.code).toBe('payments.repayment-moved');
    const maySign = async (by: Session): Promise<unknown> =>
      (await by.get<{ items: { maySign: boolean }[] }>(`/repayments?incidentId=${shown.id}`)).items[0]?.maySign;
    expect([await maySign(senior), await maySign(second)]).toEqual([false, true]);
    expect((await step(senior, 'signatures')).body.code).toBe('decisions.separation');
    expect((await step(second, 'signatures')).body.state).toBe('demanded');
    expect(await maySign(second)).toBe(false);
    expect(await bucketOf(shown.id, 'response-expense')).toEqual({ held: 0, paid: 800_000 });
    expect((await step(cashiers.cashier, 'receipts', { ...receipt, receivedOn: daysAfter(today, 1) })).body.code).toBe(
      'payments.wrong-day',
    );
    const both = await Promise.all([
      step(cashiers.cashier, 'receipts', receipt),
      step(cashiers.other, 'receipts', receipt),
    ]);
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await bucketOf(shown.id, 'response-expense')).toEqual({ held: 0, paid: 500_000 });
    expect([await states(shown.id), await ledgerFaults()]).toEqual([['paid'], []]);
  }, 60_000);

  it('is written off by two, and the limit stays consumed', async () => {
    const policy = await claims.policy();
    await cashiers.account(policy.institutionId);
    const shown = await claims.inReview(policy, [cost('call-center', 100_000)]);
    await claims.propose(senior, idOf(shown));
    await cashiers.pay(shown.id, 1);
    const asked = await post<Repayment>(senior, `/expenses/${idOf(shown)}/repayments`, {
      amount: 100_000,
      reason: '誤り',
      textJa: 'お支払いの額に誤りがあったためです。',
    });
    const path = `/repayments/${asked.body.id}/write-offs`;
    const off = (by: Session) => post<Repayment>(by, path, { reason: '少額' });
    // both look at it before anybody asked: the later one asks too, and signs nothing
    const { body: seen } = await post<Repayment & { version: number }>(
      second,
      `/repayments/${asked.body.id}/signatures`,
    );
    expect((await off(senior)).body.state).toBe('demanded');
    const stale = await second.send('POST', path, { key: freshKey(), body: { reason: '少額' }, version: seen.version });
    expect([stale.status, (stale.body as { code: string }).code]).toEqual([412, 'requests.stale-version']);
    expect((await off(senior)).body.code).toBe('decisions.separation');
    expect((await off(second)).body.state).toBe('written-off');
    expect(await bucketOf(shown.id, 'response-expense')).toEqual({ held: 0, paid: 100_000 });
  }, 60_000);
});

describe('business interruption', () => {
  const facts = {
    systemStop: {
      kind: 'caused',
      from: new Date(Date.now() - 6_000_000).toISOString(),
      to: new Date(Date.now() - 4_000_000).toISOString(),
    },
    occurredAt: new Date(Date.now() - 7_200_000).toISOString(),
    discoveredAt: new Date(Date.now() - 6_600_000).toISOString(),
  };
  const figures = (yen: number): object => ({
    standardRevenue: yen,
    actualRevenue: 0,
    profitRate: 1,
    avoidedOrdinaryExpenses: 0,
  });
  const month = (yen: number, claimed = yen): object => cost('lost-profit', claimed, { interruption: figures(yen) });
  const policyOf = (limit: number, more: object = {}) =>
    claims.policy({ plan: 3, businessInterruption: { limit, waitingHours: 0 }, ...more });
  const decide = async (caseId: string, body: object = {}): Promise<Reply<Decision & Refused>> => {
    const preview = await senior.get<{ questions: { code: string }[] }>(`/incidents/${caseId}/statement-preview`);
    const answers = preview.questions.map(({ code }) => ({ code, answer: 'covered', reason: '見本' }));
    const open = await post<Decision>(senior, `/incidents/${caseId}/statements`, {
      kind: 'approve',
      textJa: '計算書のとおりお支払いします。',
      answers,
      ...body,
    });
    if (open.body.state !== 'open') return open;
    return claims.sign(second, open.body.id, { articles: [{ article: '約款 第30条（見本）' }] });
  };
  const add = async (caseId: string, expense: object): Promise<string> => {
    await post(claims.desk, `/incidents/${caseId}/expenses`, { expenses: [expense] });
    await system.settled(60_000);
    const id = (await claims.case(caseId)).expenses.at(-1)?.id ?? '';
    await claims.take(id);
    await fileNeededPapers(system, claims.desk, caseId, [id]);
    return id;
  };
  const correct = async (caseId: string, firstId: string, yen: number, claimed = yen): Promise<string> => {
    const made = await post<{ id: string }>(claims.desk, `/expenses/${firstId}/supplements`, {
      amount: claimed,
      reason: '月次決算の確定',
      interruption: figures(yen),
    });
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    await system.settled(60_000);
    await claims.take(made.body.id);
    return made.body.id;
  };
  const interruption = (caseId: string): Promise<unknown> => bucketOf(caseId, 'business-interruption');

  it('limit 5.0 million: months of 3.0 and 4.0 pay 3.0 and 2.0; the first is 0.5 after all and a third 0.2: 0.3 comes back', async () => {
    const policy = await policyOf(5_000_000);
    await cashiers.account(policy.institutionId);
    const shown = await claims.inReview(policy, [month(3_000_000)], { facts });
    const first = await decide(shown.id);
    expect(first.body).toMatchObject({ state: 'approved', amount: 3_000_000 });
    await cashiers.pay(shown.id, 1);
    await add(shown.id, month(4_000_000));
    expect((await decide(shown.id)).body).toMatchObject({ state: 'approved', amount: 2_000_000 });
    await cashiers.pay(shown.id, 2);
    expect([await interruption(shown.id), await states(shown.id)]).toEqual([
      { held: 0, paid: 5_000_000 },
      ['paid', 'paid'],
    ]);
    await add(shown.id, month(200_000));
    await othersSign(shown.id, idOf(shown), 500_000);
    const claim = (await repaymentsOf(shown.id))[0];
    expect(claim).toMatchObject({ amount: 300_000, state: 'demanded' });
    expect(await interruption(shown.id)).toEqual({ held: 0, paid: 5_000_000 });
    const received = await post<Repayment>(cashiers.cashier, `/repayments/${claim?.id}/receipts`, {
      receivedOn: today,
      reference: '返還',
    });
    expect(received.body.state).toBe('received');
    expect([await interruption(shown.id), await ledgerFaults()]).toEqual([{ held: 0, paid: 4_700_000 }, []]);
  }, 120_000);

  /** The first month is corrected: others than those who signed it decide the next statement. */
  async function othersSign(caseId: string, firstId: string, yen: number): Promise<void> {
    await correct(caseId, firstId, yen);
    // those who signed the month before may not sign its correction
    const refused = await post(senior, `/incidents/${caseId}/statements`, { kind: 'approve', textJa: '見本' });
    expect(refused.body.code).toBe('decisions.separation');
    const [third, fourth] = await moreSeniors();
    const open = await post<Decision>(third, `/incidents/${caseId}/statements`, {
      kind: 'approve',
      textJa: 'お支払いしすぎた額の返還をお願いします。',
      answers: await answersFor(third, caseId),
    });
    expect([open.body.state, open.body.amount]).toEqual(['open', 0]);
    const signed = await claims.sign(fourth, open.body.id);
    expect(signed.body.state).toBe('approved');
  }
  const answersFor = async (by: Session, caseId: string): Promise<object[]> =>
    (await by.get<{ questions: { code: string }[] }>(`/incidents/${caseId}/statement-preview`)).questions.map(
      ({ code }) => ({
        code,
        answer: 'covered',
        reason: '見本',
      }),
    );
  /** Two more senior-adjusters than the demonstration has. */
  async function moreSeniors(): Promise<[Session, Session]> {
    const emails = ['adjuster@sonae.example', 'adjuster2@sonae.example'] as const;
    await asSuperuser(system.db.ownerUrl, (client) =>
      client.query(
        `INSERT INTO role_grant (id, person_id, role, granted_by, granted_at, confirmed_by, confirmed_at)
         SELECT gen_random_uuid(), p.id, 'senior-adjuster', a.id, now(), b.id, now() FROM person p, person a, person b
          WHERE p.email = ANY ($1) AND a.email = 'admin@sonae.example' AND b.email = 'admin2@sonae.example'
            AND NOT EXISTS (SELECT FROM role_grant g WHERE g.person_id = p.id AND g.role = 'senior-adjuster')`,
        [emails],
      ),
    );
    const fresh = async (email: string): Promise<Session> => {
      const { body, headers } = await system.send<{ csrfToken: string }>('POST', '/auth/sessions', {
        body: { email, password: 'sonae demonstration password' },
      });
      const base = await system.as(email);
      const own = { cookie: (headers.get('set-cookie') ?? '').split(';')[0] ?? '', csrfToken: body.csrfToken };
      return {
        ...base,
        ...own,
        send: (method, path, sent) =>
          system.send(method, path, {
            ...sent,
            headers: { ...sent?.headers, cookie: own.cookie, 'x-csrf-token': own.csrfToken },
          }),
        get: async <T>(path: string): Promise<T> => {
          const found = await system.send<T>('GET', path, { headers: { cookie: own.cookie } });
          if (found.status !== 200) throw new Error(JSON.stringify(found.body));
          return found.body;
        },
      };
    };
    return [await fresh(emails[0]), await fresh(emails[1])];
  }

  it('three months with a corrected second one: each statement pays the difference, within what is left', async () => {
    const policy = await policyOf(10_000_000);
    const shown = await claims.inReview(policy, [month(1_000_000), month(2_000_000, 2_500_000)], { facts });
    const both = await decide(shown.id);
    expect(both.body).toMatchObject({ state: 'approved', amount: 3_000_000 });
    // one decision, one hold, and both months follow it
    expect([await states(shown.id), await interruption(shown.id)]).toEqual([
      ['approved', 'approved'],
      { held: 3_000_000, paid: 0 },
    ]);
    const withdrawn = await post(claims.desk, `/expenses/${idOf(shown)}/transitions`, { to: 'withdrawn' });
    expect(withdrawn.body.code).toBe('expenses.cannot-withdraw');
    await add(shown.id, month(500_000));
    await correct(shown.id, idOf(shown, 1), 2_400_000);
    const [third, fourth] = await moreSeniors();
    const preview = await third.get(`/incidents/${shown.id}/statement-preview`);
    // 1.0 + 2.4 + 0.5 = 3.9, of which 3.0 are held
    expect(preview).toMatchObject({ total: 3_900_000, before: 3_000_000, pays: 900_000, comesBack: 0 });
    const open = await post<Decision>(third, `/incidents/${shown.id}/statements`, {
      kind: 'reduce',
      amount: 800_000,
      reasons: [{ code: 'not-necessary', amount: 100_000, text: '見本' }],
      textJa: '一部をお支払いします。',
      answers: await answersFor(third, shown.id),
    });
    expect(
      (await claims.sign(fourth, open.body.id, { articles: [{ article: '約款 第31条（見本）' }] })).body,
    ).toMatchObject({
      state: 'approved',
      amount: 800_000,
    });
    expect(await interruption(shown.id)).toEqual({ held: 3_800_000, paid: 0 });
    // what was reduced by a decision that stands is not paid by the next statement
    await add(shown.id, month(100_000));
    expect(await senior.get(`/incidents/${shown.id}/statement-preview`)).toMatchObject({
      total: 3_900_000,
      reduced: 100_000,
      pays: 100_000,
    });
    expect(await ledgerFaults()).toEqual([]);
  }, 120_000);

  it('a month whose own statement was reversed counts, and is paid, with the next statement alone', async () => {
    const policy = await policyOf(9_000_000);
    const shown = await claims.inReview(policy, [month(3_000_000)], { facts });
    const alone = await decide(shown.id);
    await cashiers.makeFinal(shown.id);
    await reverse(alone.body.id);
    expect(await states(shown.id)).toEqual(['in-review']);
    await add(shown.id, month(1_000_000));
    expect((await decide(shown.id)).body).toMatchObject({ state: 'approved', amount: 4_000_000 });
    const committed = await system.db.database.read(systemActor('test'), (tx) =>
      committedIn(tx, shown.id, 'business-interruption'),
    );
    expect([committed, await ledgerFaults()]).toEqual([4_000_000, []]);
    await cashiers.account(policy.institutionId);
    await cashiers.pay(shown.id, 1);
    expect([await interruption(shown.id), await states(shown.id)]).toEqual([
      { held: 0, paid: 4_000_000 },
      ['paid', 'paid'],
    ]);
  }, 120_000);

  it('is undone and sent back as one, and never held over its limit by two statements', async () => {
    const policy = await policyOf(1_000_000);
    const shown = await claims.inReview(policy, [month(400_000), month(300_000)], { facts });
    const once = await decide(shown.id);
    expect((await post<Decision>(senior, `/decisions/${once.body.id}/undos`)).body.state).toBe('undone');
    expect([await states(shown.id), await interruption(shown.id)]).toEqual([
      ['in-review', 'in-review'],
      { held: 0, paid: 0 },
    ]);
    const open = await post<Decision>(await claims.holder(idOf(shown)), `/incidents/${shown.id}/statements`, {
      kind: 'reduce',
      amount: 600_000,
      reasons: [{ code: 'other', amount: 100_000, text: '見本' }],
      textJa: '一部',
      answers: await answersFor(senior, shown.id),
    });
    expect([open.body.state, await states(shown.id)]).toEqual(['open', ['proposed', 'proposed']]);
    expect((await post(senior, `/incidents/${shown.id}/statements`, { kind: 'approve', textJa: 'x' })).body.code).toBe(
      'decisions.no-new-month',
    );
    // another case of the member takes what was left meanwhile
    const other = await claims.inReview(policy, [month(900_000)], { facts: { ...facts, description: '別の事故' } });
    expect((await decide(other.id)).body.amount).toBe(900_000);
    const late = await claims.sign(second, open.body.id, { articles: [{ article: '約款 第1条（見本）' }] });
    expect([late.status, late.body.code]).toEqual([409, 'limits.exhausted']);
    await post(second, `/decisions/${open.body.id}/returns`, { reason: '限度額' });
    expect(await states(shown.id)).toEqual(['in-review', 'in-review']);
    expect((await decide(shown.id)).body).toMatchObject({ state: 'approved', amount: 100_000 });
    expect(await ledgerFaults()).toEqual([]);
  }, 120_000);
});
