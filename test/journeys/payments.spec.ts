import { createHash } from 'node:crypto';
import { systemActor } from '#database';
import { SchedulePayments } from '#payments';
import { bankDaysAfter, daysAfter, isBankDay } from '#platform';
import type { Delivery } from '#queue';
import { asSuperuser } from '../support/database.js';
import { Claims, cost, today, type ClaimCase, type Refused } from '../support/claims.js';
import { freshKey, testSystem, type Reply, type Session, type TestSystem } from '../support/system.js';

interface Account {
  readonly id: string;
  readonly state: string;
  readonly accountNumber: string;
  readonly bankName: string;
  readonly branchName: string;
  readonly current: boolean;
}
interface Payment {
  readonly id: string;
  readonly number: number;
  readonly state: string;
  readonly amount: number;
  readonly interest: number;
  readonly accountId: string;
  readonly account: string;
  readonly payBy: string;
}
interface Batch {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly count: number;
  readonly total: number;
  readonly fileHash: string | null;
  readonly payments: readonly Payment[];
  readonly leftOut: readonly { readonly paymentId: string; readonly code: string }[];
}

let system: TestSystem;
let claims: Claims;
let senior: Session;
let cashier: Session;
let other: Session;
let people: ReadonlyMap<string, string>;
const ahead = bankDaysAfter(today, 3);

beforeAll(async () => {
  system = await testSystem();
  claims = await Claims.on(system);
  [senior, cashier, other] = await Promise.all([
    system.as('senior@sonae.example'),
    system.as('payments@sonae.example'),
    system.as('payments2@sonae.example'),
  ]);
  people = await asSuperuser(system.db.ownerUrl, async (client) => {
    const { rows } = await client.query<{ id: string; email: string }>('SELECT id, email FROM person');
    return new Map(rows.map(({ id, email }) => [email, id]));
  });
  const origin = await claims.admin.send('POST', '/originating-accounts', {
    key: freshKey(),
    body: {
      requesterCode: '0000012345',
      requesterName: 'ミホンソンガイホケン（カ',
      bankCode: '0001',
      branchCode: '100',
      accountType: 'ordinary',
      accountNumber: '7654321',
      lineEnd: 'crlf',
      endOfFile: false,
      leadDays: 2,
    },
  });
  if (origin.status !== 201) throw new Error(JSON.stringify(origin.body));
}, 60_000);
afterAll(async () => {
  await system?.stop();
});

const send = <T>(by: Session, path: string, body: object = {}): Promise<Reply<T & Refused>> =>
  by.send<T & Refused>('POST', path, { key: freshKey(), body });
const paper = { bankCode: '0009', branchCode: '015', accountNumber: '1234567', holder: 'ｲ)ﾐﾎﾝｶｲ' };
const entered = (by: Session, institutionId: string, change: object = {}): Promise<Reply<Account & Refused>> =>
  send<Account>(by, '/payee-accounts', { institutionId, ...paper, ...change });
const confirmed = (by: Session, id: string, typed: object = {}): Promise<Reply<Account & Refused>> =>
  send<Account>(by, `/payee-accounts/${id}/confirmations`, {
    accountNumber: paper.accountNumber,
    holder: paper.holder,
    ...typed,
  });
/** An account entered from paper by one of payments, and confirmed by the other. */
async function account(institutionId: string, change: Partial<typeof paper> = {}): Promise<Account> {
  const { body } = await entered(cashier, institutionId, change);
  const answer = await confirmed(other, body.id, change);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}
const sql = <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  asSuperuser(system.db.ownerUrl, async (client) => (await client.query<T>(text, values)).rows);
const makeFinal = (caseId: string): Promise<object[]> =>
  sql(
    `UPDATE ruling
       SET ruled_at = ruled_at - interval '11 s', final_at = final_at - interval '11 s'
       WHERE incident_id = $1`,
    [caseId],
  );
const paymentsOf = async (caseId: string): Promise<Payment[]> =>
  (await cashier.get<{ items: Payment[] }>(`/payments?incidentId=${caseId}&limit=200`)).items;
async function until<T>(read: () => Promise<T>, is: (found: T) => boolean): Promise<T> {
  for (let waited = 0; ; waited += 100) {
    const found = await read();
    if (is(found)) return found;
    if (waited > 20_000) throw new Error(`waited in vain: ${JSON.stringify(found)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Costs approved by a senior-adjuster, final, and scheduled by the workers. */
async function scheduled(
  amounts: readonly number[],
  more: object = {},
): Promise<{ shown: ClaimCase; payments: Payment[] }> {
  const policy = await claims.policy({ plan: 3, ...more });
  await account(policy.institutionId);
  const shown = await claims.inReview(
    policy,
    amounts.map((amount) => cost('call-center', amount)),
  );
  for (const { id } of shown.expenses) {
    const decided = await claims.propose(senior, id);
    if (decided.body.state !== 'approved') throw new Error(JSON.stringify(decided.body));
  }
  await makeFinal(shown.id);
  const payments = await until(
    () => paymentsOf(shown.id),
    (found) => found.length === amounts.length,
  );
  return { shown, payments };
}
const build = (payments: readonly Payment[], releaser = 'payments2@sonae.example', change: object = {}) =>
  send<Batch>(cashier, '/payment-batches', {
    transferOn: ahead,
    releaserId: people.get(releaser),
    paymentIds: payments.map(({ id }) => id),
    ...change,
  });
const move = (by: Session, batch: Pick<Batch, 'id'>, to: string, reason?: string): Promise<Reply<Batch & Refused>> =>
  send<Batch>(by, `/payment-batches/${batch.id}/transitions`, { to, ...(reason ? { reason } : {}) });
/** A third person of payments, who confirmed no account: releases. */
async function third(): Promise<Session> {
  await sql(
    `INSERT INTO role_grant (id, person_id, role, granted_by, granted_at, confirmed_by, confirmed_at)
     SELECT gen_random_uuid(), p.id, 'payments', a.id, now(), b.id, now() FROM person p, person a, person b
      WHERE p.email = 'support2@sonae.example' AND a.email = 'admin@sonae.example' AND b.email = 'admin2@sonae.example'
        AND NOT EXISTS (SELECT FROM role_grant g WHERE g.person_id = p.id AND g.role = 'payments')`,
  );
  return system.as('support2@sonae.example');
}
const fileOf = async (by: Session, id: string): Promise<Buffer> => {
  const answer = await fetch(`${system.address}/api/v1/payment-batches/${id}/transfer-file`, {
    headers: { cookie: by.cookie },
  });
  return answer.status === 200 ? Buffer.from(await answer.arrayBuffer()) : Buffer.from(`status ${answer.status}`);
};
async function exported(payments: readonly Payment[]): Promise<Batch> {
  const releaser = await third();
  const { body: batch } = await build(payments, 'support2@sonae.example');
  await move(releaser, batch, 'released');
  const answer = await move(cashier, batch, 'exported');
  if (answer.body.state !== 'exported') throw new Error(JSON.stringify(answer.body));
  // the transfer date comes
  await sql('UPDATE payment_batch SET transfer_on = $2 WHERE id = $1', [batch.id, daysAfter(today, -4)]);
  return answer.body;
}
const limitsOf = async (caseId: string): Promise<unknown[]> =>
  ((await claims.case(caseId)).limits ?? []).slice(0, 1).map(({ held, remaining, ...more }) => ({
    held,
    remaining,
    paid: (more as { paid?: number }).paid,
  }));
const expenseState = async (shown: ClaimCase, at = 0): Promise<string | undefined> =>
  (await claims.case(shown.id)).expenses[at]?.state;

describe('a payee account', () => {
  it('is entered by one person, confirmed by another who types it again, and never shown', async () => {
    const { institutionId } = await claims.policy();
    const { status, body } = await entered(cashier, institutionId, { accountNumber: '4567', holder: 'イ）ミホンカイ' });
    expect([status, body]).toMatchObject([
      201,
      { state: 'waiting', accountNumber: '****567', bankName: '三井住友', current: false },
    ]);
    expect((await confirmed(cashier, body.id, { accountNumber: '4567' })).body.code).toBe(
      'accounts.second-person-needed',
    );
    expect((await confirmed(other, body.id, { accountNumber: '4568' })).body.code).toBe('accounts.does-not-match');
    expect((await confirmed(other, body.id, { accountNumber: '4567', holder: 'ﾍﾞﾂﾉﾋﾄ' })).body.code).toBe(
      'accounts.does-not-match',
    );
    const done = await confirmed(other, body.id, { accountNumber: '0004567' });
    expect(done.body).toMatchObject({ state: 'confirmed', current: true });
    expect((await confirmed(other, body.id, { accountNumber: '4567' })).body.code).toBe('accounts.decided-already');
    const [kept] = await sql<{ row: string }>('SELECT payee_account::text AS row FROM payee_account WHERE id = $1', [
      body.id,
    ]);
    expect(kept?.row).not.toMatch(/0004567|ﾐﾎﾝｶｲ/);
  });

  it('is entered by the manager for their own institution, and seen by no other', async () => {
    const [manager, neighbour] = [await system.as('manager@sakura.example'), await system.as('manager@midori.example')];
    const own = await send<Account>(manager, '/payee-accounts', {
      bankCode: '9900',
      postalSymbol: '10140',
      accountNumber: '12345671',
      holder: 'イ）サクラ',
    });
    expect([own.status, own.body]).toMatchObject([
      201,
      { state: 'waiting', accountNumber: '****567', branchName: expect.any(String) },
    ]);
    expect((await manager.get<{ items: Account[] }>('/payee-accounts')).items.map(({ id }) => id)).toContain(
      own.body.id,
    );
    expect((await neighbour.get<{ items: Account[] }>('/payee-accounts')).items).toEqual([]);
    expect((await send(manager, `/payee-accounts/${own.body.id}/confirmations`, paper)).status).toBe(403);
    // at Japan Post Bank the paper has the number with its last digit
    expect((await confirmed(other, own.body.id, { accountNumber: '12345671', holder: 'ｲ)ｻｸﾗ' })).body.state).toBe(
      'confirmed',
    );
  });

  it.each(['auto', 'force_generic_plan', 'force_custom_plan'] as const)(
    'is entered 60 times over one connection, planned by %s: the sixth use is like the first',
    async (planCache) => {
      const one = await testSystem({ queues: [], pools: { poolSize: 1, planCache } });
      try {
        const manager = await one.as('manager@sakura.example');
        const statuses: number[] = [];
        for (let at = 0; at < 60; at++) {
          const answer = await send<Account>(manager, '/payee-accounts', {
            ...paper,
            accountNumber: String(1_000_000 + at),
          });
          statuses.push(answer.status);
        }
        expect(statuses).toEqual(Array(60).fill(201));
        const held = await asSuperuser(one.db.ownerUrl, (client) =>
          client.query(
            `SELECT
               FROM pg_stat_activity
               WHERE datname = current_database()
               AND application_name = 'sonae-institution'`,
          ),
        );
        expect(held.rowCount).toBe(1);
      } finally {
        await one.stop();
      }
    },
    60_000,
  );

  it.each<[string, object, string, string, string | null]>([
    ['a bank that is none', { bankCode: '9998' }, '/bankCode', 'accounts.no-such-bank', null],
    ['a branch that is none', { branchCode: '999' }, '/branchCode', 'accounts.no-such-branch', null],
    ['eight digits', { accountNumber: '12345678' }, '/accountNumber', 'accounts.wrong-number', null],
    ['a long mark', { holder: 'サンフラワー' }, '/holder', 'accounts.name-refused', 'ｻﾝﾌﾗﾜ-'],
    ['small kana', { holder: 'ビョウイン' }, '/holder', 'accounts.name-refused', 'ﾋﾞﾖｳｲﾝ'],
    ['kanji', { holder: '医療法人' }, '/holder', 'accounts.name-refused', null],
    ['31 characters', { holder: 'ア'.repeat(31) }, '/holder', 'accounts.name-too-long', null],
    [
      'a wrong symbol',
      { bankCode: '9900', postalSymbol: '20140' },
      '/postalSymbol',
      'accounts.wrong-postal-number',
      null,
    ],
  ])('refuses %s and says what to write', async (_, change, pointer, code, allowed) => {
    const { institutionId } = await claims.policy();
    const { status, body } = await entered(cashier, institutionId, change);
    expect([status, body.errors]).toMatchObject([422, [{ pointer, code, ...(allowed === null ? {} : { allowed }) }]]);
  });
});

describe('a payment', () => {
  it('goes from the ruling to the settled transfer, with the same file at every export', async () => {
    const { shown, payments } = await scheduled([300_000, 200_000]);
    expect(payments.map(({ state, amount, interest }) => `${state} ${amount} ${interest}`).toSorted()).toEqual([
      'scheduled 200000 0',
      'scheduled 300000 0',
    ]);
    expect(await expenseState(shown)).toBe('scheduled');
    const releaser = await third();
    const built = await build(payments, 'support2@sonae.example');
    expect([built.status, built.body]).toMatchObject([
      201,
      { state: 'built', count: 2, total: 500_000, fileHash: null },
    ]);
    expect((await fileOf(cashier, built.body.id)).toString()).toBe('status 409');
    expect((await move(cashier, built.body, 'released')).body.code).toBe('payments.not-the-releaser');
    expect((await move(cashier, built.body, 'exported')).body.code).toBe('payments.move-not-allowed');
    const released = await move(releaser, built.body, 'released');
    expect(released.body.state).toBe('released');

    const file = await fileOf(cashier, built.body.id);
    expect([file.length, createHash('sha256').update(file).digest('hex')]).toEqual([5 * 122, released.body.fileHash]);
    const lines = file.toString('latin1').split('\r\n');
    const [month, day] = [ahead.slice(5, 7), ahead.slice(8, 10)];
    expect(lines[0]?.slice(54, 58)).toBe(`${month}${day}`);
    expect(lines[3]?.slice(0, 19)).toBe('8000002000000500000');
    // ｲ)ﾐﾎﾝｶｲ
    expect(Buffer.from(lines[1]?.slice(50, 57) ?? '', 'latin1').toString('hex')).toBe('b229d0ceddb6b2');
    expect(lines[1]?.slice(91, 101)).toBe(String(released.body.payments[0]?.number).padStart(10, '0'));

    expect((await move(cashier, built.body, 'exported')).body.state).toBe('exported');
    expect(await fileOf(releaser, built.body.id)).toEqual(file);
    expect((await move(cashier, built.body, 'settled')).body.code).toBe('payments.not-yet');
    const early = await send(cashier, `/payments/${payments[0]?.id}/settlements`, { settledOn: today });
    expect(early.body.code).toBe('payments.wrong-day');

    await sql('UPDATE payment_batch SET transfer_on = $2 WHERE id = $1', [built.body.id, daysAfter(today, -1)]);
    expect(await limitsOf(shown.id)).toEqual([{ held: 500_000, paid: 0, remaining: 9_500_000 }]);
    for (const { id } of payments)
      expect((await send<Payment>(cashier, `/payments/${id}/settlements`, { settledOn: today })).body.state).toBe(
        'settled',
      );
    expect(await limitsOf(shown.id)).toEqual([{ held: 0, paid: 500_000, remaining: 9_500_000 }]);
    expect([await expenseState(shown, 0), await expenseState(shown, 1)]).toEqual(['paid', 'paid']);
    expect((await cashier.get<Batch>(`/payment-batches/${built.body.id}`)).state).toBe('settled');
    expect((await fileOf(claims.desk, built.body.id)).toString()).toBe('status 403');
  }, 60_000);

  it('is not released by who signed anything of it: not who confirmed the account', async () => {
    const { payments } = await scheduled([100_000]);
    const refused = await build(payments, 'payments2@sonae.example');
    expect([refused.status, refused.body.code]).toEqual([409, 'payments.nothing-to-pay']);
    expect((await build(payments, 'senior@sonae.example')).body.code).toBe('payments.releaser-unfit');
  }, 60_000);

  it('leaves on a day on which banks work, and not too soon', async () => {
    const { payments } = await scheduled([100_000]);
    await third();
    let weekend = daysAfter(today, 5);
    while (isBankDay(weekend)) weekend = daysAfter(weekend, 1);
    const on = (transferOn: string) => build(payments, 'support2@sonae.example', { transferOn });
    expect((await on(weekend)).body.code).toBe('payments.not-a-bank-day');
    for (const far of [daysAfter(today, 61), '2060-01-05', '2200-12-31'])
      expect([far, (await on(far)).body.code]).toEqual([far, 'payments.too-far']);
    for (const outside of ['0001-01-01', '9999-12-31'])
      expect([outside, (await on(outside)).body.code]).toEqual([outside, 'requests.day-out-of-range']);
    expect((await on(bankDaysAfter(today, 1))).body.code).toBe('payments.too-soon');
    expect((await on(bankDaysAfter(today, 2))).status).toBe(201);
  }, 60_000);

  it('that comes back is held again, and paid to the account confirmed since', async () => {
    const { shown, payments } = await scheduled([400_000]);
    const [payment] = payments;
    const first = await exported(payments);
    const settled = await send<Payment>(cashier, `/payments/${payment?.id}/settlements`, { settledOn: today });
    expect(settled.body.state).toBe('settled');
    const back = await send<Payment>(cashier, `/payments/${payment?.id}/returns`, {
      returnedOn: today,
      reason: '口座解約済み',
    });
    expect(back.body.state).toBe('returned');
    expect([await expenseState(shown), await limitsOf(shown.id)]).toEqual([
      'scheduled',
      [{ held: 400_000, paid: 0, remaining: 9_600_000 }],
    ]);
    expect((await send(cashier, `/payments/${payment?.id}/retries`)).body.code).toBe('payments.other-account-needed');
    const { institutionId } = await claims.desk.get<{ institutionId: string }>(`/incidents/${shown.id}`);
    const next = await account(institutionId, { accountNumber: '7654321' });
    const again = await send<Payment>(cashier, `/payments/${payment?.id}/retries`);
    expect(again.body).toMatchObject({ state: 'scheduled', accountId: next.id, number: payment?.number });
    const batch = await exported([again.body]);
    expect((await move(cashier, batch, 'settled')).body.state).toBe('settled');
    // what the first file paid, and where, stays readable
    expect(await cashier.get<Batch>(`/payment-batches/${first.id}`)).toMatchObject({
      total: 400_000,
      payments: [{ id: payment?.id, state: 'settled', accountId: payment?.accountId }],
    });
    expect([await expenseState(shown), await limitsOf(shown.id)]).toEqual([
      'paid',
      [{ held: 0, paid: 400_000, remaining: 9_600_000 }],
    ]);
  }, 60_000);

  it('is cancelled with its batch, by two persons once it was released, and scheduled again', async () => {
    const { payments } = await scheduled([100_000]);
    await third();
    const { body: built } = await build(payments, 'support2@sonae.example');
    expect((await move(cashier, built, 'cancelled', '振込指定日の誤り')).body).toMatchObject({
      state: 'cancelled',
      count: 1,
    });
    const batch = await exported(payments);
    expect((await move(cashier, batch, 'cancelled')).body.code).toBe('payments.reason-needed');
    expect((await move(cashier, batch, 'cancelled', '銀行に送信していない')).body.state).toBe('exported');
    expect((await move(cashier, batch, 'cancelled')).body.code).toBe('payments.second-person-needed');
    expect((await move(other, batch, 'cancelled')).body).toMatchObject({
      state: 'cancelled',
      count: 1,
      total: 100_000,
    });
    expect(
      (await paymentsOf((await cashier.get<{ incidentId: string }>(`/payments/${payments[0]?.id}`)).incidentId))[0],
    ).toMatchObject({
      state: 'scheduled',
      number: payments[0]?.number,
    });
    expect((await fileOf(cashier, batch.id)).toString()).toBe('status 409');
  }, 60_000);

  it('that is stopped stays stopped until somebody schedules the expense again', async () => {
    const { shown, payments } = await scheduled([100_000]);
    const stopped = await send<Payment>(cashier, `/payments/${payments[0]?.id}/stops`, { reason: '差押命令の送達' });
    expect([stopped.body.state, await expenseState(shown)]).toEqual(['stopped', 'approved']);
    await system.settled();
    // the delivery that scheduled it, once more
    const delivery = { incidentId: shown.id, ids: [shown.expenses[0]?.id ?? ''] } as unknown as Delivery;
    await system.db.database.transaction(systemActor('worker'), (tx) => new SchedulePayments().handle(tx, [delivery]));
    expect(await paymentsOf(shown.id)).toHaveLength(1);
    const again = await send<Payment>(cashier, `/expenses/${shown.expenses[0]?.id}/payments`, {
      reason: '差押えの解除',
    });
    expect([again.status, again.body.state]).toEqual([201, 'scheduled']);
    expect(again.body.number).not.toBe(payments[0]?.number);
    expect((await send(cashier, `/expenses/${shown.expenses[0]?.id}/payments`, { reason: '二度目' })).body.code).toBe(
      'payments.nothing-approved',
    );
  }, 60_000);

  it('that is late carries interest from the day after the 30th day to the transfer, beside its amount', async () => {
    const { payments } = await scheduled([10_000_000]);
    await third();
    // complete so that the transfer is 20 days late: 10,000,000 × 3 % × 20 ÷ 365 = 16,438.35…
    await sql('UPDATE payment SET last_day = $2 WHERE id = $1', [payments[0]?.id, daysAfter(ahead, -20)]);
    const built = await build(payments, 'support2@sonae.example');
    expect(built.body).toMatchObject({ total: 10_016_438, payments: [{ amount: 10_000_000, interest: 16_438 }] });
  }, 60_000);

  it('is made once, batched once and settled once, whatever happens at the same moment', async () => {
    const { shown, payments } = await scheduled(Array.from({ length: 8 }, () => 100_000));
    await third();
    const batches = await Promise.all(Array.from({ length: 8 }, () => build(payments, 'support2@sonae.example')));
    const built = batches.filter(({ status }) => status === 201);
    expect(built.flatMap(({ body }) => body.payments.map(({ id }) => id)).toSorted()).toEqual(
      payments.map(({ id }) => id).toSorted(),
    );
    expect(batches.filter(({ status }) => status !== 201).map(({ body }) => body.code)).toEqual(
      Array.from({ length: 8 - built.length }, () => 'payments.nothing-to-pay'),
    );
    const releaser = await system.as('support2@sonae.example');
    for (const { body } of built) {
      await Promise.all([move(releaser, body, 'released'), move(releaser, body, 'released')]);
      await Promise.all([move(cashier, body, 'exported'), move(other, body, 'exported')]);
      await sql('UPDATE payment_batch SET transfer_on = $2 WHERE id = $1', [body.id, daysAfter(today, -1)]);
    }
    const answers = await Promise.all(
      payments.flatMap(({ id }) =>
        [cashier, other, cashier, other].map((by) =>
          send<Payment>(by, `/payments/${id}/settlements`, { settledOn: today }),
        ),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(8);
    expect(await limitsOf(shown.id)).toEqual([{ held: 0, paid: 800_000, remaining: 9_200_000 }]);
    const [postings] = await sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM limit_posting WHERE incident_id = $1 AND kind = 'consume'`,
      [shown.id],
    );
    expect(postings?.n).toBe(8);
  }, 120_000);
});
