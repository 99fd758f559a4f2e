import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform';
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
    // the proposer signs nothing more; an adjuster's signature leaves the senior's missing; who may not sign is told
    // nothing
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

describe('the record', () => {
  it('names the line, the sum and who: from the rows, and names of the insurer to the insurer alone', async () => {
    const shown = await claims.inReview(policy, [cost('call-center', 60_000), cost('call-center', 61_000)]);
    const line = idOf(shown, 1);
    const holder = await claims.holder(line);
    const proposed = await claims.propose(holder, line);
    expect(proposed.body.state).toBe('approved');
    const more = { category: 'call-center', amount: 10_000, incurredOn: today };
    expect((await post(manager, `/incidents/${shown.id}/expenses`, { expenses: [more, more] })).status).toBe(201);
    interface Line {
      readonly kind: string;
      readonly textJa: string;
      readonly personName: string | null;
      readonly data: Readonly<Record<string, unknown>>;
    }
    const read = async (by: Session): Promise<Line[]> =>
      (await by.get<{ items: Line[] }>(`/incidents/${shown.id}/timeline?limit=200`)).items;
    const inside = await read(claims.desk);
    const of = (kind: string): Line | undefined => inside.find((one) => one.kind === kind && one.data['line'] === 2);
    const figure = `${proposed.body.amount.toLocaleString('en-US')}円`;
    const name = await nameOf(holder.email);
    for (const kind of ['expense-proposed', 'expense-approved']) {
      expect(of(kind)?.textJa).toMatch(/^明細2：/);
      expect(of(kind)?.textJa).toContain(figure);
      expect(of(kind)?.personName).toBe(name);
    }
    expect(inside.find(({ kind }) => kind === 'expenses-submitted')?.textJa).toMatch(/^明細3・4：/);
    const outside = await read(manager);
    expect(outside.find(({ kind }) => kind === 'expense-approved')?.textJa).toContain(figure);
    expect(outside.flatMap(({ personName }) => personName ?? [])).toEqual([]);
    expect(outside.filter(({ data }) => 'personId' in data)).toEqual([]);
  }, 60_000);
});

describe('a word for inside', () => {
  it('is in no letter and in nothing that an institution reads; the letter is previewed as it will be', async () => {
    const inside = `社内限り${Date.now()}`;
    const shown = await claims.inReview(policy, [cost('call-center', 300_000), cost('media-apology', 90_000)]);
    const told = ['夜間の追加受電枠を除いてお支払いします。', '掲載物で確認できないため、お支払いの対象になりません。'];
    const proposals = [
      { kind: 'reduce', amount: 250_000, reasons: [{ code: 'not-necessary', amount: 50_000, text: inside }] },
      { kind: 'reject', reasons: [{ code: 'not-proven', text: inside }] },
    ];
    interface Preview {
      readonly titleJa: string;
      readonly openingJa: string;
      readonly articles: readonly string[];
      readonly lines: readonly { heading: string; rows: readonly { name: string; value: string }[]; text: string }[];
    }
    const previews: Preview[] = [];
    for (const [at, body] of proposals.entries()) {
      const holder = await claims.holder(idOf(shown, at));
      const draft = (by: Session, more: object = {}) =>
        by.send<Preview & { code?: string }>('POST', `/expenses/${idOf(shown, at)}/letter-previews`, {
          body: { ...body, textJa: told[at], ...more },
        });
      // before anybody signs, and nothing is kept of it
      const drafted = await draft(holder);
      expect([drafted.status, (await draft(manager)).status]).toEqual([200, 403]);
      expect((await draft(holder, { textJa: ' ' })).status).toBe(400);
      expect(await sql('SELECT id FROM decision WHERE expense_id = $1', [idOf(shown, at)])).toEqual([]);
      const proposed = await claims.propose(holder, idOf(shown, at), { ...body, textJa: told[at] });
      expect(proposed.body.code).toBeUndefined();
      const preview = await senior.get<Preview>(`/decisions/${proposed.body.id}/letter-preview`);
      expect(drafted.body).toEqual(preview);
      expect(JSON.stringify(preview)).not.toContain(inside);
      expect(preview.lines.map(({ text }) => text)).toEqual([told[at]]);
      previews.push(preview);
      expect((await manager.send('GET', `/decisions/${proposed.body.id}/letter-preview`)).status).toBe(403);
      const signed = await claims.sign(senior, proposed.body.id, { articles: [{ article: '第2条（見本）' }] });
      expect(signed.body.code).toBeUndefined();
      expect((await senior.get<Preview>(`/decisions/${proposed.body.id}/letter-preview`)).articles).toEqual([
        '第2条（見本）',
      ]);
    }
    expect(previews[0]?.lines[0]?.rows).toContainEqual({ name: '・必要かつ有益と認められない', value: '△50,000円' });
    await cashiers.pay(shown.id, 1);
    interface Letter {
      readonly id: string;
      readonly titleJa: string;
    }
    let letters: Letter[] = [];
    for (let waited = 0; waited < 200 && letters.length < 2; waited += 1) {
      letters = (await senior.get<{ items: Letter[] }>(`/letters?incidentId=${shown.id}`)).items;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    // what was kept of each letter is what was previewed
    const kept = await sql<{ content: { opening: string; lines: { steps: { text: string }[]; text: string }[] } }>(
      'SELECT content FROM notice WHERE incident_id = $1',
      [shown.id],
    );
    expect(kept).toHaveLength(2);
    for (const { content } of kept) {
      expect(JSON.stringify(content)).not.toContain(inside);
      const preview = previews.find(({ lines }) => lines[0]?.text === content.lines[0]?.text);
      expect(content.opening).toBe(preview?.openingJa);
      const names = preview?.lines[0]?.rows.map(({ name }) => name) ?? [];
      for (const { text } of content.lines[0]?.steps ?? []) expect(names).toContain(`・${text}`);
    }
    // every address that answers an institution, with every id of the case
    const { paths } = JSON.parse(readFileSync(join(packageRoot, 'apps/api/openapi.json'), 'utf8')) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const decisions = await sql<{ id: string }>('SELECT id FROM decision WHERE incident_id = $1', [shown.id]);
    const ids = [
      shown.id,
      idOf(shown, 0),
      idOf(shown, 1),
      ...letters.map(({ id }) => id),
      ...decisions.map(({ id }) => id),
    ];
    let read = 0;
    for (const [path, verbs] of Object.entries(paths)) {
      if (!('get' in verbs) || /events|metrics|\{(?!id\})/.test(path)) continue;
      for (const id of path.includes('{id}') ? ids : ['']) {
        for (const by of [manager, reporter]) {
          const answer = await by.send('GET', path.replace('{id}', id));
          if (answer.status === 200) read += 1;
          expect(`${path} ${JSON.stringify(answer.body).includes(inside)}`).toBe(`${path} false`);
        }
      }
    }
    expect(read).toBeGreaterThan(20);
  }, 120_000);
});

describe('the case', () => {
  interface Case {
    readonly state: string;
    readonly adjusterInChargeName: string | null;
    readonly openCoverages: readonly Named[];
  }
  it('says to the hospital who handles it, and which costs nobody has claimed', async () => {
    const shown = await claims.inReview(policy, [cost('call-center', 70_000)]);
    const read = (by: Session): Promise<Case> => by.get<Case>(`/incidents/${shown.id}`);
    const holder = await claims.holder(idOf(shown));
    const [{ id: adjusterId } = { id: '' }] = await sql<{ id: string }>('SELECT id FROM person WHERE email = $1', [
      holder.email,
    ]);
    if ((await read(claims.desk)).state === 'reported') {
      await post(claims.desk, `/incidents/${shown.id}/transitions`, { to: 'triaged', severity: 'high' });
      await post(claims.desk, `/incidents/${shown.id}/transitions`, { to: 'open', adjusterId });
    }
    const inside = await read(claims.desk);
    expect(inside.adjusterInChargeName).toMatch(/\S/);
    for (const by of [manager, reporter]) {
      expect(await read(by)).toMatchObject({
        adjusterInChargeName: inside.adjusterInChargeName,
        openCoverages: inside.openCoverages,
      });
    }
    const codes = inside.openCoverages.map(({ code }) => code);
    expect(codes).toContain('data-restoration');
    expect(codes).not.toContain('call-center');
    await post(manager, `/incidents/${shown.id}/expenses`, {
      expenses: [{ category: 'data-restoration', amount: 10_000, incurredOn: today }],
    });
    expect((await read(manager)).openCoverages.map(({ code }) => code)).not.toContain('data-restoration');
    // another hospital neither finds the case nor, by the function behind it, the name
    expect((await (await system.as('manager@midori.example')).send('GET', `/incidents/${shown.id}`)).status).toBe(404);
  }, 60_000);

  it('is in the lists of the desk with the proposed severity, what happened and whose it is', async () => {
    const reported = await manager.send<{ id: string }>('POST', '/incidents', {
      key: `shown-${Date.now()}`,
      body: {
        reporter: { name: '見本 花子', phone: '03-5550-0100' },
        description: '電子カルテが開けない。画面に脅迫文が出ている。',
        cause: 'cyber-attack',
        country: 'JP',
        attackConfirmed: true,
        careImpact: { emergencyStopped: true },
      },
    });
    await system.settled(60_000);
    interface Line {
      readonly id: string;
      readonly proposedSeverity: string | null;
      readonly happened: string | null;
      readonly careImpact: readonly string[];
    }
    const line = async (by: Session): Promise<Line | undefined> =>
      (await by.get<{ items: Line[] }>('/incidents?limit=50')).items.find(({ id }) => id === reported.body.id);
    expect(await line(claims.desk)).toMatchObject({
      proposedSeverity: 'critical',
      happened: '電子カルテが開けない。画面に脅迫文が出ている。',
      careImpact: ['emergencyStopped'],
    });
    expect(await line(manager)).toMatchObject({ proposedSeverity: null, happened: null, careImpact: [] });
    const support = await claims.desk.get<{ items: { incidentId: string; institutionName: string | null }[] }>(
      `/support-requests?incidentId=${reported.body.id}`,
    );
    expect(support.items.map(({ institutionName }) => institutionName)).toEqual(support.items.map(() => hospital));
    expect(support.items.length).toBeGreaterThan(0);
  }, 60_000);
});
