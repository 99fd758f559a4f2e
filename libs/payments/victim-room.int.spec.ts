import fc from 'fast-check';
import pg from 'pg';
import { claimantActKinds, victimAccount } from '#expenses';
import { newId } from '#kernel';
import { freshDatabase, type TestDatabase } from '../../test/support/database.js';
import { tries } from '../../test/support/property-runs.js';

let test: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  test = await freshDatabase();
  owner = new pg.Client(test.ownerUrl);
  await owner.connect();
  // rows alone: the papers around them are not what is compared
  await owner.query('SET session_replication_role = replica; SET search_path = sonae');
}, 60_000);
afterAll(async () => {
  await owner?.end();
  await test?.drop();
});

const payees = ['institution', 'victim'] as const;
type Payee = (typeof payees)[number];
interface Act {
  readonly kind: (typeof claimantActKinds)[number];
  readonly yen: number;
}
interface Paid {
  readonly payTo: Payee;
  readonly yen: number;
  readonly state: 'scheduled' | 'settled' | 'returned' | 'stopped';
}

const acts = fc.array(fc.record({ kind: fc.constantFrom(...claimantActKinds), yen: fc.nat(2_000_000) }), {
  maxLength: 8,
});
const payments = fc.array(
  fc.record({
    payTo: fc.constantFrom(...payees),
    yen: fc.integer({ min: 1, max: 2_000_000 }),
    state: fc.constantFrom('scheduled' as const, 'settled' as const, 'returned' as const, 'stopped' as const),
  }),
  { maxLength: 5 },
);

/** Writes a claimant's acts and payments beside those of another; answers what the database allows. */
async function roomInDatabase(of: readonly Act[], paid: readonly Paid[]): Promise<Record<Payee, number>> {
  const [claimant, incident] = [newId(), newId()];
  const victims = [claimant, newId()];
  await owner.query(
    `INSERT INTO claimant_act (id, claimant_id, incident_id, institution_id, kind, yen, on_day, at)
     SELECT gen_random_uuid(), v.id, $1, $1, a.kind, a.yen + v.no - 1, '2026-11-01', to_timestamp(a.at)
       FROM unnest($2::uuid[]) WITH ORDINALITY v(id, no), jsonb_to_recordset($3) a(at int, kind text, yen bigint)`,
    [incident, victims, JSON.stringify(of.map((act, at) => ({ ...act, at })))],
  );
  const lines = victims.flatMap((victim) => paid.map((one) => ({ ...one, victim, id: newId() })));
  const json = JSON.stringify(lines.map((one, at) => ({ ...one, line: at + 1 })));
  const line = `jsonb_to_recordset($2) p("line" int, id uuid, victim uuid, "payTo" text, yen bigint, state text)`;
  await owner.query(
    `INSERT INTO expense (id, incident_id, institution_id, line, version, state, category, lane, amount_yen, tax_yen,
       incurred_on, flags, phase, submitted_at, claimant_id, pay_to)
     SELECT p.id, $1, $1, p.line, 1, 'scheduled', 'damages', 'compensation', p.yen, 0, '2026-11-01', '[]', 'liability',
            now(), p.victim, p."payTo"
       FROM ${line}`,
    [incident, json],
  );
  await owner.query(
    `INSERT INTO payment (id, decision_id, expense_id, incident_id, institution_id, account_id, amount_yen, complete_on,
       pay_by, last_day, state, scheduled_at, batch_id, settled_on, returned_on)
     SELECT gen_random_uuid(), p.id, p.id, $1, $1, $1, p.yen, now(), now(), now(), p.state, now(),
            CASE WHEN p.state NOT IN ('scheduled', 'stopped') THEN p.id END,
            CASE WHEN p.state = 'settled' THEN now() END,
            CASE WHEN p.state = 'returned' THEN now() END
       FROM ${line}`,
    [incident, json],
  );
  const { rows } = await owner.query<Record<Payee, string>>(
    `SELECT victim_room($1, 'institution') AS institution, victim_room($1, 'victim') AS victim`,
    [claimant],
  );
  return { institution: Number(rows[0]?.institution), victim: Number(rows[0]?.victim) };
}

/** Written from article 22 and ADR 0017 alone. */
function roomByRule(of: readonly Act[], paid: readonly Paid[]): Record<Payee, number> {
  const { paidByInstitution, consented, established } = victimAccount(of);
  const underWay = (payee: Payee): number =>
    paid.filter(({ payTo, state }) => payTo === payee && state !== 'stopped').reduce((sum, { yen }) => sum + yen, 0);
  const [institution, victim] = [underWay('institution'), underWay('victim')];
  return {
    institution: Math.min(Math.max(paidByInstitution, consented) - institution, established - institution - victim),
    victim: established - victim - Math.max(institution, paidByInstitution),
  };
}

describe('what may still be paid for a victim (Insurance Act, article 22)', () => {
  it('the database allows what the rule does over what the register says, and looks at this victim alone', async () => {
    await fc.assert(
      fc.asyncProperty(acts, payments, async (of, paid) => {
        expect(await roomInDatabase(of, paid)).toEqual(roomByRule(of, paid));
      }),
      tries(200),
    );
  }, 120_000);
});
