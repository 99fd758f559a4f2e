import { systemActor } from '#database';
import { asSuperuser } from '../support/database.js';
import { insertOf, RawRole } from './raw-roles.js';
import { tablesOf, type CatalogueTable } from './row-security-faults.js';
import { twoHospitals, type TwoHospitals } from './two-hospitals.js';

let world: TwoHospitals;
let staff: RawRole;
let ofCases: CatalogueTable[];
let tables: CatalogueTable[];
let adjuster: string;

beforeAll(async () => {
  world = await twoHospitals();
  staff = await RawRole.on(world.system.db.staffUrl);
  [{ id: adjuster }] = (await world.seen<{ id: string }>(
    `SELECT id FROM person WHERE email = 'senior@sonae.example'`,
  )) as [{ id: string }];
  tables = await asSuperuser(world.system.db.ownerUrl, tablesOf);
  ofCases = tables.filter(({ name, columns }) => name === 'incident' || columns.includes('incident_id'));
}, 60_000);

afterAll(async () => {
  await staff?.close();
  await world?.stop();
});

/** Who gets in and what they may do: the role of sign-in and administration alone writes it. */
const writtenByAccess = [
  'api_token',
  'authority',
  'credential',
  'device_code',
  'facility_code',
  'invitation',
  'role_grant',
  'session',
  'sign_in_attempt',
  'sign_in_refusal',
];
const caseColumn = (name: string): string => (name === 'incident' ? 'id' : 'incident_id');

describe('what the insurer’s own role cannot undo', () => {
  it.each([
    'incident_facts',
    'timeline_entry',
    'coverage_outlook',
    'outlook_correction',
    'outlook_correction_act',
    'outlook_notice',
    'outlook_notice_call',
    'limit_account',
    'limit_posting',
    'routing_decision',
    'work_item_refusal',
    'audit',
    'audit_head',
    'audit_anchor',
    'view_log',
  ])('%s: no row is changed or deleted', async (table) => {
    const [first] = (await asSuperuser(world.system.db.ownerUrl, tablesOf))
      .find(({ name }) => name === table)
      ?.given.filter((column) => column !== 'exported_at') ?? ['?'];
    expect(await staff.outcome({ case: '*' }, `SELECT 1 FROM ${table} LIMIT 0`)).toBe('0 rows');
    expect(await staff.outcome({ case: '*' }, `UPDATE ${table} SET ${first} = ${first}`)).toBe('42501');
    expect(await staff.outcome({ case: '*' }, `DELETE FROM ${table}`)).toBe('42501');
    expect(await staff.outcome({ case: '*' }, `TRUNCATE ${table}`)).toBe('42501');
  });

  it('no case, expense, work item, support request, event or policy is deleted', async () => {
    for (const table of ['incident', 'expense', 'work_item', 'support_request', 'outbox', 'inbox', 'member_period'])
      expect([table, await staff.outcome({ case: '*' }, `DELETE FROM ${table}`)]).toEqual([table, '42501']);
  });

  it('nothing that was decided about people is deleted', async () => {
    for (const table of [
      'person',
      'role_grant',
      'invitation',
      'roster',
      'absence',
      'authority',
      'skill',
      'team_member',
    ])
      expect([table, await staff.outcome({ case: '*' }, `DELETE FROM ${table}`)]).toEqual([table, '42501']);
  });

  it.each([
    ['role_grant', ['person_id', 'role', 'granted_by', 'granted_at']],
    ['invitation', ['person_id', 'token_hash', 'made_by', 'created_at', 'expires_at']],
    ['absence', ['person_id', 'from_at', 'to_at', 'kind', 'entered_by', 'entered_at']],
    ['authority', ['person_id', 'lane', 'yen', 'from_on', 'entered_by']],
    ['skill', ['person_id', 'lane', 'from_on']],
  ])('what %s said when it was entered never changes', async (table, columns) => {
    for (const column of columns)
      expect([column, await staff.outcome({ case: '*' }, `UPDATE ${table} SET ${column} = ${column}`)]).toEqual([
        column,
        '42501',
      ]);
  });

  it('lets nobody in: writes no password, session, link, token, counted sign-in, role grant or authority', async () => {
    expect(writtenByAccess.toSorted()).toEqual(writtenByAccess);
    for (const table of writtenByAccess) {
      const { given } = tables.find(({ name }) => name === table) ?? { given: [] };
      expect(given.length).toBeGreaterThan(0);
      const columns = given.join(', ');
      for (const sql of [
        `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_record(NULL::sonae.${table}, '{}')`,
        ...given.map((column) => `UPDATE ${table} SET ${column} = ${column}`),
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
      ])
        expect([sql, await staff.outcome({ case: '*' }, sql)]).toEqual([sql, '42501']);
    }
  });

  it('gives itself nothing: a session, a confirmed role, an authority and a new password are refused', async () => {
    const [admin, other] = await world.seen<{ id: string }>(
      `SELECT id FROM person WHERE email IN ('admin@sonae.example', 'support@sonae.example') ORDER BY email`,
    );
    const ids = [admin?.id, other?.id];
    for (const [sql, values] of [
      [
        `INSERT INTO session (id, token_hash, csrf_hash, kind, institution_id, person_id, expires_at)
         SELECT gen_random_uuid(), sha256('mine'), sha256('mine'), 'password', institution_id, id,
           now() + interval '1 day'
           FROM person
           WHERE id = $1`,
        [ids[0]],
      ],
      [
        `INSERT INTO role_grant (id, person_id, role, granted_by, granted_at, confirmed_by, confirmed_at)
         SELECT gen_random_uuid(), $2, 'payments', $1, now(), p.id, now()
           FROM person p
           WHERE p.id <> ALL (ARRAY[$1, $2]::uuid[])
           LIMIT 1`,
        ids,
      ],
      [
        `INSERT INTO authority (id, person_id, lane, yen, from_on, entered_by)
           VALUES (gen_random_uuid(), $2, 'general', 1, current_date, $1)`,
        ids,
      ],
      [`UPDATE credential SET password_hash = 'mine' WHERE person_id = $1`, [ids[0]]],
      [`UPDATE person SET institution_id = institution_id WHERE id = $1`, [ids[0]]],
      [`UPDATE person SET left_at = NULL WHERE id = $1`, [ids[0]]],
    ] as const)
      expect([sql, await staff.outcome({ case: '*' }, sql, values)]).toEqual([sql, '42501']);
  });

  it.each([
    ['credential', 'password_hash'],
    ['session', 'token_hash'],
    ['session', 'csrf_hash'],
    ['invitation', 'token_hash'],
    ['api_token', 'token_hash'],
    ['facility_code', 'code_hash'],
    ['device_code', 'code_hash'],
  ])('reads no hash of a secret: %s.%s', async (table, column) => {
    expect(await staff.outcome({}, `SELECT ${column} FROM ${table} LIMIT 1`)).toBe('42501');
    expect(await staff.outcome({}, `SELECT t FROM ${table} t LIMIT 1`)).toBe('42501');
  });

  it('finds a session by its hash alone, and completes no leaving of somebody who is here', async () => {
    const [session] = await world.seen<{ id: string; hash: Buffer; person: string }>(
      'SELECT id, token_hash AS hash, person_id AS person FROM session WHERE ended_at IS NULL LIMIT 1',
    );
    const found = `SELECT id FROM find_sessions($1)`;
    expect(await staff.rows({}, found, [[session?.hash]])).toEqual([{ id: session?.id }]);
    expect(await staff.rows({}, found, [[Buffer.alloc(32)]])).toEqual([]);
    expect(await staff.rows({}, 'SELECT end_access_of_departed($1) AS ended', [session?.person])).toEqual([
      { ended: [] },
    ]);
    expect(await world.seen('SELECT ended_at FROM session WHERE id = $1', [session?.id])).toEqual([{ ended_at: null }]);
  });

  it('what an event says is never changed, only that it was published', async () => {
    for (const column of ['payload', 'type', 'audience', 'incident_id', 'institution_id', 'created_at'])
      expect([column, await staff.outcome({ case: '*' }, `UPDATE outbox SET ${column} = ${column}`)]).toEqual([
        column,
        '42501',
      ]);
    expect(await staff.outcome({ case: '*' }, 'UPDATE outbox SET published_no = published_no')).not.toBe('0 rows');
  });

  it('who claimed which expense, when it was submitted and on whose case never changes', async () => {
    for (const column of ['incident_id', 'institution_id', 'line', 'incurred_on', 'entered_by', 'submitted_at'])
      expect([column, await staff.outcome({ case: '*' }, `UPDATE expense SET ${column} = ${column}`)]).toEqual([
        column,
        '42501',
      ]);
  });

  describe('what a proposal rests on', () => {
    const figures = [
      'amount_yen = amount_yen + 1',
      'tax_yen = tax_yen + 1',
      `category = 'damages'`,
      `lane = 'compensation'`,
      `flags = flags || '{"ransom": false}'`,
      `phase = CASE phase WHEN 'apology' THEN 'recovery' ELSE 'apology' END`,
      `category = 'damages',
         claimant_id = (SELECT c.id FROM claimant c WHERE c.incident_id = expense.incident_id LIMIT 1),
         pay_to = 'victim'`,
    ];
    const lines = (): Promise<{ id: string; state: string }[]> =>
      world.seen('SELECT id, state FROM expense WHERE incident_id = $1 ORDER BY line', [world.own.id]);
    const outcomeOf = (id: string, change: string): Promise<string> =>
      staff.outcome({ case: world.own.id }, `UPDATE expense SET ${change} WHERE id = $1`, [id]);

    it('changes with a line that nobody has proposed anything for, and with no other', async () => {
      const open = ['submitted', 'routed', 'in-review', 'information-requested'];
      const all = await lines();
      // one is asked for payment, one appealed, others are under way
      expect(new Set(all.map(({ state }) => open.includes(state))).size).toBe(2);
      expect(all.map(({ state }) => state)).toEqual(expect.arrayContaining(['scheduled', 'appealed']));
      for (const { id, state } of all)
        for (const change of figures)
          expect([state, change, await outcomeOf(id, change)]).toEqual([
            state,
            change,
            open.includes(state) ? '1 rows' : 'SN193',
          ]);
    });

    it('is not slipped in beside a move, which is the mover’s alone, and what stays as it is passes', async () => {
      const scheduled = (await lines()).find(({ state }) => state === 'scheduled')?.id ?? '';
      expect(await outcomeOf(scheduled, `state = 'in-review', amount_yen = amount_yen + 1`)).toBe('42501');
      expect(await outcomeOf(scheduled, 'amount_yen = amount_yen, flags = flags, version = version + 1')).toBe(
        '1 rows',
      );
      const open = (await lines()).find(({ state }) => state === 'in-review' || state === 'routed')?.id ?? '';
      for (const state of ['proposed', 'approved', 'withdrawn'])
        expect([state, await outcomeOf(open, `state = '${state}', amount_yen = amount_yen + 1`)]).toEqual([
          state,
          '42501',
        ]);
    });

    it('holds of a consent too: its ceiling, and what the limit left, are answered once', async () => {
      const [asked] = await world.seen<{ id: string; incident_id: string }>(
        `UPDATE pre_approval
           SET state = 'requested', answered_by = NULL, answered_at = NULL, ceiling_yen = NULL, lapses_on = NULL
          WHERE id = (SELECT id FROM pre_approval LIMIT 1) RETURNING id, incident_id`,
      );
      const answer = `SELECT move_pre_approval(jsonb_build_array(jsonb_build_object('id', $1::uuid, 'from', 'requested',
         'ceiling_yen', 1, 'lapses_on', '2099-01-01',
        'answered_at', now(), 'answered_by', (SELECT id FROM person WHERE email = 'senior@sonae.example'))),
          'pre-approved', 'senior-adjuster')`;
      expect(await staff.outcome({ case: crypto.randomUUID() }, answer, [asked?.id])).toBe('SN193');
      expect(await staff.outcome({ case: asked?.incident_id ?? '' }, answer, [asked?.id])).toBe('1 rows');
      await world.seen(
        `UPDATE pre_approval
           SET state = 'pre-approved', answered_by = (SELECT id FROM person WHERE email = 'senior@sonae.example'),
            answered_at = now(), ceiling_yen = 1, lapses_on = '2099-01-01' WHERE id = $1`,
        [asked?.id],
      );
      expect(await staff.outcome({ case: asked?.incident_id ?? '' }, answer, [asked?.id])).toBe('SN193');
      const more = 'UPDATE pre_approval SET ceiling_yen = ceiling_yen + 1, left_yen = 1 WHERE id = $1';
      expect(await staff.outcome({ case: '*' }, more, [asked?.id])).toBe('42501');
    });

    it('every amount that may be updated at all is one that a guard looks at', async () => {
      const changeable = await world.seen<{ name: string }>(
        `SELECT c.relname || '.' || a.attname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
          WHERE c.relnamespace = 'sonae'::regnamespace
            AND NOT c.relispartition
            AND c.relkind IN ('r','p')
            AND a.attname LIKE '%yen'
            AND has_column_privilege('sonae_staff', c.oid, a.attnum, 'UPDATE') ORDER BY 1`,
      );
      expect(changeable.map(({ name }) => name)).toEqual([
        // the engine's second opinion, which nothing is paid by
        'assessment_task.shadow_yen',
        'expense.amount_yen',
        'expense.tax_yen',
      ]);
    });
  });

  it('a difference in the claimant’s favour is left by nobody, another one by a senior-adjuster, with a reason', async () => {
    const [decision] = await world.seen<{ id: string }>(
      `SELECT id FROM decision WHERE incident_id = $1 AND kind = 'approve' LIMIT 1`,
      [world.own.id],
    );
    const left = (now: number, row: object = { reason: 'x' }, place = 'senior-adjuster'): Promise<string> => {
      const id = crypto.randomUUID();
      return staff.outcome(
        { case: world.own.id, actor: { kind: 'person', id: adjuster, as: 'senior-adjuster' } },
        `DO $do$ BEGIN
           INSERT INTO assessment_task (id, decision_id, expense_id, incident_id, institution_id, stored_yen,
             shadow_yen, basis, opened_at)
           SELECT '${id}', d.id, d.expense_id, d.incident_id, d.institution_id, 100, ${now}, '{}', now()
             FROM decision d
             WHERE d.id = '${decision?.id}';
           PERFORM move_assessment_task('${JSON.stringify([{ id, from: 'open', ...row }])}', 'left',
             '${place}'); END $do$`,
      );
    };
    expect(await left(101)).toBe('SN193');
    expect(await left(99)).toBe('0 rows');
    expect(await left(99, {})).toBe('23514');
    expect(await left(99, { reason: 'x' }, 'adjuster')).toBe('SN193');
  });

  it('an appeal is as of its transaction’s moment, whatever the clock of the database says', async () => {
    const [ruling] = await world.seen<{ decision_id: string; expense_id: string }>(
      `SELECT r.decision_id, r.expense_id
         FROM ruling r
         JOIN appeal a ON a.decision_id = r.decision_id
         WHERE r.incident_id = $1
         LIMIT 1`,
      [world.own.id],
    );
    const appealed = (seconds: number): Promise<{ ofItsMoment: boolean } | string> =>
      asSuperuser(world.system.db.ownerUrl, async (client) => {
        await client.query('BEGIN; SET LOCAL session_replication_role = replica');
        await client.query(`DELETE FROM appeal WHERE decision_id = $1`, [ruling?.decision_id]);
        await client.query(`UPDATE expense SET state = 'rejected' WHERE id = $1`, [ruling?.expense_id]);
        await client.query(`UPDATE ruling SET final_at = now() + interval '10 seconds' WHERE decision_id = $1`, [
          ruling?.decision_id,
        ]);
        await client.query(
          `SELECT set_config('app.case', $1, true),
             set_config('app.at', (now() + make_interval(secs => $2))::text, true)`,
          [world.own.id, seconds],
        );
        await client.query('SET LOCAL SESSION AUTHORIZATION sonae_staff');
        const how = await client
          .query(`SELECT enter_appeal(gen_random_uuid(), $1, 'x')`, [ruling?.decision_id])
          .then(() => null)
          .catch((error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown'));
        if (how !== null) return how;
        const { rows } = await client.query<{ ofItsMoment: boolean }>(
          `SELECT appealed_at = current_setting('app.at')::timestamptz AS "ofItsMoment"
             FROM appeal
             WHERE decision_id = $1`,
          [ruling?.decision_id],
        );
        return rows[0] ?? 'not entered';
      });
    expect(await appealed(9.9)).toBe('SN194');
    expect(await appealed(10)).toEqual({ ofItsMoment: true });
  });

  it('an entry of the audit or the view log comes from the owner’s function alone', async () => {
    for (const table of ['audit', 'audit_head', 'view_log'])
      expect(await staff.outcome({ case: '*' }, `INSERT INTO ${table} DEFAULT VALUES`)).toBe('42501');
  });

  it('no serving role is the owner or past row security', async () => {
    expect(
      await world.seen(
        `SELECT rolname AS role
           FROM pg_roles
           WHERE rolname LIKE 'sonae\\_%' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)`,
      ),
    ).toEqual([]);
    expect(await staff.outcome({}, 'SET ROLE sonae_owner')).toBe('42501');
    expect(await staff.outcome({}, 'ALTER TABLE incident NO FORCE ROW LEVEL SECURITY')).toBe('42501');
  });
});

describe('a transaction for one case', () => {
  it('writes no row of another case, in any table that has cases', async () => {
    const proved: string[] = [];
    for (const { name, given } of ofCases) {
      const column = caseColumn(name);
      const [row] = await world.seen<{ row: object }>(
        `SELECT to_jsonb(t) AS row FROM ${name} t WHERE ${column} = $1 LIMIT 1`,
        [world.foreign.id],
      );
      if (!row) continue;
      const insert = insertOf(name, given);
      const values = [JSON.stringify(row.row)];
      const right = { case: world.foreign.id };
      for (const wrong of [{ case: world.own.id }, {}, { case: '' }]) {
        expect([name, wrong, await staff.outcome(wrong, insert, values)]).toEqual([name, wrong, '42501']);
        for (const sql of [
          ...given.map((one) => `UPDATE ${name} SET ${one} = ${one} WHERE ${column} = $1`),
          `DELETE FROM ${name} WHERE ${column} = $1`,
        ]) {
          const outcome = await staff.outcome(wrong, sql, [world.foreign.id]);
          // the outbox's number of publication is the relay's, which works over cases
          expect([sql, wrong, ['42501', '0 rows'].includes(outcome)]).toEqual([sql, wrong, true]);
        }
      }
      if ((await staff.outcome(right, insert, values)) !== '42501') proved.push(name);
      if (name === 'expense')
        expect(
          await staff.outcome(right, `UPDATE expense SET lane = lane WHERE incident_id = $1`, [world.foreign.id]),
        ).toBe('4 rows');
    }
    // with the right case each of these insertions fails on its key at most
    expect(proved).toEqual([
      'case_check',
      'case_name',
      'claimant',
      'claimant_act',
      'clock_suspension',
      'completion_day',
      'coverage_outlook',
      'decision',
      'decision_act',
      'document',
      'document_opening',
      'document_text',
      'evidence_waiver',
      'exchange_rate',
      'expense',
      'expense_consent',
      'expense_evidence',
      'incident',
      'incident_facts',
      'information_request',
      'mail',
      'mailed_request',
      'notice',
      'outbox',
      'outlook_correction',
      'outlook_correction_act',
      'outlook_notice',
      'outlook_notice_call',
      'payment',
      'payment_extension',
      'payment_return',
      'pre_approval',
      'recourse',
      'recourse_receipt',
      'repayment_claim',
      'reserve',
      'routing_decision',
      'ruling',
      'statement_line',
      'support_request',
      'timeline_entry',
      'work_item',
    ]);
  });

  it('takes no row from another case into its own', async () => {
    const sql = 'UPDATE work_item SET relax_at = relax_at WHERE incident_id = ANY ($1)';
    const both = [[world.own.id, world.foreign.id]];
    expect(await staff.outcome({ case: world.own.id }, sql, both)).toBe('5 rows');
    expect(await staff.outcome({ case: '*' }, sql, both)).toBe('10 rows');
  });
});

describe('a plain read', () => {
  it('writes nothing, whoever reads', async () => {
    const { database } = world.system.db;
    const write = (sql: string) => database.read(systemActor('test'), (tx) => tx.rows(sql));
    await expect(write(`UPDATE incident SET description = 'x'`)).rejects.toMatchObject({ code: '25006' });
    await expect(write(`INSERT INTO team (id, name) VALUES (gen_random_uuid(), 'x')`)).rejects.toMatchObject({
      code: '25006',
    });
    await expect(write(`SELECT nextval('case_number_seq')`)).rejects.toMatchObject({ code: '25006' });
  });

  it('the role of a hospital cannot leave its place either', async () => {
    const institution = await RawRole.on(world.system.db.institutionUrl);
    try {
      for (const role of ['sonae_owner', 'sonae_staff', 'postgres'])
        expect([role, await institution.outcome({}, `SET ROLE ${role}`)]).toEqual([role, '42501']);
      expect(await institution.outcome({}, 'CREATE TABLE sonae.mine (id int)')).toBe('42501');
      expect(await institution.outcome({}, 'CREATE TABLE public.mine (id int)')).toBe('42501');
      expect(await institution.outcome({}, 'SELECT ensure_next_partition()')).toBe('42501');
      expect(await institution.outcome({}, `SELECT log_views('[]')`)).toBe('42501');
      expect(await institution.outcome({ cases: '*' }, 'SELECT 1 FROM view_log')).toBe('42501');
      expect(await institution.outcome({}, `SELECT secure_table('sonae.incident')`)).toBe('42501');
    } finally {
      await institution.close();
    }
  });
});
