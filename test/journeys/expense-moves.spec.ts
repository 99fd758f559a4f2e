import type { EnteredExpensesDto, ExpensePreviewDto } from '#expenses';
import { daysAfter } from '#platform';
import { asSuperuser } from '../support/database.js';
import { Claims, cost, today, idOf, type ClaimCase, type Refused } from '../support/claims.js';
import { fileNeededPapers, pdfOf, sendForm } from '../support/papers.js';
import { freshKey, testSystem, type Reply, type Session, type TestSystem } from '../support/system.js';

interface Expense {
  readonly id: string;
  readonly line: number;
  readonly state: string;
  readonly stateName: { readonly textJa: string };
  readonly amount: number;
  readonly partOf: string | null;
  readonly supplements: string | null;
  readonly consent?: boolean;
  readonly questions: readonly { readonly id: string; readonly reminders: number; readonly answer: string | null }[];
  readonly duplicates: readonly {
    readonly caseNumber: string;
    readonly grounds: readonly string[];
    readonly isOpen: boolean;
  }[];
  readonly findings: readonly { readonly id: string; readonly finding: string }[];
  readonly foreignBill: { readonly rate: string | null; readonly onDay: string | null } | null;
}
interface PreApproval {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly ceiling: number | null;
}

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

const post = <T = Expense>(by: Session, path: string, body: object = {}): Promise<Reply<T & Refused>> =>
  by.send<T & Refused>('POST', path, { key: freshKey(), body });
const sql = <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  asSuperuser(system.db.ownerUrl, async (client) => (await client.query<T>(text, values)).rows);
const makeFinal = (caseId: string): Promise<object[]> =>
  sql(
    `UPDATE ruling
       SET ruled_at = ruled_at - interval '11 s', final_at = final_at - interval '11 s'
       WHERE incident_id = $1`,
    [caseId],
  );
const detail = (id: string, by: Session = claims.desk): Promise<Expense> => by.get<Expense>(`/expenses/${id}`);
const held = async (caseId: string): Promise<number> =>
  (await claims.case(caseId)).limits?.find(({ bucket }) => bucket === 'response-expense')?.held ?? -1;
const plan3 = { plan: 3 };

describe('a question to the claimant', () => {
  it('waits for its answer, is reminded of twice, and goes on with or without one', async () => {
    const shown = await claims.inReview(await claims.policy(plan3), [cost('call-center', 100_000)]);
    const id = idOf(shown);
    const holder = await claims.holder(id);
    const ask = (by: Session, body: object = { question: '受電件数の内訳をお知らせください。' }) =>
      post(by, `/expenses/${id}/information-requests`, body);
    expect((await ask(claims.desk)).status).toBe(403);
    expect((await ask(holder, { question: 'いつ?', dueOn: today })).body.code).toBe('decisions.day-passed');
    const asked = await ask(holder);
    expect([asked.status, asked.body.state]).toEqual([201, 'information-requested']);
    expect((await claims.propose(holder, id)).body.code).toBe('decisions.not-in-review');
    const question = asked.body.questions[0]?.id ?? '';
    const close = (by: Session) => post(by, `/information-requests/${question}/closings`);
    expect((await close(holder)).body.code).toBe('decisions.reminders-left');
    for (const reminders of [1, 2]) {
      await sql(`UPDATE information_request SET remind_at = now() - interval '1 minute' WHERE id = $1`, [question]);
      for (let waited = 0; waited < 100 && (await detail(id)).questions[0]?.reminders !== reminders; waited += 1)
        await new Promise((resolve) => setTimeout(resolve, 100));
      expect((await detail(id)).questions[0]?.reminders).toBe(reminders);
    }
    expect((await close(holder)).body.state).toBe('in-review');
    expect(
      (await post(claims.desk, `/information-requests/${question}/answers`, { answer: '遅れました' })).body.code,
    ).toBe('decisions.question-ended');
    const again = await ask(holder);
    const paper = await sendForm<{ id: string }>(system, claims.desk, '/documents', {
      fields: { incidentId: shown.id, kind: 'call-log' },
      file: pdfOf(freshKey()),
    });
    const answered = await post(claims.desk, `/information-requests/${again.body.questions[1]?.id}/answers`, {
      answer: '内訳を添付します。',
      documentIds: [paper.body.id],
    });
    expect([answered.body.state, answered.body.questions[1]?.answer]).toEqual(['in-review', '内訳を添付します。']);
    expect((await claims.propose(holder, id)).body.state).toBe('approved');
  }, 60_000);

  it('is answered by the claimant’s own people alone', async () => {
    const [reporter, neighbour] = [
      await system.as('reporter@sakura.example'),
      await system.as('manager@midori.example'),
    ];
    const reported = await reporter.send<ClaimCase>('POST', '/incidents', {
      key: freshKey(),
      body: { reporter: { name: '見本', phone: '1' }, description: '見本', expenses: [cost('call-center', 1_000)] },
    });
    await system.settled();
    const id = idOf(reported.body);
    await claims.take(id);
    const asked = await post(await claims.holder(id), `/expenses/${id}/information-requests`, { question: '見本' });
    const path = `/information-requests/${asked.body.questions[0]?.id}/answers`;
    expect((await post(neighbour, path, { answer: 'x' })).status).toBe(404);
    expect((await post(reporter, path, { answer: 'はい' })).body.state).toBe('in-review');
    expect((await detail(id, reporter)).questions).toMatchObject([{ answer: 'はい' }]);
  });
});

describe('an appeal', () => {
  it('goes to others than those who signed the rejection, who cannot sign it again', async () => {
    const shown = await claims.inReview(await claims.policy(plan3), [cost('call-center', 500_000)]);
    const id = idOf(shown);
    const first = await claims.holder(id);
    const open = await claims.propose(first, id, {
      kind: 'reject',
      textJa: 'お支払いできません。',
      reasons: [{ code: 'other-incident', text: '別の事故' }],
    });
    await claims.sign(senior, open.body.id, { articles: [{ article: '約款 第2条（見本）' }] });
    const appeal = (by: Session) => post(by, `/expenses/${id}/appeals`, { reason: '同じ事故による費用です。' });
    expect((await appeal(claims.desk)).body.code).toBe('decisions.nothing-to-appeal');
    await makeFinal(shown.id);
    expect((await appeal(senior)).status).toBe(403);
    const appealed = await appeal(claims.desk);
    expect([appealed.status, appealed.body.state]).toEqual([201, 'appealed']);
    expect((await appeal(claims.desk)).body.code).toBe('decisions.nothing-to-appeal');
    await system.settled();
    const next = await claims.take(id);
    expect([first.email, senior.email]).not.toContain(next.email);
    expect((await detail(id)).state).toBe('in-review');
    expect((await claims.propose(senior, id)).body.code).toBe('decisions.separation');
    const approved = await claims.propose(next, id);
    expect(approved.body).toMatchObject({ state: 'approved', amount: 500_000 });
  });
});

describe('a supplement', () => {
  it('claims what was not approved, assessed with the first line, and is decided by others', async () => {
    // plan 1: 1,000,000 yen in all
    const shown = await claims.inReview(await claims.policy(), [cost('call-center', 700_000)]);
    const id = idOf(shown);
    const adjuster = await claims.holder(id);
    const open = await claims.propose(adjuster, id, {
      kind: 'reduce',
      amount: 400_000,
      textJa: '一部をお支払いします。',
      reasons: [{ code: 'not-necessary', amount: 300_000, text: '過大' }],
    });
    const supplement = (by: Session, amount: number) =>
      post(by, `/expenses/${id}/supplements`, { amount, reason: '必要だった席数の資料があります。' });
    expect((await supplement(claims.desk, 1)).body.code).toBe('decisions.nothing-to-supplement');
    await claims.sign(senior, open.body.id, { articles: [{ article: '約款 第20条（見本）' }] });
    expect((await supplement(claims.desk, 300_001)).body).toMatchObject({
      code: 'decisions.supplement-too-high',
      errors: [{ pointer: '/amount' }],
    });
    const both = await Promise.all([supplement(claims.desk, 200_000), supplement(claims.desk, 200_000)]);
    const made = both.find(({ status }) => status === 201)?.body;
    expect(both.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(made).toMatchObject({ state: 'submitted', supplements: id, amount: 200_000 });
    await system.settled();
    const next = await claims.take(made?.id ?? '');
    expect([adjuster.email, senior.email]).not.toContain(next.email);
    const preview = await next.get(`/expenses/${made?.id}/decision-preview`);
    expect(preview).toMatchObject({ assessed: 200_000, approvedBefore: 400_000 });
    expect((await claims.propose(senior, made?.id ?? '')).body.code).toBe('decisions.separation');
    const decided = await claims.propose(next, made?.id ?? '');
    expect(decided.body).toMatchObject({ state: 'approved', amount: 200_000, assessed: 200_000 });
    expect(await held(shown.id)).toBe(600_000);
    // the rest of what was claimed, and no more
    expect((await supplement(claims.desk, 100_001)).body.code).toBe('decisions.supplement-too-high');
  });

  it('never gets more than the whole first line would, whatever the limits', async () => {
    const shown = await claims.inReview(await claims.policy(), [cost('call-center', 1_500_000)]);
    const id = idOf(shown);
    expect((await claims.propose(senior, id)).body).toMatchObject({ state: 'approved', amount: 1_000_000 });
    const made = await post(claims.desk, `/expenses/${id}/supplements`, { amount: 500_000, reason: '残りの費用' });
    await system.settled();
    const next = await claims.take(made.body.id);
    expect(await next.get(`/expenses/${made.body.id}/decision-preview`)).toMatchObject({ assessed: 0 });
    expect((await claims.propose(next, made.body.id, { amount: 1 })).body.code).toBe('limits.exhausted');
    expect((await claims.propose(next, made.body.id)).body).toMatchObject({ state: 'approved', amount: 0 });
    expect(await held(shown.id)).toBe(1_000_000);
  });
});

describe('a split', () => {
  it('makes lines that add up, each with its own decision, and keeps who submitted and when', async () => {
    const shown = await claims.inReview(await claims.policy(plan3), [cost('call-center', 900_000, { tax: 90_000 })]);
    const id = idOf(shown);
    const holder = await claims.holder(id);
    const split = (parts: object[]) => post(holder, `/expenses/${id}/splits`, { parts });
    expect((await split([{ amount: 900_000, tax: 90_000 }])).status).toBe(400);
    expect(
      (
        await split([
          { amount: 600_000, tax: 60_000 },
          { amount: 299_999, tax: 30_000 },
        ])
      ).body.code,
    ).toBe('decisions.parts-do-not-add-up');
    const done = await split([
      { amount: 600_000, tax: 60_000 },
      { amount: 300_000, tax: 30_000 },
    ]);
    expect([done.status, done.body.state, done.body.stateName.textJa]).toEqual([200, 'withdrawn', '分割済み']);
    const { expenses } = await claims.desk.get<{ expenses: Expense[] }>(`/incidents/${shown.id}`);
    expect(expenses.map(({ line, amount, partOf }) => [line, amount, partOf])).toEqual([
      [1, 900_000, null],
      [2, 600_000, id],
      [3, 300_000, id],
    ]);
    await system.settled();
    const undisputed = expenses[1]?.id ?? '';
    await claims.take(undisputed);
    // its papers came with it, and its parts are no duplicates of each other
    expect((await claims.propose(senior, undisputed)).body).toMatchObject({ state: 'approved', amount: 660_000 });
    const [row] = await sql<{ same: boolean }>(
      `SELECT count(DISTINCT submitted_at) = 1 AND count(DISTINCT entered_by) = 1 AS same
         FROM expense
         WHERE incident_id = $1`,
      [shown.id],
    );
    expect(row?.same).toBe(true);
  });

  it('shares the people of condolence money, which is capped for each', async () => {
    const shown = await claims.inReview(await claims.policy(plan3), [cost('condolence', 50_000, { persons: 100 })]);
    const holder = await claims.holder(idOf(shown));
    const split = (a: number, b: number) =>
      post(holder, `/expenses/${idOf(shown)}/splits`, {
        parts: [
          { amount: 25_000, persons: a },
          { amount: 25_000, persons: b },
        ],
      });
    expect((await split(100, 100)).body.code).toBe('decisions.parts-do-not-add-up');
    expect((await split(60, 40)).status).toBe(200);
  });
});

describe('what looks like a duplicate', () => {
  const invoice = (more: object = {}): object =>
    cost('call-center', 100_000, { vendorName: '見本コール株式会社', invoiceNumber: 'INV-7', ...more });

  it('is seen on both, in any case of the institution, and is proposed only when somebody found that it is none', async () => {
    const policy = await claims.policy(plan3);
    const shown = await claims.inReview(policy, [invoice()]);
    const other = await claims.inReview(
      policy,
      [invoice({ vendorName: '（株）見本コール', invoiceNumber: 'inv 7', amount: 55_000 })],
      {
        facts: { description: '別の報告' },
      },
    );
    const [id, otherId] = [idOf(shown), idOf(other)];
    expect((await detail(id)).duplicates).toMatchObject([{ grounds: ['invoice-number'], isOpen: true }]);
    expect((await detail(otherId)).duplicates).toMatchObject([{ grounds: ['invoice-number'], isOpen: true }]);
    const refused = await claims.propose(senior, id);
    expect([refused.status, refused.body.code, refused.body.missing?.length]).toEqual([
      409,
      'decisions.duplicate-open',
      1,
    ]);
    const find = (by: Session, on: string, finding: string) =>
      post(by, `/expenses/${on}/duplicate-findings`, { finding, reason: '別の月の請求' });
    expect((await find(claims.desk, id, 'no-duplicate')).status).toBe(403);
    expect((await find(senior, id, 'no-duplicate')).status).toBe(201);
    expect((await claims.propose(senior, id)).body.state).toBe('approved');
    const found = await find(senior, otherId, 'duplicate');
    const finding = found.body.findings[0]?.id ?? '';
    const confirm = (by: Session) => post(by, `/duplicate-findings/${finding}/confirmations`);
    expect((await confirm(senior)).body.code).toBe('expenses.second-person-needed');
    expect((await confirm(second)).body.state).toBe('withdrawn');
    expect((await confirm(second)).body.code).toBe('expenses.no-duplicates');
    // a duplicate that was withdrawn is none any more
    expect((await detail(id)).duplicates).toEqual([]);
  });

  it('the same amount with or without tax within 30 days, or the same file uploaded again', async () => {
    const policy = await claims.policy(plan3);
    const shown = await claims.inReview(
      policy,
      [
        invoice({ invoiceNumber: 'A', tax: 10_000 }),
        invoice({ invoiceNumber: 'B', amount: 110_000, incurredOn: daysAfter(today, -30) }),
        invoice({ invoiceNumber: 'C', incurredOn: daysAfter(today, -31) }),
        cost('media-apology', 100_000, { vendorName: '別の会社' }),
      ],
      { papers: false },
    );
    const grounds = async (at: number): Promise<string[][]> =>
      (await detail(idOf(shown, at))).duplicates.map((one) => [...one.grounds]);
    expect(await grounds(0)).toEqual([['amount']]);
    // 110,000 of day -30 and 100,000 of day -31 differ with and without tax
    expect(await grounds(1)).toEqual([['amount']]);
    expect(await grounds(2)).toEqual([]);
    const scan = pdfOf('the same scan');
    const upload = async (): Promise<string> =>
      (
        await sendForm<{ id: string }>(system, claims.desk, '/documents', {
          fields: { incidentId: shown.id, kind: 'invoice' },
          file: scan,
        })
      ).body.id;
    const first = await upload();
    for (const at of [0, 3]) await post(claims.desk, `/documents/${first}/links`, { expenseIds: [idOf(shown, at)] });
    // one file for several lines of one submission is no duplicate
    expect(await grounds(3)).toEqual([]);
    await claims.desk.send('POST', `/incidents/${shown.id}/expenses`, {
      key: freshKey(),
      body: { expenses: [cost('press-conference', 70_000, { documents: [await upload()] })] },
    });
    expect(await grounds(3)).toEqual([['file']]);
    await fileNeededPapers(system, claims.desk, shown.id, [idOf(shown)]);
  });
});

describe('a foreign bill', () => {
  it('keeps its currency, and is proposed at the rate of the day it was paid on', async () => {
    const paidOn = daysAfter(today, -4);
    const shown = await claims.inReview(await claims.policy(plan3), [
      cost('call-center', 190_000, { foreign: { currency: 'USD', amount: '1200.50', paidOn } }),
    ]);
    const id = idOf(shown);
    expect((await claims.propose(senior, id)).body.code).toBe('expenses.rate-missing');
    const fix = (body: object) =>
      post(senior, `/expenses/${id}/exchange-rates`, { rate: '156.25', source: '見本銀行のTTS', ...body });
    expect((await fix({ onDay: today })).body).toMatchObject({
      code: 'expenses.wrong-rate-day',
      errors: [{ pointer: '/onDay', allowed: paidOn }],
    });
    expect((await fix({ rate: '1e3' })).status).toBe(400);
    const fixed = await fix({});
    expect([fixed.status, fixed.body.amount, fixed.body.foreignBill]).toMatchObject([
      201,
      187_578,
      { rate: '156.25', onDay: paidOn },
    ]);
    expect((await claims.propose(senior, id)).body).toMatchObject({ state: 'approved', amount: 187_578 });
    expect((await fix({})).body.code).toBe('expenses.decided-already');
    const yen = await claims.inReview(await claims.policy(), [cost('call-center', 1)]);
    expect((await post(senior, `/expenses/${idOf(yen)}/exchange-rates`, { rate: '1', source: 'x' })).body.code).toBe(
      'expenses.not-foreign',
    );
  });

  it('that nobody has paid yet is proposed at today’s rate', async () => {
    const shown = await claims.inReview(await claims.policy(plan3), [
      cost('call-center', 1, { foreign: { currency: 'EUR', amount: '10' } }),
    ]);
    const id = idOf(shown);
    await post(senior, `/expenses/${id}/exchange-rates`, { rate: '160', source: '見本銀行のTTS' });
    await sql(`UPDATE exchange_rate SET on_day = on_day - 1 WHERE expense_id = $1`, [id]);
    expect((await claims.propose(senior, id)).body.code).toBe('expenses.rate-missing');
    await post(senior, `/expenses/${id}/exchange-rates`, { rate: '161', source: '見本銀行のTTS' });
    expect((await claims.propose(senior, id)).body).toMatchObject({ state: 'approved', amount: 1_610 });
  });
});

describe('a pre-approval', () => {
  it('is answered, holds nothing, and its number is matched on the invoice, which then has its consent', async () => {
    const shown = await claims.inReview(await claims.policy(plan3), [cost('call-center', 1)]);
    const ask = (more: object = {}) =>
      post<PreApproval>(claims.desk, `/incidents/${shown.id}/pre-approvals`, {
        category: 'condolence',
        amount: 50_000,
        description: '100名への見舞品',
        ...more,
      });
    const asked = await ask();
    expect([asked.status, asked.body.state]).toEqual([201, 'requested']);
    expect(asked.body.number).toBeNull();
    const waiting = await senior.get<{ items: PreApproval[] }>('/pre-approvals?state=requested&limit=200');
    expect(waiting.items.map(({ id }) => id)).toContain(asked.body.id);
    const answer = (id: string, body: object, by = senior) =>
      post<PreApproval>(by, `/pre-approvals/${id}/answers`, { textJa: '承認します。', ...body });
    expect((await answer(asked.body.id, { answer: 'pre-approved' }, claims.desk)).body.code).toBe(
      'decisions.separation',
    );
    expect((await answer(asked.body.id, { answer: 'pre-approved', lapsesOn: daysAfter(today, -1) })).body.code).toBe(
      'expenses.day-passed',
    );
    const given = await answer(asked.body.id, { answer: 'pre-approved', ceiling: 40_000 });
    expect(given.body).toMatchObject({ state: 'pre-approved', ceiling: 40_000 });
    expect(given.body.number).toMatch(/^MC-\d{4}-\d{6}-\d-P1$/);
    expect((await answer(asked.body.id, { answer: 'refused' })).body.code).toBe('expenses.pre-approval-answered');
    expect(await held(shown.id)).toBe(0);
    const submit = (preApproval: string, category = 'condolence') =>
      post<ClaimCase>(claims.desk, `/incidents/${shown.id}/expenses`, {
        expenses: [cost(category, 40_000, { persons: 100, preApproval })],
      });
    expect((await submit('MC-2026-000000-0-P1')).body.errors).toMatchObject([{ pointer: '/expenses/0/preApproval' }]);
    expect((await submit(given.body.number, 'call-center')).body.code).toBe('expenses.no-such-pre-approval');
    expect((await submit(given.body.number.toLowerCase())).status).toBe(201);
    const { expenses } = await claims.desk.get<{ expenses: Expense[] }>(`/incidents/${shown.id}`);
    expect(expenses.at(-1)?.consent).toBe(true);
    const states = await claims.desk.get<{ items: PreApproval[] }>(`/pre-approvals?incidentId=${shown.id}`);
    expect(states.items.map(({ state }) => state)).toEqual(['used']);
    const withdrawn = await ask();
    expect((await post<PreApproval>(claims.desk, `/pre-approvals/${withdrawn.body.id}/withdrawals`)).body.state).toBe(
      'withdrawn',
    );
    const refused = await ask();
    expect((await answer(refused.body.id, { answer: 'refused' })).body.state).toBe('refused');
    const late = await ask();
    const lapsed = await answer(late.body.id, { answer: 'pre-approved' });
    await sql(`UPDATE pre_approval SET lapses_on = current_date - 2 WHERE id = $1`, [late.body.id]);
    expect((await submit(lapsed.body.number)).body.code).toBe('expenses.pre-approval-lapsed');
  });

  it('is asked for by the institution’s own people, and seen by no other', async () => {
    const [reporter, neighbour] = [
      await system.as('reporter@sakura.example'),
      await system.as('manager@midori.example'),
    ];
    const { body } = await reporter.send<ClaimCase>('POST', '/incidents', {
      key: freshKey(),
      body: { reporter: { name: '見本', phone: '1' }, description: '見本' },
    });
    const request = (by: Session) =>
      post<PreApproval>(by, `/incidents/${body.id}/pre-approvals`, {
        category: 'call-center',
        amount: 1,
        description: 'x',
      });
    expect((await request(neighbour)).status).toBe(404);
    const asked = await request(reporter);
    expect(asked.status).toBe(201);
    expect((await neighbour.get<{ items: PreApproval[] }>('/pre-approvals')).items).toEqual([]);
    expect((await post(neighbour, `/pre-approvals/${asked.body.id}/withdrawals`)).status).toBe(404);
    expect((await post<PreApproval>(reporter, `/pre-approvals/${asked.body.id}/withdrawals`)).body.state).toBe(
      'withdrawn',
    );
  });
});

describe('thirty expenses at once', () => {
  it('come from a spreadsheet, all or none, and the same file again changes nothing', async () => {
    const reporter = await system.as('reporter@sakura.example');
    const { body } = await reporter.send<ClaimCase>('POST', '/incidents', {
      key: freshKey(),
      body: { reporter: { name: '見本', phone: '1' }, description: '見本' },
    });
    const path = `/incidents/${body.id}/expense-imports`;
    const head = '費目,金額（税抜）,消費税,作業・利用の最終日,支払先,請求書番号\n';
    const row = (n: number, amount = '12,000'): string => `call-center,"${amount}",1200,2026/11/2,見本,INV-${n}\n`;
    const rows = Array.from({ length: 30 }, (_, n) => row(n));
    const faulty = await sendForm<Refused>(system, reporter, path, {
      file: Buffer.from(head + [...rows.slice(0, 29), row(30, '約十二万円')].join('')),
      name: 'x.csv',
    });
    expect([faulty.status, faulty.body.code, faulty.body.errors]).toMatchObject([
      422,
      'expenses.import-refused',
      [{ pointer: '/rows/31/金額（税抜）', code: 'values.amount' }],
    ]);
    expect((await reporter.get<ClaimCase>(`/incidents/${body.id}`)).expenses).toEqual([]);
    const key = freshKey();
    const send = () =>
      sendForm(system, reporter, path, { file: Buffer.from(head + rows.join('')), name: 'x.csv', key });
    expect([(await send()).status, (await send()).status]).toEqual([201, 201]);
    expect((await reporter.get<ClaimCase>(`/incidents/${body.id}`)).expenses).toHaveLength(30);
    const neighbour = await system.as('manager@midori.example');
    for (const to of [path, `${path}/previews`])
      expect(
        (await sendForm(system, neighbour, to, { file: Buffer.from(head + rows.join('')), name: 'x.csv' })).status,
      ).toBe(404);
    const template = await fetch(`${system.address}/api/v1/expense-imports/template`, {
      headers: { cookie: reporter.cookie },
    });
    expect(
      Buffer.from(await template.arrayBuffer())
        .toString()
        .slice(0, 4),
    ).toBe('\uFEFF費目,');
  });

  it('are shown before they are entered, and just what was shown is entered', async () => {
    const reporter = await system.as('reporter@sakura.example');
    const { body } = await reporter.send<ClaimCase>('POST', '/incidents', {
      key: freshKey(),
      body: { reporter: { name: '見本', phone: '1' }, description: '見本' },
    });
    const path = `/incidents/${body.id}/expense-imports`;
    const written = (rows: string): Buffer =>
      Buffer.from(`見本病院の費用\n費目\t金額（税抜）\t作業・利用の最終日\t事前承認番号\n${rows}合計\t12,000\n`);
    const look = (file: Buffer) =>
      sendForm<ExpensePreviewDto & Refused>(system, reporter, `${path}/previews`, { file, name: 'x.tsv' });
    const faulty = await look(written('call-center\t約一万円\t2026/11/2\t\ncall-center\t1\t2026/11/2\tMC-無い番号\n'));
    expect(faulty.status).toBe(200);
    expect(faulty.body.rows.map(({ faults }) => faults.map(({ column, code }) => `${column} ${code}`))).toEqual([
      ['金額（税抜） values.amount'],
      ['事前承認番号 expenses.no-such-pre-approval'],
    ]);
    const file = written('call-center\t12,000\t令和8年11月2日\t\n');
    const shown = await look(file);
    expect([shown.status, shown.body]).toMatchObject([
      200,
      {
        encoding: 'utf-8',
        faulty: 0,
        amount: 12_000,
        rows: [{ line: 3, category: 'call-center', categoryEn: expect.stringMatching(/call/i), amount: 12_000 }],
        leftOut: {
          count: 2,
          rows: [
            { line: 1, why: 'title' },
            { line: 4, why: 'total' },
          ],
        },
      },
    ]);
    const { sha256 } = shown.body;
    const enter = (sent: Buffer, fields: Record<string, string>) =>
      sendForm<EnteredExpensesDto & Refused>(system, reporter, path, { file: sent, name: 'x.tsv', fields });
    const other = await enter(written('call-center\t12,001\t2026/11/2\t\n'), { sha256 });
    expect([other.status, other.body.code]).toEqual([409, 'uploads.preview-differs']);
    expect((await enter(file, { sha256, rows: '2' })).body.code).toBe('uploads.preview-differs');
    expect((await reporter.get<ClaimCase>(`/incidents/${body.id}`)).expenses).toEqual([]);
    const entered = await enter(file, { sha256, rows: '1', amount: '12000' });
    expect([entered.status, entered.body.leftOut.count]).toEqual([201, 2]);
    expect((await reporter.get<ClaimCase>(`/incidents/${body.id}`)).expenses).toHaveLength(1);
  });
});
