import { daysAfter } from '#platform';
import { Cashiers } from '../support/cashiers.js';
import { Claims, cost, idOf, today, type Refused } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { until } from '../support/processes.js';
import { freshKey, testSystem, type Reply, type Session, type TestSystem } from '../support/system.js';

interface Entry {
  readonly id: string;
  readonly state: string;
  readonly kana: string | null;
}
interface Bank {
  readonly bankName: string;
  readonly branchName: string | null;
  readonly branchKana: string | null;
  readonly closedOn: string | null;
}
interface Account {
  readonly id: string;
  readonly current: boolean;
  readonly closedOn: string | null;
  readonly bankName: string;
  readonly branchName: string;
}

let system: TestSystem;
let claims: Claims;
let cashiers: Cashiers;
let payments: Session;
let admin: Session;

beforeAll(async () => {
  system = await testSystem();
  claims = await Claims.on(system);
  cashiers = await Cashiers.on(system);
  payments = cashiers.cashier;
  admin = await system.as('admin@sonae.example');
}, 60_000);
afterAll(async () => {
  await system?.stop();
});

const send = <T>(by: Session, path: string, body: object = {}): Promise<Reply<T & Refused>> =>
  by.send<T & Refused>('POST', path, { key: freshKey(), body });
const enter = (by: Session, body: object): Promise<Reply<Entry & Refused>> =>
  send<Entry>(by, '/bank-entries', { fromOn: today, source: '銀行のお知らせ', ...body });
const confirm = (by: Session, id: string): Promise<Reply<Entry & Refused>> =>
  send<Entry>(by, `/bank-entries/${id}/confirmations`);
const bank = (bankCode: string, branchCode: string, on = today): Promise<Bank> =>
  payments.get<Bank>(`/banks/${bankCode}/branches/${branchCode}?on=${on}`);

/** Entered by payments, confirmed by an administrator. */
async function inForce(body: object): Promise<void> {
  const entered = await enter(payments, body);
  expect([entered.status, entered.body]).toEqual([201, expect.anything()]);
  expect((await confirm(admin, entered.body.id)).status).toBe(200);
}

describe('the master over the package’s', () => {
  it('a new branch can be paid to from its day on, once another person has confirmed it', async () => {
    const tomorrow = daysAfter(today, 1);
    const entered = await enter(payments, {
      act: 'added',
      bankCode: '0009',
      branchCode: '991',
      name: '見本新支店',
      kana: 'ミホンシン',
      fromOn: tomorrow,
    });
    expect([entered.status, entered.body.state, entered.body.kana]).toEqual([201, 'waiting', 'ﾐﾎﾝｼﾝ']);
    expect((await bank('0009', '991', tomorrow)).branchName).toBeNull();
    expect((await confirm(payments, entered.body.id)).body.code).toBe('banks.second-person-needed');
    expect((await confirm(admin, entered.body.id)).body.state).toBe('confirmed');
    expect((await confirm(cashiers.other, entered.body.id)).body.code).toBe('banks.decided-already');
    expect((await bank('0009', '991')).branchName).toBeNull();
    expect(await bank('0009', '991', tomorrow)).toMatchObject({ branchName: '見本新支店', branchKana: 'ﾐﾎﾝｼﾝ' });
  });

  it.each([
    ['constructor', 'x', 404, undefined],
    ['__proto__', '__proto__', 404, undefined],
    ['0001', 'toString', 200, null],
  ])('what every object has is no code of a bank or a branch: %s, %s', async (bankCode, branchCode, status, name) => {
    const reply = await payments.send<Bank>('GET', `/banks/${bankCode}/branches/${branchCode}`);
    expect([reply.status, reply.body.branchName]).toEqual([status, name]);
  });

  it('a wrong name is corrected, also of what the package has; the account reads it as people write it', async () => {
    const small = await enter(payments, {
      act: 'corrected',
      bankCode: '0001',
      branchCode: '110',
      name: '見本中央',
      kana: 'ミホンチュウオウ',
    });
    expect(small.body.errors?.[0]).toMatchObject({
      pointer: '/kana',
      code: 'accounts.name-refused',
      allowed: 'ﾐﾎﾝﾁﾕｳｵｳ',
    });
    await inForce({
      act: 'corrected',
      bankCode: '0001',
      branchCode: '110',
      name: '見本中央',
      kana: 'ミホンチユウオウ',
    });
    const policy = await claims.policy({ plan: 3 });
    const made = await send<Account>(payments, '/payee-accounts', {
      institutionId: policy.institutionId,
      bankCode: '0001',
      branchCode: '110',
      accountNumber: '1234567',
      holder: 'ｲ)ﾐﾎﾝｶｲ',
    });
    expect(made.body).toMatchObject({ bankName: 'みずほ', branchName: '見本中央', closedOn: null });
  });

  it('every fault is told at once, at its field, and nothing is kept', async () => {
    const answer = await enter(payments, { act: 'added', bankCode: '0009', branchCode: '015', name: '見本' });
    expect(answer.status).toBe(400);
    expect(answer.body.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/branchCode', 'banks.there-already'],
      ['/kana', 'banks.name-needed'],
    ]);
    const closing = await enter(payments, { act: 'closed', bankCode: '0009', branchCode: '990', name: '見本' });
    expect(closing.body.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/branchCode', 'banks.not-there'],
      ['/name', 'banks.name-unneeded'],
    ]);
    const nowhere = await enter(admin, { act: 'closed', bankCode: '9998', branchCode: '001' });
    expect(nowhere.body.errors?.[0]).toMatchObject({ pointer: '/bankCode', code: 'accounts.no-such-bank' });
  });

  it('two decide at the same moment: one of them does; two entries for one code: one of them holds', async () => {
    const { body } = await enter(payments, { act: 'closed', bankCode: '0001', branchCode: '120' });
    const answers = await Promise.all([confirm(admin, body.id), confirm(cashiers.other, body.id)]);
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '409']);

    const twice = await Promise.all(
      [1, 2].map(() => enter(payments, { act: 'closed', bankCode: '0001', branchCode: '130' })),
    );
    const decided = await Promise.all(twice.map((one) => confirm(admin, one.body.id)));
    expect(decided.map((one) => one.body.code ?? one.body.state).toSorted()).toEqual([
      'banks.changed-meanwhile',
      'confirmed',
    ]);
  });

  it('the database holds the two persons and their roles too, and what was entered is not changed', async () => {
    const { body } = await enter(payments, { act: 'closed', bankCode: '0001', branchCode: '240' });
    const refused = await asSuperuser(system.db.ownerUrl, async (client) => {
      const tries: string[] = [];
      for (const [who, statement] of [
        [
          'payments@sonae.example',
          `UPDATE sonae.bank_entry SET decision = 'confirmed', decided_by = p.id, decided_at = now()`,
        ],
        [
          'support@sonae.example',
          `UPDATE sonae.bank_entry SET decision = 'confirmed', decided_by = p.id, decided_at = now()`,
        ],
      ] as const) {
        await client.query('BEGIN');
        const { rows } = await client.query<{ id: string }>('SELECT id FROM sonae.person WHERE email = $1', [who]);
        await client.query(`SELECT set_config('app.actor_id', $1, true)`, [`person:${rows[0]?.id}`]);
        await client
          .query(`${statement} FROM sonae.person p WHERE bank_entry.id = $1 AND p.id = $2`, [body.id, rows[0]?.id])
          .then(
            () => tries.push('done'),
            (error: { code: string }) => tries.push(error.code),
          );
        await client.query('ROLLBACK');
      }
      const { rows } = await client.query<{ may: boolean }>(
        `SELECT has_column_privilege(r.rolname, 'sonae.bank_entry', 'name', 'UPDATE') AS may
           FROM pg_roles r JOIN information_schema.role_table_grants g ON g.grantee = r.rolname
          WHERE g.table_schema = 'sonae'
            AND g.table_name = 'bank_entry'
            AND g.privilege_type = 'INSERT'
            AND NOT r.rolsuper
            AND NOT pg_has_role(r.rolname,
              (SELECT tableowner FROM pg_tables WHERE schemaname = 'sonae' AND tablename = 'bank_entry'), 'USAGE')`,
      );
      return { tries, may: rows.map(({ may }) => may) };
    });
    expect(refused.tries).toEqual(['23514', 'SN190']);
    expect(refused.may).toEqual([false]);
  });

  it('nobody else reads or changes it', async () => {
    for (const email of ['support@sonae.example', 'adjuster@sonae.example', 'manager@sakura.example']) {
      const session = await system.as(email);
      expect([email, (await session.send('GET', '/bank-entries')).status]).toEqual([email, 403]);
      expect((await enter(session, { act: 'closed', bankCode: '0001', branchCode: '150' })).status).toBe(403);
    }
  });

  it('is in the insurer’s chain, word for word', async () => {
    const rows = await asSuperuser(system.db.ownerUrl, async (client) =>
      (
        await client.query<{ action: string }>(
          `SELECT action FROM sonae.audit WHERE action LIKE 'bank-entry.%' ORDER BY action`,
        )
      ).rows.map(({ action }) => action),
    );
    expect(new Set(rows)).toEqual(new Set(['bank-entry.confirmed', 'bank-entry.entered']));
  });
});

describe('a branch that closes while money waits', () => {
  interface Waiting {
    readonly institutionId: string;
    readonly caseId: string;
    readonly paymentId: string;
    readonly batchId: string;
  }

  /** A payment in a built batch, to an account at a branch. */
  async function waitingAt(branchCode: string): Promise<Waiting> {
    const policy = await claims.policy({ plan: 3 });
    const claimed = await claims.inReview(policy, [cost('call-center', 70_000)]);
    await accountAt(policy.institutionId, branchCode);
    await claims.propose(await claims.holder(idOf(claimed)), idOf(claimed));
    await cashiers.makeFinal(claimed.id);
    const [payment] = await cashiers.payments(claimed.id, 1);
    if (!payment) throw new Error('nothing is scheduled');
    const built = await cashiers.build([payment]);
    expect([built.status, built.body]).toEqual([201, expect.anything()]);
    return {
      institutionId: policy.institutionId,
      caseId: claimed.id,
      paymentId: payment.id,
      batchId: built.body.id,
    };
  }
  async function accountAt(institutionId: string, branchCode: string): Promise<Reply<Account & Refused>> {
    const typed = { accountNumber: '7654321', holder: 'ｲ)ﾐﾎﾝｶｲ' };
    const made = await send<Account>(payments, '/payee-accounts', {
      institutionId,
      bankCode: '0001',
      branchCode,
      ...typed,
    });
    if (made.status === 201) await send(cashiers.other, `/payee-accounts/${made.body.id}/confirmations`, typed);
    return made;
  }
  const move = (by: Session, id: string, to: string, reason?: string): Promise<Reply<Refused>> =>
    send(by, `/payment-batches/${id}/transitions`, { to, ...(reason ? { reason } : {}) });

  it('nothing is released to it; the account says so and is no longer the one that is paid to; the new one is', async () => {
    const waiting = await waitingAt('160');
    await inForce({ act: 'closed', bankCode: '0001', branchCode: '160' });

    const released = await move(cashiers.releaser, waiting.batchId, 'released');
    expect([released.status, released.body.code]).toEqual([409, 'payments.bank-closed']);
    const { items } = await payments.get<{ items: Account[] }>(
      `/payee-accounts?institutionId=${waiting.institutionId}`,
    );
    expect(items.map(({ current, closedOn }) => [current, closedOn])).toEqual([[false, today]]);
    expect((await accountAt(waiting.institutionId, '160')).body.errors?.[0]).toMatchObject({
      pointer: '/branchCode',
      code: 'accounts.branch-closed',
    });

    // without another account it is left out, with why
    expect((await move(payments, waiting.batchId, 'cancelled', '支店が廃止された')).status).toBe(200);
    const left = await cashiers.build([{ id: waiting.paymentId }]);
    expect([left.status, left.body.code]).toEqual([409, 'payments.nothing-to-pay']);

    // with one it goes there by itself
    expect((await accountAt(waiting.institutionId, '100')).status).toBe(201);
    const again = await cashiers.build([{ id: waiting.paymentId }]);
    expect([again.status, again.body]).toEqual([201, expect.anything()]);
    expect((await move(cashiers.releaser, again.body.id, 'released')).status).toBe(200);
    const { records } = await payments.get<{ records: { fields: { text: string }[] }[] }>(
      `/payment-batches/${again.body.id}/transfer-records`,
    );
    expect(records[1]?.fields.map(({ text }) => text.trim()).slice(1, 5)).toEqual(['0001', 'ﾐｽﾞﾎ', '100', 'ﾎﾝﾃﾝ']);
  });

  it('the institution is asked for another account on its page and once by mail, until there is one', async () => {
    interface Open {
      readonly promises: readonly { readonly code: string }[];
      readonly requests: readonly { readonly code: string; readonly textJa: string }[];
    }
    const waiting = await waitingAt('170');
    await asSuperuser(system.db.ownerUrl, (client) =>
      client.query(`UPDATE person SET institution_id = $1 WHERE email = 'manager@sakura.example'`, [
        waiting.institutionId,
      ]),
    );
    const manager = await system.as('manager@sakura.example');
    const open = (): Promise<Open> => manager.get<Open>(`/incidents/${waiting.caseId}/promises`);
    const waits = async (by: Session): Promise<unknown[]> =>
      (
        await by.get<{ items: { paymentId: string; account: string; askedOf: string; textJa: string }[] }>(
          `/payment-waits?incidentId=${waiting.caseId}`,
        )
      ).items.map(({ paymentId, account, askedOf, textJa }) => [paymentId, account, askedOf, textJa]);
    const mails = async (): Promise<string[]> =>
      (
        await payments.get<{ items: { body: string; addressee: string }[] }>(
          `/mails?incidentId=${waiting.caseId}&what=request&limit=200`,
        )
      ).items.flatMap(({ body, addressee }) => (body.includes('別の振込先口座のご登録') ? [addressee] : []));

    // what is announced for a later day is no closing yet
    await inForce({ act: 'closed', bankCode: '0001', branchCode: '170', fromOn: daysAfter(today, 2) });
    expect([await waits(payments), (await open()).requests]).toEqual([[], []]);
    await inForce({
      act: 'added',
      bankCode: '0001',
      branchCode: '170',
      name: '沼袋',
      kana: 'ﾇﾏﾌﾞｸﾛ',
      fromOn: daysAfter(today, 3),
    });
    await inForce({ act: 'closed', bankCode: '0001', branchCode: '170' });
    expect(await waits(payments)).toEqual([
      [waiting.paymentId, 'closed', 'institution', '口座待ち：振込先の金融機関または支店が営業を終えました。'],
    ]);
    expect(await waits(manager)).toEqual([
      [
        waiting.paymentId,
        'closed',
        'institution',
        '振込先の金融機関または支店が営業を終えました。別の振込先口座を登録してください。',
      ],
    ]);
    expect((await open()).requests.map(({ code, textJa }) => [code, textJa])).toEqual([
      [
        'account-closed',
        'お支払いを予定している口座の金融機関または支店が、営業を終えました。別の振込先口座を登録してください',
      ],
    ]);
    expect((await open()).promises.map(({ code }) => code)).not.toContain('pay');
    await until('the mail', 20_000, async () => (await mails()).length > 0);

    const typed = { accountNumber: '1111111', holder: 'ｲ)ﾐﾎﾝｶｲ' };
    const next = await send<Account>(manager, '/payee-accounts', { bankCode: '0001', branchCode: '100', ...typed });
    expect(next.status).toBe(201);
    expect([await waits(payments), (await open()).requests]).toEqual([
      [[waiting.paymentId, 'unconfirmed', null, '登録された口座の確認待ちです。']],
      [],
    ]);
    expect((await open()).promises.map(({ code }) => code)).toContain('confirm-account');
    expect((await send(cashiers.other, `/payee-accounts/${next.body.id}/confirmations`, typed)).status).toBe(200);
    expect((await open()).promises.map(({ code }) => code)).toContain('pay');
    expect([await waits(payments), await waits(manager), (await open()).requests]).toEqual([[], [], []]);
    await system.settled();
    expect(await mails()).toEqual(['hospital-manager']);
  }, 60_000);

  it('the file names a branch as the master has it on the transfer date', async () => {
    const waiting = await waitingAt('200');
    await inForce({ act: 'corrected', bankCode: '0001', branchCode: '200', name: '見本新名', kana: 'ミホンシンメイ' });
    expect((await move(cashiers.releaser, waiting.batchId, 'released')).status).toBe(200);
    const { records } = await payments.get<{ records: { fields: { text: string }[] }[] }>(
      `/payment-batches/${waiting.batchId}/transfer-records`,
    );
    expect(records[1]?.fields.map(({ text }) => text.trim())[4]).toBe('ﾐﾎﾝｼﾝﾒｲ');
  });

  it('a closing confirmed at the moment of a release is before it or after it, never beside it', async () => {
    const waiting = await waitingAt('210');
    const { body } = await enter(payments, { act: 'closed', bankCode: '0001', branchCode: '210' });
    const [closed, released] = await Promise.all([
      confirm(admin, body.id),
      move(cashiers.releaser, waiting.batchId, 'released'),
    ]);
    expect(closed.status).toBe(200);
    const times = await asSuperuser(system.db.ownerUrl, async (client) =>
      (
        await client.query<{ released_at: Date | null; decided_at: Date }>(
          `SELECT b.released_at, e.decided_at FROM payment_batch b, bank_entry e WHERE b.id = $1 AND e.id = $2`,
          [waiting.batchId, body.id],
        )
      ).rows.at(0),
    );
    if (released.status === 200) expect(times?.released_at).not.toBeNull();
    else expect([released.body.code, times?.released_at]).toEqual(['payments.bank-closed', null]);
  });

  it('an account at Japan Post Bank goes by the master as well: its symbol’s branch can close', async () => {
    const policy = await claims.policy({ plan: 3 });
    await inForce({ act: 'closed', bankCode: '9900', branchCode: '418' });
    const made = await send(payments, '/payee-accounts', {
      institutionId: policy.institutionId,
      bankCode: '9900',
      postalSymbol: '14180',
      accountNumber: '1234561',
      holder: 'ｲ)ﾐﾎﾝｶｲ',
    });
    expect(made.body.errors?.[0]).toMatchObject({ pointer: '/postalSymbol', code: 'accounts.branch-closed' });
  });
});
