import { daysAfter } from '#platform';
import { asSuperuser } from '../support/database.js';
import { Claims, cost, idOf, post, today, type ClaimCase, type Refused } from '../support/claims.js';
import { testSystem, type Reply, type Session, type TestSystem } from '../support/system.js';

interface Asked {
  readonly id: string;
  readonly number: string | null;
  readonly state: string;
  readonly ceiling: number | null;
  readonly rest: number | null;
  readonly left: number | null;
  readonly lapsesOn: string | null;
  readonly notes: readonly { readonly code: string; readonly textJa: string }[];
  readonly version: number;
}
interface Preview {
  readonly left: number | null;
  readonly notes: readonly { readonly textJa: string }[];
  readonly missing: readonly { readonly code: string; readonly textJa: string }[];
}

let system: TestSystem;
let claims: Claims;
let senior: Session;
let second: Session;
let adjuster: Session;

beforeAll(async () => {
  system = await testSystem();
  claims = await Claims.on(system);
  [senior, second, adjuster] = await Promise.all([
    system.as('senior@sonae.example'),
    system.as('senior2@sonae.example'),
    system.as('adjuster@sonae.example'),
  ]);
}, 60_000);
afterAll(async () => {
  await system?.stop();
});

const sql = <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  asSuperuser(system.db.ownerUrl, async (client) => (await client.query<T>(text, values)).rows);
const claimed = async (facts: object = {}): Promise<ClaimCase> =>
  claims.inReview(await claims.policy({ plan: 3 }), [cost('call-center', 1)], { facts });
const ask = async (caseId: string, amount: number, category = 'call-center', by = claims.desk): Promise<Asked> => {
  const asked = await post<Asked>(by, `/incidents/${caseId}/pre-approvals`, { category, amount, description: '見本' });
  expect(asked.status).toBe(201);
  return asked.body;
};
const answer = (id: string, by: Session, more: object = {}): Promise<Reply<Asked & Refused>> =>
  post<Asked>(by, `/pre-approvals/${id}/answers`, { answer: 'pre-approved', textJa: '承認します。', ...more });
const preview = (id: string, by: Session = senior): Promise<Preview> =>
  by.get<Preview>(`/pre-approvals/${id}/answer-preview`);
const codes = (texts: readonly { code: string }[] = []): string[] => texts.map(({ code }) => code);
const reserves = '支払限度額を確保するものではありません。';

describe('an answer', () => {
  it('is given within the authority in the lane, with what the case has there already', async () => {
    const shown = await claimed();
    const [first, second_] = [await ask(shown.id, 600_000), await ask(shown.id, 400_000)];
    expect((await answer(first.id, adjuster)).body).toMatchObject({ state: 'pre-approved', ceiling: 600_000 });
    const above = await answer(second_.id, adjuster, { ceiling: 400_001 });
    expect([above.status, above.body.code, codes(above.body.missing)]).toEqual([
      409,
      'expenses.answer-not-yours',
      ['pre-approvals.authority-needed'],
    ]);
    expect((await preview(second_.id, adjuster)).missing).toEqual([]);
    expect((await answer(second_.id, adjuster)).status).toBe(200);
    // nothing is left of it, and another lane has its own
    const [third, other] = [await ask(shown.id, 1), await ask(shown.id, 1_000_000, 'media-apology')];
    expect((await preview(third.id, adjuster)).missing[0]?.textJa).toContain('あと0円まで');
    expect((await answer(third.id, senior)).status).toBe(200);
    expect((await answer(other.id, adjuster)).status).toBe(200);
  });

  it('counts approved lines too, and a line under a number once', async () => {
    const shown = await claimed();
    const given = await answer((await ask(shown.id, 500_000)).id, senior);
    await post(claims.desk, `/incidents/${shown.id}/expenses`, {
      expenses: [cost('call-center', 300_000, { preApproval: given.body.number, vendorName: '見本受電' })],
    });
    await system.settled(60_000);
    const line = (await claims.case(shown.id)).expenses.at(-1)?.id ?? '';
    await claims.fileAndTake(shown.id, line);
    expect((await claims.propose(senior, line)).body.state).toBe('approved');
    // 300,000 approved and 200,000 still open
    const more = await ask(shown.id, 500_001);
    expect(codes((await answer(more.id, adjuster)).body.missing)).toEqual(['pre-approvals.authority-needed']);
    expect((await answer(more.id, adjuster, { ceiling: 500_000 })).status).toBe(200);
  });

  it('says what the limit leaves after paid, held and all other open pre-approvals, and keeps it as it was given', async () => {
    // plan 1: 1,000,000 yen of response expenses
    const policy = await claims.policy();
    const shown = await claims.inReview(policy, [cost('call-center', 300_000)]);
    const other = await claims.inReview(policy, [cost('call-center', 1, { vendorName: '別の支払先' })]);
    expect((await claims.propose(senior, idOf(shown))).body.state).toBe('approved');
    expect((await answer((await ask(other.id, 200_000)).id, senior)).body.left).toBe(700_000);
    const asked = await ask(shown.id, 600_000);
    const seen = await preview(asked.id);
    expect(seen.left).toBe(500_000);
    const sentence = '支払限度額の残りを100,000円超えます。超える部分は貴院のご負担です。';
    expect(seen.notes.map(({ textJa }) => textJa)).toEqual([sentence, reserves]);
    const stale = await answer(asked.id, senior, { left: 700_000 });
    expect([stale.status, stale.body.code, stale.body.textJa]).toEqual([
      409,
      'expenses.left-changed',
      expect.stringContaining('500,000円'),
    ]);
    const given = await answer(asked.id, senior, { left: 500_000 });
    expect(given.body).toMatchObject({ left: 500_000, lapsesOn: daysAfter(today, 90) });
    expect(given.body.notes.map(({ textJa }) => textJa)).toEqual([sentence, reserves]);
    // it stays as it was given, whatever becomes of the limit
    await sql(
      `UPDATE pre_approval
         SET state = 'withdrawn', answered_by = NULL, answered_at = NULL, ceiling_yen = NULL, lapses_on = NULL,
           answered_as = NULL
      WHERE incident_id = $1`,
      [other.id],
    );
    const [kept] = (await senior.get<{ items: Asked[] }>(`/pre-approvals?incidentId=${shown.id}`)).items;
    expect([kept?.left, kept?.notes[0]?.textJa]).toEqual([500_000, sentence]);
  });

  it('two at once in one period: the second sees the first', async () => {
    const policy = await claims.policy();
    const cases = [
      await claims.inReview(policy, [cost('call-center', 1)]),
      await claims.inReview(policy, [cost('call-center', 1, { vendorName: '別の支払先' })]),
    ];
    const asked = await Promise.all(cases.map(({ id }) => ask(id, 700_000)));
    const given = await Promise.all([answer(asked[0]?.id ?? '', senior), answer(asked[1]?.id ?? '', second)]);
    expect(given.map(({ status }) => status)).toEqual([200, 200]);
    expect(new Set(given.map(({ body }) => body.left))).toEqual(new Set([1_000_000, 300_000]));
    expect(
      given.flatMap(({ body }) => codes(body.notes)).filter((code) => code === 'pre-approvals.above-limit'),
    ).toHaveLength(1);
  });

  it('two answers to one request: one is taken, the other is told', async () => {
    const shown = await claimed();
    const asked = await ask(shown.id, 1_000);
    const given = await Promise.all([answer(asked.id, senior), answer(asked.id, second, { answer: 'refused' })]);
    expect(new Set(given.map(({ status }) => status))).toEqual(new Set([200, 409]));
    expect(given.find(({ status }) => status === 409)?.body.code).toBe('expenses.pre-approval-answered');
  });

  it('is not given by who asked', async () => {
    const shown = await claimed();
    const asked = await ask(shown.id, 1_000);
    await sql(
      `UPDATE pre_approval SET requested_by = (SELECT id FROM person WHERE email = 'senior@sonae.example')
         WHERE id = $1`,
      [asked.id],
    );
    expect((await answer(asked.id, senior)).body.code).toBe('decisions.separation');
    expect((await answer(asked.id, second)).status).toBe(200);
    // that it is answered is said first, to everybody alike
    expect((await answer(asked.id, senior)).body.code).toBe('expenses.pre-approval-answered');
  });

  it('keeps the words of an answer with the request alone: the audit has their hash', async () => {
    const shown = await claimed();
    for (const change of [{}, { answer: 'refused' }]) {
      const asked = await ask(shown.id, 1_000);
      expect((await answer(asked.id, senior, change)).status).toBe(200);
      const kept = await sql<{ hashed: boolean; reason: string | null }>(
        `SELECT after_hash IS NOT NULL AS hashed, reason
           FROM audit
          WHERE subject = $1 AND action = 'pre-approval.answered'`,
        [asked.id],
      );
      expect(kept).toEqual([{ hashed: true, reason: null }]);
    }
  });

  it('says that cover is decided separately while the outlook is not green, and that no limit is known without a policy', async () => {
    const reporter = await system.as('reporter@sakura.example');
    const reported = await post<ClaimCase>(reporter, '/incidents', {
      reporter: { name: '見本', phone: '03-5550-0000' },
      description: '見本',
    });
    await system.settled(60_000);
    const asked = await ask(reported.body.id, 1_000, 'call-center', reporter);
    await sql('UPDATE incident SET member_period_id = NULL WHERE id = $1', [reported.body.id]);
    const given = await answer(asked.id, senior);
    expect([given.body.left, codes(given.body.notes)]).toEqual([
      null,
      ['pre-approvals.limit-not-known', 'pre-approvals.reserves-nothing', 'pre-approvals.cover-undecided'],
    ]);
    // the institution reads the sentences; what is left of limits its reporters do not see
    const [seen] = (await reporter.get<{ items: Asked[] }>(`/pre-approvals?incidentId=${reported.body.id}`)).items;
    expect([seen?.left, codes(seen?.notes)]).toEqual([null, codes(given.body.notes)]);
    const refused = await answer((await ask(reported.body.id, 1, 'call-center', reporter)).id, senior, {
      answer: 'refused',
    });
    expect(refused.body.notes).toEqual([]);
  });
});

describe('outside duty hours', () => {
  const onDuty = (emails: string): Promise<object[]> =>
    sql(
      `UPDATE roster r
         SET from_at = CASE
           WHEN p.email ~ $1
           OR r.kind = 'on-call' THEN now() - interval '1 day'
           ELSE now() + interval '1 day' END
         FROM person p
         WHERE p.id = r.person_id`,
      [emails],
    );
  afterAll(() => onDuty('.'));
  let desk: Session;

  it('the desk answers for suspicion and investigation, up to 500,000 yen a case; above it the senior on call', async () => {
    desk = await system.as('support2@sonae.example');
    const shown = await claimed();
    const [first, next, later] = [
      await ask(shown.id, 300_000, 'damage-and-cause-investigation'),
      await ask(shown.id, 200_001, 'damage-and-cause-investigation'),
      await ask(shown.id, 1_000, 'media-apology'),
    ];
    expect(codes((await answer(first.id, desk)).body.missing)).toEqual(['pre-approvals.adjusters-on-duty']);
    await onDuty('^support');
    expect(codes((await answer(later.id, desk)).body.missing)).toEqual(['pre-approvals.adjusters-only']);
    expect((await answer(first.id, desk)).body).toMatchObject({ state: 'pre-approved', ceiling: 300_000 });
    const above = await answer(next.id, desk);
    expect(codes(above.body.missing)).toEqual(['pre-approvals.on-call-needed']);
    const [onCall] = (
      await senior.get<{ items: { personName: string; kind: string; capacity: number }[] }>(
        `/rosters?onCallAt=${new Date().toISOString()}`,
      )
    ).items;
    expect(onCall).toMatchObject({ kind: 'on-call', capacity: 0 });
    const [said] = (above.body.missing ?? []) as readonly { readonly code: string; readonly textJa?: string }[];
    expect(said?.textJa).toContain(onCall?.personName);
    // who is on call is not on duty: nothing is routed there
    const duty = await senior.get<{ items: object[] }>(`/rosters?onDutyAt=${new Date().toISOString()}`);
    expect(duty.items).toHaveLength(2);
    expect((await answer(next.id, second)).status).toBe(200);
    // what a senior-adjuster gave is not the desk's
    const last = await ask(shown.id, 200_000, 'damage-and-cause-investigation');
    expect((await answer(last.id, desk)).status).toBe(200);
    await onDuty('^support@');
    const off = await ask(shown.id, 1, 'damage-and-cause-investigation');
    expect(codes((await answer(off.id, desk)).body.missing)).toContain('pre-approvals.not-on-duty');
  });

  it('nobody but a senior-adjuster is put on call, and a line of duty needs its capacity', async () => {
    const people = await sql<{ id: string; email: string }>('SELECT id, email FROM person');
    const line = (email: string, more: object) =>
      post<{ kind: string; capacity: number }>(claims.admin, '/rosters', {
        personId: people.find((one) => one.email === email)?.id,
        from: new Date().toISOString(),
        to: new Date(Date.now() + 3_600_000).toISOString(),
        ...more,
      });
    expect((await line('adjuster@sonae.example', { kind: 'on-call' })).body.code).toBe('parties.not-senior');
    expect((await line('senior@sonae.example', { kind: 'on-call' })).body).toMatchObject({
      kind: 'on-call',
      capacity: 0,
    });
    expect((await line('senior@sonae.example', {})).body.errors).toMatchObject([{ pointer: '/capacity' }]);
    expect((await line('senior@sonae.example', { capacity: 5 })).body).toMatchObject({ kind: 'duty', capacity: 5 });
  });
});

describe('a hospital that claims', () => {
  it('chooses among its own open approvals, those of a merged case too', async () => {
    const policy = await claims.policy({ plan: 3 });
    const [kept, gone] = [
      await claims.inReview(policy, [cost('call-center', 1)]),
      await claims.inReview(policy, [cost('call-center', 2, { vendorName: '別の支払先' })], { open: false }),
    ];
    const given = await answer((await ask(gone.id, 50_000)).id, senior);
    const used = await answer((await ask(kept.id, 10_000)).id, senior);
    await ask(kept.id, 1);
    const { version } = await claims.desk.get<{ version: number }>(`/incidents/${gone.id}`);
    const merged = await claims.desk.send<Refused>('POST', `/incidents/${gone.id}/merges`, {
      key: `merge-${gone.id}`,
      body: { into: kept.id },
      version,
    });
    expect([merged.status, merged.body.code]).toEqual([200, undefined]);
    const open = async () =>
      (await claims.desk.get<{ items: Asked[] }>(`/pre-approvals?incidentId=${kept.id}&standing=open`)).items.map(
        ({ number, rest }) => [number, rest],
      );
    expect(Object.fromEntries(await open())).toEqual({
      [given.body.number ?? '']: 50_000,
      [used.body.number ?? '']: 10_000,
    });
    const sent = await post<ClaimCase>(claims.desk, `/incidents/${kept.id}/expenses`, {
      expenses: [
        cost('call-center', 10_000, { preApproval: used.body.number, vendorName: 'a' }),
        cost('call-center', 20_000, { preApproval: given.body.number, vendorName: 'b' }),
      ],
    });
    expect(sent.status).toBe(201);
    expect(await open()).toEqual([[given.body.number, 30_000]]);
  });
});
