import { INSURER } from '#database';
import { expenseMachine } from '#expenses';
import { asSuperuser } from '../support/database.js';
import { Claims, cost, type ClaimCase } from '../support/claims.js';
import { testSystem, type TestSystem } from '../support/system.js';
import { RawRole, type Settings } from './raw-roles.js';

// What no code of ours prevents here: the application's own role, by SQL.
let system: TestSystem;
let claims: Claims;
let staff: RawRole;
let people: ReadonlyMap<string, string>;
let shown: ClaimCase;
let ransom: ClaimCase;

beforeAll(async () => {
  system = await testSystem();
  claims = await Claims.on(system);
  staff = await RawRole.on(system.db.staffUrl);
  people = await asSuperuser(system.db.ownerUrl, async (client) => {
    const { rows } = await client.query<{ id: string; email: string }>('SELECT id, email FROM person');
    return new Map(rows.map(({ id, email }) => [email, id]));
  });
  const policy = await claims.policy({ plan: 3 });
  shown = await claims.inReview(policy, [cost('call-center', 500_000)]);
  ransom = await claims.inReview(policy, [cost('call-center', 500_000, { ransom: true })]);
}, 60_000);
afterAll(async () => {
  await staff?.close();
  await system?.stop();
});

const person = (email: string): string => people.get(email) ?? '';
const as = (email: string, role = 'senior-adjuster'): Settings => ({
  case: '*',
  actor: { kind: 'person', id: person(email), as: role },
});
const expense = (one = shown): string => one.expenses[0]?.id ?? '';
const fresh = (): string => crypto.randomUUID();

/** One statement that proposes as this person; `then` follows in the same transaction. */
function proposed(
  by: string,
  change: Readonly<Record<string, unknown>> = {},
  then = '',
  one = shown,
): [string, unknown[]] {
  const row = {
    id: fresh(),
    expense_id: expense(one),
    incident_id: one.id,
    no: 1,
    kind: 'approve',
    amount_yen: 500_000,
    claimed_yen: 500_000,
    assessed_yen: 500_000,
    deductible_yen: 0,
    reasons: [],
    answers: [],
    text_ja: '見本',
    basis: {},
    needs: {},
    countersigners: 0,
    proposed_by: person(by),
    proposed_as: 'senior-adjuster',
    proposed_at: new Date().toISOString(),
    ...change,
  };
  return [
    `DO $do$ DECLARE d decision; BEGIN
       SELECT * INTO d FROM jsonb_populate_record(NULL::decision, '${JSON.stringify(row)}'::jsonb);
       d.institution_id := (SELECT institution_id FROM expense WHERE id = d.expense_id);
       INSERT INTO decision SELECT d.*;
       ${then}
       SET CONSTRAINTS ALL IMMEDIATE;
     END $do$`,
    [],
  ];
}
const act = (kind: string, by: string, role = 'senior-adjuster'): string =>
  `PERFORM set_config('app.actor_id', 'person:${person(by)}', true);
   INSERT INTO decision_act (id, decision_id, incident_id, institution_id, kind, person_id, acting_as, note, at)
     VALUES (gen_random_uuid(), d.id, d.incident_id, d.institution_id, '${kind}', '${person(by)}', '${role}', 'x',
       now());`;
const move = (state: 'proposed' | 'approved' | 'rejected'): string =>
  `PERFORM move_expense((
       SELECT jsonb_build_array(jsonb_build_object('id', e.id, 'from', e.state))
       FROM expense e
       WHERE e.id = d.expense_id),
     '${state}', '${state === 'proposed' ? 'senior-adjuster' : 'countersigner'}');`;
const ruled = (change: Readonly<Record<string, string>> = {}): string => {
  const values = {
    ruling: `'approved'`,
    amount: 'd.amount_yen',
    claimed: 'd.claimed_yen',
    final: `now() + interval '10 seconds'`,
    ...change,
  };
  return `INSERT INTO ruling (decision_id, expense_id, incident_id, institution_id, ruling, amount_yen, claimed_yen,
       reasons, articles, text_ja, ruled_at, final_at)
    VALUES (d.id, d.expense_id, d.incident_id, d.institution_id, ${values.ruling}, ${values.amount}, ${values.claimed},
      '[]', '[]', 'x', now(), ${values.final});`;
};
const held = (yen = 'd.amount_yen'): string =>
  `PERFORM limit_post((SELECT member_period_id FROM incident WHERE id = d.incident_id), d.institution_id,
     '{"liabilityLimit": 100000000, "responseExpenseLimit": 10000000}',
     jsonb_build_array(jsonb_build_object('id', gen_random_uuid(), 'act', gen_random_uuid(), 'incident_id',
       d.incident_id, 'kind', 'hold', 'takes', 'limit', 'coverage', 'response-expense',
       'yen', ${yen}, 'reference', d.expense_id)));`;
const outcome = (settings: Settings, [sql, values]: [string, unknown[]]): Promise<string> =>
  staff.outcome(settings, sql, values);
const senior = 'senior@sonae.example';
const second = 'senior2@sonae.example';
const reject = { kind: 'reject', amount_yen: 0, countersigners: 1 };

describe('the database holds the separation of duties', () => {
  it('lets through what is signed, moved and held as it must be', async () => {
    expect(
      await outcome(as(senior), proposed(senior, {}, `${move('proposed')} ${ruled()} ${held()} ${move('approved')}`)),
    ).toBe('0 rows');
    const rejected =
      `${move('proposed')} ${act('countersigned', second)} ${ruled({ ruling: `'rejected'` })} ` + `${move('rejected')}`;
    expect(await outcome(as(senior), proposed(senior, reject, rejected))).toBe('0 rows');
  });

  it.each<[string, string, Record<string, unknown>, () => string, string]>([
    ['in somebody else’s name', second, {}, () => '', 'SN190'],
    ['by somebody who adjusts not', 'support@sonae.example', {}, () => '', 'SN190'],
    ['as more than one is', 'adjuster@sonae.example', {}, () => '', 'SN190'],
    [
      'more than one’s authority alone',
      'adjuster@sonae.example',
      { proposed_as: 'adjuster', amount_yen: 1_000_001, claimed_yen: 1_000_001 },
      () => '',
      'SN192',
    ],
    ['more than is claimed', senior, { amount_yen: 500_001 }, () => '', '23514'],
    ['a rejection without a countersignature', senior, { ...reject, countersigners: 0 }, () => '', '23514'],
    ['a rejection that pays', senior, { ...reject, amount_yen: 1 }, () => '', '23514'],
    ['countersigned by the proposer', senior, reject, () => act('countersigned', senior), 'SN190'],
    [
      'countersigned by who adjusts not',
      senior,
      reject,
      () => act('countersigned', 'payments@sonae.example', 'adjuster'),
      'SN190',
    ],
    [
      'countersigned twice by one person',
      senior,
      reject,
      () => act('countersigned', second) + act('countersigned', second),
      '23505',
    ],
    ['ruled without the signature', senior, reject, () => ruled({ ruling: `'rejected'` }), 'SN192'],
    [
      'a rejection ruled with an adjuster’s signature alone',
      senior,
      reject,
      () => act('countersigned', 'adjuster@sonae.example', 'adjuster') + ruled({ ruling: `'rejected'` }),
      'SN192',
    ],
    ['approved without the signature that it needs', senior, { countersigners: 1 }, () => ruled() + held(), 'SN192'],
    ['ruled otherwise than proposed', senior, {}, () => ruled({ ruling: `'rejected'`, amount: '0' }), 'SN192'],
    ['ruled at another amount', senior, {}, () => ruled({ amount: '499999' }) + held(), 'SN192'],
    ['ruled final at once', senior, {}, () => ruled({ final: 'now()' }) + held(), 'SN192'],
    ['approved without a hold', senior, {}, () => move('proposed') + ruled() + move('approved'), 'SN192'],
    [
      'approved with too small a hold',
      senior,
      {},
      () => move('proposed') + ruled() + held('499999') + move('approved'),
      'SN192',
    ],
    ['approved without a ruling', senior, {}, () => move('proposed') + move('approved'), 'SN193'],
    ['approved past the proposal', senior, {}, () => ruled() + held() + move('approved'), 'SN193'],
    ['ruled after it was taken back', senior, {}, () => act('taken-back', senior) + ruled() + held(), 'SN192'],
    ['taken back by somebody else', senior, reject, () => act('taken-back', second), 'SN190'],
    ['undone before it is ruled', senior, {}, () => act('undone', senior), 'SN191'],
    ['undone by who did not sign', senior, {}, () => ruled() + held() + act('undone', second), 'SN190'],
    ['signed after it is ruled', senior, {}, () => ruled() + held() + act('countersigned', second), 'SN191'],
  ])('refuses a proposal %s', async (_, by, change, then, code) => {
    const settings = by === second ? as(senior) : as(by);
    expect(await outcome(settings, proposed(by, change, then()))).toBe(code);
  });

  it('refuses who entered the expense, and who belongs to the institution', async () => {
    const belongsTo = (of: string) =>
      asSuperuser(system.db.ownerUrl, (client) =>
        client.query(`UPDATE person SET institution_id = ${of} WHERE id = $1`, [person(second)]),
      );
    await belongsTo(`(SELECT institution_id FROM expense WHERE id = '${expense()}')`);
    expect(await outcome(as(second), proposed(second))).toBe('SN190');
    await belongsTo(`'${INSURER}'`);
    await asSuperuser(system.db.ownerUrl, (client) =>
      client.query('UPDATE expense SET entered_by = $2 WHERE id = $1', [expense(ransom), person(second)]),
    );
    expect(await outcome(as(second), proposed(second, { amount_yen: 0, assessed_yen: 0 }, '', ransom))).toBe('SN190');
  });

  it('never lets ransom be paid, whoever signs', async () => {
    expect(await outcome(as(senior), proposed(senior, {}, '', ransom))).toBe('SN192');
  });

  it.each(['decision', 'decision_act', 'ruling', 'gate_answer', 'case_check'])(
    '%s is added to, never changed',
    async (table) => {
      expect(await staff.outcome(as(senior), `DELETE FROM ${table}`)).toBe('42501');
      expect(await staff.outcome(as(senior), `UPDATE ${table} SET institution_id = institution_id`)).toBe('42501');
    },
  );

  it.each([
    ['in-review', 'proposed', 'senior-adjuster'],
    ['proposed', 'approved', 'countersigner'],
    ['proposed', 'rejected', 'countersigner'],
    ['approved', 'scheduled', 'payments'],
    ['scheduled', 'paid', 'payments'],
    ['rejected', 'appealed', 'support'],
  ])('no expense goes from %s to %s by an UPDATE, nor by its mover alone', async (from, to, place) => {
    const update = await staff.outcome(as(senior), `UPDATE expense SET state = $2 WHERE id = $1`, [expense(), to]);
    expect(update).toBe('42501');
    const moved = [JSON.stringify([{ id: expense(), from }]), to, place];
    expect(await staff.outcome(as(senior), `SELECT FROM move_expense($1, $2, $3)`, moved)).toBe('SN193');
  });

  it('has the moves of the code’s table, and no other', async () => {
    const rows = await staff.rows<{ from_state: string; to_state: string }>(
      { case: '*' },
      `SELECT from_state, to_state FROM state_move WHERE machine = 'expense'`,
    );
    const table = expenseMachine.moves.map(({ from, to }) => `${from} → ${to}`);
    expect(rows.map((row) => `${row.from_state} → ${row.to_state}`).toSorted()).toEqual(table.toSorted());
  });
});
