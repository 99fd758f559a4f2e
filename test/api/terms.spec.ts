import { readFileSync } from 'node:fs';
import { dayInJapan, monthsAway } from '#kernel';
import { asSuperuser } from '../support/database.js';
import { enter, post, type Refusal } from '../support/policies.js';
import { testSystem, type Reply, type Session, type TestSystem } from '../support/system.js';

interface Entry {
  readonly id: string;
  readonly state: string;
  readonly content: unknown;
  readonly enteredBy: { readonly name: string };
  readonly decidedBy: { readonly name: string } | null;
}
interface Parameter {
  readonly name: string;
  readonly valueJa: string;
  readonly settledBy: string;
  readonly noteJa: string | null;
}
interface Terms {
  readonly versions: readonly { readonly version: string; readonly effectiveOn: string | null }[];
  readonly rules: readonly { readonly rule: string; readonly article: string | null }[];
}

let system: TestSystem;
let admin: Session;
let second: Session;
const today = dayInJapan(new Date());
const ahead = (months: number): string => monthsAway(today, months);

beforeAll(async () => {
  system = await testSystem();
  [admin, second] = await Promise.all([system.as('admin@sonae.example'), system.as('admin2@sonae.example')]);
}, 60_000);
afterAll(async () => {
  await system?.stop();
});

const written = (changes: object): object => ({
  kind: 'parameters',
  subject: '2026-11',
  content: { condolenceCapPerPerson: 500 },
  source: '約款 第3章 見舞金に関する特約（2026年10月版）',
  effectiveOn: ahead(2),
  ...changes,
});
const entered = async (changes: object): Promise<Entry> => {
  const answer = await post<Entry>(admin, '/terms-entries', written(changes));
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body;
};
const approved = (id: string, by = second): Promise<Reply<Entry & Refusal>> =>
  post(by, `/terms-entries/${id}/approvals`, {});
const parameter = async (policyId: string, name: string): Promise<Parameter | undefined> =>
  (await admin.get<{ parameters: Parameter[] }>(`/policies/${policyId}`)).parameters.find((one) => one.name === name);
const beginning = (inceptionDate: string): Promise<{ id: string }> =>
  enter(admin, { inceptionDate, expiryDate: monthsAway(inceptionDate, 12) });

describe('parameters that the published terms leave open', () => {
  it('hold for contracts that begin from their day on, once a second person has approved them', async () => {
    const before = await beginning(ahead(1));
    const waitingFor = await beginning(ahead(3));
    const entry = await entered({});
    expect(entry).toMatchObject({ state: 'waiting', decidedBy: null });
    expect(await parameter(waitingFor.id, 'condolenceCapPerPerson')).toMatchObject({ settledBy: 'default' });

    expect((await approved(entry.id, admin)).body.code).toBe('terms.second-person-needed');
    expect((await approved(entry.id)).body).toMatchObject({ state: 'approved' });
    expect((await approved(entry.id)).body.code).toBe('terms.decided-already');

    const later = await beginning(ahead(2));
    for (const { id } of [waitingFor, later])
      expect(await parameter(id, 'condolenceCapPerPerson')).toMatchObject({
        settledBy: 'insurer',
        valueJa: '500円',
        noteJa: '公表された条件に定めがないため、保険会社が定めた扱いによります。',
      });
    expect(await parameter(before.id, 'condolenceCapPerPerson')).toMatchObject({ settledBy: 'default' });
    expect(await parameter(later.id, 'expenseWindowDays')).toMatchObject({
      settledBy: 'default',
      noteJa: expect.stringContaining('公表された条件に定めがない'),
    });
  });

  it('what a contract settles itself comes before them', async () => {
    const inceptionDate = ahead(4);
    const own = await enter(admin, {
      inceptionDate,
      expiryDate: monthsAway(inceptionDate, 12),
      parameters: { condolenceCapPerPerson: 300 },
    });
    expect(await parameter(own.id, 'condolenceCapPerPerson')).toMatchObject({
      settledBy: 'contract',
      valueJa: '300円',
    });
  });

  it('are told as faults, all at once, by pointer', async () => {
    const answer = await post(
      admin,
      '/terms-entries',
      written({ subject: '2020-01', effectiveOn: today, source: ' ', content: { expenseWindowDays: -1, pizza: 1 } }),
    );
    expect(answer.status).toBe(422);
    expect(Object.fromEntries((answer.body.errors ?? []).map(({ pointer, code }) => [pointer, code]))).toEqual({
      '/subject': 'requests.not-one-of',
      '/source': 'terms.source-needed',
      '/effectiveOn': 'terms.not-ahead',
      '/content/pizza': 'policies.parameter-unknown',
      '/content/expenseWindowDays': 'policies.parameter-refused',
    });
  });

  it('are refused with a reason, and then never hold', async () => {
    const entry = await entered({ content: { expenseWindowDays: 30 } });
    const refused = await post<Entry & Refusal>(second, `/terms-entries/${entry.id}/refusals`, { reason: ' ' });
    expect(refused.body.code).toBe('policies.reason-needed');
    expect(
      (await post<Entry>(second, `/terms-entries/${entry.id}/refusals`, { reason: '約款と違う' })).body,
    ).toMatchObject({
      state: 'refused',
    });
    expect((await approved(entry.id)).body.code).toBe('terms.decided-already');
    expect(await parameter((await beginning(ahead(5))).id, 'expenseWindowDays')).toMatchObject({
      settledBy: 'default',
    });
  });

  it('of one contract change with two persons, and its open cases are looked at again', async () => {
    const period = await beginning(monthsAway(today, -1));
    const entry = await entered({
      kind: 'contract-parameters',
      subject: period.id,
      content: { expenseWindowDays: 180 },
      effectiveOn: today,
    });
    expect((await approved(entry.id)).status).toBe(200);
    expect(await parameter(period.id, 'expenseWindowDays')).toMatchObject({ settledBy: 'contract' });
    const none = await post(admin, '/terms-entries', written({ kind: 'contract-parameters', subject: 'x' }));
    expect(none.body.code).toBe('terms.no-such-contract');
  });
});

describe('a new version of the figures', () => {
  const figures = JSON.parse(readFileSync('data/product-terms.json', 'utf8')) as Record<string, unknown>;

  it('is written on by contracts from its day on, and computed with', async () => {
    const entry = await entered({
      kind: 'product-terms',
      subject: '2099-01',
      content: { ...figures, version: '2099-01' },
      effectiveOn: ahead(6),
    });
    expect((await approved(entry.id)).status).toBe(200);
    const on = async (inceptionDate: string): Promise<unknown> => {
      const { id } = await beginning(inceptionDate);
      return (await admin.get<{ termsVersion: string }>(`/policies/${id}`)).termsVersion;
    };
    expect([await on(ahead(5)), await on(ahead(6))]).toEqual(['2026-11', '2099-01']);
    const { versions } = await admin.get<Terms>('/terms');
    expect(versions).toMatchObject([
      { version: '2026-11', effectiveOn: null },
      { version: '2099-01', effectiveOn: ahead(6) },
    ]);
    const asked = await admin.send('POST', '/coverage-assessments', {
      body: {
        termsVersion: '2099-01',
        policy: {
          institutionKind: 'hospital',
          corporationKind: 'other',
          plan: 1,
          inceptionDate: '2099-04-01',
          expiryDate: '2100-04-01',
        },
        incident: {
          cause: 'cyber-attack',
          country: 'JP',
          discoveredOn: '2099-05-01',
          premises: 'insured-facility',
          perpetrator: 'outsider',
        },
        lines: [],
      },
    });
    expect([asked.status, asked.body['termsVersion']]).toEqual([200, '2099-01']);
    const again = await post(
      admin,
      '/terms-entries',
      written({ kind: 'product-terms', subject: '2099-01', content: {} }),
    );
    expect(again.body.code).toBe('terms.version-known');
  });

  it('that breaks a rule of the product is refused with the place', async () => {
    const answer = await post(
      admin,
      '/terms-entries',
      written({
        kind: 'product-terms',
        subject: '2099-02',
        content: { ...figures, version: '2099-02', contracts: [] },
      }),
    );
    expect(answer.body.code).toBe('terms.unreadable');
    expect(answer.body.detail).toMatch(/contracts/);
  });
});

describe('the articles of the policy wording', () => {
  it('are null until one person has entered and another approved them', async () => {
    const article = async (): Promise<string | null | undefined> =>
      (await admin.get<Terms>('/terms')).rules.find(({ rule }) => rule === 'R-BI-4')?.article;
    expect(await article()).toBeNull();
    const entry = await entered({
      kind: 'wording-article',
      subject: 'R-BI-4',
      content: { article: '第12条第1項第3号' },
      effectiveOn: today,
    });
    expect(await article()).toBeNull();
    await approved(entry.id);
    expect(await article()).toBe('第12条第1項第3号');
    const wrong = await post(
      admin,
      '/terms-entries',
      written({ kind: 'wording-article', subject: 'R-BI-4', content: {} }),
    );
    expect(wrong.body.code).toBe('terms.article-needed');
  });
});

describe('the database', () => {
  it('lets nobody approve what they entered, and nothing be decided twice or entered as decided', async () => {
    const entry = await entered({ effectiveOn: ahead(9) });
    const refused = (sql: string): Promise<string> =>
      asSuperuser(system.db.staffUrl, (client) =>
        client.query(sql, [entry.id]).then(
          ({ rowCount }) => `${rowCount} rows`,
          (error: { code: string }) => error.code,
        ),
      );
    expect(
      await refused(
        `UPDATE terms_entry SET decision = 'approved', decided_by = entered_by, decided_at = now() WHERE id = $1`,
      ),
    ).toBe('23514');
    expect(await refused(`UPDATE terms_entry SET content = '{}' WHERE id = $1`)).toBe('42501');
    expect(
      await refused(
        `INSERT INTO terms_entry (id, kind, subject, content, source, effective_on, entered_by, entered_at, decision,
           decided_by, decided_at)
         SELECT gen_random_uuid(), kind, subject, content, source, effective_on, entered_by, entered_at, 'approved',
           (SELECT id FROM person WHERE id <> t.entered_by LIMIT 1), now()
           FROM terms_entry t
           WHERE id = $1`,
      ),
    ).toBe('42501');
    expect((await approved(entry.id)).status).toBe(200);
    expect(await refused(`UPDATE terms_entry SET decision = 'refused', decision_reason = 'x' WHERE id = $1`)).toBe(
      '0 rows',
    );
  });

  it('two who approve at once: one does', async () => {
    const entry = await entered({
      kind: 'wording-article',
      subject: 'R-EXC',
      content: { article: '第5条' },
      effectiveOn: today,
    });
    const answers = await Promise.all([approved(entry.id), approved(entry.id)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });
});
