import { systemActor } from '#database';
import { daysBetween } from '#kernel';
import { accountsWanted, paymentWaits, type AccountWanted, type BatchPreviewDto } from '#payments';
import { bankDaysAfter, daysAfter } from '#platform';
import { asSuperuser } from '../support/database.js';
import { Cashiers } from '../support/cashiers.js';
import { Claims, cost, idOf, post, today, type ClaimCase } from '../support/claims.js';
import { pause } from '../support/processes.js';
import { testSystem, type Session, type TestSystem } from '../support/system.js';

let system: TestSystem;
let claims: Claims;
let cashiers: Cashiers;
let senior: Session;

beforeAll(async () => {
  system = await testSystem();
  claims = await Claims.on(system);
  cashiers = await Cashiers.on(system);
  senior = await system.as('senior@sonae.example');
}, 60_000);
afterAll(async () => {
  await system?.stop();
});

const sql = <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  asSuperuser(system.db.ownerUrl, async (client) => (await client.query<T>(text, values)).rows);
const wanted = (shown: ClaimCase): Promise<AccountWanted[]> =>
  system.db.database.read(systemActor('test'), (tx) => accountsWanted(tx, [shown.id]));
const waits = (shown: ClaimCase): Promise<string[]> =>
  system.db.database.read(systemActor('test'), async (tx) =>
    (await paymentWaits(tx, [shown.id])).map(({ account, askedOf, amountYen }) => `${account} ${askedOf} ${amountYen}`),
  );
const typed = (accountNumber: string): { accountNumber: string; holder: string } => ({
  accountNumber,
  holder: 'ｲ)ﾐﾎﾝｶｲ',
});
const entered = async (institutionId: string, accountNumber: string): Promise<string> => {
  const { status, body } = await post<{ id: string }>(cashiers.cashier, '/payee-accounts', {
    institutionId,
    bankCode: '0009',
    branchCode: '015',
    ...typed(accountNumber),
  });
  expect(status).toBe(201);
  return body.id;
};
const confirmed = (id: string, accountNumber: string) =>
  post(cashiers.other, `/payee-accounts/${id}/confirmations`, typed(accountNumber));

/** Costs approved and final of an institution that has no account. */
async function approved(...amounts: readonly number[]): Promise<{ shown: ClaimCase; institutionId: string }> {
  const { institutionId, ...policy } = await claims.policy({ plan: 3 });
  const shown = await claims.inReview(
    { institutionId, ...policy },
    amounts.map((amount) => cost('call-center', amount)),
  );
  for (const { id } of shown.expenses) expect((await claims.propose(senior, id)).body.state).toBe('approved');
  expect(await wanted(shown)).toEqual([]);
  await cashiers.makeFinal(shown.id);
  return { shown, institutionId };
}

describe('an account that is wanted', () => {
  it('is wanted once approved money is final and there is none, until one is entered; again when it is refused', async () => {
    const { shown, institutionId } = await approved(300_000, 200_000);
    const [asked] = await wanted(shown);
    expect(asked).toMatchObject({ incidentId: shown.id, institutionId, amountYen: 500_000, why: 'none' });
    expect(asked?.expenseIds.toSorted()).toEqual([idOf(shown), idOf(shown, 1)].toSorted());
    expect((await waits(shown)).toSorted()).toEqual(['none institution 200000', 'none institution 300000']);
    const shownTo = (by: Session) =>
      by.get<{ count: number; amount: number; items: { textJa: string }[] }>(`/payment-waits?incidentId=${shown.id}`);
    expect(await shownTo(cashiers.cashier)).toMatchObject({
      count: 2,
      amount: 500_000,
      items: [{ textJa: '口座待ち：まだ登録されていません。' }, {}],
    });
    // another institution sees nothing of it
    expect((await shownTo(await system.as('manager@sakura.example'))).count).toBe(0);
    const id = await entered(institutionId, '1234567');
    expect(await wanted(shown)).toEqual([]);
    expect((await waits(shown)).toSorted()).toEqual(['unconfirmed null 200000', 'unconfirmed null 300000']);
    await post(cashiers.other, `/payee-accounts/${id}/refusals`, { reason: '名義が通帳と違う' });
    expect((await wanted(shown)).map(({ why, amountYen }) => [why, amountYen])).toEqual([['none', 500_000]]);
    expect((await waits(shown)).toSorted()).toEqual(['refused institution 200000', 'refused institution 300000']);
    await confirmed(await entered(institutionId, '7654321'), '7654321');
    await cashiers.payments(shown.id, 2);
    expect(await waits(shown)).toEqual([]);
  }, 60_000);

  it('a refused account says why, and to the insurer who refused it', async () => {
    const manager = await system.as('manager@sakura.example');
    const { body } = await post<{ id: string }>(manager, '/payee-accounts', {
      ...{ bankCode: '0009', branchCode: '015', ...typed('7654320') },
    });
    await post(cashiers.other, `/payee-accounts/${body.id}/refusals`, { reason: '名義が通帳と違う' });
    const [other] = await sql<{ name: string }>('SELECT display_name AS name FROM person WHERE email = $1', [
      cashiers.other.email,
    ]);
    const seenBy = async (by: Session) =>
      (await by.get<{ items: (object & { id: string })[] }>('/payee-accounts')).items.find(({ id }) => id === body.id);
    const said = { state: 'refused', reason: '名義が通帳と違う' };
    expect(await seenBy(cashiers.cashier)).toMatchObject({ ...said, decidedByName: other?.name });
    expect(await seenBy(manager)).toMatchObject({ ...said, decidedByName: null });
  }, 60_000);

  it('is wanted again from the payee whose account was wrong, from paper by us where the mistake was ours', async () => {
    const { shown, institutionId } = await approved(400_000);
    await confirmed(await entered(institutionId, '1234567'), '1234567');
    const payments = await cashiers.payments(shown.id, 1);
    await cashiers.export(payments);
    const back = await post(cashiers.cashier, `/payments/${payments[0]?.id}/returns`, {
      returnedOn: today,
      reason: '口座解約済み',
      mistake: 'payee',
    });
    expect(back.status).toBe(200);
    expect((await wanted(shown)).map(({ why, amountYen }) => [why, amountYen])).toEqual([['returned', 400_000]]);
    const next = await entered(institutionId, '7654321');
    expect([await wanted(shown), await waits(shown)]).toEqual([[], ['unconfirmed null 400000']]);
    await confirmed(next, '7654321');
    expect(await waits(shown)).toEqual(['ready null 400000']);
    await post(cashiers.cashier, `/payments/${payments[0]?.id}/retries`);
    expect(await waits(shown)).toEqual([]);
    await cashiers.export(payments);
    await post(cashiers.cashier, `/payments/${payments[0]?.id}/returns`, { returnedOn: today, reason: '番号の誤り' });
    // entered from paper, and nobody says otherwise: ours to mend, and the institution is asked for nothing
    expect([await wanted(shown), await waits(shown)]).toEqual([[], ['returned insurer 400000']]);
    const open = await cashiers.cashier.get<{ requests: unknown[]; promises: { code: string }[] }>(
      `/incidents/${shown.id}/promises`,
    );
    expect([open.requests, open.promises.map(({ code }) => code)]).toEqual([[], expect.arrayContaining(['pay-again'])]);
  }, 60_000);

  it('the soonest day is proposed, and a releaser who is neither the reader nor absent nor has signed it all', async () => {
    const { shown, institutionId } = await approved(100_000);
    await confirmed(await entered(institutionId, '1234567'), '1234567');
    const paymentIds = (await cashiers.payments(shown.id, 1)).map(({ id }) => id);
    const me = async (by: Session): Promise<string> => (await by.get<{ user: { id: string } }>('/me')).user.id;
    const proposed = async (by: Session) =>
      (await post<BatchPreviewDto>(by, '/payment-batches/previews', { paymentIds })).body;
    const releaserId = await me(cashiers.releaser);
    const shownTo = await proposed(cashiers.cashier);
    // the account from which is paid asks for one day
    expect([shownTo.transferOn, shownTo.days, shownTo.releaserId]).toEqual([bankDaysAfter(today, 1), 1, releaserId]);
    expect((await proposed(cashiers.releaser)).releaserId).toBe(await me(cashiers.cashier));
    await sql(
      `INSERT INTO absence (id, person_id, kind, from_at, to_at, entered_by, entered_at)
       VALUES (gen_random_uuid(), $1, 'leave', now() - interval '1 day', now() + interval '1 day', $1, now())`,
      [releaserId],
    );
    expect((await proposed(cashiers.cashier)).releaserId).toBeNull();
    await sql('DELETE FROM absence WHERE person_id = $1', [releaserId]);
    const build = (transferOn: string) =>
      post<{ code?: string }>(cashiers.cashier, '/payment-batches', { transferOn, releaserId, paymentIds });
    expect((await build(bankDaysAfter(today, 0))).body.code).toBe('payments.too-soon');
    expect((await build(shownTo.transferOn)).status).toBe(201);
    expect((await post(claims.desk, '/payment-batches/previews', { paymentIds })).status).toBe(403);
  }, 60_000);

  it('two people of payments suffice: who entered the account releases, who confirmed it does not', async () => {
    const { shown, institutionId } = await approved(100_000);
    await confirmed(await entered(institutionId, '1234567'), '1234567');
    const payments = await cashiers.payments(shown.id, 1);
    const me = async (by: Session): Promise<string> => (await by.get<{ user: { id: string } }>('/me')).user.id;
    const build = async (releaser: Session) =>
      post<{ id: string }>(cashiers.other, '/payment-batches', {
        transferOn: bankDaysAfter(today, 3),
        releaserId: await me(releaser),
        paymentIds: payments.map(({ id }) => id),
      });
    const { body: asSeen } = await post<BatchPreviewDto>(cashiers.cashier, '/payment-batches/previews', {
      paymentIds: payments.map(({ id }) => id),
    });
    expect(new Map(asSeen.releasers.map(({ id, signed }) => [id, signed]))).toEqual(
      new Map([
        [await me(cashiers.cashier), 0],
        [await me(cashiers.other), 1],
        [await me(cashiers.releaser), 0],
      ]),
    );
    expect((await build(cashiers.other)).body.code).toBe('payments.nothing-to-pay');
    const built = await build(cashiers.cashier);
    expect(built.status).toBe(201);
    const moved = await post<{ state: string }>(cashiers.cashier, `/payment-batches/${built.body.id}/transitions`, {
      to: 'released',
    });
    expect(moved.body.state).toBe('released');
  }, 60_000);

  it.each([
    // the last day was nine days ago, the transfer is some days ahead; asked seven days ago and confirmed today: 8 days
    ['payee', 8],
    ['insurer', 0],
  ] as const)(
    'days from asking to confirmation bear no interest where the mistake was the payee’s: %s',
    async (mistake, free) => {
      const { shown, institutionId } = await approved(36_500_000 / 10);
      await confirmed(await entered(institutionId, '1234567'), '1234567');
      const payments = await cashiers.payments(shown.id, 1);
      await cashiers.export(payments);
      const [{ id } = { id: '' }] = payments;
      await sql(`UPDATE expense SET submitted_at = submitted_at - interval '38 days' WHERE id = $1`, [idOf(shown)]);
      await sql('UPDATE document SET received_on = $2 WHERE incident_id = $1', [shown.id, daysAfter(today, -38)]);
      await post(cashiers.cashier, `/payments/${id}/returns`, { returnedOn: today, reason: '口座番号相違', mistake });
      await sql(`UPDATE payment_return SET asked_at = asked_at - interval '7 days' WHERE payment_id = $1`, [id]);
      await confirmed(await entered(institutionId, '7654321'), '7654321');
      // at the same moment, and twice: scheduled once
      const both = await Promise.all([
        post(cashiers.cashier, `/payments/${id}/retries`),
        post(cashiers.other, `/payments/${id}/retries`),
      ]);
      expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
      const built = await cashiers.build(payments);
      const { payments: inBatch } = await cashiers.cashier.get<{ payments: { interest: number; lastDay: string }[] }>(
        `/payment-batches/${built.body.id}`,
      );
      const lastDay = daysAfter(today, -9);
      const days = daysBetween(lastDay, bankDaysAfter(today, 3)) - free;
      // 3,650,000 yen at 3 % bear 300 yen a day
      expect(inBatch.map(({ interest, lastDay: last }) => [interest, last])).toEqual([[300 * days, lastDay]]);
    },
    60_000,
  );

  it('whose mistake a return was is corrected until the next batch: who is asked, and which days count, follow it', async () => {
    const { shown, institutionId } = await approved(3_650_000);
    await confirmed(await entered(institutionId, '1234567'), '1234567');
    const payments = await cashiers.payments(shown.id, 1);
    const [{ id } = { id: '' }] = payments;
    const correct = (mistake: string, by = cashiers.cashier) =>
      post<{ mistake: string | null }>(by, `/payments/${id}/mistakes`, { mistake, reason: '口座の書類を見直した' });
    expect((await correct('payee')).body.code).toBe('payments.no-return-to-correct');
    await cashiers.export(payments);
    await sql(`UPDATE expense SET submitted_at = submitted_at - interval '38 days' WHERE id = $1`, [idOf(shown)]);
    await sql('UPDATE document SET received_on = $2 WHERE incident_id = $1', [shown.id, daysAfter(today, -38)]);
    // entered from paper, and nobody says otherwise: ours
    await post(cashiers.cashier, `/payments/${id}/returns`, { returnedOn: today, reason: '口座番号相違' });
    await sql(`UPDATE payment_return SET asked_at = asked_at - interval '7 days' WHERE payment_id = $1`, [id]);
    const of = async () => cashiers.cashier.get<{ mistake: string; lastDay: string }>(`/payments/${id}`);
    expect([await of(), await waits(shown)]).toMatchObject([{ mistake: 'insurer' }, ['returned insurer 3650000']]);
    expect((await correct('insurer')).body.code).toBe('payments.mistake-recorded-already');
    expect((await correct('payee', senior)).status).toBe(403);
    expect((await correct('payee')).body.mistake).toBe('payee');
    expect(await waits(shown)).toEqual(['returned institution 3650000']);
    expect(await wanted(shown)).toMatchObject([{ why: 'returned', amountYen: 3_650_000 }]);
    const told = await claims.desk.get<{ items: { kind: string; textJa: string; personName: string }[] }>(
      `/incidents/${shown.id}/timeline?limit=200`,
    );
    expect(told.items.filter(({ kind }) => kind.startsWith('payment-mistake'))).toMatchObject([
      { textJa: expect.stringContaining('支払先から受け取った口座の誤り'), personName: expect.stringMatching(/\S/) },
    ]);
    expect(
      await sql(`SELECT reason FROM audit WHERE subject = $1 AND action = 'payment.mistake-corrected'`, [id]),
    ).toMatchObject([{ reason: '口座の書類を見直した' }]);
    await confirmed(await entered(institutionId, '7654321'), '7654321');
    expect((await post(cashiers.cashier, `/payments/${id}/retries`)).status).toBe(200);
    const built = await cashiers.build(payments);
    const interest = async (batch: string): Promise<number[]> =>
      (await cashiers.cashier.get<{ payments: { interest: number }[] }>(`/payment-batches/${batch}`)).payments.map(
        (payment) => payment.interest,
      );
    const days = daysBetween(daysAfter(today, -9), bankDaysAfter(today, 3));
    // eight days, from asking to confirmation, bear nothing
    expect(await interest(built.body.id)).toEqual([300 * (days - 8)]);
    expect((await correct('insurer')).body.code).toBe('payments.no-return-to-correct');
    // taken out of its batch, it can be corrected once more: then every day counts
    await post(cashiers.cashier, `/payment-batches/${built.body.id}/transitions`, { to: 'cancelled', reason: '見本' });
    // a batch that is built meanwhile has the case locked, and fixes the interest: the correction waits, and is refused
    const late = await asSuperuser(system.db.ownerUrl, async (client) => {
      await client.query('BEGIN');
      await client.query('SELECT FROM incident WHERE id = $1 FOR NO KEY UPDATE', [shown.id]);
      // past the guards of moves: which batch it is does not matter
      await client.query('SET LOCAL session_replication_role = replica');
      await client.query(`UPDATE payment SET state = 'batched', batch_id = $2 WHERE id = $1`, [id, built.body.id]);
      const corrected = correct('insurer');
      await pause(300);
      await client.query('COMMIT');
      return corrected;
    });
    expect(late.body.code).toBe('payments.no-return-to-correct');
    expect(await of()).toMatchObject({ mistake: 'payee' });
    await asSuperuser(system.db.ownerUrl, async (client) => {
      // and out of it, while it goes on
      await client.query('SET session_replication_role = replica');
      await client.query(`UPDATE payment SET state = 'scheduled', batch_id = NULL WHERE id = $1`, [id]);
    });
    expect((await correct('insurer')).status).toBe(200);
    expect(await interest((await cashiers.build(payments)).body.id)).toEqual([300 * days]);
  }, 60_000);

  it('an account corrected while its payment returns: told, and nothing is paid twice', async () => {
    const { shown, institutionId } = await approved(200_000);
    await confirmed(await entered(institutionId, '1234567'), '1234567');
    const payments = await cashiers.payments(shown.id, 1);
    await cashiers.export(payments);
    const id = payments[0]?.id ?? '';
    const next = await entered(institutionId, '7654321');
    const [back, sure] = await Promise.all([
      post(cashiers.cashier, `/payments/${id}/returns`, { returnedOn: today, reason: '口座解約', mistake: 'payee' }),
      confirmed(next, '7654321'),
    ]);
    expect([back.status, sure.status]).toEqual([200, 200]);
    expect([await wanted(shown), await waits(shown)]).toEqual([[], ['ready null 200000']]);
    const again = await Promise.all([1, 2, 3].map(() => post(cashiers.cashier, `/payments/${id}/retries`)));
    expect(again.filter(({ status }) => status === 200)).toHaveLength(1);
    await cashiers.export(payments);
    const settled = await Promise.all(
      [1, 2].map(() => post(cashiers.cashier, `/payments/${id}/settlements`, { settledOn: today })),
    );
    expect(settled.filter(({ status }) => status === 200)).toHaveLength(1);
    const [posted] = await sql<{ yen: number }>(
      `SELECT sum(p.yen)::int AS yen
         FROM limit_posting p
         WHERE p.reference = $1
           AND p.kind = 'consume'
           AND p.takes = 'limit'
           AND NOT EXISTS (SELECT FROM limit_posting e WHERE e.ends = p.id)`,
      [idOf(shown)],
    );
    expect(posted?.yen).toBe(200_000);
  }, 60_000);
});
