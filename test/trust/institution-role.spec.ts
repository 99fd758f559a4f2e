import type pg from 'pg';
import { INSURER } from '#database';
import { asSuperuser } from '../support/database.js';
import { insertOf, RawRole } from './raw-roles.js';
import { nobody } from './reports.js';
import { twoHospitals, type TwoHospitals } from './two-hospitals.js';

let world: TwoHospitals;
let institution: RawRole;
let reporter: { kind: string; id: string; as: string };

beforeAll(async () => {
  world = await twoHospitals();
  institution = await RawRole.on(world.system.db.institutionUrl);
  const [person] = await world.seen<{ id: string }>(`SELECT id FROM person WHERE email = 'reporter@sakura.example'`);
  reporter = { kind: 'person', id: person?.id ?? '', as: 'hospital-reporter' };
}, 60_000);

afterAll(async () => {
  await institution?.close();
  await world?.stop();
});

const mine = () => ({ institutions: world.sakura, cases: '*', actor: reporter });
const fresh = (): string => crypto.randomUUID();

async function copyOf(table: string, where: string, more: Record<string, unknown>): Promise<[string, string[]]> {
  const [row] = await world.seen<{ row: Record<string, unknown> }>(
    `SELECT to_jsonb(t) - ARRAY(
              SELECT attname::text FROM pg_attribute WHERE attrelid = $1::regclass AND attgenerated <> '') AS row
       FROM ${table} t
      WHERE ${where}
      LIMIT 1`,
    [table],
  );
  if (!row) throw new Error(`no row in ${table} where ${where}`);
  const {
    created_at: _,
    published_no: __,
    published_at: ___,
    ...given
  } = {
    ...row.row,
    ...more,
  };
  return [insertOf(table, Object.keys(given)), [JSON.stringify(given)]];
}

describe('a hospital’s role reports in the first state only', () => {
  const report = (more: Record<string, unknown>) =>
    copyOf('incident', `id = '${world.own.id}'`, {
      id: fresh(),
      case_number: `MC-2026-${Math.floor(Math.random() * 1e6)}-0`,
      report_key: fresh(),
      state: 'reported',
      version: 1,
      facts_version: 1,
      policy_match: 'proposed',
      severity: null,
      adjuster_id: null,
      outlook: 'pending',
      outlook_reasons: [],
      outlook_id: null,
      support_outlook: null,
      support_reasons: null,
      support_question: null,
      outlook_facts_version: 0,
      support_facts_version: 0,
      ...more,
    });

  it('inserts a report of its own', async () => {
    expect(await institution.outcome(mine(), ...(await report({})))).toBe('1 rows');
  });

  it.each([
    ['already triaged', { state: 'triaged' }],
    ['already closed', { state: 'closed' }],
    ['already green', { outlook: 'green' }],
    ['with an outlook’s reasons', { outlook_reasons: [{ code: 'x' }] }],
    ['whose outlook counts as computed', { outlook_facts_version: 1 }],
    ['whose support is available', { support_outlook: 'available', support_reasons: [] }],
    ['with a question about Japan', { support_question: 'domestic-effect' }],
    ['whose support counts as settled', { support_facts_version: 1 }],
    ['with a severity', { severity: 'high' }],
    ['with a matched policy', { policy_match: 'matched' }],
    ['in a later version', { version: 2 }],
    ['with later facts', { facts_version: 2 }],
    ['with the apology under way', { phase_apology: 'active' }],
    ['with recovery done', { phase_recovery: 'done' }],
  ])('inserts none %s', async (_, more) => {
    expect(await institution.outcome(mine(), ...(await report(more)))).toBe('42501');
  });

  it('inserts none for another hospital, for nobody or for the insurer, none with an adjuster or a foreign period', async () => {
    for (const institution_id of [world.midori, '00000000-0000-0000-0000-000000000000', INSURER])
      expect(await institution.outcome(mine(), ...(await report({ institution_id })))).toBe('42501');
    expect(await institution.outcome(mine(), ...(await report({ adjuster_id: reporter.id })))).toBe('42501');
    expect(await institution.outcome(mine(), ...(await report({ member_period_id: world.foreign.policyId })))).toBe(
      '23503',
    );
  });

  it('moves no state, outlook, severity, phase, adjuster or institution of its own case', async () => {
    for (const change of [
      `state = 'open'`,
      `outlook = 'green'`,
      `support_outlook = 'available'`,
      `severity = 'high'`,
      `phase_apology = 'active'`,
      `adjuster_id = NULL`,
      `institution_id = '${world.midori}'`,
      `policy_match = 'matched'`,
      `case_number = 'x'`,
      `reported_at = now()`,
    ])
      expect([change, await institution.outcome(mine(), `UPDATE incident SET ${change}`)]).toEqual([change, '42501']);
    expect(await institution.outcome(mine(), `UPDATE incident SET description = 'x'`)).toBe('2 rows');
  });

  const moved = async (
    { id, from = 'reported', ...more }: { id: string; from?: string },
    { to = 'withdrawn', place = 'hospital-manager', cases = '*', locked = id } = {},
  ): Promise<string> =>
    institution.outcome(
      { ...mine(), cases, case: locked },
      `SELECT FROM move_incident(jsonb_build_array($1::jsonb), $2, $3)`,
      [JSON.stringify({ id, from, ...more }), to, place],
    );

  it('withdraws no case of another hospital, and none that its session does not see', async () => {
    expect(await moved({ id: world.foreign.id })).toBe('SN193');
    expect(await moved({ id: world.own.id }, { cases: world.other.id })).toBe('SN193');
    expect(await moved({ id: world.other.id })).toBe('1 rows');
  });

  it('withdraws no case that its transaction has not locked', async () => {
    for (const locked of ['', world.own.id])
      expect([locked, await moved({ id: world.other.id }, { locked })]).toEqual([locked, 'SN193']);
  });

  it('moves its own case nowhere else, from no other state, in no place of the insurer, and changes nothing with it', async () => {
    const id = world.own.id;
    for (const [to, place] of [
      ['triaged', 'support'],
      ['triaged', 'hospital-manager'],
      ['open', 'hospital-manager'],
      ['merged', 'support'],
      ['withdrawn', 'support'],
      ['withdrawn', 'system'],
      ['withdrawn', 'agent'],
    ] as const)
      expect([to, place, await moved({ id }, { to, place })]).toEqual([to, place, 'SN193']);
    expect(await moved({ id, from: 'triaged' })).toBe('SN193');
    expect(await moved({ id, ...{ severity: 'low' } })).toBe('SN193');
    expect(await institution.outcome(mine(), `SELECT move_phase('[]', 'done', 'support')`)).toBe('42501');
  });
});

/** What a hospital's session does by SQL, and what becomes of it; nothing is kept. */
interface Tried {
  /** What has to be there first, past row security and triggers. */
  readonly arranged?: string;
  /** What the session does. */
  readonly does: string;
  /** The case that it has locked. */
  readonly locked?: string;
  /** What is looked at afterwards, past row security: one row. */
  readonly seen?: string;
}

describe('a hospital’s role moves its own lines and requests under the lock, and what must follow does', () => {
  let expense: string;
  let request: string;
  beforeAll(async () => {
    const [line] = await world.seen<{ id: string }>(
      `SELECT e.id FROM expense e JOIN work_item w ON w.expense_id = e.id
        WHERE e.incident_id = $1 AND e.state = 'routed' AND w.state IN ('offered','accepted') LIMIT 1`,
      [world.own.id],
    );
    const [asked] = await world.seen<{ id: string }>(`SELECT id FROM pre_approval WHERE incident_id = $1`, [
      world.own.id,
    ]);
    expense = line?.id ?? '';
    request = asked?.id ?? '';
    expect([expense, request]).not.toContain('');
  });

  const refusal = (error: unknown): { how: string } => {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') return { how: error.code };
    throw error;
  };
  const tried = ({ arranged, does, locked = world.own.id, seen }: Tried): Promise<{ how: string; row?: unknown }> =>
    asSuperuser(world.system.db.ownerUrl, async (client: pg.Client) => {
      await client.query('BEGIN');
      if (arranged) await client.query(`SET LOCAL session_replication_role = replica; ${arranged}`);
      await client.query('SET LOCAL session_replication_role = origin');
      await client.query(
        `SELECT set_config('app.institutions', $1, true), set_config('app.cases', '*', true),
           set_config('app.case', $2, true),
                set_config('app.at', now()::text, true), set_config('app.actor_id', $3, true)`,
        [world.sakura, locked, `person:${reporter.id}`],
      );
      await client.query('SET LOCAL SESSION AUTHORIZATION sonae_institution');
      const outcome = await client.query(does).then(() => ({ how: 'done' }), refusal);
      if (outcome.how !== 'done' || !seen) return outcome;
      await client.query('RESET SESSION AUTHORIZATION');
      return { ...outcome, row: (await client.query(seen)).rows[0] as unknown };
    });
  const move = (machine: string, row: object, to: string, place = 'hospital-manager'): string =>
    `SELECT move_${machine}('${JSON.stringify([row])}', '${to}', '${place}')`;
  const withdraws = (from = 'routed'): string => move('expense', { id: expense, from }, 'withdrawn');

  it('moves no line and no request of a case that its transaction has not locked', async () => {
    for (const locked of ['', world.other.id])
      for (const does of [withdraws(), move('pre_approval', { id: request, from: 'requested' }, 'withdrawn')])
        expect([does, locked, await tried({ does, locked })]).toEqual([does, locked, { how: 'SN193' }]);
  });

  it('a line that it withdraws leaves no work item open and nothing held', async () => {
    const holds = `INSERT INTO limit_posting
         SELECT (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'reference', '${expense}'))).*
      FROM limit_posting p WHERE p.incident_id = '${world.own.id}' AND p.reference = 'expense:1' AND p.kind = 'hold'`;
    const seen = `SELECT e.state,
        (SELECT array_agg(w.state) FROM work_item w WHERE w.expense_id = e.id) AS items,
        (
            SELECT count(*)::int
            FROM limit_posting p
            WHERE p.reference = e.id::text
                AND p.kind = 'hold'
                AND NOT EXISTS (SELECT FROM limit_posting n WHERE n.ends = p.id)) AS held,
        (SELECT count(*)::int FROM limit_posting p WHERE p.reference = e.id::text AND p.kind = 'release') AS released
      FROM expense e WHERE e.id = '${expense}'`;
    expect(await tried({ arranged: holds, does: withdraws(), seen })).toEqual({
      how: 'done',
      row: { state: 'withdrawn', items: ['ended'], held: 0, released: 1 },
    });
  });

  it('withdraws no line of which more is claimed, but every line with its case', async () => {
    const supplemented = (state: string): string =>
      `UPDATE expense SET supplements = '${expense}', state = '${state}'
        WHERE id = (
            SELECT id
            FROM expense
            WHERE incident_id = '${world.own.id}' AND id <> '${expense}'
            ORDER BY line
            LIMIT 1)`;
    const undecided = `UPDATE expense
         SET state = 'submitted'
         WHERE incident_id = '${world.own.id}' AND id <> '${expense}';
      UPDATE incident SET state = 'triaged' WHERE id = '${world.own.id}'`;
    expect(await tried({ arranged: supplemented('submitted'), does: withdraws() })).toEqual({ how: 'SN194' });
    expect(await tried({ arranged: supplemented('rejected'), does: withdraws() })).toEqual({ how: 'done' });
    expect(
      await tried({
        arranged: `${supplemented('submitted')}; ${undecided}`,
        does: move('incident', { id: world.own.id, from: 'triaged' }, 'withdrawn'),
        seen: `SELECT array_agg(DISTINCT state) AS states FROM expense WHERE incident_id = '${world.own.id}'`,
      }),
    ).toEqual({ how: 'done', row: { states: ['withdrawn'] } });
  });

  it('a line about which something was asked goes on with an answer only', async () => {
    const question = fresh();
    const arranged = `UPDATE expense SET state = 'information-requested' WHERE id = '${expense}';
      INSERT INTO information_request (id, expense_id, incident_id, institution_id, question, asked_by, asked_at,
        due_on)
      SELECT '${question}', e.id, e.incident_id, e.institution_id, 'x', (SELECT id FROM person LIMIT 1), now(), now()
        FROM expense e
        WHERE e.id = '${expense}'`;
    const goesOn = move('expense', { id: expense, from: 'information-requested' }, 'in-review');
    expect(await tried({ arranged, does: goesOn })).toEqual({ how: 'SN193' });
    expect(
      await tried({
        arranged,
        does: `SELECT answer_information('${question}', 'x'); ${goesOn}`,
        seen: `SELECT e.state, r.answered_at = current_setting('app.at')::timestamptz AS "ofItsMoment"
                 FROM expense e JOIN information_request r ON r.expense_id = e.id WHERE r.id = '${question}'`,
      }),
    ).toEqual({ how: 'done', row: { state: 'in-review', ofItsMoment: true } });
  });

  it('a request that it takes back says nothing in the insurer’s name', async () => {
    const from = 'requested';
    for (const also of [
      { text_ja: 'x' },
      { notes: [] },
      { left_yen: 1 },
      { outlook: 'green' },
      { ceiling_yen: null },
    ]) {
      const does = move('pre_approval', { id: request, from, ...also }, 'withdrawn', 'agent');
      expect([also, await tried({ does })]).toEqual([also, { how: 'SN193' }]);
    }
    expect(await tried({ does: move('pre_approval', { id: request, from }, 'withdrawn', 'agent') })).toEqual({
      how: 'done',
    });
  });
});

describe('a hospital’s role submits expenses in the first state only', () => {
  const line = (more: Record<string, unknown>) =>
    copyOf('expense', `incident_id = '${world.own.id}'`, {
      id: fresh(),
      line: 99,
      state: 'submitted',
      version: 1,
      ...more,
    });

  it('inserts a submitted one, and none that is routed, approved, scheduled, paid or a part of another', async () => {
    expect(await institution.outcome(mine(), ...(await line({})))).toBe('1 rows');
    for (const state of ['routed', 'in-review', 'proposed', 'approved', 'scheduled', 'paid', 'rejected'])
      expect([state, await institution.outcome(mine(), ...(await line({ state })))]).toEqual([state, '42501']);
    expect(await institution.outcome(mine(), ...(await line({ part_of: world.own.expenses[0]?.id })))).toBe('42501');
    expect(await institution.outcome(mine(), ...(await line({ version: 7 })))).toBe('42501');
  });

  it('changes no amount and no state of what it submitted', async () => {
    for (const change of [`amount_yen = 1`, `state = 'approved'`, `lane = 'general'`])
      expect(await institution.outcome(mine(), `UPDATE expense SET ${change}`)).toBe('42501');
  });
});

describe('nothing can be attached to a case of another hospital', () => {
  it.each(['expense', 'timeline_entry', 'incident_facts', 'outbox', 'session_case'])(
    '%s: refused, and alike for a case that does not exist',
    async (table) => {
      const [session] = await world.seen<{ id: string }>('SELECT id FROM session LIMIT 1');
      const first = { expense: { state: 'submitted', version: 1, line: 98 }, incident_facts: { version: 98 } }[table];
      const attached = async (incident_id: string, institution_id: string): Promise<string> => {
        const more = { id: fresh(), incident_id, institution_id, ...first };
        if (table === 'session_case') {
          const row = { session_id: session?.id, incident_id, institution_id };
          return institution.outcome(mine(), insertOf(table, Object.keys(row)), [JSON.stringify(row)]);
        }
        const audience = ['timeline_entry', 'outbox'].includes(table) ? `AND audience = 'all'` : '';
        const [sql, values] = await copyOf(table, `incident_id = '${world.own.id}' ${audience}`, more);
        // created_at is the outbox's key, everywhere else a default
        return table === 'outbox'
          ? institution.outcome(mine(), sql.replaceAll('"id"', '"created_at", "id"'), [
              JSON.stringify({ ...(JSON.parse(values[0] ?? '{}') as object), created_at: new Date() }),
            ])
          : institution.outcome(mine(), sql, values);
      };
      expect(await attached(world.own.id, world.sakura)).toBe('1 rows');
      expect(await attached(world.foreign.id, world.midori)).toBe('42501');
      expect(await attached(nobody, world.midori)).toBe('42501');
      expect(await attached(world.foreign.id, world.sakura)).toBe('23503');
      expect(await attached(nobody, world.sakura)).toBe('23503');
    },
  );

  it('the writer of groups refuses a unit of another hospital, and nothing of it stays', async () => {
    const unit = (incidentId: string, institutionId: string) => ({
      institutionId,
      incidentId,
      actor: reporter,
      rows: {
        timeline_entry: [{ id: fresh(), at: new Date(), kind: 'incident.reported', audience: 'all', data: {} }],
      },
      audit: [],
    });
    const sql = 'SELECT append_units($1::jsonb) AS outcomes';
    const units = [unit(world.foreign.id, world.midori), unit(world.own.id, world.sakura)];
    const [answer] = await institution.rows<{ outcomes: object[] }>(mine(), sql, [JSON.stringify(units)]);
    expect(answer?.outcomes).toEqual([
      { outcome: 'failed', sqlstate: '42501', constraint: null },
      { outcome: 'written' },
    ]);
  });
});

describe('a hospital’s role forges no audit', () => {
  const entry = (chain: string, institutionId: string | null, incidentId: string | null, actor?: object) =>
    JSON.stringify([{ chain, institutionId, incidentId, action: 'forged', subject: 'x', ...(actor ? { actor } : {}) }]);
  const append = (settings: Parameters<RawRole['outcome']>[0], ...given: Parameters<typeof entry>) =>
    institution.outcome(settings, 'SELECT audit_append($1::jsonb)', [entry(...given)]);

  it('writes what it did into the chain of its own case, and inserts or changes no entry or head by itself', async () => {
    expect(await append(mine(), `case:${world.own.id}`, world.sakura, world.own.id)).toBe('1 rows');
    for (const table of ['audit', 'audit_head']) {
      const [sql, values] = await copyOf(table, `incident_id = '${world.own.id}'`, {});
      expect(await institution.outcome(mine(), sql, values)).toBe('42501');
      expect(await institution.outcome(mine(), `SELECT 1 FROM ${table}`)).toBe('42501');
      expect(await institution.outcome(mine(), `UPDATE ${table} SET hash = ''`)).toBe('42501');
    }
    expect(await institution.outcome(mine(), 'SELECT audit_anchor_now()')).toBe('42501');
  });

  it('writes into no chain of the insurer, of another hospital or of its case', async () => {
    expect(await append(mine(), 'insurer', INSURER, null)).toBe('SN003');
    expect(await append(mine(), 'insurer', world.sakura, null)).toBe('SN003');
    expect(await append(mine(), `institution:${world.midori}`, world.midori, null)).toBe('SN003');
    expect(await append(mine(), `institution:${world.midori}`, world.sakura, null)).toBe('SN003');
    expect(await append(mine(), `case:${world.foreign.id}`, world.midori, world.foreign.id)).toBe('SN003');
    expect(await append(mine(), `case:${world.foreign.id}`, world.sakura, world.foreign.id)).toBe('SN003');
    expect(await append(mine(), `case:${world.foreign.id}`, world.sakura, world.own.id)).toBe('SN003');
    expect(await append(mine(), `case:${world.foreign.id}`, world.sakura, null)).toBe('SN003');
  });

  it('writes under no chain that is not the case’s or the hospital’s own, even one that does not exist yet', async () => {
    for (const chain of [`case:${nobody}`, `institution:${nobody}`, 'insurer ', 'Insurer', 'x'])
      expect([chain, await append(mine(), chain, world.sakura, null)]).toEqual([chain, 'SN003']);
    expect(await append(mine(), 'case:x', world.sakura, world.own.id)).toBe('SN003');
  });

  it('writes nothing when its session names no institution, and nothing on a case its session does not see', async () => {
    const unset = { actor: reporter };
    expect(await append(unset, `case:${world.foreign.id}`, world.midori, world.foreign.id)).toBe('SN003');
    expect(await append(unset, `institution:${world.midori}`, world.midori, null)).toBe('SN003');
    expect(await append({ ...mine(), cases: world.other.id }, `case:${world.own.id}`, world.sakura, world.own.id)).toBe(
      'SN003',
    );
  });

  it('writes as no system and as nobody of the insurer', async () => {
    const own = [`case:${world.own.id}`, world.sakura, world.own.id] as const;
    expect(await append(mine(), ...own, { kind: 'system', id: 'relay', as: 'system' })).toBe('SN003');
    for (const as of ['support', 'adjuster', 'senior-adjuster', 'payments', 'auditor', 'administrator', 'system'])
      expect([as, await append(mine(), ...own, { ...reporter, as })]).toEqual([as, 'SN003']);
    expect(await append({ institutions: world.sakura, cases: '*' }, ...own)).toBe('SN002');
  });
});

describe('a hospital’s role sees nothing of the insurer’s inside', () => {
  it('no line or event for the insurer alone, though there are some on its case; and it writes none', async () => {
    for (const table of ['timeline_entry', 'outbox']) {
      const inside = `SELECT 1 FROM ${table} WHERE audience = 'insurer' AND incident_id = $1`;
      expect((await world.seen(inside, [world.own.id])).length).toBeGreaterThan(0);
      expect([table, await institution.outcome(mine(), inside, [world.own.id])]).toEqual([table, '0 rows']);
    }
    const line = await copyOf('timeline_entry', `incident_id = '${world.own.id}'`, {
      id: fresh(),
      audience: 'insurer',
    });
    expect(await institution.outcome(mine(), ...line)).toBe('42501');
  });

  it('what its lines were assessed at, never what the insurer put in, and it writes none', async () => {
    const own = 'FROM coverage_outlook WHERE incident_id = $1';
    expect(await institution.outcome(mine(), `SELECT assessment, answer ${own} LIMIT 1`, [world.own.id])).toBe(
      '1 rows',
    );
    for (const sql of [`SELECT input ${own}`, `UPDATE coverage_outlook SET outlook = 'green' WHERE incident_id = $1`])
      expect([sql, await institution.outcome(mine(), sql, [world.own.id])]).toEqual([sql, '42501']);
    const [insert, values] = await copyOf('coverage_outlook', `incident_id = '${world.own.id}'`, { id: fresh() });
    expect(await institution.outcome(mine(), insert, values)).toBe('42501');
  });

  it.each([
    'limit_account',
    'terms_entry',
    'assessment_replay',
    'work_item',
    'work_item_refusal',
    'routing_decision',
    'person',
    'session',
    'session_case',
    'credential',
    'role_grant',
    'api_token',
    'facility_code',
    'return_code',
    'adjuster_load',
    'authority',
    'roster',
    'inbox',
    'delivery',
    'policy',
    'schema_migration',
  ])('nothing of %s', async (table) => {
    expect((await world.seen(`SELECT count(*) FROM ${table}`)).length).toBe(1);
    expect(await institution.outcome(mine(), `SELECT 1 FROM ${table}`)).toBe('42501');
  });

  it('not who opened a support request, nor why', async () => {
    expect(await institution.outcome(mine(), 'SELECT opened_by FROM support_request')).toBe('42501');
    expect(await institution.outcome(mine(), 'SELECT opened_reason FROM support_request')).toBe('42501');
  });

  it('puts no event of the insurer’s making into its own outbox, and none that counts as published', async () => {
    const event = async (more: Record<string, unknown>) => {
      const [row] = await world.seen<{ row: Record<string, unknown> }>(
        `SELECT to_jsonb(t) - 'published_no' - 'published_at' AS row
           FROM outbox t
           WHERE incident_id = $1 AND type = 'incident.reported'`,
        [world.own.id],
      );
      const given = { ...row?.row, id: fresh(), ...more };
      return institution.outcome(mine(), insertOf('outbox', Object.keys(given)), [JSON.stringify(given)]);
    };
    expect(await event({})).toBe('1 rows');
    expect(await event({ published_no: 1, published_at: new Date() })).toBe('42501');
    for (const type of ['work-item.offered', 'incident.outlook-settled', 'incident.triaged', 'support-request.opened'])
      expect([type, await event({ type })]).toEqual([type, '42501']);
  });
});
