import type { BankPreviewDto } from '#payments';
import { bankDayOnOrBefore, daysAfter } from '#platform';
import { Cashiers, type PaymentShown } from '../support/cashiers.js';
import { Claims, cost, today, idOf, post, type ClaimCase, type Refused } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { fileNeededPapers, sendForm } from '../support/papers.js';
import { freshKey, testSystem, type Reply, type Session, type TestSystem } from '../support/system.js';

interface Clock {
  readonly completeOn: string;
  readonly extensions: readonly string[];
  readonly heldUpDays: number;
  readonly lastDay: string;
  readonly payBy: string;
}
interface Unreconciled {
  readonly kind: string;
  readonly id: string;
  readonly number: string;
  readonly amount: number;
  readonly code: string;
  readonly expected: number | null;
  readonly institutionName: string | null;
  readonly paymentNumber: number | null;
  readonly textJa: string;
}
interface Reconciliation {
  readonly unsettled: number;
  readonly unsettledAmount: number;
  readonly items: readonly Unreconciled[];
}

let system: TestSystem;
let claims: Claims;
let cashiers: Cashiers;
let senior: Session;
let second: Session;

beforeAll(async () => {
  system = await testSystem();
  claims = await Claims.on(system);
  cashiers = await Cashiers.on(system);
  [senior, second] = await Promise.all([system.as('senior@sonae.example'), system.as('senior2@sonae.example')]);
}, 60_000);
afterAll(async () => {
  await system?.stop();
});

const sql = <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  asSuperuser(system.db.ownerUrl, async (client) => (await client.query<T>(text, values)).rows);
const clock = (id: string): Promise<Clock> => senior.get<Clock>(`/expenses/${id}/clock`);
const reconciled = (): Promise<Reconciliation> => cashiers.cashier.get<Reconciliation>('/reconciliation');

/** Approved, final and exported with a transfer date four days ago. */
async function exported(...amounts: readonly number[]): Promise<{ shown: ClaimCase; payments: PaymentShown[] }> {
  const policy = await claims.policy({ plan: 3 });
  const shown = await claims.inReview(
    policy,
    amounts.map((amount) => cost('call-center', amount)),
  );
  await cashiers.account(policy.institutionId);
  for (const { id } of shown.expenses) expect((await claims.propose(senior, id)).body.state).toBe('approved');
  await cashiers.makeFinal(shown.id);
  const payments = await cashiers.payments(shown.id, amounts.length);
  await cashiers.export(payments);
  return { shown, payments };
}

describe('the time to pay', () => {
  it('is the 30th day, longer on a ground of the list that the claimant was told of: the longest counts', async () => {
    const shown = await claims.inReview(await claims.policy({ plan: 3 }), [cost('call-center', 100_000)]);
    const id = idOf(shown);
    // 30 days with the day of completeness as the first
    expect(await clock(id)).toEqual({
      completeOn: today,
      extensions: [],
      heldUpDays: 0,
      lastDay: daysAfter(today, 29),
      payBy: bankDayOnOrBefore(daysAfter(today, 29)),
      extended: [],
      suspended: [],
      completed: [],
    });
    const holder = await claims.holder(id);
    const extend = (by: Session, ground: string) =>
      post<Clock>(by, `/expenses/${id}/clock-extensions`, {
        ground,
        reason: '海外の委託先に記録がある',
        notice: '通信記録の内容',
      });
    expect((await extend(claims.desk, 'survey-abroad')).status).toBe(403);
    expect((await extend(holder, 'because')).status).toBe(400);
    expect((await extend(holder, 'expert-appraisal')).body.lastDay).toBe(daysAfter(today, 89));
    expect((await extend(holder, 'survey-abroad')).body.lastDay).toBe(daysAfter(today, 179));
    expect((await extend(holder, 'disaster-area')).body.lastDay).toBe(daysAfter(today, 179));
    expect((await extend(holder, 'survey-abroad')).body.code).toBe('payments.extended-already');
    const events = await claims.desk.get<{ items: { kind: string; textJa: string }[] }>(
      `/incidents/${shown.id}/timeline?limit=200`,
    );
    expect(events.items.filter(({ kind }) => kind === 'payment-extended')).toHaveLength(3);
  }, 60_000);

  it('leaves out the days that the claimant held up, and moves the payment that is scheduled', async () => {
    const policy = await claims.policy({ plan: 3 });
    const shown = await claims.inReview(policy, [cost('call-center', 100_000)]);
    const id = idOf(shown);
    await cashiers.account(policy.institutionId);
    await sql(`UPDATE expense SET submitted_at = submitted_at - interval '9 days' WHERE id = $1`, [id]);
    await sql(`UPDATE document SET received_on = $2 WHERE incident_id = $1`, [shown.id, daysAfter(today, -9)]);
    expect((await clock(id)).lastDay).toBe(daysAfter(today, 20));
    const holder = await claims.holder(id);
    const suspend = (fromOn: string) =>
      post<Clock>(holder, `/expenses/${id}/clock-suspensions`, { fromOn, reason: '立入りを断られた' });
    expect((await suspend(daysAfter(today, 1))).body.code).toBe('payments.wrong-day');
    expect((await suspend(daysAfter(today, -10))).body.code).toBe('payments.wrong-day');
    expect((await suspend(daysAfter(today, -7))).body.heldUpDays).toBe(8);
    expect((await suspend(daysAfter(today, -3))).body.code).toBe('payments.suspended-already');
    await claims.propose(senior, id);
    await cashiers.makeFinal(shown.id);
    const [payment] = await cashiers.payments(shown.id, 1);
    const resumed = await post<Clock>(holder, `/expenses/${id}/clock-resumptions`, { toOn: daysAfter(today, -5) });
    // three days: the 7th, 6th and 5th before today
    expect([resumed.body.heldUpDays, resumed.body.lastDay]).toEqual([3, daysAfter(today, 23)]);
    expect((await post(holder, `/expenses/${id}/clock-resumptions`, { toOn: today })).body.code).toBe(
      'payments.not-suspended',
    );
    const moved = await cashiers.cashier.get<{ payBy: string }>(`/payments/${payment?.id}`);
    expect(moved.payBy).toBe(bankDayOnOrBefore(daysAfter(today, 23)));
  }, 60_000);

  it('begins later by a senior-adjuster’s word alone, with what was missing', async () => {
    const shown = await claims.inReview(await claims.policy({ plan: 3 }), [cost('call-center', 100_000)]);
    const id = idOf(shown);
    await sql(`UPDATE expense SET submitted_at = submitted_at - interval '9 days' WHERE id = $1`, [id]);
    await sql(`UPDATE document SET received_on = $2 WHERE incident_id = $1`, [shown.id, daysAfter(today, -9)]);
    const later = (by: Session, completeOn: string) =>
      post<Clock>(by, `/expenses/${id}/completions`, { completeOn, missing: '受電記録の原本' });
    expect((await later(claims.desk, today)).status).toBe(403);
    expect((await later(senior, daysAfter(today, -9))).body.code).toBe('payments.not-later');
    expect((await later(senior, daysAfter(today, 1))).body.code).toBe('payments.not-later');
    expect((await later(senior, daysAfter(today, -2))).body).toMatchObject({
      completeOn: daysAfter(today, -2),
      lastDay: daysAfter(today, 27),
    });
  });

  it('that is over or soon is on the list of what is late, with who has it', async () => {
    const shown = await claims.inReview(await claims.policy({ plan: 3 }), [
      cost('call-center', 100_000),
      cost('call-center', 200_000),
    ]);
    const back = (id: string, days: number) =>
      sql(`UPDATE expense SET submitted_at = submitted_at - $2 * interval '1 day' WHERE id = $1`, [id, days]);
    await back(idOf(shown), 33);
    await back(idOf(shown, 1), 25);
    await sql(`UPDATE document SET received_on = $2 WHERE incident_id = $1`, [shown.id, daysAfter(today, -40)]);
    const { items } = await cashiers.cashier.get<{
      items: { incidentId: string; line: number; daysLate: number; withName: string | null; lastDay: string }[];
    }>('/late-expenses');
    const own = items.filter(({ incidentId }) => incidentId === shown.id);
    expect(own.map(({ line, daysLate, lastDay }) => [line, daysLate, lastDay])).toEqual([
      [1, 4, daysAfter(today, -4)],
      [2, 0, daysAfter(today, 4)],
    ]);
    expect(own.every(({ withName }) => withName !== null)).toBe(true);
  });

  it('does not begin before the last paper came: nothing is late, and there is no day to pay by', async () => {
    const shown = await claims.inReview(await claims.policy({ plan: 3 }), [cost('call-center', 100_000)], {
      papers: false,
    });
    const id = idOf(shown);
    await sql(`UPDATE expense SET submitted_at = submitted_at - interval '40 days' WHERE id = $1`, [id]);
    const late = async (): Promise<boolean> =>
      (await cashiers.cashier.get<{ items: { expenseId: string }[] }>('/late-expenses')).items.some(
        ({ expenseId }) => expenseId === id,
      );
    expect(await clock(id)).toMatchObject({ completeOn: null, lastDay: null, payBy: null });
    expect(await late()).toBe(false);
    const set = await post(senior, `/expenses/${id}/completions`, { completeOn: today, missing: '受電記録の原本' });
    expect([set.status, set.body.code]).toEqual([409, 'payments.not-complete']);
    await fileNeededPapers(system, claims.desk, shown.id, [id]);
    expect(await clock(id)).toMatchObject({ completeOn: today, lastDay: daysAfter(today, 29) });
    expect(await late()).toBe(false);
    await sql('UPDATE document SET received_on = $2 WHERE incident_id = $1', [shown.id, daysAfter(today, -32)]);
    expect([(await clock(id)).completeOn, await late()]).toEqual([daysAfter(today, -32), true]);
  }, 60_000);

  it('carries reserves as versions with author and reason, that block nothing', async () => {
    const shown = await claims.inReview(await claims.policy(), [cost('call-center', 100_000)]);
    const set = (by: Session, amount: number) =>
      post<{ items: { lane: string; amount: number; authorName: string }[] }>(by, `/incidents/${shown.id}/reserves`, {
        lane: 'forensics',
        amount,
        reason: '見積りの改訂',
      });
    expect((await set(claims.desk, 1)).status).toBe(403);
    await set(senior, 3_000_000);
    const again = await set(second, 999_999_999_999);
    expect(again.body.items.map(({ amount }) => amount)).toEqual([999_999_999_999, 3_000_000]);
    expect((await claims.propose(senior, idOf(shown))).body.state).toBe('approved');
  });
});

describe('what the bank reports', () => {
  const report = (rows: readonly string[], by = cashiers.cashier): Promise<Reply<Reconciliation & Refused>> =>
    sendForm<Reconciliation & Refused>(system, by, '/bank-reports', {
      file: Buffer.from(['区分,日付,金額,支払番号,摘要', ...rows].join('\r\n')),
      name: '振込結果.csv',
    });
  const numbers = (payments: readonly PaymentShown[]): Promise<Map<string, number>> =>
    sql<{ id: string; no: number }>('SELECT id, no::int FROM payment WHERE id = ANY ($1)', [
      payments.map(({ id }) => id),
    ]).then((rows) => new Map(rows.map(({ id, no }) => [id, no])));

  it('settles what it paid, returns what failed, and leaves open what agrees with nothing', async () => {
    const { shown, payments } = await exported(100_000, 200_000, 300_000);
    const no = await numbers(payments);
    const of = (amount: number): PaymentShown | undefined => payments.find((payment) => payment.amount === amount);
    expect((await reconciled()).items.filter(({ kind }) => kind === 'payment')).toHaveLength(3);
    const taken = await report([
      `振込済,${today.replaceAll('-', '/')},"100,000",${no.get(of(100_000)?.id ?? '')},`,
      `振込不能,${today},200000,${no.get(of(200_000)?.id ?? '')},口座解約`,
      `振込済,${today},299999,${no.get(of(300_000)?.id ?? '')},`,
      `振込済,${today},1,99999999,`,
      `入金,${today},500,,ﾐﾎﾝ`,
    ]);
    expect(taken.status).toBe(201);
    const states = new Map((await cashiers.payments(shown.id, 3)).map(({ amount, state }) => [amount, state]));
    expect([...states].toSorted(([a], [b]) => a - b)).toEqual([
      [100_000, 'settled'],
      [200_000, 'returned'],
      [300_000, 'exported'],
    ]);
    expect(taken.body.items.map(({ kind, code, amount }) => [kind, code, amount])).toEqual([
      ['payment', 'unsettled', 300_000],
      ['bank-line', 'other-amount', 299_999],
      ['bank-line', 'no-such-payment', 1],
      ['bank-line', 'no-such-claim', 500],
    ]);
    // how many, and how much
    expect([taken.body.unsettled, taken.body.unsettledAmount]).toEqual([1, 300_000]);
    const [open, other, unknown] = taken.body.items;
    expect(open?.textJa).toBe('振込指定日を4日過ぎて、結果が届いていません。');
    expect(other).toMatchObject({
      expected: 300_000,
      paymentNumber: no.get(of(300_000)?.id ?? ''),
      institutionName: open?.institutionName,
    });
    expect(open?.institutionName).toMatch(/^見本医院/);
    expect(unknown).toMatchObject({ expected: null, paymentNumber: null, institutionName: null });
    const line = taken.body.items.find(({ code }) => code === 'no-such-payment');
    const settleLine = () =>
      post<Reconciliation>(cashiers.other, `/bank-lines/${line?.id}/settlements`, { reason: '他部門の振込' });
    expect((await settleLine()).body.items).toHaveLength(3);
    expect((await settleLine()).body.code).toBe('payments.line-settled');
    await report([`振込済,${today},300000,${no.get(of(300_000)?.id ?? '')},`]);
    expect((await reconciled()).items.filter(({ kind }) => kind === 'payment')).toEqual([]);
  }, 60_000);

  it('says what holds: a transfer date ahead is not over, a bank line of the future is no wrong day', async () => {
    const { payments } = await exported(100_000);
    const no = (await numbers(payments)).get(payments[0]?.id ?? '');
    const [tomorrow, ahead] = [daysAfter(today, 1), daysAfter(today, 3)];
    const mine = async (day: string): Promise<Unreconciled[]> =>
      (await cashiers.cashier.get<Reconciliation>(`/reconciliation?day=${day}`)).items.filter(
        ({ paymentNumber }) => paymentNumber === no,
      );
    const transferOn = (day: string) =>
      sql('UPDATE payment_batch SET transfer_on = $2 WHERE id = (SELECT batch_id FROM payment WHERE id = $1)', [
        payments[0]?.id,
        day,
      ]);
    await transferOn(ahead);
    expect(await mine(ahead)).toEqual([]);
    await transferOn(today);
    expect(await mine(today)).toEqual([]);
    expect(await mine(tomorrow)).toEqual([]);
    const taken = await report([`振込済,${tomorrow},100000,${no},`]);
    const fault = taken.body.items.find(({ paymentNumber }) => paymentNumber === no);
    expect([fault?.code, fault?.textJa]).toEqual(['future-day', '銀行の日付がまだ来ていないため、反映していません。']);
    const early = await report([`振込不能,${daysAfter(today, -1)},100000,${no},`]);
    expect(early.body.items.filter(({ paymentNumber }) => paymentNumber === no).map(({ textJa }) => textJa)).toContain(
      '銀行の日付が振込指定日より前です。',
    );
    // a row of the bank stays open until somebody settles it
    for (const { id } of await mine(today))
      await post(cashiers.cashier, `/bank-lines/${id}/settlements`, { reason: '再送を依頼' });
    await transferOn(daysAfter(today, -4));
    expect((await mine(today)).map(({ textJa }) => textJa)).toEqual(['振込指定日を4日過ぎて、結果が届いていません。']);
    await report([`振込済,${today},100000,${no},`]);
    expect(await mine(today)).toEqual([]);
  }, 60_000);

  it('is shown before it is taken over, and another file than was shown is refused', async () => {
    const { payments } = await exported(100_000);
    const no = (await numbers(payments)).get(payments[0]?.id ?? '');
    const written = (amount: string): Buffer =>
      Buffer.from(
        `振込結果;;;;\r\n区分;日付;金額;支払番号;摘要\r\n振込済;${today};${amount};${no};\r\n合計;;${amount};;\r\n`,
      );
    const look = (file: Buffer) =>
      sendForm<BankPreviewDto>(system, cashiers.cashier, '/bank-reports/previews', { file, name: 'a.csv' });
    const before = await reconciled();
    const faulty = (await look(written('約千円'))).body;
    expect([faulty.faulty, faulty.rows[0]?.faults.map(({ column }) => column)]).toEqual([1, ['金額']]);
    const shown = (await look(written('100,000'))).body;
    expect(shown).toMatchObject({
      faulty: 0,
      amount: 100_000,
      rows: [{ line: 3, kind: 'result', outcome: 'paid', onDay: today, amount: 100_000, paymentNumber: no }],
      leftOut: { count: 2 },
    });
    expect(await reconciled()).toEqual(before);
    const take = (amount: string) =>
      sendForm<Reconciliation & Refused>(system, cashiers.cashier, '/bank-reports', {
        file: written(amount),
        name: 'a.csv',
        fields: { sha256: shown.sha256 },
      });
    expect((await take('100,001')).body.code).toBe('uploads.preview-differs');
    expect((await take('100,000')).status).toBe(201);
  }, 60_000);

  it('is taken once, and not at all where a row cannot be read', async () => {
    const { shown, payments } = await exported(100_000);
    const no = (await numbers(payments)).get(payments[0]?.id ?? '');
    const faulty = await report([`振込済,${today},100000,${no},`, `振込済,2026/2/30,0,,`, `あとで,${today},1,1,`]);
    expect([faulty.status, faulty.body.code]).toEqual([422, 'payments.bank-file-refused']);
    expect(faulty.body.errors?.map(({ pointer }) => pointer)).toEqual([
      '/rows/3/日付',
      '/rows/3/金額',
      '/rows/3/支払番号',
      '/rows/4/区分',
    ]);
    expect((await cashiers.payments(shown.id, 1))[0]?.state).toBe('exported');
    const rows = [`振込済,${today},100000,${no},見本 ${freshKey()}`];
    expect((await report(rows, claims.desk)).status).toBe(403);
    const both = await Promise.all([report(rows), report(rows, cashiers.other)]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
    expect((await cashiers.payments(shown.id, 1))[0]?.state).toBe('settled');
  }, 60_000);

  it('takes two reports of the same cases in opposite order at the same moment', async () => {
    const [one, two] = [await exported(100_000, 200_000), await exported(300_000, 400_000)];
    const no = await numbers([...one.payments, ...two.payments]);
    const rows = ({ payments }: { payments: PaymentShown[] }, at: number): string =>
      `振込済,${today},${payments[at]?.amount},${no.get(payments[at]?.id ?? '')},`;
    const both = await Promise.all([
      report([rows(one, 0), rows(two, 0)]),
      report([rows(two, 1), rows(one, 1)], cashiers.other),
    ]);
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    for (const { shown } of [one, two])
      expect((await cashiers.payments(shown.id, 2)).map(({ state }) => state)).toEqual(['settled', 'settled']);
  }, 60_000);

  it('receives a repayment under the number of its claim', async () => {
    const { shown, payments } = await exported(400_000);
    await post(cashiers.cashier, `/payments/${payments[0]?.id}/settlements`, { settledOn: today });
    const asked = await post<{ id: string }>(senior, `/expenses/${idOf(shown)}/repayments`, {
      amount: 150_000,
      reason: '二重の請求',
      textJa: '同じ請求書を二重にお支払いしていたためです。',
    });
    expect([asked.status, asked.body.code]).toEqual([201, undefined]);
    await post(second, `/repayments/${asked.body.id}/signatures`);
    const [claim] = await sql<{ no: number; state: string }>(
      'SELECT no::int, state FROM repayment_claim WHERE id = $1',
      [asked.body.id],
    );
    expect(claim?.state).toBe('demanded');
    await report([`入金,${today},150000,,ヘンカン R-${claim?.no}`]);
    const [after] = await sql<{ state: string }>('SELECT state FROM repayment_claim WHERE id = $1', [asked.body.id]);
    expect(after?.state).toBe('received');
  }, 60_000);
});
