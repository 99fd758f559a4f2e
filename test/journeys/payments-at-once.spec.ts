import { createHash, randomBytes } from 'node:crypto';
import { systemActor, type Actor, type Tx } from '#database';
import { bankDaysAfter, daysAfter } from '#platform';
import { BankLineEntity } from '../../libs/payments/bank-line.entity.js';
import type { ReportedLine } from '../../libs/payments/reported-line.js';
import { takeReport } from '../../libs/payments/take-bank-report.js';
import { settlePayment } from '../../libs/payments/settle-payment.js';
import { Cashiers, type PaymentShown } from '../support/cashiers.js';
import { Claims, cost, today } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { testSystem, type TestSystem } from '../support/system.js';

// Two hospitals of two periods, two cases each; every case has the same payments, so that each test takes one of its
// own.
let system: TestSystem;
let cashiers: Cashiers;
let cashier: Actor;
let cases: { id: string; payments: PaymentShown[] }[];
const amounts = [110_000, 120_000, 130_000];

interface Built {
  readonly id: string;
  readonly version: number;
  readonly payments: readonly { readonly id: string }[];
  readonly leftOut: readonly { readonly paymentId: string; readonly code: string }[];
}

const sql = <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  asSuperuser(system.db.ownerUrl, async (client) => (await client.query<T>(text, values)).rows);

beforeAll(async () => {
  system = await testSystem();
  const claims = await Claims.on(system);
  cashiers = await Cashiers.on(system);
  const senior = await system.as('senior@sonae.example');
  const [person] = await sql<{ id: string }>(`SELECT id FROM person WHERE email = 'payments@sonae.example'`);
  cashier = { ...systemActor('test'), kind: 'person', id: person?.id ?? '', as: 'payments', roles: ['payments'] };
  const policies = [await claims.policy({ plan: 3 }), await claims.policy({ plan: 3 })];
  for (const { institutionId } of policies) await cashiers.account(institutionId);
  cases = [];
  for (const at of [0, 1, 1, 0]) {
    const policy = policies[at];
    if (!policy) throw new Error('there are two policies');
    const shown = await claims.inReview(
      policy,
      amounts.map((amount, line) => cost('call-center', amount, { vendorName: `見本${cases.length}の${line}` })),
    );
    for (const { id } of shown.expenses) {
      const decided = await claims.propose(senior, id);
      if (decided.body.state !== 'approved') throw new Error(JSON.stringify(decided.body));
    }
    await cashiers.makeFinal(shown.id);
    cases.push({ id: shown.id, payments: await cashiers.payments(shown.id, amounts.length) });
  }
  await system.settled(60_000);
}, 120_000);
afterAll(async () => {
  await system?.stop();
});

/** The payment of a case that has this amount. */
const payment = (at: number, amount: number): PaymentShown => {
  const found = cases[at]?.payments.find((one) => one.amount === amount);
  if (!found) throw new Error('every case has a payment of each amount');
  return found;
};
const build = async (paymentIds?: readonly string[]): Promise<Built & { readonly status: number }> => {
  const [releaser] = await sql<{ id: string }>(`SELECT id FROM person WHERE email = 'support2@sonae.example'`);
  const { status, body } = await cashiers.post<Built>(cashiers.cashier, '/payment-batches', {
    transferOn: bankDaysAfter(today, 3),
    releaserId: releaser?.id,
    ...(paymentIds ? { paymentIds } : {}),
  });
  return { ...body, status };
};
const cancel = async ({ id }: Built): Promise<void> => {
  const path = `/payment-batches/${id}/transitions`;
  const { status } = await cashiers.post(cashiers.cashier, path, { to: 'cancelled', reason: '見本の取消し' });
  expect(status).toBe(200);
};
const ids = (some: readonly { readonly id: string }[]): string[] => some.map(({ id }) => id).toSorted();

/** Has a case in hand, as an act or a job has, while the work runs; `letGo` ends it before. */
async function inHand(caseId: string, work: (letGo: () => Promise<unknown>) => Promise<void>): Promise<void> {
  await asSuperuser(system.db.ownerUrl, async (client) => {
    await client.query('BEGIN');
    await client.query('SELECT FROM incident WHERE id = $1 FOR NO KEY UPDATE', [caseId]);
    await work(() => client.query('ROLLBACK'));
  });
}

describe('a batch that is built while a case is in another hand', () => {
  it('waits for none: what the case has scheduled is named, and is in the next batch', async () => {
    const held = cases[3];
    await inHand(held?.id ?? '', async () => {
      // only an act that waits for the case takes so long
      const built = await Promise.race([build(), new Promise<null>((resolve) => setTimeout(resolve, 10_000, null))]);
      if (built === null) throw new Error('it waits for a case in another hand');
      expect(built.status).toBe(201);
      expect(ids(built.payments)).toEqual(ids(cases.slice(0, 3).flatMap(({ payments }) => payments)));
      expect(new Set(built.leftOut.map(({ code }) => code))).toEqual(new Set(['in-use']));
      expect(built.leftOut.map(({ paymentId }) => paymentId).toSorted()).toEqual(ids(held?.payments ?? []));
      await cancel(built);
    });
    const next = await build(held?.payments.map(({ id }) => id));
    expect(ids(next.payments)).toEqual(ids(held?.payments ?? []));
    await cancel(next);
  }, 30_000);

  it('a hand that lets go at once leaves nothing out', async () => {
    await inHand(cases[0]?.id ?? '', async (letGo) => {
      const [built] = await Promise.all([build(), new Promise((resolve) => setTimeout(resolve, 60)).then(letGo)]);
      expect([built.status, built.leftOut, built.payments.length]).toEqual([201, [], 12]);
      await cancel(built);
    });
  }, 30_000);

  it('of some payments names every other one that is scheduled, whosever it is', async () => {
    const some = cases[0]?.payments.slice(0, 2).map(({ id }) => id) ?? [];
    const built = await build(some);
    expect(ids(built.payments)).toEqual(some.toSorted());
    const others = cases.flatMap(({ payments }) => payments).filter(({ id }) => !some.includes(id));
    expect(built.leftOut.map(({ paymentId }) => paymentId).toSorted()).toEqual(ids(others));
    expect(new Set(built.leftOut.map(({ code }) => code))).toEqual(new Set(['not-asked-for']));
    await cancel(built);
  }, 30_000);
});

it('the audit of a payment says the figures that it has after its move', async () => {
  const { id } = payment(0, 130_000);
  await sql('UPDATE payment SET last_day = $2 WHERE id = $1', [id, daysAfter(today, -30)]);
  const built = await build([id]);
  const [row] = await sql<{ interest: string }>('SELECT interest_yen::text AS interest FROM payment WHERE id = $1', [
    id,
  ]);
  expect(Number(row?.interest)).toBeGreaterThan(0);
  await cancel(built);
  const entries = await sql<{ action: string; right: boolean }>(
    `SELECT a.action, a.after_hash = sha256(convert_to(jsonb_build_object('state', s.state, 'amountYen', 130000,
              'interestYen', s.interest, 'batchId', s.batch)::text, 'UTF8')) AS right
       FROM audit a
       JOIN (VALUES ('payment.batched', 'batched', $2::bigint, $3::uuid),
                    ('payment.scheduled', 'scheduled', 0, NULL)) s(action, state, interest, batch) USING (action)
      WHERE a.subject = $1
      ORDER BY a.seq DESC
      LIMIT 2`,
    [id, row?.interest, built.id],
  );
  expect(entries).toEqual([
    { action: 'payment.scheduled', right: true },
    { action: 'payment.batched', right: true },
  ]);
});

describe('acts of payments lock cases, batches and ledgers in one order', () => {
  /** A promise and its end. */
  const gate = (): { readonly opened: Promise<void>; readonly open: () => void } => {
    let open = (): void => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    return { opened, open };
  };
  /** Waits until a connection waits for a lock. */
  const waits = async (pid: () => number): Promise<void> => {
    for (let asked = 0; asked < 400; asked += 1) {
      const [row] = await sql<{ waits: boolean }>('SELECT cardinality(pg_blocking_pids($1)) > 0 AS waits', [pid()]);
      if (row?.waits) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('it waits for nobody');
  };
  const reported = async (payments: readonly PaymentShown[]): Promise<ReportedLine[]> => {
    const numbers = new Map(
      (
        await sql<{ id: string; no: number }>('SELECT id, no::int FROM payment WHERE id = ANY ($1)', [
          payments.map(({ id }) => id),
        ])
      ).map(({ id, no }) => [id, no]),
    );
    return payments.map(({ id, amount }, at) => ({
      line: at + 2,
      account: null,
      reference: null,
      kind: 'result',
      onDay: today,
      yen: amount,
      paymentNo: numbers.get(id) ?? null,
      outcome: 'paid',
      note: null,
    }));
  };
  /** An act that counts how often it was tried: once, where no circle of locks made it begin again. */
  const acts = (work: (tx: Tx) => Promise<unknown>) => {
    const act = { tries: 0, pid: 0, done: Promise.resolve() };
    act.done = system.db.database.overCases(cashier, 'take-bank-report', async (tx) => {
      act.tries += 1;
      act.pid = (await tx.one<{ pid: number }>('SELECT pg_backend_pid() AS pid'))?.pid ?? 0;
      await work(tx);
    });
    return act;
  };
  const file = () => ({ name: '振込結果.csv', sha256: createHash('sha256').update(randomBytes(16)).digest() });
  /** Stops once, after the first line of a report was taken. */
  const afterFirstLine = (tx: Tx, reached: () => void, go: Promise<void>): Tx => {
    let isFirst = true;
    return {
      ...tx,
      insert: async (entity, values) => {
        await tx.insert(entity, values);
        if (isFirst && (entity as unknown) === BankLineEntity) {
          isFirst = false;
          reached();
          await go;
        }
      },
    };
  };
  const states = async (payments: readonly PaymentShown[]): Promise<string[]> =>
    (await sql<{ state: string }>('SELECT state FROM payment WHERE id = ANY ($1)', [payments.map(({ id }) => id)])).map(
      ({ state }) => state,
    );

  /** A report is half taken when the other act begins; goes on once that one waits. */
  async function meanwhile(
    lines: readonly ReportedLine[],
    other: (tx: Tx) => Promise<unknown>,
  ): Promise<readonly number[]> {
    const [reached, go] = [gate(), gate()];
    const report = acts((tx) => takeReport(afterFirstLine(tx, reached.open, go.opened), file(), lines));
    await reached.opened;
    const second = acts(other);
    await waits(() => second.pid).finally(go.open);
    await Promise.all([report.done, second.done]);
    return [report.tries, second.tries];
  }

  it('a report and a settlement of one batch', async () => {
    const [first, single, last] = [payment(0, 110_000), payment(1, 110_000), payment(2, 110_000)];
    await cashiers.export([first, single, last]);
    const tries = await meanwhile(await reported([first, last]), (tx) => settlePayment(tx, single.id, today));
    expect(tries).toEqual([1, 1]);
    expect(await states([first, single, last])).toEqual(['settled', 'settled', 'settled']);
  }, 60_000);

  it('two reports of two batches, over the same periods the other way round', async () => {
    const there = [payment(0, 120_000), payment(1, 120_000)];
    const back = [payment(2, 120_000), payment(3, 120_000)];
    await cashiers.export(there);
    await cashiers.export(back);
    const other = await reported(back);
    const tries = await meanwhile(await reported(there), (tx) => takeReport(tx, file(), other));
    expect(tries).toEqual([1, 1]);
    expect(await states([...there, ...back])).toEqual(['settled', 'settled', 'settled', 'settled']);
  }, 60_000);
});
