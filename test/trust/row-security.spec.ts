import pg from 'pg';
import { INSURER } from '#platform';
import { asSuperuser } from '../support/database.js';
import { freshKey, testSystem, type TestSystem } from '../support/system.js';

/** Tables of the schema, partitions and the migrations' own list apart. */
const tablesSql = `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced,
    (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid AND 'sonae_owner'::regrole = ANY (p.polroles)) AS owner_policies,
    EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND 'sonae_staff'::regrole = ANY (p.polroles)) AS staff_policy,
    EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND 'sonae_institution'::regrole = ANY (p.polroles)) AS institution_policy,
    has_any_column_privilege('sonae_institution', c.oid, 'SELECT') AS readable,
    has_any_column_privilege('sonae_institution', c.oid, 'SELECT, INSERT, UPDATE') OR has_table_privilege('sonae_institution', c.oid, 'DELETE') AS granted
  FROM pg_class c WHERE c.relnamespace = 'sonae'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'schema_migration' ORDER BY 1`;

interface TableRow {
  name: string;
  forced: boolean;
  owner_policies: number;
  staff_policy: boolean;
  institution_policy: boolean;
  readable: boolean;
  granted: boolean;
}

const faultsOf = (tables: readonly TableRow[]): string[] =>
  tables.flatMap((table) => [
    ...(table.forced ? [] : [`${table.name}: row security is not forced`]),
    ...(table.owner_policies > 0 ? [] : [`${table.name}: the owner reads 0 rows and no error`]),
    ...(table.staff_policy ? [] : [`${table.name}: no policy for the staff`]),
    ...(table.granted && !table.institution_policy ? [`${table.name}: granted to institutions without a policy`] : []),
  ]);

describe('two hospitals and the database', () => {
  let system: TestSystem;
  let client: pg.Client;
  let tables: TableRow[];
  const own = { institution: '', incident: '' };
  const foreign = { institution: '', incident: '', expense: '' };

  beforeAll(async () => {
    system = await testSystem();
    for (const [email, place] of [
      ['manager@sakura.example', own],
      ['manager@midori.example', foreign],
    ] as const) {
      const session = await system.as(email);
      const day = new Date().toISOString().slice(0, 10);
      const made = await session.send<{ id: string; institutionId: string; expenses: { id: string }[] }>(
        'POST',
        '/incidents',
        {
          key: freshKey(),
          body: {
            reporter: { name: 'A', phone: '1' },
            description: 'x',
            cause: 'cyber-attack',
            country: 'JP',
            attackConfirmed: true,
            discoveredAt: new Date(Date.now() - 3_600_000).toISOString(),
            expenses: [{ category: 'call-center', amount: 1000, incurredOn: day }],
          },
        },
      );
      await session.send('POST', `/incidents/${made.body.id}/expenses`, {
        key: freshKey(),
        body: { expenses: [{ category: 'data-restoration', amount: 5, incurredOn: day }] },
      });
      place.incident = made.body.id;
      place.institution = made.body.institutionId;
      if ('expense' in place) place.expense = made.body.expenses[0]?.id ?? '';
    }
    await system.settled();
    tables = (await asSuperuser(system.db.ownerUrl, (one) => one.query<TableRow>(tablesSql))).rows;
    client = new pg.Client({ connectionString: system.db.institutionUrl, options: '-c search_path=sonae' });
    await client.connect();
  }, 60_000);
  afterAll(async () => {
    await client.end();
    await system.stop();
  });

  /** Runs as the hospital's role and rolls back; answers rows or the SQLSTATE. */
  const as = async (
    settings: { institutions?: string; cases?: string; actor?: object },
    sql: string,
    values: unknown[] = [],
  ): Promise<{ rows: Record<string, unknown>[]; count: number; refused: string | null }> => {
    await client.query('BEGIN');
    try {
      await client.query(
        `SELECT set_config('app.institutions', $1, true), set_config('app.cases', $2, true), set_config('app.actor', $3, true), set_config('app.case', '*', true)`,
        [settings.institutions ?? '', settings.cases ?? '', settings.actor ? JSON.stringify(settings.actor) : ''],
      );
      const answer = await client.query<Record<string, unknown>>(sql, values);
      return { rows: answer.rows, count: answer.rowCount ?? 0, refused: null };
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error;
      return { rows: [], count: 0, refused: error.code ?? 'unknown' };
    } finally {
      await client.query('ROLLBACK');
    }
  };
  const hospital = (): { institutions: string; cases: string; actor: object } => ({
    institutions: own.institution,
    cases: '*',
    actor: { kind: 'person', id: 'p', as: 'hospital-manager' },
  });

  it('every table has row security forced and a policy for each role that may touch it', () => {
    expect(tables.length).toBeGreaterThan(35);
    expect(faultsOf(tables)).toEqual([]);
  });

  it('a new table without policies is found', async () => {
    const found = await asSuperuser(system.db.ownerUrl, async (one) => {
      await one.query(
        'BEGIN; CREATE TABLE sonae.forgotten (id int, institution_id uuid); GRANT SELECT ON sonae.forgotten TO sonae_institution',
      );
      const rows = (await one.query<TableRow>(tablesSql)).rows;
      await one.query('ROLLBACK');
      return rows;
    });
    expect(faultsOf(found)).toEqual([
      'forgotten: row security is not forced',
      'forgotten: the owner reads 0 rows and no error',
      'forgotten: no policy for the staff',
      'forgotten: granted to institutions without a policy',
    ]);
  });

  it('a hospital reads its own rows in the tables it has, and nothing of another one in any', async () => {
    let ownRows = 0;
    for (const table of tables) {
      const columns = (
        await asSuperuser(system.db.ownerUrl, (one) =>
          one.query<{ attname: string }>(
            `SELECT attname FROM pg_attribute WHERE attrelid = ('sonae.' || $1)::regclass AND attnum > 0 AND NOT attisdropped`,
            [table.name],
          ),
        )
      ).rows.map((row) => row.attname);
      const tenant = table.name === 'institution' ? 'id' : columns.includes('institution_id') ? 'institution_id' : null;
      const all = await as(hospital(), `SELECT ${tenant ?? 'count(*)'} AS tenant FROM ${table.name}`);
      if (!table.readable) {
        expect([table.name, all.refused]).toEqual([table.name, '42501']);
        continue;
      }
      if (tenant === null) continue;
      ownRows += all.count;
      expect([table.name, all.rows.filter((row) => row['tenant'] !== own.institution).length]).toEqual([table.name, 0]);
      expect([table.name, (await as({}, `SELECT ${tenant} FROM ${table.name}`)).count]).toEqual([table.name, 0]);
    }
    expect(ownRows).toBeGreaterThan(10);
  });

  it.each(['UPDATE %t SET %c = %c', 'DELETE FROM %t'])('%s: no foreign row changes in any table', async (pattern) => {
    for (const table of tables) {
      const columns = (
        await asSuperuser(system.db.ownerUrl, (one) =>
          one.query<{ attname: string; editable: boolean }>(
            `SELECT attname, has_column_privilege('sonae_institution', attrelid, attnum, 'UPDATE') AS editable FROM pg_attribute WHERE attrelid = ('sonae.' || $1)::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
            [table.name],
          ),
        )
      ).rows;
      const column = (columns.find((one) => one.editable) ?? columns[0])?.attname ?? 'id';
      const foreignOnly = columns.some((one) => one.attname === 'institution_id')
        ? ` WHERE institution_id <> '${own.institution}'`
        : '';
      const answer = await as(hospital(), pattern.replaceAll('%t', table.name).replaceAll('%c', column) + foreignOnly);
      expect([table.name, answer.count]).toEqual([table.name, 0]);
    }
  });

  it('sees only the cases its session was given', async () => {
    const sees = async (cases: string): Promise<unknown[]> =>
      (await as({ institutions: own.institution, cases }, 'SELECT id FROM incident')).rows.map((row) => row['id']);
    expect(await sees('')).toEqual([]);
    expect(await sees(foreign.incident)).toEqual([]);
    expect(await sees(own.incident)).toEqual([own.incident]);
    expect(
      (await as({ institutions: own.institution, cases: own.incident }, 'SELECT id FROM member_period')).count,
    ).toBe(0);
  });

  it('reads no line that is meant for the insurer', async () => {
    for (const table of ['timeline_entry', 'outbox']) {
      const hidden = await asSuperuser(system.db.ownerUrl, (one) =>
        one.query(`SELECT 1 FROM ${table} WHERE audience = 'insurer' AND institution_id = $1`, [own.institution]),
      );
      expect(hidden.rowCount).toBeGreaterThan(0);
      expect((await as(hospital(), `SELECT 1 FROM ${table} WHERE audience = 'insurer'`)).count).toBe(0);
    }
  });

  const expenseRow = (place: { institution: string; incident: string }, state: string): string =>
    `INSERT INTO expense (id, incident_id, institution_id, line, version, state, category, lane, amount_yen, tax_yen, incurred_on, flags, phase, submitted_at)
     VALUES (gen_random_uuid(), '${place.incident}', '${place.institution}', 90, 1, '${state}', 'call-center', 'call-center', 1, 0, '2026-11-24', '{}', 'apology', now())`;

  it('inserts a submitted expense of its own, and no approved one', async () => {
    expect((await as(hospital(), expenseRow(own, 'submitted'))).refused).toBeNull();
    for (const state of ['routed', 'in-review', 'approved', 'scheduled', 'paid'])
      expect([state, (await as(hospital(), expenseRow(own, state))).refused]).toEqual([state, '42501']);
  });

  it('attaches nothing to a foreign case, alike for one that does not exist', async () => {
    const nowhere = '00000000-0000-7000-8000-00000000dead';
    for (const [sql] of [
      [(incident: string) => expenseRow({ institution: own.institution, incident }, 'submitted')],
      [
        (incident: string) =>
          `INSERT INTO timeline_entry (id, incident_id, institution_id, at, kind, audience, data) VALUES (gen_random_uuid(), '${incident}', '${own.institution}', now(), 'x', 'all', '{}')`,
      ],
      [
        (incident: string) =>
          `INSERT INTO incident_facts (id, incident_id, institution_id, version, facts, learned_at, source, entered_by, recorded_at) VALUES (gen_random_uuid(), '${incident}', '${own.institution}', 99, '{}', now(), 'x', 'x', now())`,
      ],
      [
        (incident: string) =>
          `INSERT INTO outbox (id, created_at, institution_id, incident_id, audience, type, v, payload) VALUES (gen_random_uuid(), now(), '${own.institution}', '${incident}', 'all', 'incident.reported', 1, '{}')`,
      ],
    ] as const) {
      expect((await as(hospital(), sql(foreign.incident))).refused).toBe('23503');
      expect((await as(hospital(), sql(nowhere))).refused).toBe('23503');
    }
    expect((await as(hospital(), expenseRow(foreign, 'submitted'))).refused).toBe('42501');
  });

  it('moves no state, outlook or tenant of its case, not even its own', async () => {
    for (const column of [
      "state = 'open'",
      "outlook = 'green'",
      `institution_id = '${foreign.institution}'`,
      "severity = 'low'",
      "policy_match = 'matched'",
      "phase_recovery = 'active'",
      'adjuster_id = NULL',
    ]) {
      expect([
        column,
        (await as(hospital(), `UPDATE incident SET ${column} WHERE id = '${own.incident}'`)).refused,
      ]).toEqual([column, '42501']);
    }
  });

  it('forges no audit entry: not by INSERT, not into another chain, not as somebody of the insurer', async () => {
    expect(
      (
        await as(hospital(), 'INSERT INTO audit_head (chain, institution_id, length, hash) VALUES ($1, $2, 0, $3)', [
          'case:x',
          own.institution,
          Buffer.alloc(0),
        ])
      ).refused,
    ).toBe('42501');
    const append = (entry: object, actor: object = hospital().actor): Promise<{ refused: string | null }> =>
      as({ ...hospital(), actor }, 'SELECT audit_append($1::jsonb)', [
        JSON.stringify([
          {
            action: 'a',
            subject: 's',
            institutionId: own.institution,
            incidentId: own.incident,
            chain: `case:${own.incident}`,
            ...entry,
          },
        ]),
      ]);
    expect((await append({})).refused).toBeNull();
    expect((await append({ chain: 'insurer', institutionId: INSURER, incidentId: null })).refused).toBe('SN003');
    expect((await append({ chain: `case:${foreign.incident}`, incidentId: foreign.incident })).refused).toBe('SN003');
    expect((await append({ chain: `case:${foreign.incident}` })).refused).toBe('SN003');
    expect((await append({}, { kind: 'system', id: 'x', as: 'system' })).refused).toBe('SN003');
    expect((await append({}, { kind: 'person', id: 'x', as: 'adjuster' })).refused).toBe('SN003');
    expect((await append({ actor: { kind: 'person', id: 'x', as: 'senior-adjuster' } })).refused).toBe('SN003');
  });

  it('withdraws no foreign case through the function', async () => {
    expect((await as(hospital(), 'SELECT withdraw_incident($1) AS version', [foreign.incident])).rows).toEqual([
      { version: null },
    ]);
    expect(
      (await as(hospital(), 'SELECT withdraw_incident($1) AS version', [own.incident])).rows[0]?.['version'],
    ).toBeGreaterThan(1);
  });

  it('the staff add and never change what is evidence', async () => {
    for (const table of [
      'incident_facts',
      'timeline_entry',
      'coverage_outlook',
      'routing_decision',
      'work_item_refusal',
      'audit',
      'audit_head',
      'audit_anchor',
    ]) {
      for (const verb of ['DELETE', 'TRUNCATE']) {
        const { rows } = await asSuperuser(system.db.ownerUrl, (one) =>
          one.query<{ may: boolean }>(`SELECT has_table_privilege('sonae_staff', 'sonae.' || $1, $2) AS may`, [
            table,
            verb,
          ]),
        );
        expect([table, verb, rows[0]?.may]).toEqual([table, verb, false]);
      }
      const { rows } = await asSuperuser(system.db.ownerUrl, (one) =>
        one.query<{ columns: string[] }>(
          `SELECT coalesce(array_agg(attname::text), '{}') AS columns FROM pg_attribute WHERE attrelid = ('sonae.' || $1)::regclass AND attnum > 0 AND has_column_privilege('sonae_staff', attrelid, attnum, 'UPDATE')`,
          [table],
        ),
      );
      expect([table, rows[0]?.columns]).toEqual([table, table === 'audit_anchor' ? ['exported_at'] : []]);
    }
  });

  it('a transaction of the staff for one case writes no other', async () => {
    const staff = new pg.Client({ connectionString: system.db.staffUrl, options: '-c search_path=sonae' });
    await staff.connect();
    try {
      const update = async (scope: string, incident: string): Promise<number> => {
        await staff.query('BEGIN');
        await staff.query(`SELECT set_config('app.case', $1, true)`, [scope]);
        const done = await staff.query(`UPDATE incident SET severity = 'low' WHERE id = $1`, [incident]);
        await staff.query('ROLLBACK');
        return done.rowCount ?? 0;
      };
      expect(await update(own.incident, own.incident)).toBe(1);
      expect(await update(own.incident, foreign.incident)).toBe(0);
      expect(await update('', own.incident)).toBe(0);
      expect(await update('*', foreign.incident)).toBe(1);
    } finally {
      await staff.end();
    }
  });
});
