import { bankDaysAfter } from '#platform';
import { asSuperuser } from '../support/database.js';
import { Claims, cost, today, type ClaimCase } from '../support/claims.js';
import { freshKey, testSystem, type Session, type TestSystem } from '../support/system.js';
import { RawRole, type Settings } from './raw-roles.js';

// What no code of ours prevents here: the application's own role, by SQL.
let system: TestSystem;
let staff: RawRole;
let institution: RawRole;
let people: ReadonlyMap<string, string>;
let shown: ClaimCase;
let payment: { id: string; decision_id: string; account_id: string; institution_id: string };
let batch: { id: string };

beforeAll(async () => {
  system = await testSystem();
  const claims = await Claims.on(system);
  [staff, institution] = [await RawRole.on(system.db.staffUrl), await RawRole.on(system.db.institutionUrl)];
  const sql = <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
    asSuperuser(system.db.ownerUrl, async (client) => (await client.query<T>(text, values)).rows);
  people = new Map(
    (await sql<{ id: string; email: string }>('SELECT id, email FROM person')).map(({ id, email }) => [email, id]),
  );
  const [senior, cashier, other] = await Promise.all([
    system.as('senior@sonae.example'),
    system.as('payments@sonae.example'),
    system.as('payments2@sonae.example'),
  ]);
  const send = <T>(by: Session, path: string, body: object): Promise<{ body: T }> =>
    by.send<T>('POST', path, { key: freshKey(), body });
  const policy = await claims.policy({ plan: 3 });
  const typed = { accountNumber: '1234567', holder: 'ﾐﾎﾝ' };
  const { body: account } = await send<{ id: string }>(cashier, '/payee-accounts', {
    institutionId: policy.institutionId,
    bankCode: '0001',
    branchCode: '100',
    ...typed,
  });
  await send(other, `/payee-accounts/${account.id}/confirmations`, typed);
  shown = await claims.inReview(policy, [cost('call-center', 500_000), cost('media-apology', 300_000)]);
  for (const { id } of shown.expenses) await claims.propose(senior, id);
  await sql(
    `UPDATE ruling
       SET ruled_at = ruled_at - interval '11 s', final_at = final_at - interval '11 s'
       WHERE expense_id = $1`,
    [shown.expenses[0]?.id],
  );
  for (let waited = 0; waited < 100; waited += 1) {
    const [found] = await sql<typeof payment>('SELECT id, decision_id, account_id, institution_id FROM payment');
    if (found) {
      payment = found;
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  // a person of payments who signed nothing
  await sql(
    `INSERT INTO role_grant (id, person_id, role, granted_by, granted_at, confirmed_by, confirmed_at)
       SELECT gen_random_uuid(), $1, 'payments', $2, now(), $3, now()`,
    [person('support2@sonae.example'), person('admin@sonae.example'), person('admin2@sonae.example')],
  );
  const built = await send<{ id: string }>(cashier, '/payment-batches', {
    transferOn: bankDaysAfter(today, 5),
    releaserId: person('support2@sonae.example'),
  });
  batch = built.body;
}, 60_000);
afterAll(async () => {
  await Promise.all([staff?.close(), institution?.close()]);
  await system?.stop();
});

const person = (email: string): string => people.get(email) ?? '';
const as = (email: string, role = 'payments'): Settings => ({
  case: '*',
  actor: { kind: 'person', id: person(email), as: role },
});
/** A call of the one function that writes a machine's state. */
const moved = (
  machine: string,
  row: { id: string; from: string } & Record<string, unknown>,
  to: string,
  by = 'system',
): string => `move_${machine}('${JSON.stringify([row])}', '${to}', '${by}')`;
const cashier = 'payments@sonae.example';
const releaser = 'support2@sonae.example';

describe('the database holds that money leaves once, by more than one hand', () => {
  const accountSql = `INSERT INTO payee_account (id, institution_id, bank_code, bank_name, branch_code, branch_name,
       account_type, last_digits, sealed, master_version, source, entered_by, entered_at)
    VALUES (gen_random_uuid(), $1, '0001', 'x', '100', 'x', '1', '123', '\\x00', 'x', $2, $3, now())`;

  it('an account is entered in one’s own name and undecided, and confirmed by another of payments', async () => {
    const values = [payment.institution_id, 'paper', person(cashier)];
    expect(await staff.outcome(as(cashier), accountSql, values)).toBe('1 rows');
    expect(await staff.outcome(as(releaser), accountSql, values)).toBe('SN190');
    const decide = (by: string): [string, unknown[]] => [
      `UPDATE payee_account SET decision = 'confirmed', decided_by = $1, decided_at = now() WHERE id = $2`,
      [person(by), payment.account_id],
    ];
    // what is decided stays
    expect(await staff.outcome(as(releaser), ...decide(releaser))).toBe('0 rows');
    const enteredThen = (by: string, actor: string): string => `DO $do$ DECLARE a uuid := gen_random_uuid(); BEGIN
      INSERT INTO payee_account (id, institution_id, bank_code, bank_name, branch_code, branch_name, account_type,
        last_digits, sealed, master_version, source, entered_by, entered_at)
        VALUES (a, '${payment.institution_id}', '0001', 'x', '100', 'x', '1', '123', '\\x00', 'x', 'paper',
          '${person(cashier)}', now());
      PERFORM set_config('app.actor_id', 'person:${person(actor)}', true);
      UPDATE payee_account
        SET decision = 'confirmed', decided_by = '${person(by)}', decided_at = now()
        WHERE id = a; END $do$`;
    expect(await staff.outcome(as(cashier), enteredThen(releaser, releaser))).toBe('0 rows');
    expect(await staff.outcome(as(cashier), enteredThen(cashier, cashier))).toBe('23514');
    expect(await staff.outcome(as(cashier), enteredThen(releaser, cashier))).toBe('SN190');
    expect(await staff.outcome(as(cashier), enteredThen('senior@sonae.example', 'senior@sonae.example'))).toBe('SN190');
  });

  it('an institution enters its own account alone, undecided, and reads no sealed number', async () => {
    const mine = {
      institutions: payment.institution_id,
      cases: '*',
      actor: { kind: 'person', id: person('manager@sakura.example'), as: 'hospital-manager' },
    };
    const values = [payment.institution_id, 'manager', person('manager@sakura.example')];
    expect(await institution.outcome(mine, accountSql, values)).toBe('1 rows');
    expect(await institution.outcome(mine, accountSql, [payment.institution_id, 'paper', values[2]])).toBe('42501');
    expect(await institution.outcome({ ...mine, institutions: crypto.randomUUID() }, accountSql, values)).toBe('42501');
    expect(await institution.outcome(mine, 'SELECT sealed FROM payee_account')).toBe('42501');
    expect(await institution.outcome(mine, 'SELECT id, last_digits FROM payee_account')).toBe('1 rows');
    expect(await institution.outcome(mine, `UPDATE payment SET state = 'settled'`)).toBe('42501');
  });

  it('one payment a ruling, at its amount, final, to a confirmed account', async () => {
    const paid = (values: { expense?: string; account?: string; amount?: string; state?: string }): string =>
      `INSERT INTO payment (id, decision_id, expense_id, incident_id, institution_id, account_id, amount_yen,
         complete_on, pay_by, last_day, state, scheduled_at)
       SELECT gen_random_uuid(), r.decision_id, r.expense_id, r.incident_id, r.institution_id,
         '${values.account ?? payment.account_id}', ${values.amount ?? 'r.amount_yen'}, now(), now(), now(),
         '${values.state ?? 'scheduled'}', now()
         FROM ruling r WHERE r.expense_id = '${values.expense ?? shown.expenses[0]?.id}';`;
    const after = (before: string, insert: string): Promise<string> =>
      staff.outcome(as(cashier), `DO $do$ BEGIN ${before} ${insert} END $do$`);
    await asSuperuser(system.db.ownerUrl, async (client) => {
      // out of its batch, which goes on without it
      await client.query('SET session_replication_role = replica');
      await client.query(`UPDATE payment SET state = 'scheduled', batch_id = NULL WHERE id = $1`, [payment.id]);
      await client.query('SET session_replication_role = origin');
      await client.query(`UPDATE ruling SET final_at = now() + interval '1 hour' WHERE expense_id = $1`, [
        shown.expenses[1]?.id,
      ]);
    });
    const stopped = `PERFORM ${moved('payment', { id: payment.id, from: 'scheduled' }, 'stopped', 'payments')};`;
    expect(await after('', paid({}))).toBe('23505');
    expect(await after(stopped, paid({}))).toBe('0 rows');
    expect(await after(stopped, paid({ amount: '499999' }))).toBe('SN192');
    expect(await after(stopped, paid({ state: 'settled' }))).toBe('23514');
    expect(await after('', paid({ expense: shown.expenses[1]?.id ?? '' }))).toBe('SN192');
    const another = crypto.randomUUID();
    const unconfirmed = `INSERT INTO payee_account (id, institution_id, bank_code, bank_name, branch_code, branch_name,
         account_type, last_digits, sealed, master_version, source, entered_by, entered_at)
      VALUES ('${another}', '${payment.institution_id}', '0001', 'x', '100', 'x', '1', '123', '\\x00', 'x', 'paper',
        '${person(cashier)}', now());`;
    expect(await after(stopped + unconfirmed, paid({ account: another }))).toBe('SN192');
    expect(
      await staff.outcome(
        as(cashier),
        unconfirmed + `UPDATE payment SET account_id = '${another}' WHERE id = '${payment.id}'`,
      ),
    ).toBe('SN192');
  });

  it('nobody but the named releaser releases, and nobody who signed anything', async () => {
    const into = (then: string, batchId = batch.id): string =>
      'DO $do$ BEGIN PERFORM ' +
      `${moved('payment', { id: payment.id, from: 'scheduled', batch_id: batchId }, 'batched', 'payments')}; ` +
      `${then} END $do$`;
    expect(await staff.outcome(as(cashier), into(''))).toBe('0 rows');
    const release = `PERFORM ${moved('payment', { id: payment.id, from: 'batched' }, 'released')};`;
    expect(await staff.outcome(as(cashier), into(release))).toBe('SN190');
    expect(await staff.outcome(as(releaser), into(release))).toBe('0 rows');
    const file = { file_sealed: '\\x00', file_hash: '\\x00' };
    const ofBatch = (written: object): string =>
      `SELECT FROM ${moved('payment_batch', { id: batch.id, from: 'built', ...written }, 'released', 'releaser')}`;
    expect(await staff.outcome(as(cashier), ofBatch(file))).toBe('SN190');
    expect(await staff.outcome(as(releaser), ofBatch(file))).toBe('1 rows');
    expect(await staff.outcome(as(releaser), ofBatch({}))).toBe('23514');
    // who confirmed the account can be named in no batch that holds the payment
    const other = crypto.randomUUID();
    const named = `INSERT INTO payment_batch (id, state, transfer_on, releaser_id, built_by, built_at)
         VALUES ('${other}', 'built', now(), '${person('payments2@sonae.example')}', '${person(cashier)}',
           now())`;
    expect(await staff.outcome(as(cashier), named)).toBe('1 rows');
    expect(await staff.outcome(as(cashier), `${named}; ${into('', other)}`)).toBe('SN190');
    expect(
      await staff.outcome(
        as(cashier),
        named.replace(person('payments2@sonae.example'), person('senior@sonae.example')),
      ),
    ).toBe('SN190');
  });

  it('a settled payment is consumed in the ledger, an expense is paid by it alone', async () => {
    const also = { id: payment.id, batch_id: batch.id, settled_on: today };
    const step = (from: string, to: string, by = 'system'): string =>
      `PERFORM ${moved('payment', { ...also, from }, to, by)};`;
    const settled =
      `DO $do$ BEGIN ${step('scheduled', 'batched', 'payments')} ${step('batched', 'released')} ` +
      `${step('released', 'exported')} ${step('exported', 'settled', 'payments')} SET CONSTRAINTS ALL ` +
      'IMMEDIATE; END $do$';
    expect(await staff.outcome(as(releaser), settled)).toBe('SN192');
    const line = { id: shown.expenses[0]?.id ?? '', from: 'scheduled' };
    expect(await staff.outcome(as(releaser), `SELECT FROM ${moved('expense', line, 'paid', 'payments')}`)).toBe(
      'SN193',
    );
    expect(await staff.outcome(as(releaser), `UPDATE expense SET state = 'paid' WHERE id = '${line.id}'`)).toBe(
      '42501',
    );
    expect(
      await staff.outcome(
        as(cashier),
        `SELECT FROM ${moved('payment', { ...also, from: 'scheduled' }, 'settled', 'payments')}`,
      ),
    ).toBe('SN193');
    // not in the place of another, and not from where it no longer is
    expect(
      await staff.outcome(as(cashier), `SELECT FROM ${moved('payment', { ...also, from: 'scheduled' }, 'stopped')}`),
    ).toBe('SN193');
    expect(
      await staff.outcome(
        as(cashier),
        `SELECT FROM ${moved('payment', { ...also, from: 'returned' }, 'deposited', 'senior-adjuster')}`,
      ),
    ).toBe('SN193');
  });

  it('a cost that the insurer bears is asked for in one’s own name and signed by another, a senior-adjuster', async () => {
    const [asker, signer] = ['senior@sonae.example', 'senior2@sonae.example'];
    const id = crypto.randomUUID();
    const ask = (by: string): string =>
      `INSERT INTO insurer_cost (id, incident_id, institution_id, amount_yen, reason, account_id, state, asked_by,
         asked_at)
         SELECT '${id}', p.incident_id, p.institution_id, 1, 'x', p.account_id, 'asked', '${person(by)}', now()
           FROM payment p
           WHERE p.id = '${payment.id}';`;
    const then = (actor: string, sql: string): Promise<string> =>
      staff.outcome(
        as(asker, 'senior-adjuster'),
        `DO $do$ BEGIN ${ask(asker)} PERFORM set_config('app.actor_id', 'person:${person(actor)}', ` +
          `true); ${sql} END $do$`,
      );
    const sign = (by: string): string => {
      const row = { id, from: 'asked', signed_by: person(by), signed_at: 'now' };
      return `PERFORM ${moved('insurer_cost', row, 'signed', 'senior-adjuster')};`;
    };
    const pay = `INSERT INTO payment (id, cost_id, incident_id, institution_id, account_id, amount_yen, complete_on,
         pay_by, last_day, state, scheduled_at)
      SELECT gen_random_uuid(), c.id, c.incident_id, c.institution_id, c.account_id, c.amount_yen, now(), now(), now(),
        'scheduled', now()
        FROM insurer_cost c
        WHERE c.id = '${id}';`;
    expect(await staff.outcome(as(cashier), ask(asker))).toBe('SN190');
    expect(await then(asker, sign(asker))).toBe('23514');
    expect(await then(cashier, sign(cashier))).toBe('SN190');
    expect(await then(asker, sign(signer))).toBe('SN190');
    expect(await then(signer, sign(signer))).toBe('0 rows');
    expect(await then(cashier, pay)).toBe('SN192');
    expect(await then(signer, sign(signer) + pay)).toBe('0 rows');
    expect(await then(signer, `${sign(signer)} ${pay} ${pay}`)).toBe('23505');
  });

  it('a match is decided by a senior-adjuster in their own name', async () => {
    const id = crypto.randomUUID();
    const decide = (by: string, actor = by): Promise<string> =>
      staff.outcome(
        as(actor),
        `DO $do$ BEGIN
           INSERT INTO screening (id, institution_id, subject_kind, subject_id, occasion, entries, list_at, matched, at,
             by_actor)
           VALUES ('${id}', '${payment.institution_id}', 'institution', '${payment.institution_id}', 'release', 1,
             now(), '{}', now(), 'x');
         INSERT INTO screening_outcome (screening_id, institution_id, outcome, compliance, reason, decided_by, at)
           VALUES ('${id}', '${payment.institution_id}', 'cleared', 'x', 'x', '${person(by)}', now()); END $do$`,
      );
    expect(await decide(cashier)).toBe('SN190');
    expect(await decide('senior@sonae.example', cashier)).toBe('SN190');
    expect(await decide('senior@sonae.example')).toBe('0 rows');
  });

  it('two persons cancel a batch that was released, and nothing is deleted', async () => {
    const cancelled = { cancelled_by: person(cashier), cancelled_at: 'now' };
    const cancel = (from: string): string =>
      moved('payment_batch', { id: batch.id, from, ...cancelled }, 'cancelled', 'payments');
    expect(await staff.outcome(as(cashier), `SELECT FROM ${cancel('built')}`)).toBe('1 rows');
    expect(await staff.outcome(as(releaser), `SELECT FROM ${cancel('built')}`)).toBe('SN190');
    const released = { id: batch.id, from: 'built', file_sealed: '\\x00', file_hash: '\\x00' };
    const asking = (askedBy: string): string =>
      `UPDATE payment_batch SET cancel_asked_by = '${person(askedBy)}' WHERE id = '${batch.id}';`;
    const afterRelease = (askedBy: string | null): string => `DO $do$ BEGIN
      PERFORM ${moved('payment_batch', released, 'released', 'releaser')};
      ${askedBy === null ? '' : asking(askedBy)}
      PERFORM set_config('app.actor_id', 'person:${person(cashier)}', true); PERFORM ${cancel('released')}; END $do$`;
    expect(await staff.outcome(as(releaser), afterRelease(null))).toBe('SN190');
    expect(await staff.outcome(as(releaser), afterRelease(cashier))).toBe('23514');
    expect(await staff.outcome(as(releaser), afterRelease(releaser))).toBe('0 rows');
    // what the bank may have goes into no other batch, unless the whole is cancelled
    const steps = (...moves: [string, string, string?][]): string =>
      moves
        .map(([from, to, by]) => {
          const batched = to === 'scheduled' ? null : batch.id;
          const row = { id: payment.id, from, batch_id: batched, interest_yen: 0 };
          return `PERFORM ${moved('payment', row, to, by)};`;
        })
        .join(' ');
    const ways: readonly [string, string, string?][] = [
      ['scheduled', 'batched', 'payments'],
      ['batched', 'released'],
      ['released', 'exported'],
    ];
    for (const [at, [, from]] of ways.entries()) {
      const back = (then: string): string =>
        `DO $do$ BEGIN ${steps(...ways.slice(0, at + 1))} ${steps([from, 'scheduled'])} ${then} SET ` +
        'CONSTRAINTS ALL IMMEDIATE; END $do$';
      expect([from, await staff.outcome(as(releaser), back(''))]).toEqual([from, 'SN193']);
      const whole =
        `PERFORM set_config('app.actor_id', 'person:${person(cashier)}', true); PERFORM ` + `${cancel('built')};`;
      expect([from, await staff.outcome(as(releaser), back(whole))]).toEqual([from, '0 rows']);
    }
    for (const table of ['payment', 'payment_batch', 'payment_batch_line', 'payee_account', 'originating_account'])
      expect(await staff.outcome(as(cashier), `DELETE FROM ${table}`)).toBe('42501');
    expect(await staff.outcome(as(cashier), 'UPDATE payment_batch_line SET amount_yen = 1')).toBe('42501');
    expect(await staff.outcome(as(cashier), 'UPDATE payment SET amount_yen = 1')).toBe('42501');
    for (const table of ['payment', 'payment_batch', 'insurer_cost', 'repayment_claim'])
      expect(await staff.outcome(as(cashier), `UPDATE ${table} SET state = state`)).toBe('42501');
  });
});
