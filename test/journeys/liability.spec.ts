import { systemActor } from '#database';
import { verifyLedger } from '#payments';
import { daysAfter } from '#platform';
import { Cashiers } from '../support/cashiers.js';
import { Claims, cost, today, idOf, post, type ClaimCase, type Refused } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { RawRole } from '../trust/raw-roles.js';
import { freshKey, testSystem, type Reply, type Session, type TestSystem } from '../support/system.js';

interface Claimant {
  readonly id: string;
  readonly number: number;
  readonly paidByInstitution: number;
  readonly consented: number;
  readonly established: number;
}
interface Hit {
  readonly id: string;
  readonly subjectKind: string;
  readonly subjectName: string;
  readonly institutionId: string;
  readonly matchedNames: string;
  readonly isHeld: boolean;
  readonly outcome: string | null;
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

const sql = <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  asSuperuser(system.db.ownerUrl, async (client) => (await client.query<T>(text, values)).rows);
const nameOf = async (institutionId: string): Promise<string> =>
  (await sql<{ name: string }>('SELECT name FROM institution WHERE id = $1', [institutionId]))[0]?.name ?? '';
const watch = (name: string, kana?: string): Promise<Reply<Refused>> =>
  post(claims.admin, '/watch-entries', { names: [{ name, ...(kana ? { kana } : {}), source: '見本の名簿 2026-11' }] });
const hitsOf = async (institutionId: string): Promise<Hit[]> =>
  (await senior.get<{ items: Hit[] }>('/screenings?state=held&limit=200')).items.filter(
    (hit) => hit.institutionId === institutionId,
  );
const decide = (hit: Hit | undefined, outcome: 'cleared' | 'confirmed', by = senior): Promise<Reply<Hit & Refused>> =>
  post<Hit>(by, `/screenings/${hit?.id}/outcomes`, { outcome, compliance: '見本 法務', reason: '生年月日を照合' });
const account = async (institutionId: string, more: object, holder: string): Promise<string> => {
  const typed = { accountNumber: '7654321', holder };
  const entered = await post<{ id: string }>(cashiers.cashier, '/payee-accounts', {
    institutionId,
    bankCode: '0009',
    branchCode: '015',
    ...typed,
    ...more,
  });
  if (entered.status !== 201) throw new Error(JSON.stringify(entered.body));
  const confirmed = await post(cashiers.other, `/payee-accounts/${entered.body.id}/confirmations`, typed);
  if (confirmed.status >= 300) throw new Error(JSON.stringify(confirmed.body));
  return entered.body.id;
};
const approve = async (shown: ClaimCase, at = 0): Promise<void> => {
  const preview = await senior.get<{ questions: { code: string }[] }>(`/expenses/${idOf(shown, at)}/decision-preview`);
  const answers = preview.questions.map(({ code }) => ({ code, answer: 'covered', reason: '見本' }));
  const proposed = await claims.propose(senior, idOf(shown, at), { answers });
  const signed = proposed.body.state === 'open' ? await claims.sign(second, proposed.body.id) : proposed;
  expect([signed.body.code, signed.body.state]).toEqual([undefined, 'approved']);
};

describe('screening', () => {
  it('holds what concerns a watched name until a senior-adjuster with compliance clears it, and tells the institution nothing', async () => {
    const policy = await claims.policy();
    const shown = await claims.inReview(policy, [cost('call-center', 100_000), cost('press-conference', 100_000)]);
    expect((await watch(await nameOf(policy.institutionId))).status).toBe(201);
    const refused = await claims.propose(senior, idOf(shown));
    expect([refused.status, refused.body.code]).toEqual([409, 'decisions.screening-held']);
    expect(await hitsOf(policy.institutionId)).toMatchObject([
      { subjectKind: 'institution', isHeld: true, matchedNames: expect.stringContaining('見本の名簿') },
    ]);
    const [hit] = await hitsOf(policy.institutionId);
    expect((await decide(hit, 'cleared', claims.desk)).status).toBe(403);
    expect((await decide(hit, 'cleared')).status).toBe(200);
    expect((await decide(hit, 'confirmed')).body.code).toBe('decisions.screening-decided');
    const { items } = await senior.get<{ items: Hit[] }>('/screenings?state=decided&limit=200');
    expect(items.find(({ id }) => id === hit?.id)).toMatchObject({
      outcome: 'cleared',
      compliance: '見本 法務',
      reason: '生年月日を照合',
      decidedByName: expect.stringMatching(/\S/),
      candidates: [{ ground: 'spelling', source: '見本の名簿 2026-11' }],
    });
    expect(items.every(({ outcome }) => outcome !== null)).toBe(true);
    await approve(shown);
    expect(await hitsOf(policy.institutionId)).toEqual([]);
    // neither the case nor its timeline says anything of it
    const told = JSON.stringify([
      await claims.case(shown.id),
      await claims.desk.get(`/incidents/${shown.id}/timeline?limit=200`),
    ]);
    expect(told).not.toMatch(/screen|反社|監視/);
    const reporter = await system.as('manager@sakura.example');
    for (const path of ['/screenings', '/watch-entries']) expect((await reporter.send('GET', path)).status).toBe(403);
  }, 60_000);

  it('pays nothing where a match is confirmed', async () => {
    const policy = await claims.policy();
    const shown = await claims.inReview(policy, [cost('call-center', 100_000)]);
    await watch(await nameOf(policy.institutionId));
    await claims.propose(senior, idOf(shown));
    await decide((await hitsOf(policy.institutionId))[0], 'confirmed');
    expect((await claims.propose(senior, idOf(shown))).body.code).toBe('decisions.screening-confirmed');
  }, 60_000);

  it('looks again before the release: who was entered meanwhile is left out of the next batch', async () => {
    const policy = await claims.policy();
    const shown = await claims.inReview(policy, [cost('call-center', 100_000)]);
    await cashiers.account(policy.institutionId);
    await approve(shown);
    await cashiers.makeFinal(shown.id);
    const [payment] = await cashiers.payments(shown.id, 1);
    const build = () => cashiers.build(payment ? [payment] : []);
    const batch = await build();
    await watch(await nameOf(policy.institutionId));
    const release = () => post(cashiers.releaser, `/payment-batches/${batch.body.id}/transitions`, { to: 'released' });
    expect((await release()).body.code).toBe('payments.screening-held');
    const cancelled = await post(cashiers.cashier, `/payment-batches/${batch.body.id}/transitions`, {
      to: 'cancelled',
      reason: '名寄せの確認',
    });
    expect([cancelled.status, cancelled.body.code]).toEqual([200, undefined]);
    expect((await build()).body.code).toBe('payments.nothing-to-pay');
    await decide((await hitsOf(policy.institutionId))[0], 'cleared');
    const again = await build();
    expect(again.status).toBe(201);
    await post(cashiers.cashier, `/payment-batches/${again.body.id}/transitions`, { to: 'cancelled', reason: '見本' });
  }, 60_000);
});

describe('damages', () => {
  const damages = (amount: number): object =>
    cost('damages', amount, {
      claimant: 'third-party',
      liability: {
        legalLiability: true,
        inCourseOfBusiness: true,
        accidental: true,
        bodilyInjuryOrPropertyDamage: false,
      },
    });

  it('go to the institution for what it has paid, and to the victim for what it has not, never twice', async () => {
    const policy = await claims.policy({ plan: 3 });
    const shown = await claims.inReview(policy, [damages(500_000), damages(300_000)]);
    await claims.consent(idOf(shown), 500_000);
    await claims.consent(idOf(shown, 1), 300_000);
    const register = async (name: string): Promise<string> => {
      const entered = await post<{ items: Claimant[] }>(claims.desk, `/incidents/${shown.id}/claimants`, { name });
      expect(entered.status).toBe(201);
      return entered.body.items.at(-1)?.id ?? '';
    };
    expect((await claims.propose(senior, idOf(shown))).body.code).toBe('decisions.claimant-missing');
    const [paid, unpaid] = [await register('見本 患者 一'), await register('見本 患者 二')];
    const act = (claimant: string, kind: string, amount: number, by = senior) =>
      post<{ items: Claimant[] }>(by, `/claimants/${claimant}/acts`, { kind, amount, onDay: today });
    expect((await act(paid, 'settlement', 500_000)).status).toBe(200);
    await act(unpaid, 'judgment', 300_000);
    const name = (at: number, claimantId: string, payTo: string) =>
      post(senior, `/expenses/${idOf(shown, at)}/claimants`, { claimantId, payTo });
    expect((await name(0, crypto.randomUUID(), 'victim')).body.code).toBe('expenses.no-such-claimant');
    expect((await name(0, paid, 'institution')).status).toBe(200);
    expect((await name(1, unpaid, 'victim')).status).toBe(200);
    expect(
      (await claims.desk.get<{ items: { lines: object[] }[] }>(`/incidents/${shown.id}/claimants`)).items.map(
        ({ lines }) => lines,
      ),
    ).toEqual([
      [{ expenseId: idOf(shown, 0), line: 1, payTo: 'institution' }],
      [{ expenseId: idOf(shown, 1), line: 2, payTo: 'victim' }],
    ]);
    await cashiers.account(policy.institutionId);
    await approve(shown, 0);
    await approve(shown, 1);
    await cashiers.makeFinal(shown.id);
    await system.settled(60_000);
    // neither has the victim been paid by the institution, nor is there an account of the other
    const byHand = () => post(cashiers.cashier, `/expenses/${idOf(shown)}/payments`, { reason: '見本' });
    const gate = await byHand();
    expect([gate.body.code, gate.body.textJa]).toEqual([
      'payments.victim-gate',
      expect.stringContaining('いまお支払いできるのは0円まで'),
    ]);
    // nor by the application's own role, past its code
    const staff = await RawRole.on(system.db.staffUrl);
    try {
      const insert = `INSERT INTO payment (id, decision_id, expense_id, incident_id, institution_id, account_id,
           amount_yen, complete_on, pay_by, last_day, state, scheduled_at)
        SELECT gen_random_uuid(), r.decision_id, r.expense_id, r.incident_id, r.institution_id, a.id, r.amount_yen,
          now(), now(), now(), 'scheduled', now()
          FROM ruling r
            JOIN payee_account a ON a.institution_id = r.institution_id
            WHERE r.expense_id = '${idOf(shown)}'`;
      expect(await staff.outcome({ case: '*' }, insert)).toBe('SN196');
    } finally {
      await staff.close();
    }
    await act(paid, 'paid-by-institution', 400_000, claims.desk);
    expect((await byHand()).body.textJa).toContain('400,000円まで');
    await act(paid, 'paid-by-institution', 100_000, claims.desk);
    expect(await cashiers.payments(shown.id, 1)).toMatchObject([{ expenseId: idOf(shown), amount: 500_000 }]);
    const victims = await account(policy.institutionId, { claimantId: unpaid }, 'ﾐﾎﾝ ｶﾝｼﾞﾔ');
    const both = await cashiers.payments(shown.id, 2);
    expect(both.map(({ amount }) => amount).toSorted((a, b) => a - b)).toEqual([300_000, 500_000]);
    const [toVictim] = await sql<{ account_id: string }>('SELECT account_id FROM payment WHERE expense_id = $1', [
      idOf(shown, 1),
    ]);
    expect(toVictim?.account_id).toBe(victims);
    // the victim is watched since: what goes to the victim waits
    await watch('見本 患者 二');
    const toVictims = both.filter(({ amount }) => amount === 300_000);
    const batch = await cashiers.build(toVictims);
    const released = await post(cashiers.releaser, `/payment-batches/${batch.body.id}/transitions`, { to: 'released' });
    expect(released.body.code).toBe('payments.screening-held');
    await post(cashiers.cashier, `/payment-batches/${batch.body.id}/transitions`, { to: 'cancelled', reason: '見本' });
    expect((await cashiers.build(toVictims)).body.code).toBe('payments.nothing-to-pay');
    const [hit] = await hitsOf(policy.institutionId);
    expect(hit).toMatchObject({ subjectKind: 'person', subjectName: '見本 患者 二' });
    await decide(hit, 'cleared');
    const settled = await cashiers.pay(shown.id, 2);
    expect(settled.map(({ state }) => state)).toEqual(['settled', 'settled']);
    expect((await system.db.database.read(systemActor('test'), verifyLedger)).faults).toEqual([]);
  }, 60_000);

  it('are paid to the institution where the victim consents, but never beyond what is established', async () => {
    const policy = await claims.policy({ plan: 3 });
    const shown = await claims.inReview(policy, [damages(200_000)]);
    await claims.consent(idOf(shown), 200_000);
    const entered = await post<{ items: Claimant[] }>(claims.desk, `/incidents/${shown.id}/claimants`, {
      name: '見本',
    });
    const claimantId = entered.body.items[0]?.id ?? '';
    const act = (kind: string, amount: number) =>
      post<{ items: Claimant[] }>(senior, `/claimants/${claimantId}/acts`, { kind, amount, onDay: today });
    await act('consent', 200_000);
    await act('settlement', 150_000);
    const named = await post(senior, `/expenses/${idOf(shown)}/claimants`, { claimantId, payTo: 'institution' });
    expect([named.status, named.body.code]).toEqual([200, undefined]);
    await cashiers.account(policy.institutionId);
    await approve(shown);
    await cashiers.makeFinal(shown.id);
    await system.settled(60_000);
    const byHand = () => post(cashiers.cashier, `/expenses/${idOf(shown)}/payments`, { reason: '見本' });
    expect((await byHand()).body.textJa).toContain('150,000円まで');
    expect((await act('judgment', 250_000)).body.items).toMatchObject([{ consented: 200_000, established: 250_000 }]);
    expect(await cashiers.payments(shown.id, 1)).toMatchObject([{ amount: 200_000 }]);
  }, 60_000);

  it('what is established is entered by the insurer, and no agent reads the register', async () => {
    const reporter = await system.as('reporter@sakura.example');
    const reported = await reporter.send<ClaimCase>('POST', '/incidents', {
      key: freshKey(),
      body: { reporter: { name: '見本', phone: '1' }, description: '見本' },
    });
    const path = `/incidents/${reported.body.id}/claimants`;
    const atOnce = await Promise.all(
      Array.from({ length: 12 }, (_, at) => post<{ items: Claimant[] }>(reporter, path, { name: `見本 ${at}` })),
    );
    expect(atOnce.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 201));
    const entered = await post<{ items: Claimant[] }>(reporter, path, { name: '見本 最後' });
    expect(entered.body.items.map(({ number }) => number)).toEqual(Array.from({ length: 13 }, (_, at) => at + 1));
    const act = (kind: string) =>
      post(reporter, `/claimants/${entered.body.items[0]?.id}/acts`, { kind, amount: 1, onDay: today });
    expect((await act('settlement')).body.code).toBe('expenses.claimant-not-yours');
    expect((await act('consent')).status).toBe(200);
    expect(
      (
        await post(reporter, `/claimants/${entered.body.items[0]?.id}/acts`, {
          kind: 'demand',
          amount: 1,
          onDay: daysAfter(today, 1),
        })
      ).body.code,
    ).toBe('documents.received-in-future');
    expect((await (await system.as('agent@hikari.example')).send('GET', path)).status).toBe(403);
    expect((await (await system.as('manager@midori.example')).send('GET', path)).status).toBe(404);
  });
});

describe('what is not the institution’s', () => {
  it('a cost that the insurer bears is signed by a second person, paid, and in no limit', async () => {
    const policy = await claims.policy();
    const shown = await claims.inReview(policy, [cost('call-center', 100_000)]);
    const vendor = await account(policy.institutionId, { vendorName: '見本 調査会社' }, 'ﾐﾎﾝﾁﾖｳｻ(ｶ');
    const ask = (by: Session, accountId = vendor) =>
      post<{ items: { id: string; state: string }[] }>(by, `/incidents/${shown.id}/insurer-costs`, {
        amount: 250_000,
        reason: '補償のない仮派遣',
        accountId,
      });
    expect((await ask(claims.desk)).status).toBe(403);
    expect((await ask(senior, crypto.randomUUID())).body.code).toBe('payments.vendor-account-needed');
    // a vendor goes by its own name too, not by the holder of its account alone
    await watch('見本 別の会社');
    await account(policy.institutionId, { vendorName: '見本 別の会社' }, 'ﾐﾎﾝﾍﾞﾂﾉｶｲｼﾔ');
    // looked at when it was entered and when it was confirmed: deciding one decides both
    const matched = await hitsOf(policy.institutionId);
    expect(matched.map(({ subjectKind, subjectName }) => [subjectKind, subjectName])).toEqual([
      ['account', '見本 別の会社'],
      ['account', '見本 別の会社'],
    ]);
    await decide(matched[0], 'cleared');
    expect(await hitsOf(policy.institutionId)).toEqual([]);
    const asked = await ask(senior);
    const id = asked.body.items[0]?.id;
    expect((await post(senior, `/insurer-costs/${id}/signatures`)).body.code).toBe('decisions.separation');
    expect((await post<{ items: object[] }>(second, `/insurer-costs/${id}/signatures`)).body.items).toMatchObject([
      { state: 'signed' },
    ]);
    expect((await post(second, `/insurer-costs/${id}/drops`, { reason: 'x' })).body.code).toBe('payments.cost-decided');
    const before = (await claims.case(shown.id)).limits;
    expect((await cashiers.pay(shown.id, 1)).map(({ state, amount }) => [state, amount])).toEqual([
      ['settled', 250_000],
    ]);
    expect((await claims.case(shown.id)).limits).toEqual(before);
    const dropped = await ask(senior);
    await post(second, `/insurer-costs/${dropped.body.items[1]?.id}/drops`, { reason: '見本' });
    expect(await cashiers.payments(shown.id, 1)).toHaveLength(1);
  }, 60_000);

  it('recourse satisfies the institution’s uninsured loss first, and restores no limit', async () => {
    const policy = await claims.policy({ plan: 3 });
    const shown = await claims.inReview(policy, [cost('call-center', 1_000_000)]);
    await cashiers.account(policy.institutionId);
    await approve(shown);
    await cashiers.pay(shown.id, 1);
    const before = (await claims.case(shown.id)).limits;
    const entered = await post<{ items: { id: string }[] }>(senior, `/incidents/${shown.id}/recourses`, {
      against: '見本 保守会社',
      loss: 1_200_000,
      sought: 1_200_000,
    });
    const receive = (amount: number, receivedOn = today) =>
      post<{ items: object[] }>(cashiers.cashier, `/recourses/${entered.body.items[0]?.id}/receipts`, {
        amount,
        receivedOn,
        reference: '入金 1',
      });
    expect((await receive(1, daysAfter(today, 1))).body.code).toBe('payments.wrong-day');
    // loss 12, paid 10, received 6: 2 and 4; what comes after that is the insurer's
    expect((await receive(600_000)).body.items).toMatchObject([
      { received: 600_000, toInstitution: 200_000, toInsurer: 400_000 },
    ]);
    expect((await receive(100_000)).body.items).toMatchObject([{ toInstitution: 200_000, toInsurer: 500_000 }]);
    expect((await claims.case(shown.id)).limits).toEqual(before);
  }, 60_000);

  it('a payee who cannot be found: what came back is deposited, or set aside until an account is known', async () => {
    const policy = await claims.policy({ plan: 3 });
    const shown = await claims.inReview(policy, [cost('call-center', 100_000), cost('press-conference', 200_000)]);
    await cashiers.account(policy.institutionId);
    await approve(shown, 0);
    await approve(shown, 1);
    const paid = await cashiers.pay(shown.id, 2);
    const [first, other] = [0, 1].map((at) => paid.find(({ expenseId }) => expenseId === idOf(shown, at))?.id);
    for (const id of [first, other])
      await post(cashiers.cashier, `/payments/${id}/returns`, { returnedOn: today, reason: '口座なし' });
    const deposit = (id: string | undefined, to: string, by = senior) =>
      post(by, `/payments/${id}/deposits`, { to, reason: '所在不明' });
    expect((await deposit(first, 'deposited', cashiers.cashier)).status).toBe(403);
    expect((await deposit(first, 'deposited')).body).toMatchObject({ state: 'deposited' });
    expect((await deposit(first, 'set-aside')).body.code).toBe('payments.move-not-allowed');
    expect((await deposit(other, 'set-aside')).body).toMatchObject({ state: 'set-aside' });
    expect((await claims.case(shown.id)).expenses.map(({ state }) => state)).toEqual(['paid', 'scheduled']);
    await cashiers.account(policy.institutionId);
    const again = await post(cashiers.cashier, `/payments/${other}/retries`);
    expect(again.body).toMatchObject({ state: 'scheduled' });
    expect((await cashiers.pay(shown.id, 2)).map(({ state }) => state).toSorted()).toEqual(['deposited', 'settled']);
    expect((await system.db.database.read(systemActor('test'), verifyLedger)).faults).toEqual([]);
  }, 60_000);
});
