import { Cashiers } from '../support/cashiers.js';
import { Claims, cost, idOf, post, today, type ClaimCase } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { testSystem, type Session, type TestSystem } from '../support/system.js';

/** What is stored is shown to whom it concerns, and to nobody else. */

interface Named {
  readonly code: string;
  readonly textJa: string;
}
interface Limit {
  readonly bucket: string;
  readonly limit: number;
  readonly remaining: number;
  readonly remainingAfter: number;
}
interface Shown {
  readonly id: string;
  readonly institutionName: string;
  readonly answers: readonly { code: string; textJa: string; answer: string; reason: string }[];
  readonly assessment: {
    readonly outcome: string;
    readonly steps: readonly { code: string; before: number; after: number }[];
    readonly limits: readonly Limit[];
  };
  readonly needs: { readonly totalYen: number };
  readonly proposedAs: string;
  readonly proposerAuthority: number;
  readonly ownSignature: { readonly left: readonly Named[] } | null;
}
interface Detail {
  readonly state: string;
  readonly institutionName: string | null;
  readonly policy: { number: string; plan: number; inceptionDate: string; expiryDate: string } | null;
  readonly clock: { completeOn: string; payBy: string } | null;
  readonly questions: readonly {
    readonly id: string;
    readonly question: string;
    readonly answer: string | null;
    readonly remindersLeft: number;
    readonly askedByName: string | null;
  }[];
  readonly appeals: readonly { readonly reason: string; readonly decisionId: string }[];
  readonly decisions: readonly Shown[];
  readonly payments: readonly {
    readonly state: string;
    readonly amount: number;
    readonly batchNumber: number | null;
    readonly transferOn: string | null;
    readonly releasedByName: string | null;
    readonly settledOn: string | null;
  }[];
}

let system: TestSystem;
let claims: Claims;
let cashiers: Cashiers;
let senior: Session;
let second: Session;
let manager: Session;
let reporter: Session;
let policy: { id: string; institutionId: string };
/** As it is registered, whatever was typed into the report. */
let hospital: string;

const sql = <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  asSuperuser(system.db.ownerUrl, async (client) => (await client.query<T>(text, values)).rows);
const detail = (id: string, by: Session): Promise<Detail> => by.get<Detail>(`/expenses/${id}`);
const nameOf = async (email: string): Promise<string> =>
  (await sql<{ name: string }>('SELECT display_name AS name FROM person WHERE email = $1', [email]))[0]?.name ?? '';

beforeAll(async () => {
  system = await testSystem();
  claims = await Claims.on(system);
  cashiers = await Cashiers.on(system);
  [senior, second, manager, reporter] = (await Promise.all(
    ['senior@sonae.example', 'senior2@sonae.example', 'manager@sakura.example', 'reporter@sakura.example'].map(
      (email) => system.as(email),
    ),
  )) as [Session, Session, Session, Session];
  const { items } = await claims.desk.get<{ items: { id: string; institutionId: string; inForce: boolean }[] }>(
    `/policies?q=${encodeURIComponent('さくら総合病院')}`,
  );
  policy = items.find(({ inForce }) => inForce) ?? { id: '', institutionId: '' };
  await cashiers.account(policy.institutionId);
  const [row] = await sql<{ name: string }>('SELECT name FROM institution WHERE id = $1', [policy.institutionId]);
  hospital = row?.name ?? '';
}, 60_000);
afterAll(async () => {
  await system?.stop();
});

describe('the page of one expense', () => {
  let shown: ClaimCase;
  const id = (): string => idOf(shown);

  beforeAll(async () => {
    shown = await claims.inReview(policy, [cost('call-center', 400_000), cost('media-apology', 120_000)]);
  }, 60_000);

  it('shows the adjuster whose it is, under which policy and until when it is paid', async () => {
    const holder = await claims.holder(id());
    expect(await detail(id(), holder)).toMatchObject({
      institutionName: hospital,
      policy: {
        number: expect.stringMatching(/\S/),
        inceptionDate: expect.any(String),
        expiryDate: expect.any(String),
      },
      clock: { completeOn: today, payBy: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) },
    });
    // the manager may read the policy; a reporter may not; the clock is the insurer's
    expect(await detail(id(), manager)).toMatchObject({ policy: { number: expect.any(String) }, clock: null });
    expect(await detail(id(), reporter)).toMatchObject({ policy: null, clock: null, payments: [], decisions: [] });
  });

  it('shows the question with who asked it, and its answer; the claimant reads no name', async () => {
    const holder = await claims.holder(id());
    await post(holder, `/expenses/${id()}/information-requests`, { question: '受電件数の内訳をお知らせください。' });
    const [asked] = (await detail(id(), holder)).questions;
    expect(asked).toMatchObject({
      question: '受電件数の内訳をお知らせください。',
      answer: null,
      remindersLeft: 2,
      askedByName: await nameOf(holder.email),
    });
    await post(manager, `/information-requests/${asked?.id}/answers`, { answer: '昼が8割です。' });
    expect((await detail(id(), holder)).questions[0]).toMatchObject({ answer: '昼が8割です。' });
    expect((await detail(id(), manager)).questions[0]).toMatchObject({ answer: '昼が8割です。', askedByName: null });
  });

  it('shows why a rejection was appealed', async () => {
    const line = idOf(shown, 1);
    const rejected = await claims.propose(await claims.holder(line), line, {
      kind: 'reject',
      reasons: [{ code: 'not-proven', text: '掲載の日が読み取れない' }],
      textJa: '掲載物の写しで確認できないため、お支払いの対象になりません。',
    });
    await claims.sign(senior, rejected.body.id, { articles: [{ article: '第12条第1項（見本）' }] });
    await cashiers.makeFinal(shown.id);
    const reason = '掲載は11月26日の朝刊です。紙面をお送りします。';
    expect((await post(manager, `/expenses/${line}/appeals`, { reason })).status).toBe(201);
    for (const by of [await claims.holder(line), claims.desk, manager])
      expect((await detail(line, by)).appeals).toMatchObject([{ reason, decisionId: rejected.body.id }]);
  });

  it('shows on a decided line the assessment, limits and authority that the decision kept, and how the money went', async () => {
    const holder = await claims.holder(id());
    const before = (await claims.case(shown.id)).limits?.find(({ bucket }) => bucket === 'response-expense');
    const decided = await claims.propose(holder, id());
    expect(decided.body.state).toBe('approved');
    const kept = (await detail(id(), claims.desk)).decisions[0];
    expect(kept?.assessment.limits.find(({ bucket }) => bucket === 'response-expense')).toMatchObject({
      remaining: before?.remaining,
      remainingAfter: (before?.remaining ?? 0) - decided.body.amount,
    });
    expect(kept).toMatchObject({ proposedAs: 'adjuster', proposerAuthority: 1_000_000, ownSignature: null });
    await cashiers.pay(shown.id, 1);
    // what comes later changes nothing of it
    expect((await detail(id(), claims.desk)).decisions[0]?.assessment).toEqual(kept?.assessment);
    const [payment] = (await detail(id(), claims.desk)).payments;
    expect(payment).toMatchObject({
      state: 'settled',
      amount: decided.body.amount,
      batchNumber: expect.any(Number),
      transferOn: expect.any(String),
      releasedByName: await nameOf('support2@sonae.example'),
      settledOn: expect.any(String),
    });
    for (const by of ['auditor@sonae.example', 'payments@sonae.example', 'adjuster2@sonae.example'])
      expect((await detail(id(), await system.as(by))).payments).toHaveLength(1);
    expect(await detail(id(), manager)).toMatchObject({ payments: [], decisions: [], duplicates: [] });
  }, 60_000);
});

describe('what waits for a second signature', () => {
  it('shows the questions with the proposer’s answers, and what one’s own signature does', async () => {
    const open = await claims.inReview(policy, [cost('equipment-repair', 200_000)], { facts: { premises: 'unknown' } });
    const line = idOf(open);
    const holder = await claims.holder(line);
    const asked = await holder.get<{ questions: readonly Named[] }>(`/expenses/${line}/decision-preview`);
    expect(asked.questions.length).toBeGreaterThan(0);
    const answers = asked.questions.map(({ code }) => ({
      code,
      answer: 'covered',
      reason: `現地で確かめた（${code}）`,
    }));
    const proposed = await claims.propose(holder, line, { answers });
    expect(proposed.body.state).toBe('open');
    const read = (by: Session): Promise<Shown> => by.get<Shown>(`/decisions/${proposed.body.id}`);
    expect(await read(senior)).toMatchObject({
      institutionName: hospital,
      answers: asked.questions.map(({ code }) => ({
        code,
        answer: 'covered',
        reason: `現地で確かめた（${code}）`,
        textJa: expect.stringMatching(/\S/),
      })),
      ownSignature: { left: [] },
    });
    // the proposer signs nothing more; an adjuster's signature leaves the senior's missing; who may not sign is told nothing
    expect((await read(holder)).ownSignature).toBeNull();
    const colleague = await system.as(
      holder.email === 'adjuster2@sonae.example' ? 'adjuster@sonae.example' : 'adjuster2@sonae.example',
    );
    expect((await read(colleague)).ownSignature?.left.map(({ code }) => code)).toContain('decisions.senior-needed');
    expect((await read(await system.as('auditor@sonae.example'))).ownSignature).toBeNull();
    await claims.sign(senior, proposed.body.id);
    expect((await read(second)).ownSignature).toBeNull();
  }, 60_000);

  it('says of a line that looks like another that a signature alone does not decide it', async () => {
    const bill = { vendorName: '見本コールセンター株式会社', invoiceNumber: `INV-${Date.now()}` };
    const twice = await claims.inReview(policy, [cost('call-center', 90_000, bill), cost('call-center', 90_000, bill)]);
    const line = idOf(twice, 1);
    const preview = await (
      await claims.holder(line)
    ).get<{ hurdles: readonly Named[]; needs: { missing: object[] } }>(`/expenses/${line}/decision-preview`);
    expect(preview.needs.missing).toEqual([]);
    expect(preview.hurdles.map(({ code }) => code)).toEqual(['decisions.duplicate-open']);
  }, 60_000);
});
