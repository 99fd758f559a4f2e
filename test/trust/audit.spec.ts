import { INSURER, systemActor, verifyAudit } from '#database';
import { asSuperuser } from '../support/database.js';
import { freshKey, testSystem, type TestSystem } from '../support/system.js';

describe('the audit trail', () => {
  let system: TestSystem;
  let chain: string;
  let id: string;
  beforeAll(async () => {
    system = await testSystem();
    const hospital = await system.as('manager@sakura.example');
    const made = await hospital.send<{ id: string }>('POST', '/incidents', {
      key: freshKey(),
      body: {
        reporter: { name: '見本', phone: '1' },
        description: 'x',
        expenses: [{ category: 'call-center', amount: 1000, incurredOn: '2026-11-24' }],
      },
    });
    id = made.body.id;
    chain = `case:${id}`;
    await system.settled();
    await hospital.send('PATCH', `/incidents/${id}`, {
      version: 1,
      body: { cause: 'cyber-attack', country: 'JP', attackConfirmed: true },
    });
    await system.settled();
    const desk = await system.as('support@sonae.example');
    await desk.send('POST', `/incidents/${id}/transitions`, {
      key: freshKey(),
      body: { to: 'triaged', severity: 'high' },
    });
  }, 60_000);
  afterAll(async () => {
    await system.stop();
  });
  const verify = (): Promise<Awaited<ReturnType<typeof verifyAudit>>> =>
    system.db.database.read(systemActor('test'), verifyAudit);

  it('names the job that acted, not the process that ran it', async () => {
    const acting = await asSuperuser(system.db.ownerUrl, async (client) =>
      client.query<{ act: string }>(
        `SELECT DISTINCT action || ' by ' || actor_id AS act
           FROM audit
           WHERE chain = $1 AND actor_kind = 'system'
           ORDER BY 1`,
        [chain],
      ),
    );
    expect(acting.rows.map(({ act }) => act)).toEqual(
      expect.arrayContaining([
        'expense.routed by route-expenses',
        'incident.outlook-settled by settle-outlook',
        'support-request.created by settle-support',
      ]),
    );
  });

  it('keeps entries written at once in the order in which they are given, chain by chain', async () => {
    const subjects = Array.from({ length: 12 }, (_, at) => `act:${at}`);
    const [one, other] = ['insurer', `institution:${INSURER}`];
    await system.db.database.transaction(systemActor('test'), async (tx) => {
      for (const [at, subject] of subjects.entries())
        tx.record(at % 2 === 0 ? 'insurer' : { institutionId: INSURER }, { audit: { action: 'test.acted', subject } });
    });
    const kept = await asSuperuser(system.db.ownerUrl, async (client) =>
      client.query<{ chain: string; subjects: string[] }>(
        `SELECT chain, array_agg(subject ORDER BY seq) AS subjects
           FROM audit
           WHERE chain = ANY ($1) AND action = 'test.acted'
           GROUP BY chain
           ORDER BY chain DESC`,
        [[one, other]],
      ),
    );
    expect(kept.rows).toEqual([
      { chain: one, subjects: subjects.filter((_, at) => at % 2 === 0) },
      { chain: other, subjects: subjects.filter((_, at) => at % 2 === 1) },
    ]);
  });

  it('has an entry for each act, with who did it and as what, and every chain is whole', async () => {
    const auditor = await system.as('auditor@sonae.example');
    const { items } = await auditor.get<{
      items: { seq: number; action: string; actingAs: string; actorName: string | null }[];
    }>(`/audit-entries?chain=${chain}`);
    expect(items.map((entry) => entry.seq)).toEqual(items.map((_, at) => at + 1));
    expect(items.map((entry) => `${entry.action} ${entry.actingAs}`)).toEqual(
      expect.arrayContaining([
        'incident.reported hospital-manager',
        'expense.routed system',
        'incident.outlook-settled system',
        'incident.facts-corrected hospital-manager',
        'incident.triaged support',
      ]),
    );
    expect(items.filter((entry) => entry.actingAs !== 'system').every((entry) => entry.actorName)).toBe(true);
    const result = await verify();
    expect(result.faults).toEqual([]);
    expect(result.entries).toBeGreaterThan(items.length);
  });

  it.each<[string, string, string]>([
    [
      'an edited entry',
      `UPDATE audit SET acting_as = 'support' WHERE chain = $1 AND seq = 2`,
      'its content was changed',
    ],
    [
      'an entry edited with its own hash made again',
      `UPDATE audit
         SET reason = 'other',
           entry_hash
             = sha256(convert_to(audit_content(chain, seq, at, actor_kind, actor_id, acting_as, action, subject,
               before_hash, after_hash, 'other'), 'UTF8'))
         WHERE chain = $1 AND seq = 2`,
      'it does not follow from the entry before it',
    ],
    ['a deleted entry', `DELETE FROM audit WHERE chain = $1 AND seq = 2`, 'entry 2 is missing'],
    [
      'two entries that changed places',
      `UPDATE audit SET seq = CASE seq WHEN 1 THEN 2 ELSE 1 END WHERE chain = $1 AND seq IN (1, 2)`,
      'its content was changed',
    ],
    [
      'an end that was cut off',
      `DELETE FROM audit WHERE chain = $1 AND seq = (SELECT max(seq) FROM audit WHERE chain = $1)`,
      'the chain does not end where its head says',
    ],
    ['a head that was taken away', `DELETE FROM audit_head WHERE chain = $1`, 'the chain has no head'],
  ])('%s is found', async (_, statement, what) => {
    const faults = await asSuperuser(system.db.ownerUrl, async (client) => {
      await client.query('BEGIN');
      await client.query(statement, [chain]);
      const found = await verifyAudit({
        rows: async <T>(sql: string, values: readonly unknown[] = []) =>
          (await client.query(sql, [...values])).rows as T[],
      } as never);
      await client.query('ROLLBACK');
      return found.faults;
    });
    expect(faults.map((fault) => [fault.chain, fault.what])).toContainEqual([chain, what]);
    expect((await verify()).faults).toEqual([]);
  });

  it('an anchor covers every head', async () => {
    const [before] = await system.db.database.statement<{ heads: number }>(
      'staff',
      'heads',
      'SELECT count(*) AS heads FROM audit_head',
      [],
    );
    await system.db.database.statement('staff', 'anchor', 'SELECT audit_anchor_now()', []);
    const [anchor] = await system.db.database.statement<{ heads: number }>(
      'staff',
      'anchors',
      'SELECT heads FROM audit_anchor ORDER BY id DESC LIMIT 1',
      [],
    );
    expect(anchor?.heads).toBe(before?.heads);
  });
});
