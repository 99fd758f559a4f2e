import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform';
import { Cashiers } from '../support/cashiers.js';
import { Claims, cost, idOf, post, today, type ClaimCase } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { freshKey, testSystem, type Reply, type Session, type TestSystem } from '../support/system.js';

/** A word for inside is in nothing that an institution or its agent reads, whatever act it was written into. */

/** Texts of an act that the institution wrote itself, or that are written for it: by method and address. */
const told: readonly string[] = [
  'post /incidents',
  'patch /incidents/{id} description',
  'post /incidents/{id}/expenses',
  'post /expenses/{id}/transitions reason',
  'post /expenses/{id}/information-requests question',
  'post /information-requests/{id}/answers answer',
  'post /expenses/{id}/appeals reason',
  'post /expenses/{id}/supplements reason',
  'post /claimants/{id}/acts note',
  'post /incidents/{id}/pre-approvals description',
  'post /incidents/{id}/messages text',
  'post /pre-approvals/{id}/answers textJa',
  'post /pre-approvals/{id}/answers textEn',
  'post /expenses/{id}/decisions textJa',
  'post /expenses/{id}/decisions textEn',
  'post /expenses/{id}/clock-previews told',
  'post /expenses/{id}/letter-previews textJa',
  'post /expenses/{id}/letter-previews textEn',
  'post /incidents/{id}/statements textJa',
  'post /incidents/{id}/statements textEn',
  'post /decisions/{id}/countersignatures articles[].article',
  'post /payee-accounts/{id}/refusals reason',
  'post /expenses/{id}/repayments textJa',
  'post /expenses/{id}/clock-extensions notice',
  'post /expenses/{id}/completions missing',
];

/**
 * Kept in the rows of a decision, as those of a line are (statements), or not at all (a letter that is only shown); and
 * in a table of which the role of institutions reads no column (tasks of assessments).
 */
const alike =
  /^post \/(?:incidents\/\{id\}\/statements|expenses\/\{id\}\/letter-previews|assessment-tasks\/\{id\}\/leaves) /;

/** Acts of no case: people, policies, terms, banks, lines of a bank's file, lists, what earlier versions told. */
const apart =
  /^\w+ \/(?:auth|me|sign-in-codes|users|role-grants|rosters|absences|authorities|skills|team-members|agency-clients|policies|terms-entries|bank-entries|bank-forms|bank-lines|evidence-requirements|exports|saved-views|outlook-corrections|outlook-notices|mails)\b/;

let system: TestSystem;
let claims: Claims;
let cashiers: Cashiers;
let senior: Session;
let second: Session;
let readers: readonly Session[];
let policy: { id: string; institutionId: string };

const sql = <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  asSuperuser(system.db.ownerUrl, async (client) => (await client.query<T>(text, values)).rows);

beforeAll(async () => {
  system = await testSystem();
  claims = await Claims.on(system);
  cashiers = await Cashiers.on(system);
  [senior, second] = await Promise.all([system.as('senior@sonae.example'), system.as('senior2@sonae.example')]);
  readers = await Promise.all(
    ['manager@midori.example', 'reporter@midori.example', 'agent@hikari.example'].map((email) => system.as(email)),
  );
  const { items } = await claims.desk.get<{ items: { id: string; institutionId: string; inForce: boolean }[] }>(
    `/policies?q=${encodeURIComponent('みどり')}`,
  );
  policy = items.find(({ inForce }) => inForce) ?? { id: '', institutionId: '' };
}, 60_000);
afterAll(async () => {
  await system?.stop();
});

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}
interface Contract {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { requestBody?: { content: Record<string, { schema: Schema } | undefined> } }>>
    >
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}
const contract = JSON.parse(readFileSync(join(packageRoot, 'apps/api/openapi.json'), 'utf8')) as Contract;

/** Every text of some length that an act takes: `post /payments/{id}/stops reason`. */
function textsTaken(): string[] {
  const resolved = (schema: Schema): Schema =>
    schema.$ref ? (contract.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema;
  const texts = (schema: Schema): string[] =>
    Object.entries(resolved(schema).properties ?? {}).flatMap(([name, one]) => [
      ...((one.maxLength ?? 0) >= 500 ? [name] : []),
      ...(one.type === 'array' && one.items ? texts(one.items).map((inner) => `${name}[].${inner}`) : []),
    ]);
  return Object.entries(contract.paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).flatMap(([verb, { requestBody }]) => {
      const schema = requestBody?.content['application/json']?.schema;
      return schema ? texts(schema).map((name) => `${verb} ${path.replace('/api/v1', '')} ${name}`) : [];
    }),
  );
}

it('is written into every act of a case whose text is not for the institution, and read in none of its pages', async () => {
  const mark = `社内限り${Date.now()}`;
  const written = new Set<string>();
  const said = (path: string, body: object): void => {
    const at = path
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{id}')
      .replace(/phases\/[a-z]+/, 'phases/{phase}')
      .replace('merge-proposals/{id}', 'merge-proposals/{intoId}');
    const note = (value: object, name = ''): void => {
      for (const [key, inner] of Object.entries(value)) {
        if (typeof inner === 'string' && inner.includes(mark)) written.add(`${at} ${name}${key}`);
        if (Array.isArray(inner)) for (const one of inner as object[]) note(one, `${name}${key}[].`);
      }
    };
    note(body);
  };
  /** An act with the mark in its text; it must be taken, or nothing is proved. */
  const act = async <T = Record<string, unknown>>(by: Session, path: string, body: object): Promise<T> => {
    const answer: Reply<T & { code?: string }> = await post<T>(by, path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    said(`post ${path}`, body);
    return answer.body;
  };
  const patch = async (by: Session, path: string, body: object, version: number): Promise<void> => {
    const answer = await by.send('PATCH', path, { key: freshKey(), body, version });
    if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    said(`patch ${path}`, body);
  };
  const reason = mark;
  const propose = async (shown: ClaimCase, at: number, body: object = {}): Promise<string> => {
    const preview = await senior.get<{ questions: { code: string }[] }>(
      `/expenses/${idOf(shown, at)}/decision-preview`,
    );
    const answers = preview.questions.map(({ code }) => ({ code, answer: 'covered', reason: mark }));
    const { id } = await act<{ id: string }>(senior, `/expenses/${idOf(shown, at)}/decisions`, {
      kind: 'approve',
      textJa: '査定額どおりお支払いします。',
      ...(answers.length > 0 ? { answers } : {}),
      ...body,
    });
    return id;
  };

  // the case and its work
  const bill = { vendorName: '見本受電株式会社', invoiceNumber: 'INV-INSIDE' };
  const shown = await claims.inReview(
    policy,
    [
      cost('call-center', 300_000, bill),
      cost('call-center', 300_000, bill),
      cost('media-apology', 90_000),
      cost('equipment-repair', 120_000),
      cost('press-conference', 150_000),
      cost('condolence', 20_000, { persons: 20 }),
    ],
    { facts: { premises: 'unknown' }, open: false },
  );
  const { id } = shown;
  await act(claims.desk, `/incidents/${id}/call-backs`, { reached: true, note: mark });
  await act(claims.desk, `/incidents/${id}/acknowledgements`, { note: mark });
  await act(claims.desk, `/incidents/${id}/notes`, { text: mark });
  await claims.open(id);
  const { workItems } = await claims.desk.get<{ workItems: { id: string; assignee: { id: string } | null }[] }>(
    `/expenses/${idOf(shown, 5)}`,
  );
  const [item] = workItems;
  const { items: lanes } = await senior.get<{ items: { lane: string; people: { id: string }[] }[] }>('/lanes');
  const other = lanes
    .find(({ lane }) => lane === 'communications')
    ?.people.find((person) => person.id !== item?.assignee?.id);
  const [{ email } = { email: '' }] = await sql<{ email: string }>('SELECT email FROM person WHERE id = $1', [
    other?.id,
  ]);
  await act(senior, `/work-items/${item?.id}/reassign`, { reason, assigneeId: other?.id });
  await act(await system.as(email), `/work-items/${item?.id}/decline`, { reason });
  const [{ personId } = { personId: '' }] = await sql<{ personId: string }>(
    `SELECT id AS "personId" FROM person WHERE email = 'senior2@sonae.example'`,
  );
  await act(senior, `/incidents/${id}/adjusters-in-charge`, { reason, adjusterId: personId });
  await act(claims.desk, `/incidents/${id}/phases/recovery/transitions`, { to: 'active', reason });
  await act(senior, `/incidents/${id}/checks`, {
    kind: 'other-insurance',
    finding: 'clear',
    note: mark,
    source: mark,
  });
  await act(senior, `/incidents/${id}/reserves`, { lane: 'communications', amount: 1_000_000, reason });
  await act(senior, `/incidents/${id}/recourses`, {
    against: '見本 保守会社',
    loss: 500_000,
    sought: 500_000,
    note: mark,
  });
  const { version } = await claims.case(id);
  await patch(claims.desk, `/incidents/${id}`, { affectedPersons: 20, reason }, version);
  const line = await claims.desk.get<{ version: number }>(`/expenses/${idOf(shown, 5)}`);
  await patch(claims.desk, `/expenses/${idOf(shown, 5)}`, { amount: 21_000, reason }, line.version);

  // a line before it is decided
  for (const at of [0, 1])
    await act(senior, `/expenses/${idOf(shown, at)}/duplicate-findings`, { finding: 'no-duplicate', reason });
  await act(senior, `/expenses/${idOf(shown, 2)}/consents`, { ceiling: 90_000, reason });
  const bare = await post<{ expenses: { id: string }[] }>(claims.desk, `/incidents/${id}/expenses`, {
    expenses: [cost('media-apology', 5_000)],
  });
  expect(bare.status).toBe(201);
  const bareId = (await claims.case(id)).expenses.at(-1)?.id ?? '';
  const lacking = await claims.desk.get<{ expenses: { expenseId: string; missing: { code: string }[] }[] }>(
    `/incidents/${id}/documents`,
  );
  const kind = lacking.expenses.find(({ expenseId }) => expenseId === bareId)?.missing[0]?.code;
  await act(senior, `/expenses/${bareId}/evidence-waivers`, {
    kind: kind?.replace('evidence-missing.', ''),
    reason,
  });
  await act(senior, `/expenses/${idOf(shown, 2)}/clock-extensions`, {
    ground: 'expert-appraisal',
    reason,
    notice: '調査の結果を確認しています。',
  });
  await act(senior, `/expenses/${idOf(shown, 2)}/clock-suspensions`, { fromOn: today, reason });

  // decided, sent back, reversed, paid, stopped, returned, demanded back
  const back = await propose(shown, 3);
  await act(second, `/decisions/${back}/returns`, { reason });
  const { assessed } = await senior.get<{ assessed: number }>(`/expenses/${idOf(shown, 4)}/decision-preview`);
  const lowered = await propose(shown, 4, {
    kind: 'reduce',
    amount: assessed - 10_000,
    reasons: [{ code: 'not-necessary', amount: 10_000, text: mark }],
  });
  await act(second, `/decisions/${lowered}/countersignatures`, {
    articles: [{ article: '第2条（見本）' }],
    note: mark,
  });
  await act(senior, `/expenses/${idOf(shown)}/consents`, { ceiling: 100_000, reason });
  const first = await propose(shown, 0);
  await claims.sign(second, first);
  await cashiers.account(policy.institutionId);
  await cashiers.makeFinal(id);
  const payments = await cashiers.payments(id, 2);
  const [paid] = payments.filter(({ expenseId }) => expenseId === idOf(shown));
  const [stopped] = payments.filter(({ expenseId }) => expenseId === idOf(shown, 4));
  if (!paid || !stopped) throw new Error('two lines were approved');
  await act(cashiers.cashier, `/payments/${stopped.id}/stops`, { reason });
  const again = await act<{ id: string }>(cashiers.cashier, `/expenses/${idOf(shown, 4)}/payments`, { reason });
  await act(cashiers.cashier, `/payments/${again.id}/stops`, { reason });
  await act(senior, `/decisions/${lowered}/reversals`, { reason });
  const built = await cashiers.build([paid]);
  await act(cashiers.cashier, `/payment-batches/${built.body.id}/transitions`, { to: 'cancelled', reason });
  await cashiers.export([paid]);
  await act(cashiers.cashier, `/payments/${paid.id}/returns`, { returnedOn: today, reason, mistake: 'payee' });
  await act(cashiers.cashier, `/payments/${paid.id}/mistakes`, { mistake: 'insurer', reason });
  await act(senior, `/payments/${paid.id}/deposits`, { to: 'deposited', reason });
  const demand = (amount: number): Promise<{ id: string }> =>
    act<{ id: string }>(senior, `/expenses/${idOf(shown)}/repayments`, {
      amount,
      reason,
      textJa: '受電の日数を取り違えて計算していたため、差額の返還をお願いします。',
    });
  await act(senior, `/expenses/${idOf(shown)}/false-facts`, { reason });
  const dropped = await demand(10_000);
  await act(senior, `/repayments/${dropped.id}/drops`, { reason });
  const claim = await demand(20_000);
  expect((await post(second, `/repayments/${claim.id}/signatures`)).status).toBe(200);
  await act(senior, `/repayments/${claim.id}/write-offs`, { reason });

  // what is not the institution's at all, and a paper that should not be here
  const vendor = await cashiers.post<{ id: string }>(cashiers.cashier, '/payee-accounts', {
    institutionId: policy.institutionId,
    bankCode: '0009',
    branchCode: '015',
    accountNumber: '7654321',
    holder: 'ﾐﾎﾝﾁﾖｳｻ(ｶ',
    vendorName: '見本 調査会社',
  });
  await cashiers.post(cashiers.other, `/payee-accounts/${vendor.body.id}/confirmations`, {
    accountNumber: '7654321',
    holder: 'ﾐﾎﾝﾁﾖｳｻ(ｶ',
  });
  const costs = await act<{ items: { id: string }[] }>(senior, `/incidents/${id}/insurer-costs`, {
    amount: 50_000,
    reason,
    accountId: vendor.body.id,
  });
  await act(second, `/insurer-costs/${costs.items[0]?.id}/drops`, { reason });
  const { documents } = await claims.desk.get<{ documents: { id: string }[] }>(`/incidents/${id}/documents`);
  const requests = await claims.desk.get<{ items: { id: string }[] }>(`/support-requests?incidentId=${id}`);
  const asked = requests.items[0]?.id;
  await act(claims.desk, `/support-requests/${asked}/transitions`, { to: 'open', reason });
  await act(claims.desk, `/documents/${documents[0]?.id}/erasures`, { reason });
  await act(claims.admin, '/watch-entries', { names: [{ name: '見本 別の会社', source: '見本の名簿' }] });
  await cashiers.post(cashiers.cashier, '/payee-accounts', {
    institutionId: policy.institutionId,
    bankCode: '0009',
    branchCode: '015',
    accountNumber: '7654322',
    holder: 'ﾐﾎﾝﾍﾞﾂﾉｶｲｼﾔ',
    vendorName: '見本 別の会社',
  });
  const held = await senior.get<{ items: { id: string; institutionId: string }[] }>('/screenings?state=held&limit=200');
  const match = held.items.find(({ institutionId }) => institutionId === policy.institutionId);
  await act(senior, `/screenings/${match?.id}/outcomes`, { outcome: 'cleared', compliance: '見本 法務', reason });

  // other reports of the hospital: matched again, two events, one event, not wanted
  const report = async (): Promise<string> => {
    const { status, body } = await claims.desk.send<{ id: string }>('POST', '/incidents', {
      key: freshKey(),
      body: {
        reporter: { name: '見本 報告', phone: '03-5550-0000' },
        institutionName: '見本 医院',
        description: '画面が開かない',
        cause: 'cyber-attack',
        country: 'JP',
        attackConfirmed: true,
        discoveredAt: new Date(Date.now() - 3_600_000).toISOString(),
      },
    });
    expect(status).toBe(201);
    return body.id;
  };
  const ours = { institutionId: policy.institutionId, policyId: policy.id };
  const reports = [await report(), await report(), await report()] as const;
  const { items: others } = await claims.desk.get<{ items: { institutionId: string; id: string; inForce: boolean }[] }>(
    `/policies?q=${encodeURIComponent('さくら総合病院')}`,
  );
  await post(claims.desk, `/incidents/${reports[0]}/matches`, { institutionId: others[0]?.institutionId });
  await act(claims.desk, `/incidents/${reports[0]}/matches`, { ...ours, reason });
  for (const one of reports.slice(1))
    expect((await post(claims.desk, `/incidents/${one}/matches`, ours)).status).toBe(200);
  await system.settled(60_000);
  const { items: proposals } = await claims.desk.get<{ items: { cases: { id: string }[] }[] }>(
    `/merge-proposals?incidentId=${reports[2]}`,
  );
  const [pair] = proposals;
  await act(claims.desk, `/incidents/${pair?.cases[0]?.id}/merge-proposals/${pair?.cases[1]?.id}/refusals`, { reason });
  await act(claims.desk, `/incidents/${reports[0]}/merges`, { into: reports[1], reason });
  await act(claims.desk, `/incidents/${reports[2]}/transitions`, { to: 'withdrawn', reason });
  await post(claims.desk, `/incidents/${reports[2]}/expenses`, { expenses: [cost('call-center', 1_000)] });
  const late = await claims.desk.get<{ items: { id: string }[] }>(`/late-arrivals?incidentId=${reports[2]}`);
  await act(claims.desk, `/late-arrivals/${late.items[0]?.id}/notes`, { note: mark });
  await system.settled(60_000);

  const missing = textsTaken().filter(
    (text) =>
      !apart.test(text) &&
      !alike.test(text) &&
      !told.some((one) => text === one || text.startsWith(`${one} `)) &&
      !written.has(text),
  );
  expect(missing).toEqual([]);

  // everything an address answers to them, with every id of the case
  const rows = await sql<{ id: string }>(
    `SELECT id FROM decision WHERE incident_id = $1 UNION ALL SELECT id FROM notice WHERE incident_id = $1
     UNION ALL
       SELECT id
       FROM payment
       WHERE incident_id = $1
       UNION ALL
       SELECT id
       FROM repayment_claim
       WHERE incident_id = $1
     UNION ALL SELECT id FROM information_request WHERE incident_id = $1`,
    [id],
  );
  const ids = [
    id,
    ...reports,
    ...shown.expenses.map((expense) => expense.id),
    ...rows.map((row) => row.id),
    ...documents.slice(0, 2).map((document) => document.id),
    asked ?? '',
    policy.id,
    policy.institutionId,
  ];
  let read = 0;
  for (const [path, verbs] of Object.entries(contract.paths)) {
    if (!('get' in verbs) || /\/events$|metrics|\/content$|\{(?!id\})/.test(path)) continue;
    for (const one of path.includes('{id}') ? ids : [''])
      for (const by of readers) {
        const answer = await by.send('GET', path.replace('{id}', one));
        if (answer.status === 200) read += 1;
        expect(`${by.email} ${path} ${JSON.stringify(answer.body).includes(mark)}`).toBe(`${by.email} ${path} false`);
      }
  }
  expect(read).toBeGreaterThan(60);
  // and what goes out to them: letters, mails, what live updates carry
  const out = await sql<{ text: string }>(
    `SELECT content::text AS text FROM notice WHERE incident_id = ANY ($1)
     UNION ALL SELECT m.subject || m.body FROM mail m WHERE m.incident_id = ANY ($1)
     UNION ALL SELECT o.payload::text FROM outbox o WHERE o.incident_id = ANY ($1)
     UNION ALL SELECT t.data::text FROM timeline_entry t WHERE t.incident_id = ANY ($1) AND t.audience = 'all'`,
    [[id, ...reports]],
  );
  expect(out.length).toBeGreaterThan(20);
  expect(out.filter(({ text }) => text.includes(mark))).toEqual([]);
  expect(out.some(({ text }) => text.includes('受電の日数を取り違えて計算していたため'))).toBe(true);
}, 240_000);
