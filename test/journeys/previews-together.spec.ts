import { approvablesOf } from '#decisions';
import { Database, type Actor, type Tx } from '#database';
import { Claims, cost, idOf, post, type ClaimCase } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { until } from '../support/processes.js';
import { testSystem, type Session, type TestSystem } from '../support/system.js';

/** What one has in review is looked at together: each line as if it were looked at alone, read once for all. */

interface Text {
  readonly code: string;
}
interface Approvable {
  readonly expenseId: string;
  readonly claimed: number;
  readonly assessed: number | null;
  readonly flags: readonly Text[];
  readonly standing: Text;
}
interface Preview {
  readonly outcome: string;
  readonly claimed: number;
  readonly assessed: number;
  readonly steps: readonly Text[];
  readonly questions: readonly Text[];
  readonly hurdles: readonly Text[];
  readonly months: readonly { readonly expenseId: string; readonly part: number }[];
  readonly needs: { readonly missing: readonly Text[] };
}

let system: TestSystem;
let claims: Claims;
let holder: Session;
let reader: Actor;
let database: Database;

beforeAll(async () => {
  system = await testSystem();
  claims = await Claims.on(system);
  holder = await system.as('adjuster@sonae.example');
  database = new Database({ ...system.db, accessUrl: null }, 2);
  const { rows } = await arrange<{ id: string }>('SELECT id FROM person WHERE email = $1', [holder.email]);
  reader = {
    kind: 'person',
    ...{ id: rows[0]?.id ?? '', as: 'adjuster', roles: ['adjuster'] },
    ...{ side: 'insurer', institutions: [], institutionId: null, institutionName: null, cases: '*', sessionId: null },
  };
}, 60_000);
afterAll(async () => {
  await database?.close();
  await system?.stop();
});

const arrange = <Row extends object>(sql: string, values: readonly unknown[] = []): Promise<{ rows: Row[] }> =>
  asSuperuser(system.db.ownerUrl, (client) => client.query<Row>(sql, [...values]));
/** All that somebody has in review is one person's, whatever its lane. */
const giveAll = (): Promise<unknown> =>
  arrange(`UPDATE work_item SET assignee_id = $1 WHERE state = 'accepted'`, [reader.id]);
const together = async (): Promise<readonly Approvable[]> =>
  (await holder.get<{ items: Approvable[] }>('/approvable-expenses')).items;
const codes = (texts: readonly Text[] = []): string[] => texts.map(({ code }) => code);

/** What a line comes to and waits for when it is looked at alone. */
async function alone(id: string): Promise<{ assessed?: number; codes: string[]; isReady: boolean }> {
  const { status, body } = await holder.send<Preview & Text & { missing?: Text[] }>(
    'GET',
    `/expenses/${id}/decision-preview`,
  );
  if (status !== 200) return { codes: body.missing ? codes(body.missing) : [body.code], isReady: false };
  const { outcome, steps, claimed, months, needs, questions, hurdles } = body;
  const assessed = months.find(({ expenseId }) => expenseId === id)?.part ?? body.assessed;
  const found = codes([...needs.missing, ...questions, ...hurdles]);
  const isPlain =
    outcome === 'payable'
      ? body.assessed === claimed
      : outcome === 'reduced' && steps.length > 0 && codes(steps).every((code) => code === 'recoverable-tax');
  return { assessed, codes: found, isReady: found.length === 0 && isPlain && months.length === 0 };
}

/** Each line together with the others says what it says alone; answers the lines by expense. */
async function compared(): Promise<Map<string, Approvable>> {
  const items = await together();
  for (const item of items) {
    const one = await alone(item.expenseId);
    if (one.assessed !== undefined) expect(item.assessed).toBe(one.assessed);
    const flags = codes(item.flags);
    expect(flags.filter((code) => !own.has(code))).toEqual(one.codes);
    expect([item.expenseId, flags.length === 0]).toEqual([item.expenseId, one.isReady]);
  }
  return new Map(items.map((item) => [item.expenseId, item]));
}
/** Sentences that the list adds to what a preview says. */
const own = new Set(['decisions.not-all-payable', 'decisions.statement-together']);

const named = (category: string, amount: number, more: object = {}): object =>
  cost(category, amount, { vendorName: `見本 ${category} ${amount}`, invoiceNumber: `${category}-${amount}`, ...more });
const month = (yen: number): object =>
  cost('lost-profit', yen, {
    interruption: { standardRevenue: yen, actualRevenue: 0, profitRate: 1, avoidedOrdinaryExpenses: 0 },
  });
const stopped = {
  systemStop: {
    kind: 'caused',
    from: new Date(Date.now() - 6_000_000).toISOString(),
    to: new Date(Date.now() - 4_000_000).toISOString(),
  },
};

describe('lines that are looked at together', () => {
  let mixed: ClaimCase;
  let taxed: ClaimCase;
  let tight: ClaimCase;
  let months: ClaimCase;

  it('say each what they say alone: lanes, duplicates, limits nearly used, tax, questions, months, supplements', async () => {
    mixed = await claims.inReview(await claims.policy({ plan: 3 }), [
      named('call-center', 100_000),
      named('call-center', 5_000_000),
      named('data-restoration', 120_000),
      named('media-apology', 130_000),
      named('expert-advice', 140_000),
      cost('call-center', 70_000, { vendorName: '見本C', invoiceNumber: 'DUP-1' }),
      cost('call-center', 70_000, { vendorName: '見本C', invoiceNumber: 'DUP-1' }),
    ]);
    taxed = await claims.inReview(await claims.policy({ plan: 3, taxCreditableRatio: 0.5 }), [
      named('call-center', 30_000, { tax: 3_000 }),
      named('data-restoration', 31_000, { tax: 3_100 }),
      named('call-center', 32_000),
    ]);
    // a million in all, of which one line takes all but 100,000 yen
    tight = await claims.inReview(await claims.policy({ plan: 1 }), [
      named('call-center', 920_000),
      named('call-center', 90_000),
      named('call-center', 110_000),
    ]);
    const senior = await system.as('senior@sonae.example');
    const proposed = await claims.propose(senior, idOf(tight), {
      kind: 'reduce',
      amount: 900_000,
      reasons: [{ code: 'not-proven', amount: 20_000, text: '見本' }],
    });
    const signed = await claims.sign(await system.as('senior2@sonae.example'), proposed.body.id, {
      articles: [{ article: '約款 第2条（見本）' }],
    });
    expect(signed.body.state).toBe('approved');
    const more = await post<{ id: string }>(claims.desk, `/expenses/${idOf(tight)}/supplements`, {
      amount: 20_000,
      reason: '見本の追加請求',
    });
    expect(more.status).toBe(201);
    await claims.inReview(
      await claims.policy({ plan: 3 }),
      [named('call-center', 41_000), named('data-restoration', 42_000)],
      { facts: { premises: 'unknown' } },
    );
    months = await claims.inReview(
      await claims.policy({ plan: 3, businessInterruption: { limit: 3_000_000, waitingHours: 0 } }),
      [month(1_000_000), month(2_500_000), named('call-center', 43_000)],
      { facts: stopped },
    );
    await claims.inReview(await claims.policy({ plan: 3 }), [named('call-center', 44_000)], { papers: false });
    await claims.inReview(await claims.policy({ plan: 3 }), [named('call-center', 45_000)], { checks: false });
    await claims.inReview(await claims.policy({ plan: 3 }), [named('call-center', 46_000)], { open: false });
    await system.settled();
    await claims.fileAndTake(tight.id, more.body.id);
    await giveAll();

    const items = await compared();
    expect(items.size).toBe(21);
    const at = (of: ClaimCase, line: number): Approvable | undefined => items.get(idOf(of, line));
    expect([0, 1, 2, 3, 4, 5, 6].map((line) => at(mixed, line)?.standing.code)).toEqual([
      'ready',
      'signature',
      ...['ready', 'ready', 'ready'],
      'duplicate',
      'duplicate',
    ]);
    expect([0, 1, 2].map((line) => [at(taxed, line)?.assessed, at(taxed, line)?.flags.length])).toEqual([
      [31_500, 0],
      [32_550, 0],
      [32_000, 0],
    ]);
    expect([at(tight, 1), at(tight, 2)].map((line) => [line?.assessed, line?.standing.code])).toEqual([
      [90_000, 'ready'],
      [100_000, 'look'],
    ]);
    expect([0, 1].map((line) => [at(months, line)?.assessed, at(months, line)?.standing.code])).toEqual([
      [1_000_000, 'months'],
      [2_000_000, 'months'],
    ]);
    expect(items.get(more.body.id)?.assessed).toBe(20_000);
  }, 240_000);

  it('are asked for by themselves where they are ready, as a list and as a file', async () => {
    const ready = (await together()).filter(({ flags }) => flags.length === 0).map(({ expenseId }) => expenseId);
    const asked = '/work-items?assignee=me&standing=ready';
    const { items } = await holder.get<{ items: { expenseId: string }[] }>(`${asked}&limit=200`);
    expect(items.map(({ expenseId }) => expenseId)).toEqual(ready);
    // page after page, as files are written
    const first = await holder.get<{ items: { expenseId: string }[]; nextCursor: string }>(`${asked}&limit=3`);
    const next = await holder.get<{ items: { expenseId: string }[] }>(
      `${asked}&limit=200&cursor=${encodeURIComponent(first.nextCursor)}`,
    );
    expect([...first.items, ...next.items].map(({ expenseId }) => expenseId)).toEqual(ready);
    // who proposes nothing has nothing ready
    expect((await claims.desk.get<{ items: object[] }>('/work-items?standing=ready')).items).toEqual([]);
    const made = await post<{ id: string }>(holder, '/exports', {
      list: 'work',
      conditions: 'assignee=me&standing=ready',
      columns: ['case', 'line', 'claimed', 'lapses'],
      format: 'csv',
      language: 'ja',
    });
    expect(made.status).toBe(201);
    const file = (): Promise<{ state: string; rowsDone: number }> => holder.get(`/exports/${made.body.id}`);
    await until('the file is written', 30_000, async () => (await file()).state === 'ready');
    expect((await file()).rowsDone).toBe(ready.length);
  }, 60_000);

  it('say after each approval what is left for the others', async () => {
    const first = await claims.propose(holder, idOf(tight, 1));
    expect(first.body.state).toBe('approved');
    const items = await compared();
    expect(items.get(idOf(tight, 2))?.assessed).toBe(10_000);
  }, 60_000);
});

describe('what is sent to the database', () => {
  /** How many statements the list of the reader sends. */
  async function statements(): Promise<{ sent: number; lines: number }> {
    let sent = 0;
    const items = await database.read(reader, (tx) => {
      const counted: Pick<Tx, 'rows' | 'one'> = {
        rows: (sql, values) => (sent++, tx.rows(sql, values)),
        one: (sql, values) => (sent++, tx.one(sql, values)),
      };
      return approvablesOf({ ...tx, ...counted });
    });
    return { sent, lines: items.length };
  }

  it('does not grow with the lines of a case, nor with cases', async () => {
    await arrange(`UPDATE work_item SET state = 'done' WHERE state = 'accepted'`);
    await claims.inReview(await claims.policy({ plan: 3 }), [named('call-center', 1_001), named('call-center', 1_002)]);
    await giveAll();
    const few = await statements();
    await claims.inReview(
      await claims.policy({ plan: 3 }),
      Array.from({ length: 30 }, (_, at) => named('call-center', 2_000 + at * 100)),
    );
    await claims.inReview(await claims.policy({ plan: 3 }), [named('data-restoration', 1_003)]);
    await giveAll();
    const many = await statements();
    expect([few.lines, many.lines]).toEqual([2, 33]);
    expect(many.sent).toBe(few.sent);
  }, 240_000);
});
