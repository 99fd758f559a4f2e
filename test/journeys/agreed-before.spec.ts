import { Cashiers } from '../support/cashiers.js';
import { Claims, cost, idOf, post, today, type Decision } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { fileNeededPapers } from '../support/papers.js';
import { testSystem, type Reply, type Session, type TestSystem } from '../support/system.js';

interface Room {
  readonly paid: number;
  readonly demanded: number;
  readonly agreed: number;
  readonly most: number;
  readonly why: { readonly code: string; readonly textJa: string } | null;
  readonly mayAskFalseFacts: boolean;
  readonly falseFacts: {
    readonly id: string;
    readonly signedByName: string | null;
    readonly askedByMe: boolean;
  } | null;
}
interface Repayment {
  readonly id: string;
  readonly state: string;
  readonly amount: number;
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
const roomOf = (id: string, by = senior): Promise<Room> => by.get<Room>(`/expenses/${id}/repayment-room`);
const demand = (id: string, amount: number, by = senior) =>
  post<Repayment>(by, `/expenses/${id}/repayments`, {
    amount,
    reason: '査定の見直し',
    textJa: '査定を見直したためです。',
  });
const askFalse = (id: string, by = senior) =>
  post<Room>(by, `/expenses/${id}/false-facts`, { reason: '感染は契約前から分かっていた。社内の記録で確認' });
const signFalse = (id: string | undefined, by: Session) => post<Room>(by, `/false-facts/${id}/signatures`);
const repaymentsOf = async (caseId: string): Promise<Repayment[]> =>
  (await senior.get<{ items: Repayment[] }>(`/repayments?incidentId=${caseId}&limit=200`)).items;

/** A paid line of a call centre, of which so much was consented to, or pre-approved, before it was spent. */
async function paid(
  amount: number,
  agreed: { consent?: number; ceiling?: number } = {},
): Promise<{ caseId: string; id: string }> {
  const policy = await claims.policy({ plan: 3 });
  await cashiers.account(policy.institutionId);
  const shown = await claims.inReview(policy, [cost('media-apology', 1)]);
  let preApproval: string | undefined;
  if (agreed.ceiling !== undefined) {
    const asked = await post<{ id: string }>(claims.desk, `/incidents/${shown.id}/pre-approvals`, {
      category: 'call-center',
      amount: agreed.ceiling,
      description: '電話窓口の設置',
    });
    const given = await post<{ number: string }>(senior, `/pre-approvals/${asked.body.id}/answers`, {
      answer: 'pre-approved',
      textJa: '承認します。',
    });
    preApproval = given.body.number;
  }
  const added = await post<{ expenses: { id: string }[] }>(claims.desk, `/incidents/${shown.id}/expenses`, {
    expenses: [cost('call-center', amount, preApproval ? { preApproval } : {})],
  });
  await system.settled(60_000);
  const id = added.body.expenses.at(-1)?.id ?? '';
  await fileNeededPapers(system, claims.desk, shown.id, [id]);
  await claims.take(id);
  if (agreed.consent !== undefined) await claims.consent(id, agreed.consent);
  const decided = await claims.propose(senior, id);
  expect(decided.body).toMatchObject({ state: 'approved', amount });
  await cashiers.pay(shown.id, 1);
  return { caseId: shown.id, id };
}

describe('nothing is demanded back of what the insurer agreed to before it was spent', () => {
  it.each<[string, { consent?: number; ceiling?: number }, number]>([
    ['consented to as a whole', { consent: 800_000 }, 800_000],
    ['pre-approved as a whole', { ceiling: 900_000 }, 800_000],
    ['pre-approved in part: the rest can be demanded', { ceiling: 500_000 }, 500_000],
    [
      'consented to in part, pre-approved to less: the higher counts, once',
      { consent: 600_000, ceiling: 100_000 },
      600_000,
    ],
    ['never agreed to: all of it can be demanded', {}, 0],
  ])(
    '%s',
    async (_, how, agreed) => {
      const { caseId, id } = await paid(800_000, how);
      const room = await roomOf(id);
      expect(room).toMatchObject({ paid: 800_000, demanded: 0, agreed, most: 800_000 - agreed, falseFacts: null });
      expect(room.mayAskFalseFacts).toBe(agreed > 0);
      expect(room.why?.textJa.includes(`お支払い済みの額のうち${agreed.toLocaleString('en-US')}円`) ?? false).toBe(
        agreed > 0,
      );
      if (agreed > 0) {
        const refused = await demand(id, 800_000 - agreed + 1);
        expect([refused.status, refused.body.code, refused.body.errors]).toMatchObject([
          422,
          'payments.agreed-before',
          [{ pointer: '/amount', code: 'payments.agreed-before' }],
        ]);
        expect(refused.body).toMatchObject({ detail: expect.stringContaining(agreed.toLocaleString('en-US')) });
        expect(await repaymentsOf(caseId)).toEqual([]);
      }
      if (agreed === 800_000) return;
      const asked = await demand(id, 800_000 - agreed);
      expect(asked.status).toBe(201);
      expect((await post<Repayment>(second, `/repayments/${asked.body.id}/signatures`)).body.state).toBe('demanded');
      expect(await roomOf(id)).toMatchObject({ demanded: 800_000 - agreed, most: 0 });
    },
    60_000,
  );

  it('of a line and its supplement together: what was agreed to of the first stays, whichever of them is named', async () => {
    const policy = await claims.policy({ plan: 3 });
    await cashiers.account(policy.institutionId);
    const shown = await claims.inReview(policy, [cost('call-center', 500_000)]);
    const first = idOf(shown);
    await claims.consent(first, 400_000);
    const reduced = await claims.propose(senior, first, {
      kind: 'reduce',
      amount: 300_000,
      reasons: [{ code: 'not-necessary', amount: 200_000, text: '見本' }],
      textJa: '一部をお支払いします。',
    });
    await claims.sign(second, reduced.body.id, { articles: [{ article: '約款 第2条（見本）' }] });
    await cashiers.pay(shown.id, 1);
    const made = await post<{ id: string }>(claims.desk, `/expenses/${first}/supplements`, {
      amount: 200_000,
      reason: '残りの分',
    });
    await system.settled(60_000);
    await fileNeededPapers(system, claims.desk, shown.id, [made.body.id]);
    const [third, fourth] = await moreSeniors();
    await claims.take(made.body.id);
    const open = await claims.propose(third, made.body.id);
    if (open.body.state === 'open') await claims.sign(fourth, open.body.id);
    await cashiers.pay(shown.id, 2);
    // 500,000 were paid, 400,000 of them agreed to: 100,000 of either line, not of both
    expect([(await roomOf(first)).most, (await roomOf(made.body.id)).most]).toEqual([100_000, 100_000]);
    expect((await demand(made.body.id, 100_001)).body.code).toBe('payments.agreed-before');
    expect((await demand(made.body.id, 100_000)).status).toBe(201);
    expect((await demand(first, 1)).body.code).toBe('payments.agreed-before');
  }, 90_000);

  it('a claim that was asked for before is not signed any more', async () => {
    const { id } = await paid(700_000);
    const asked = await demand(id, 700_000);
    // as a claim from before this was held: nobody can record a consent to a decided line
    await asSuperuser(system.db.ownerUrl, async (client) => {
      await client.query('SET session_replication_role = replica');
      await client.query(
        `INSERT INTO expense_consent (id, expense_id, incident_id, institution_id, ceiling_yen, given_on, reason,
           given_by, acting_as, at)
         SELECT gen_random_uuid(), e.id, e.incident_id, e.institution_id, 300000, $2, '電話で同意', p.id, 'senior-adjuster',
           now() - interval '1 day'
           FROM expense e, person p WHERE e.id = $1 AND p.email = 'senior@sonae.example'`,
        [id, today],
      );
    });
    const refused = await post<Repayment>(second, `/repayments/${asked.body.id}/signatures`);
    expect([refused.status, refused.body.code]).toEqual([422, 'payments.agreed-before']);
    expect(
      (await post<Repayment>(second, `/repayments/${asked.body.id}/drops`, { reason: '同意済み' })).body.state,
    ).toBe('dropped');
    expect((await demand(id, 400_000)).status).toBe(201);
  }, 60_000);
});

describe('facts that were knowingly false', () => {
  it('are recorded by one senior-adjuster and signed by another; then what was agreed to can be demanded', async () => {
    const { caseId, id } = await paid(800_000, { consent: 800_000 });
    expect((await askFalse(id, claims.desk)).status).toBe(403);
    const asked = await askFalse(id);
    expect([asked.status, asked.body.falseFacts]).toMatchObject([201, { askedByMe: true, signedByName: null }]);
    expect(asked.body.mayAskFalseFacts).toBe(false);
    const finding = asked.body.falseFacts?.id;
    // asked for is not signed
    expect((await demand(id, 1)).body.code).toBe('payments.agreed-before');
    expect((await signFalse(finding, senior)).body.code).toBe('decisions.separation');
    expect((await askFalse(id, second)).body.code).toBe('decisions.false-facts-asked-already');
    const signed = await signFalse(finding, second);
    expect([signed.status, signed.body]).toMatchObject([200, { agreed: 0, most: 800_000, why: null }]);
    expect((await signFalse(finding, second)).body.code).toBe('decisions.false-facts-ended');
    expect((await demand(id, 800_000)).status).toBe(201);
    const [kept] = await sql<{ audit: string[]; told: string[]; events: string[] }>(
      `SELECT ARRAY(
           SELECT action
           FROM audit
           WHERE incident_id = $1 AND action LIKE 'false-facts%'
           ORDER BY seq) AS audit,
              ARRAY(
                  SELECT kind || ' ' || audience
                  FROM timeline_entry
                  WHERE incident_id = $1 AND kind LIKE 'false-facts%'
                  ORDER BY at) AS told,
              ARRAY(
                  SELECT (payload ->> 'state') || ' ' || audience
                  FROM outbox
                  WHERE incident_id = $1 AND type = 'false-facts.moved'
                  ORDER BY created_at) AS events`,
      [caseId],
    );
    expect(kept).toEqual({
      audit: ['false-facts.asked', 'false-facts.signed'],
      told: ['false-facts-asked insurer', 'false-facts-signed insurer'],
      events: ['asked insurer', 'signed insurer'],
    });
  }, 60_000);

  it('two seniors who act at the same moment: one finding, one signature', async () => {
    const { id } = await paid(300_000, { consent: 300_000 });
    const asked = await Promise.all([askFalse(id, senior), askFalse(id, second)]);
    expect(asked.map(({ status, body }) => `${status} ${body.code ?? 'asked'}`).toSorted()).toEqual([
      '201 asked',
      '409 decisions.false-facts-asked-already',
    ]);
    const finding = asked.find(({ status }) => status === 201)?.body.falseFacts?.id;
    const [third] = await moreSeniors();
    const other = asked[0]?.status === 201 ? second : senior;
    const signed = await Promise.all([signFalse(finding, other), signFalse(finding, third)]);
    expect(signed.map(({ status, body }) => `${status} ${body.code ?? 'signed'}`).toSorted()).toEqual([
      '200 signed',
      '409 decisions.false-facts-ended',
    ]);
    // a demand and a signature at once: never more than may be
    expect((await roomOf(id)).most).toBe(300_000);
  }, 60_000);

  it('a demand that runs with the signature is refused or follows it, and never exceeds what was paid', async () => {
    const { id } = await paid(200_000, { consent: 200_000 });
    const finding = (await askFalse(id)).body.falseFacts?.id;
    const [signed, ...demands] = await Promise.all([
      signFalse(finding, second),
      ...Array.from({ length: 6 }, () => demand(id, 100_000)),
    ]);
    expect(signed?.status).toBe(200);
    const passed = demands.filter(({ status }) => status === 201).length;
    expect(passed).toBeLessThanOrEqual(2);
    const codes = new Set(demands.filter(({ status }) => status !== 201).map(({ body }) => body.code));
    for (const code of codes) expect(['payments.agreed-before', 'payments.not-paid-so-much']).toContain(code);
    expect(await roomOf(id)).toMatchObject({ demanded: passed * 100_000, most: 200_000 - passed * 100_000 });
  }, 60_000);

  it('dropped, it changes nothing and can be asked for again; where nothing was agreed to there is nothing to record', async () => {
    const { id } = await paid(250_000, { consent: 250_000 });
    const asked = await askFalse(id);
    const dropped = await post<Room>(senior, `/false-facts/${asked.body.falseFacts?.id}/drops`);
    expect([dropped.status, dropped.body.falseFacts, dropped.body.most]).toEqual([200, null, 0]);
    expect((await demand(id, 1)).body.code).toBe('payments.agreed-before');
    expect((await askFalse(id, second)).status).toBe(201);
    const plain = await paid(100_000);
    expect((await askFalse(plain.id)).body.code).toBe('decisions.nothing-agreed');
  }, 90_000);

  it('the database refuses a second signature by the first, and by who is no senior-adjuster', async () => {
    const { caseId, id } = await paid(150_000, { consent: 150_000 });
    const finding = (await askFalse(id)).body.falseFacts?.id ?? '';
    const as = (email: string): Promise<string> =>
      asSuperuser(system.db.ownerUrl, async (client) => {
        await client.query('BEGIN');
        try {
          await client.query('SET LOCAL ROLE sonae_staff');
          await client.query(
            `SELECT set_config('search_path', 'sonae', true), set_config('app.case', $2, true),
               set_config('app.at', now()::text, true),
               set_config('app.actor_id', 'person:' || (SELECT id FROM sonae.person WHERE email = $1), true)`,
            [email, caseId],
          );
          const row = JSON.stringify([{ id: finding, from: 'asked' }]);
          await client.query(`SELECT move_false_facts($1, 'signed', 'countersigner')`, [row]);
          return 'done';
        } catch (error) {
          return (error as { code: string }).code;
        } finally {
          await client.query('ROLLBACK');
        }
      });
    expect([
      await as('senior@sonae.example'),
      await as('payments@sonae.example'),
      await as('senior2@sonae.example'),
    ]).toEqual(['23514', 'SN190', 'done']);
  }, 60_000);

  it('the hospital reads nothing of it', async () => {
    const { id } = await paid(120_000, { consent: 120_000 });
    await askFalse(id);
    const manager = await system.as('manager@sakura.example');
    expect((await manager.send('GET', `/expenses/${id}/repayment-room`)).status).toBe(403);
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
  const month = (yen: number): object => cost('lost-profit', yen, { interruption: figures(yen) });
  const answersFor = async (by: Session, caseId: string): Promise<object[]> =>
    (await by.get<{ questions: { code: string }[] }>(`/incidents/${caseId}/statement-preview`)).questions.map(
      ({ code }) => ({ code, answer: 'covered', reason: '見本' }),
    );
  const decide = async (by: Session, other: Session, caseId: string): Promise<Reply<Decision>> => {
    const open = await post<Decision>(by, `/incidents/${caseId}/statements`, {
      kind: 'approve',
      textJa: '計算書のとおりです。',
      answers: await answersFor(by, caseId),
    });
    if (open.body.state !== 'open') return open;
    return claims.sign(other, open.body.id, { articles: [{ article: '約款 第30条（見本）' }] });
  };

  it.each<[string, number, number]>([
    ['3.0 million were paid and turn out to be 0.5: 2.5 million come back', 0, 2_500_000],
    ['of which 1.0 million had been consented to: 2.0 million come back', 1_000_000, 2_000_000],
    ['of which all had been consented to: nothing comes back', 3_000_000, 0],
  ])(
    '%s',
    async (_, consented, back) => {
      const policy = await claims.policy({ plan: 3, businessInterruption: { limit: 10_000_000, waitingHours: 0 } });
      await cashiers.account(policy.institutionId);
      const shown = await claims.inReview(policy, [month(3_000_000)], { facts });
      const first = idOf(shown);
      if (consented > 0) await claims.consent(first, consented);
      expect((await decide(senior, second, shown.id)).body).toMatchObject({ state: 'approved', amount: 3_000_000 });
      await cashiers.pay(shown.id, 1);
      const corrected = await post<{ id: string }>(claims.desk, `/expenses/${first}/supplements`, {
        amount: 500_000,
        reason: '月次決算の確定',
        interruption: figures(500_000),
      });
      await system.settled(60_000);
      await claims.take(corrected.body.id);
      const [third, fourth] = await moreSeniors();
      expect(await third.get(`/incidents/${shown.id}/statement-preview`)).toMatchObject({
        before: 3_000_000,
        pays: 0,
        comesBack: back,
        notDemanded: 2_500_000 - back,
        hurdles: [],
        mayPropose: true,
      });
      expect((await decide(third, fourth, shown.id)).body).toMatchObject({ state: 'approved', amount: 0 });
      expect((await repaymentsOf(shown.id)).map(({ state, amount }) => [state, amount])).toEqual(
        back > 0 ? [['demanded', back]] : [],
      );
      // by hand neither
      if (back === 0) expect((await demand(first, 1)).body.code).toBe('payments.by-statement');
    },
    120_000,
  );

  const months = async (yen: readonly number[], limit = 10_000_000): Promise<{ caseId: string; ids: string[] }> => {
    const policy = await claims.policy({ plan: 3, businessInterruption: { limit, waitingHours: 0 } });
    await cashiers.account(policy.institutionId);
    const shown = await claims.inReview(policy, yen.map(month), { facts });
    return { caseId: shown.id, ids: yen.map((_, at) => idOf(shown, at)) };
  };
  const add = async (caseId: string, yen: number): Promise<string> => {
    await post(claims.desk, `/incidents/${caseId}/expenses`, { expenses: [month(yen)] });
    await system.settled(60_000);
    const id = (await claims.case(caseId)).expenses.at(-1)?.id ?? '';
    await claims.take(id);
    await fileNeededPapers(system, claims.desk, caseId, [id]);
    return id;
  };
  const correct = async (firstId: string, yen: number): Promise<void> => {
    const made = await post<{ id: string }>(claims.desk, `/expenses/${firstId}/supplements`, {
      amount: yen,
      reason: '月次決算の確定',
      interruption: figures(yen),
    });
    await system.settled(60_000);
    await claims.take(made.body.id);
  };
  const preview = (by: Session, caseId: string): Promise<object> => by.get(`/incidents/${caseId}/statement-preview`);
  const demanded = async (caseId: string): Promise<number[]> =>
    (await repaymentsOf(caseId)).filter(({ state }) => state === 'demanded').map(({ amount }) => amount);

  interface Drawn {
    readonly total: number;
    readonly before: number;
    readonly pays: number;
    readonly comesBack: number;
    readonly notDemanded: number;
  }
  it.each<[string, { agreedMonth: number; limit?: number; added?: number }, Drawn]>([
    [
      'what was agreed to of one month is not taken back from another that was right',
      { agreedMonth: 0 },
      { total: 2_500_000, before: 5_000_000, pays: 0, comesBack: 0, notDemanded: 2_500_000 },
    ],
    [
      'what was agreed to of another month is no reason to leave what was paid too much',
      { agreedMonth: 1 },
      { total: 2_500_000, before: 5_000_000, pays: 0, comesBack: 2_500_000, notDemanded: 0 },
    ],
    [
      'it is not set off against a new month either',
      { agreedMonth: 0, added: 1_000_000 },
      { total: 3_500_000, before: 5_000_000, pays: 1_000_000, comesBack: 0, notDemanded: 2_500_000 },
    ],
    [
      'which is paid within what the limit has left',
      { agreedMonth: 0, added: 1_000_000, limit: 5_400_000 },
      { total: 3_500_000, before: 5_000_000, pays: 400_000, comesBack: 0, notDemanded: 2_500_000 },
    ],
  ])(
    'months of 3.0 and 2.0 million, the first is 0.5: %s',
    async (_, { agreedMonth, limit = 10_000_000, added = 0 }, expected) => {
      const { caseId, ids } = await months([3_000_000, 2_000_000], limit);
      const [first = ''] = ids;
      await claims.consent(ids[agreedMonth] ?? '', agreedMonth === 0 ? 3_000_000 : 2_000_000);
      expect((await decide(senior, second, caseId)).body).toMatchObject({ state: 'approved', amount: 5_000_000 });
      await cashiers.pay(caseId, 1);
      if (added > 0) await add(caseId, added);
      await correct(first, 500_000);
      const [third, fourth] = await moreSeniors();
      expect(await preview(third, caseId)).toMatchObject(expected);
      const { pays, comesBack, notDemanded } = expected;
      const { body } = await decide(third, fourth, caseId);
      expect(body).toMatchObject({ state: 'approved', amount: pays });
      expect((await third.get<{ assessment: object }>(`/decisions/${body.id}`)).assessment).toMatchObject({
        statement: { pays, comesBack, notDemanded },
      });
      const letter = JSON.stringify(await third.get(`/decisions/${body.id}/letter-preview`));
      expect(letter.includes('2,500,000円は、当社が事前承認または同意した額')).toBe(notDemanded > 0);
      expect(await demanded(caseId)).toEqual(comesBack > 0 ? [comesBack] : []);
      // nothing is left over that would look like a difference
      await system.settled(60_000);
      expect(await sql('SELECT id FROM assessment_task WHERE incident_id = $1 AND outcome IS NULL', [caseId])).toEqual(
        [],
      );
    },
    120_000,
  );

  it('what an earlier statement reduced is not taken from an agreed month, and stays reduced for the others', async () => {
    const { caseId, ids } = await months([3_000_000]);
    const [first = ''] = ids;
    await claims.consent(first, 3_000_000);
    const reduced = await post<Decision>(senior, `/incidents/${caseId}/statements`, {
      kind: 'reduce',
      amount: 2_000_000,
      reasons: [{ code: 'not-necessary', amount: 1_000_000, text: '見本' }],
      textJa: '一部をお支払いします。',
      answers: await answersFor(senior, caseId),
    });
    await claims.sign(second, reduced.body.id, { articles: [{ article: '約款 第31条（見本）' }] });
    await cashiers.pay(caseId, 1);
    await correct(first, 500_000);
    const [third] = await moreSeniors();
    expect(await preview(third, caseId)).toMatchObject({
      total: 0,
      reduced: 1_000_000,
      before: 2_000_000,
      comesBack: 0,
      notDemanded: 2_000_000,
    });
    await add(caseId, 700_000);
    expect(await preview(third, caseId)).toMatchObject({ pays: 700_000, comesBack: 0 });
  }, 120_000);

  it('an agreed month that was paid by setting off what another had too much of keeps it as well', async () => {
    const { caseId, ids } = await months([3_000_000]);
    const [first = ''] = ids;
    await decide(senior, second, caseId);
    await cashiers.pay(caseId, 1);
    const next = await add(caseId, 2_000_000);
    await claims.consent(next, 2_000_000);
    await correct(first, 500_000);
    const [third, fourth] = await moreSeniors();
    // 3.0 were paid, 0.5 and 2.0 are due
    expect((await decide(third, fourth, caseId)).body).toMatchObject({ state: 'approved', amount: 0 });
    expect(await demanded(caseId)).toEqual([500_000]);
    await cashiers.makeFinal(caseId);
    await system.settled(60_000);
    await correct(next, 300_000);
    expect(await preview(senior, caseId)).toMatchObject({
      total: 800_000,
      before: 3_000_000,
      comesBack: 500_000,
      notDemanded: 1_700_000,
    });
  }, 120_000);

  it('what was promised for an agreed month and is not paid is taken back by people first, not by arithmetic', async () => {
    const { caseId, ids } = await months([3_000_000]);
    const [first = ''] = ids;
    await claims.consent(first, 3_000_000);
    const promised = await decide(senior, second, caseId);
    await add(caseId, 2_900_000);
    await correct(first, 500_000);
    const [third, fourth] = await moreSeniors();
    expect((await decide(third, fourth, caseId)).body).toMatchObject({ code: 'decisions.statement-reverse-first' });
    // of what is not paid nothing was paid that could stay
    expect(await roomOf(first)).toMatchObject({ agreed: 0 });
    expect(promised.body).toMatchObject({ state: 'approved', amount: 3_000_000 });
    await cashiers.pay(caseId, 1);
    expect(await roomOf(first)).toMatchObject({ agreed: 3_000_000 });
    expect((await decide(third, fourth, caseId)).body).toMatchObject({ state: 'approved', amount: 2_900_000 });
  }, 120_000);

  it('nothing is demanded by hand: what was paid too much is demanded once, by the statement', async () => {
    const { caseId, ids } = await months([3_000_000]);
    const [first = ''] = ids;
    await decide(senior, second, caseId);
    await cashiers.pay(caseId, 1);
    expect(await roomOf(first)).toMatchObject({ most: 0, why: { code: 'payments.by-statement' } });
    const refused = await demand(first, 300_000);
    expect([refused.status, refused.body.code]).toEqual([409, 'payments.by-statement']);
    // as claims from before this was refused
    const kept = async (state: 'asked' | 'demanded', amount: number): Promise<string> => {
      const [row] = await asSuperuser(system.db.ownerUrl, async (client) => {
        await client.query('SET session_replication_role = replica');
        return (
          await client.query<{ id: string }>(
            `INSERT INTO repayment_claim (id, expense_id, incident_id, institution_id, amount_yen, reason, state,
               asked_by, asked_at, signed_by, signed_at)
             SELECT gen_random_uuid(), e.id, e.incident_id, e.institution_id, $3, '見直し', $2, p.id, now(), CASE
               WHEN $2 = 'demanded' THEN q.id END, CASE
               WHEN $2 = 'demanded' THEN now() END
               FROM expense e, person p, person q
                 WHERE e.id = $1 AND p.email = 'senior@sonae.example' AND q.email = 'senior2@sonae.example'
                 RETURNING id`,
            [first, state, amount],
          )
        ).rows;
      });
      return row?.id ?? '';
    };
    const [asked, open] = [await kept('asked', 200_000), await kept('demanded', 300_000)];
    expect((await post<Repayment>(second, `/repayments/${asked}/signatures`)).body.code).toBe('payments.by-statement');
    await correct(first, 2_700_000);
    const [third, fourth] = await moreSeniors();
    expect((await decide(third, fourth, caseId)).body).toMatchObject({ state: 'approved', amount: 0 });
    expect(await demanded(caseId)).toEqual([300_000]);
    const found = await repaymentsOf(caseId);
    expect(found.find(({ id }) => id === open)?.state).toBe('replaced');
    expect((await post<Repayment>(second, `/repayments/${asked}/signatures`)).body.code).toBe('payments.by-statement');
    expect((await post<Repayment>(senior, `/repayments/${asked}/drops`, { reason: '計算書で' })).body.state).toBe(
      'dropped',
    );
  }, 120_000);
});

/** Two more senior-adjusters than the demonstration has. */
async function moreSeniors(): Promise<[Session, Session]> {
  const emails = ['adjuster@sonae.example', 'adjuster2@sonae.example'] as const;
  await sql(
    `INSERT INTO role_grant (id, person_id, role, granted_by, granted_at, confirmed_by, confirmed_at)
     SELECT gen_random_uuid(), p.id, 'senior-adjuster', a.id, now(), b.id, now() FROM person p, person a, person b
      WHERE p.email = ANY ($1) AND a.email = 'admin@sonae.example' AND b.email = 'admin2@sonae.example'
        AND NOT EXISTS (SELECT FROM role_grant g WHERE g.person_id = p.id AND g.role = 'senior-adjuster')`,
    [emails],
  );
  const fresh = async (email: string): Promise<Session> => {
    const { body, headers } = await system.send<{ csrfToken: string }>('POST', '/auth/sessions', {
      body: { email, password: 'sonae demonstration password' },
    });
    const own = {
      cookie: (headers.get('set-cookie') ?? '').split(';')[0] ?? '',
      'x-csrf-token': body.csrfToken,
    };
    return {
      email,
      cookie: own.cookie,
      csrfToken: body.csrfToken,
      send: (method, path, sent) => system.send(method, path, { ...sent, headers: { ...sent?.headers, ...own } }),
      get: async <T>(path: string): Promise<T> => {
        const found = await system.send<T>('GET', path, { headers: own });
        if (found.status !== 200) throw new Error(JSON.stringify(found.body));
        return found.body;
      },
    };
  };
  return [await fresh(emails[0]), await fresh(emails[1])];
}
