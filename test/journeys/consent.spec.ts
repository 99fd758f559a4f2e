import { daysAfter } from '#platform';
import { asSuperuser } from '../support/database.js';
import { Claims, cost, idOf, post, today, type ClaimCase } from '../support/claims.js';
import { sendForm } from '../support/papers.js';
import { testSystem, type Session, type TestSystem } from '../support/system.js';
import { RawRole } from '../trust/raw-roles.js';

interface Line {
  readonly id: string;
  readonly state: string;
  readonly consent: boolean | null;
  readonly saidConsent: boolean;
  readonly preApproval?: string;
  readonly approval: {
    readonly number: string;
    readonly ceiling: number;
    readonly rest: number;
    textJa: string;
  } | null;
  readonly recordedConsent: { readonly ceiling: number; readonly givenOn: string } | null;
  readonly consents: readonly { readonly reason: string; readonly givenByName: string }[];
  readonly assessment: { readonly outcome: string };
}
interface Asked {
  readonly id: string;
  readonly number: string | null;
  readonly state: string;
  readonly rest: number | null;
}

let system: TestSystem;
let claims: Claims;
let senior: Session;
let manager: Session;

beforeAll(async () => {
  system = await testSystem();
  claims = await Claims.on(system);
  [senior, manager] = await Promise.all([system.as('senior@sonae.example'), system.as('manager@sakura.example')]);
}, 60_000);
afterAll(async () => {
  await system?.stop();
});

const sql = <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  asSuperuser(system.db.ownerUrl, async (client) => (await client.query<T>(text, values)).rows);
const gift = (amount: number, more: object = {}): object => cost('condolence', amount, { persons: 10_000, ...more });
const lineOf = (id: string, by: Session = claims.desk): Promise<Line> => by.get<Line>(`/expenses/${id}`);
const linesOf = async (caseId: string): Promise<readonly Line[]> =>
  (await claims.desk.get<{ expenses: Line[] }>(`/incidents/${caseId}`)).expenses;
const submit = (caseId: string, expenses: readonly object[], by: Session = claims.desk) =>
  post<ClaimCase>(by, `/incidents/${caseId}/expenses`, { expenses });
const reviewed = async (expenses: readonly object[]): Promise<ClaimCase> =>
  claims.inReview(await claims.policy({ plan: 3 }), expenses, { facts: { affectedPersons: 10_000 } });
const caseWithoutCost = (): Promise<ClaimCase> => reviewed([cost('call-center', 1)]);

/** Asked by the desk, answered by a senior-adjuster; the number that was given. */
async function approved(caseId: string, ceiling: number, category = 'condolence'): Promise<Asked & { number: string }> {
  const asked = await post<Asked>(claims.desk, `/incidents/${caseId}/pre-approvals`, {
    category,
    amount: ceiling,
    description: '見舞品',
  });
  const answered = await post<Asked>(senior, `/pre-approvals/${asked.body.id}/answers`, {
    answer: 'pre-approved',
    textJa: '承認します。',
  });
  expect(answered.status).toBe(200);
  return answered.body as Asked & { number: string };
}

describe('consent is the insurer’s act only', () => {
  it.each([true, false])('what a claimant sends of it (%s) is refused, and nothing is taken', async (consent) => {
    const shown = await caseWithoutCost();
    const sent = await submit(shown.id, [gift(1), gift(2, { consent })]);
    expect([sent.status, sent.body.code, sent.body.errors]).toMatchObject([
      422,
      'expenses.consent-is-ours',
      [{ pointer: '/expenses/1/consent', code: 'expenses.consent-is-ours' }],
    ]);
    expect(await linesOf(shown.id)).toHaveLength(1);
  });

  it('nor with a report, and the report can be sent again without it', async () => {
    const report = (more: object) =>
      post<ClaimCase>(manager, '/incidents', {
        reporter: { name: '見本', phone: '03-5550-0001' },
        description: '見舞品を送った',
        expenses: [gift(50_000, more)],
      });
    const refused = await report({ consent: true });
    expect([refused.status, refused.body.errors]).toMatchObject([
      422,
      [{ pointer: '/expenses/0/consent', code: 'expenses.consent-is-ours' }],
    ]);
    expect((await report({})).status).toBe(201);
  });

  it.each(['consent', '保険会社の同意'])('nor in a file, whatever the column is called: %s', async (column) => {
    const shown = await caseWithoutCost();
    for (const path of ['expense-imports/previews', 'expense-imports']) {
      const file = Buffer.from(`費目,金額（税抜）,作業・利用の最終日,${column}\ncall-center,1000,2026/11/2,はい\n`);
      const answer = await sendForm<{ code: string; errors: { pointer: string; code: string }[] }>(
        system,
        claims.desk,
        `/incidents/${shown.id}/${path}`,
        { file, name: 'x.csv' },
      );
      expect([answer.body.code, answer.body.errors]).toMatchObject([
        'expenses.import-refused',
        [{ pointer: `/rows/1/${column}`, code: 'expenses.consent-is-ours' }],
      ]);
    }
  });

  it('what was said before stays readable and counts for nothing', async () => {
    const shown = await reviewed([gift(50_000)]);
    await sql(`UPDATE expense SET flags = flags || '{"consent": true}' WHERE id = $1`, [idOf(shown)]);
    await submit(shown.id, [cost('call-center', 1)]);
    await system.settled(60_000);
    expect(await lineOf(idOf(shown))).toMatchObject({
      consent: false,
      saidConsent: true,
      assessment: { outcome: 'refer' },
    });
  });
});

describe('a pre-approval', () => {
  it('has its number from the approval on: before, it has none anywhere', async () => {
    const shown = await caseWithoutCost();
    const asked = await post<Asked>(claims.desk, `/incidents/${shown.id}/pre-approvals`, {
      category: 'condolence',
      amount: 1,
      description: 'x',
    });
    const listed = await senior.get<{ items: Asked[] }>(`/pre-approvals?incidentId=${shown.id}`);
    for (const one of [asked.body, ...listed.items])
      expect([one.number, JSON.stringify(one)]).toEqual([null, expect.not.stringContaining('-P1')]);
    const refused = await post<Asked>(senior, `/pre-approvals/${asked.body.id}/answers`, {
      answer: 'refused',
      textJa: '承認できません。',
    });
    expect([refused.body.state, refused.body.number]).toEqual(['refused', null]);
    expect((await approved(shown.id, 1)).number).toMatch(/^MC-\d{4}-\d{6}-\d-P2$/);
  });

  it('of 100,000 yen gives no consent to 1,000,000, and the line says what is left', async () => {
    const shown = await caseWithoutCost();
    const { number } = await approved(shown.id, 100_000);
    expect((await submit(shown.id, [gift(1_000_000, { preApproval: number })])).status).toBe(201);
    await system.settled(60_000);
    const id = (await linesOf(shown.id)).at(-1)?.id ?? '';
    expect(await lineOf(id)).toMatchObject({
      consent: false,
      preApproval: number,
      approval: { number, ceiling: 100_000, rest: 100_000 },
      assessment: { outcome: 'refer' },
    });
    expect((await lineOf(id)).approval?.textJa).toContain('900,000円が残りを超える');
    const holder = await claims.take(id);
    const preview = await holder.get<{ questions: { code: string }[]; needs: { missing: object[] } }>(
      `/expenses/${id}/decision-preview`,
    );
    expect(preview.questions).toMatchObject([{ code: 'consent-missing' }]);
    expect(preview.needs.missing).not.toEqual([]);
  });

  it('serves its rest once, however many lines name its number and however fast', async () => {
    const shown = await caseWithoutCost();
    const { number } = await approved(shown.id, 100_000);
    const sent = await Promise.all(
      [60_000, 60_000].map((amount) => submit(shown.id, [gift(amount, { preApproval: number })])),
    );
    expect(sent.map(({ status }) => status)).toEqual([201, 201]);
    await system.settled(60_000);
    // whichever was asked for first is served first: its line may have the later number
    const under = (await linesOf(shown.id)).slice(1).toSorted((a, b) => Number(b.consent) - Number(a.consent));
    expect(under.map(({ consent, approval }) => [consent, approval?.rest])).toEqual([
      [true, 100_000],
      [false, 40_000],
    ]);
    expect(under.map(({ assessment }) => assessment.outcome)).toEqual(['payable', 'refer']);
    const [listed] = (await senior.get<{ items: Asked[] }>(`/pre-approvals?incidentId=${shown.id}`)).items;
    expect([listed?.state, listed?.rest]).toEqual(['used', 0]);
    // the first is withdrawn: what it claimed is there for the second
    await post(claims.desk, `/expenses/${under[0]?.id}/transitions`, { to: 'withdrawn' });
    await system.settled(60_000);
    expect(await lineOf(under[1]?.id ?? '')).toMatchObject({
      consent: true,
      approval: { rest: 100_000 },
      assessment: { outcome: 'payable' },
    });
  });

  it('lapses for what is incurred after its day; an invoice may come later', async () => {
    const shown = await caseWithoutCost();
    const { id, number } = await approved(shown.id, 100_000);
    await sql('UPDATE pre_approval SET lapses_on = $2 WHERE id = $1', [id, daysAfter(today, -10)]);
    const late = await submit(shown.id, [gift(1_000, { preApproval: number })]);
    expect([late.status, late.body.code]).toEqual([422, 'expenses.pre-approval-lapsed']);
    expect(late.body.errors).toMatchObject([{ pointer: '/expenses/0/preApproval' }]);
    const inTime = gift(1_000, { preApproval: ` ${number.toLowerCase()} `, incurredOn: daysAfter(today, -10) });
    expect((await submit(shown.id, [inTime])).status).toBe(201);
    expect((await linesOf(shown.id)).at(-1)).toMatchObject({ consent: true, preApproval: number });
  });
});

describe('a consent beside a pre-approval', () => {
  const record = (id: string, by: Session, ceiling: number, more: object = {}) =>
    post<{ items: { reason: string }[] }>(by, `/expenses/${id}/consents`, {
      ceiling,
      reason: '11月20日に電話で同意',
      ...more,
    });

  it('is recorded by name with reason, ceiling and day, and added, never changed', async () => {
    const shown = await reviewed([gift(50_000)]);
    const id = idOf(shown);
    const holder = await claims.holder(id);
    expect((await record(id, claims.desk, 50_000)).status).toBe(403);
    expect((await record(id, holder, 49_999)).status).toBe(201);
    await system.settled(60_000);
    expect(await lineOf(id)).toMatchObject({ consent: false, assessment: { outcome: 'refer' } });
    const ahead = await record(id, holder, 50_000, { givenOn: daysAfter(today, 1) });
    expect([ahead.body.code, ahead.body.errors]).toMatchObject(['expenses.day-ahead', [{ pointer: '/givenOn' }]]);
    expect((await record(id, holder, 50_000, { givenOn: daysAfter(today, -3) })).status).toBe(201);
    await system.settled(60_000);
    expect(await lineOf(id)).toMatchObject({
      consent: true,
      recordedConsent: { ceiling: 50_000, givenOn: daysAfter(today, -3) },
      consents: [{ reason: '11月20日に電話で同意' }, { reason: '11月20日に電話で同意' }],
      assessment: { outcome: 'payable' },
    });
    const staff = await RawRole.on(system.db.staffUrl);
    const change = 'UPDATE expense_consent SET ceiling_yen = 1 WHERE expense_id = $1';
    expect(await staff.outcome({ case: shown.id }, change, [id])).toBe('42501');
    await staff.close();
  });

  it('is given within authority, by nobody who entered the expense, and not once it was decided', async () => {
    const shown = await reviewed([gift(50_000)]);
    const id = idOf(shown);
    const above = await record(id, await claims.holder(id), 100_000_000);
    expect([above.status, above.body.code]).toEqual([422, 'decisions.beyond-authority']);
    await sql(
      `UPDATE expense SET entered_by = (SELECT id FROM person WHERE email = 'senior@sonae.example') WHERE id = $1`,
      [id],
    );
    expect((await record(id, senior, 1)).body.code).toBe('decisions.separation');
    await post(claims.desk, `/expenses/${id}/transitions`, { to: 'withdrawn' });
    expect((await record(id, await system.as('senior2@sonae.example'), 1)).body.code).toBe('expenses.decided-already');
  });

  it('stays with the parts of a line that is split, never more of it', async () => {
    const shown = await reviewed([gift(50_000, { persons: 100 })]);
    const id = idOf(shown);
    const holder = await claims.holder(id);
    expect((await record(id, holder, 40_000)).status).toBe(201);
    const parts = [
      { amount: 30_000, persons: 60 },
      { amount: 20_000, persons: 40 },
    ];
    expect((await post(holder, `/expenses/${id}/splits`, { parts })).status).toBe(200);
    expect((await linesOf(shown.id)).slice(1)).toMatchObject([
      { consent: true, recordedConsent: { ceiling: 30_000 } },
      { consent: false, recordedConsent: { ceiling: 10_000 } },
    ]);
  });

  it('is read by the institution with its ceiling and day; name and reason are the insurer’s', async () => {
    const reported = await post<ClaimCase>(manager, '/incidents', {
      reporter: { name: '見本', phone: '03-5550-0001' },
      description: '見舞品を送った',
      cause: 'cyber-attack',
      country: 'JP',
      expenses: [gift(50_000)],
    });
    const id = idOf(reported.body);
    await system.settled(60_000);
    expect((await record(id, senior, 60_000)).status).toBe(201);
    const seen = await lineOf(id, manager);
    expect(seen).toMatchObject({ consent: true, recordedConsent: { ceiling: 60_000, givenOn: today }, consents: [] });
    expect(JSON.stringify(seen)).not.toContain('電話で同意');
  });
});
