import pg from 'pg';
import { asSuperuser } from '../support/database.js';
import { functionRightFaults } from './function-rights.js';
import { insertOf, RawRole } from './raw-roles.js';
import { rowSecurityFaults, tablesOf, type CatalogueTable } from './row-security-faults.js';
import { twoHospitals, type TwoHospitals } from './two-hospitals.js';

let world: TwoHospitals;
let institution: RawRole;
let tables: CatalogueTable[];
let reporterId: string;

beforeAll(async () => {
  world = await twoHospitals();
  institution = await RawRole.on(world.system.db.institutionUrl);
  tables = await asSuperuser(world.system.db.ownerUrl, tablesOf);
  const [reporter] = await world.seen<{ id: string }>(`SELECT id FROM person WHERE email = 'reporter@sakura.example'`);
  reporterId = reporter?.id ?? '';
}, 60_000);

afterAll(async () => {
  await institution?.close();
  await world?.stop();
});

// the ministry's directory of facilities is public, and so are banks
const directory = [
  'bank_entry',
  'evidence_requirement',
  'facility',
  'facility_address',
  'facility_listing',
  'facility_name',
];
const shownToInstitutions = [
  'appeal',
  'bank_entry',
  'case_message',
  'case_message_reading',
  'case_name',
  'case_past',
  'claimant',
  'claimant_act',
  'clock_suspension',
  'completion_day',
  'coverage_outlook',
  'declared_premises',
  'desk_call',
  'document',
  'document_erasure',
  'document_opening',
  'document_text',
  'evidence_requirement',
  'evidence_waiver',
  'exchange_rate',
  'expense',
  'expense_consent',
  'expense_evidence',
  'facility',
  'facility_address',
  'facility_listing',
  'facility_name',
  'idempotency',
  'incident',
  'incident_facts',
  'information_request',
  'institution',
  'limit_posting',
  'member_period',
  'notice',
  'outbox',
  'outlook_correction',
  'outlook_notice',
  'payee_account',
  'payment',
  'payment_extension',
  'payment_return',
  'pre_approval',
  'repayment_claim',
  'ruling',
  'statement_line',
  'support_request',
  'timeline_entry',
];
const everyCase = () => ({
  institutions: world.sakura,
  cases: '*',
  actor: { kind: 'person', id: reporterId, as: 'hospital-reporter' },
});
const named = (name: string): string => pg.escapeIdentifier(name);
const ownerColumn = ({ name, columns }: CatalogueTable): string =>
  name === 'institution' ? 'id' : columns.includes('institution_id') ? 'institution_id' : `'none'`;

describe('every table of the catalogue', () => {
  it('has row security, forced, and a policy for each role that may do anything with it', async () => {
    expect(tables.length).toBeGreaterThan(35);
    expect(await asSuperuser(world.system.db.ownerUrl, rowSecurityFaults)).toEqual([]);
  });

  it('is found when it is new and was not secured, whatever was forgotten', async () => {
    const faults = (sql: string) =>
      asSuperuser(world.system.db.ownerUrl, async (client) => {
        await client.query('BEGIN');
        await client.query('SET LOCAL ROLE sonae_owner');
        await client.query(`CREATE TABLE sonae.new_table (id uuid, incident_id uuid, institution_id uuid); ${sql}`);
        return rowSecurityFaults(client);
      });
    expect(await faults('')).toEqual([
      'new_table has no row security',
      'new_table does not force row security on its owner',
      'new_table has no policy for its owner',
    ]);
    expect(await faults('ALTER TABLE sonae.new_table ENABLE ROW LEVEL SECURITY')).toContain(
      'new_table does not force row security on its owner',
    );
    expect(await faults('GRANT SELECT ON sonae.new_table TO sonae_institution')).toContain(
      'new_table grants SELECT to sonae_institution without a policy',
    );
    const secured = `SELECT sonae.secure_table('sonae.new_table'); GRANT
         SELECT ON sonae.new_table TO sonae_institution, sonae_staff`;
    expect(await faults(secured)).toEqual([]);
    expect(
      await faults(`${secured}; CREATE POLICY too_wide ON sonae.new_table TO sonae_institution USING (true)`),
    ).toEqual(
      ['app_institutions()', 'app_sees_case'].map(
        (bound) => `new_table lets sonae_institution SELECT without ${bound}`,
      ),
    );
    expect(await faults(`${secured}; CREATE POLICY everybody ON sonae.new_table USING (false)`)).toEqual([
      'new_table has a policy for everybody',
    ]);
    expect(await faults(`GRANT SELECT ON sonae.audit_default TO sonae_institution; ${secured}`)).toEqual([
      'audit_default is granted past the policies of its table',
    ]);
    const unlike = 'new_view is a view that shows more than its tables do, or is more than shown';
    const view = (how: string, may: string): Promise<string[]> =>
      faults(
        `${secured}; CREATE VIEW sonae.new_view ${how} AS SELECT id FROM sonae.new_table;
         GRANT ${may} ON sonae.new_view TO sonae_staff`,
      );
    expect(await view('WITH (security_invoker = true)', 'SELECT')).toEqual([]);
    expect(await view('', 'SELECT')).toEqual([unlike]);
    expect(await view('WITH (security_barrier = true)', 'SELECT')).toEqual([unlike]);
    expect(await view('WITH (security_invoker = true)', 'SELECT, DELETE')).toEqual([unlike]);
  });

  it('shows a hospital its own rows and none of another or of the insurer', async () => {
    const shown: string[] = [];
    for (const table of tables) {
      const column = ownerColumn(table);
      const sql = `SELECT DISTINCT ${column}::text AS owner FROM ${named(table.name)}`;
      if ((await institution.outcome(everyCase(), sql)) === '42501') continue;
      shown.push(table.name);
      const owners = (await institution.rows<{ owner: string }>(everyCase(), sql)).map(({ owner }) => owner);
      const expected = directory.includes(table.name) ? ['none'] : [world.sakura];
      expect([table.name, owners]).toEqual([table.name, expected]);
      if (directory.includes(table.name)) continue;
      // the other side of the same count: without foreign rows there, seeing none proves nothing
      const all = await world.seen<{ owner: string }>(sql);
      expect([table.name, all.map(({ owner }) => owner)]).toEqual([table.name, expect.arrayContaining([world.midori])]);
    }
    expect(shown).toEqual(shownToInstitutions);
  });

  it('shows every row of its own that is not the insurer’s inside, and no more', async () => {
    for (const name of [
      'incident',
      'incident_facts',
      'expense',
      'timeline_entry',
      'outbox',
      'support_request',
      'ruling',
      'newest_ruling',
      'open_posting',
    ]) {
      const inside = ['timeline_entry', 'outbox'].includes(name) ? `AND audience = 'all'` : '';
      const count = `SELECT count(*) AS n FROM ${name} WHERE true ${inside}`;
      const [seen] = await institution.rows<{ n: number }>(everyCase(), count);
      const [there] = await world.seen<{ n: number }>(`${count} AND institution_id = $1`, [world.sakura]);
      expect([name, seen?.n]).toEqual([name, there?.n]);
      expect(there?.n).toBeGreaterThan(0);
    }
  });

  it('shows a session without settings nothing at all', async () => {
    for (const settings of [
      {},
      { cases: '*' },
      { institutions: world.sakura },
      { institutions: '', cases: '' },
      { institutions: world.sakura, cases: '' },
    ])
      for (const name of shownToInstitutions.filter((one) => !directory.includes(one) && one !== 'institution'))
        expect([settings, name, await institution.outcome(settings, `SELECT 1 FROM ${name}`)]).toEqual([
          settings,
          name,
          '0 rows',
        ]);
    expect(await institution.outcome({ cases: '*' }, 'SELECT 1 FROM institution')).toBe('0 rows');
  });

  it('shows a session for one case that case and what hangs on it, and no row without a case', async () => {
    const oneCase = { ...everyCase(), cases: world.own.id };
    for (const [name, column] of [
      ['incident', 'id'],
      ['incident_facts', 'incident_id'],
      ['expense', 'incident_id'],
      ['timeline_entry', 'incident_id'],
      ['outbox', 'incident_id'],
      ['support_request', 'incident_id'],
    ])
      expect([name, await institution.rows(oneCase, `SELECT DISTINCT ${column} AS id FROM ${name}`)]).toEqual([
        name,
        [{ id: world.own.id }],
      ]);
    for (const name of ['member_period', 'declared_premises'])
      expect([name, await institution.outcome(oneCase, `SELECT 1 FROM ${name}`)]).toEqual([name, '0 rows']);
    const foreign = { ...everyCase(), cases: [world.foreign.id, world.unmatched.id].join(',') };
    expect(await institution.outcome(foreign, 'SELECT 1 FROM incident')).toBe('0 rows');
  });
});

describe('every function and trigger of the catalogue', () => {
  const faultsWith = (sql: string): Promise<string[]> =>
    asSuperuser(world.system.db.ownerUrl, async (client) => {
      await client.query('BEGIN');
      await client.query('SET LOCAL ROLE sonae_owner');
      await client.query(sql);
      return functionRightFaults(client);
    });

  it('and policy names no table and column, and calls no function, that a role which reaches it has no right to', async () => {
    expect(await faultsWith('SELECT 1')).toEqual([]);
  });

  it('is found where a condition hides the right that its plan needs one day: a role read for the insurer’s rows alone', async () => {
    const hidden = `CREATE FUNCTION is_of_payments(p uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (SELECT FROM role_grant g WHERE g.person_id = p) $$;
      CREATE FUNCTION hidden_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.decided_by IS NOT NULL
        AND NOT EXISTS (SELECT FROM role_grant g WHERE g.person_id = NEW.decided_by) THEN RAISE 'no'; END IF;
        RETURN NULL; END $$;
      CREATE FUNCTION deeper_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.decided_by IS NOT NULL
        AND NOT is_of_payments(NEW.decided_by) THEN RAISE 'no'; END IF; RETURN NULL; END $$;
      REVOKE ALL ON FUNCTION is_of_payments FROM PUBLIC;`;
    const fired = (by: string): Promise<string[]> =>
      faultsWith(
        `${hidden} CREATE TRIGGER hidden_guard AFTER ${by} ON payee_account FOR EACH ROW EXECUTE ` +
          'FUNCTION hidden_guard()',
      );
    const found = ['sonae_institution reaches hidden_guard, whose hidden_guard needs SELECT on role_grant'];
    expect(await fired('INSERT OR UPDATE')).toEqual(found);
    expect(await fired('INSERT')).toEqual(found);
    // nobody there may do it
    expect(await fired('UPDATE')).toEqual([]);
    const deeper = (grant: string): Promise<string[]> =>
      faultsWith(
        `${hidden} ${grant}; CREATE TRIGGER deeper_guard AFTER INSERT
           ON payee_account FOR EACH ROW EXECUTE FUNCTION deeper_guard()`,
      );
    expect(await deeper('')).toEqual(
      ['institution', 'staff'].map(
        (role) => `sonae_${role} reaches deeper_guard, whose deeper_guard calls is_of_payments`,
      ),
    );
    expect(await deeper('GRANT EXECUTE ON FUNCTION is_of_payments TO sonae_staff, sonae_institution')).toEqual([
      'sonae_institution reaches deeper_guard, whose is_of_payments needs SELECT on role_grant',
      'sonae_institution reaches is_of_payments, whose is_of_payments needs SELECT on role_grant',
    ]);
    expect(
      await deeper(
        'GRANT EXECUTE ON FUNCTION is_of_payments TO sonae_staff, sonae_institution; ALTER FUNCTION ' +
          'is_of_payments SECURITY DEFINER',
      ),
    ).toEqual([]);
  });

  it.each([
    ['INSERT INTO role_grant (id) VALUES (x)', 'INSERT on role_grant'],
    ['UPDATE role_grant SET ended_at = x', 'UPDATE on role_grant'],
    ['DELETE FROM sonae.role_grant', 'DELETE on role_grant'],
    ['PERFORM FROM institution i, role_grant', 'SELECT on role_grant'],
    ['PERFORM FROM institution FOR UPDATE', 'UPDATE on institution'],
    ['PERFORM entered_by FROM payee_account', 'SELECT on payee_account.entered_by'],
    ['PERFORM FROM ruling r WHERE r.articles IS NULL', 'SELECT on ruling.articles'],
    ['EXECUTE x', 'makes SQL at run time'],
  ])('reads what a text does: %s', async (statement, fault) => {
    const found = await faultsWith(
      `CREATE FUNCTION texts(x text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN ${statement}; END $$; ` +
        'GRANT EXECUTE ON FUNCTION texts TO sonae_institution',
    );
    expect(found.filter((one) => one.startsWith('sonae_institution reaches texts, whose texts '))).toEqual([
      expect.stringContaining(fault),
    ]);
  });

  it('reads policies, which run with the rights of whoever they bind', async () => {
    const bound = (role: string): Promise<string[]> =>
      faultsWith(
        `CREATE POLICY of_payments ON payee_account AS RESTRICTIVE FOR
           SELECT TO ${role} USING (EXISTS (SELECT FROM role_grant g WHERE g.person_id = decided_by))`,
      );
    expect(await bound('sonae_staff')).toEqual([]);
    expect(await bound('sonae_institution')).toEqual([
      'sonae_institution reaches of_payments of payee_account, whose of_payments of payee_account ' +
        'needs SELECT on role_grant',
    ]);
  });

  it('takes no comment, quoted word, column or type for a table', async () => {
    const harmless = `-- role_grant
      /* role_grant */ PERFORM 'FROM role_grant', NULL::role_grant, i.role_grant FROM institution i`;
    expect(
      await faultsWith(
        `CREATE FUNCTION texts(x text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN ${harmless}; END $$; ` +
          'GRANT EXECUTE ON FUNCTION texts TO sonae_institution',
      ),
    ).toEqual([]);
  });
});

describe('every verb as a hospital’s role, on rows of another hospital and of the insurer', () => {
  it('inserts no copy of a foreign row into any table', async () => {
    for (const table of tables) {
      const where = ownerColumn(table) === `'none'` ? 'true' : `${ownerColumn(table)}::text <> '${world.sakura}'`;
      const [row] = await world.seen<{ row: object }>(
        `SELECT to_jsonb(t) AS row FROM ${named(table.name)} t WHERE ${where} LIMIT 1`,
      );
      const granted = await world.seen<{ name: string }>(
        `SELECT a.attname::text AS name
           FROM pg_attribute a
           WHERE a.attrelid = $1::regclass
             AND a.attnum > 0
             AND has_column_privilege('sonae_institution', a.attrelid, a.attnum, 'INSERT')`,
        [`sonae.${table.name}`],
      );
      const columns = table.given.filter((one) => granted.length === 0 || granted.some(({ name }) => name === one));
      const given = { institution_id: world.midori, incident_id: world.foreign.id, ...row?.row };
      expect([
        table.name,
        await institution.outcome(everyCase(), insertOf(table.name, columns), [JSON.stringify(given)]),
      ]).toEqual([table.name, '42501']);
    }
  });

  it('changes no foreign row of any table, column by column', async () => {
    const changeable: string[] = [];
    for (const table of tables)
      for (const column of table.given) {
        const outcome = await institution.outcome(
          everyCase(),
          `UPDATE ${named(table.name)} SET ${named(column)} = ${named(column)}`,
        );
        if (outcome === '42501') continue;
        changeable.push(`${table.name}.${column}`);
        // sakura has two cases; more would be somebody else's
        expect([table.name, column, outcome]).toEqual([table.name, column, '2 rows']);
        expect(
          await institution.outcome(everyCase(), `UPDATE incident SET ${column} = ${column} WHERE id = $1`, [
            world.foreign.id,
          ]),
        ).toBe('0 rows');
      }
    expect(changeable).toEqual(
      ['version', 'facts_version', 'description', 'policy_number', 'facts', 'flags'].map((one) => `incident.${one}`),
    );
  });

  it('deletes from no table, its own rows included', async () => {
    for (const { name } of tables)
      for (const verb of ['DELETE FROM', 'TRUNCATE'])
        expect([verb, name, await institution.outcome(everyCase(), `${verb} ${named(name)}`)]).toEqual([
          verb,
          name,
          '42501',
        ]);
  });

  it('reaches no partition past its table', async () => {
    const partitions = await world.seen<{ name: string }>(
      `SELECT relname AS name
         FROM pg_class
         WHERE relnamespace = 'sonae'::regnamespace AND relispartition AND relkind = 'r'`,
    );
    expect(partitions.length).toBeGreaterThan(50);
    for (const { name } of partitions)
      expect([name, await institution.outcome(everyCase(), `SELECT 1 FROM ${named(name)}`)]).toEqual([name, '42501']);
  });
});
