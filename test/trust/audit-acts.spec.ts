import { systemActor, verifyAudit, type AuditFault } from '#database';
import { asSuperuser } from '../support/database.js';
import { freshKey, testSystem, type Session, type TestSystem } from '../support/system.js';
import { expense, reportedBy, smallest, type ShownCase } from './reports.js';

let system: TestSystem;
let hospital: Session;
let desk: Session;
let made: ShownCase;
let workItem: { id: string; assignee: { id: string } };

const acts = async (id: string): Promise<string[]> =>
  asSuperuser(system.db.ownerUrl, async (client) =>
    (
      await client.query<{ act: string }>(
        `SELECT action || ' as ' || acting_as AS act FROM audit WHERE chain = $1 ORDER BY seq`,
        [`case:${id}`],
      )
    ).rows.map(({ act }) => act),
  );

beforeAll(async () => {
  system = await testSystem();
  hospital = await system.as('manager@sakura.example');
  desk = await system.as('support@sonae.example');
  made = await reportedBy(hospital);
  await system.settled();
  const shown = await desk.get<{ workItems: (typeof workItem)[] }>(`/expenses/${made.expenses[0]?.id}`);
  if (!shown.workItems[0]) throw new Error('the expense was not routed');
  workItem = shown.workItems[0];
}, 60_000);

afterAll(async () => {
  await system?.stop();
});

/** The faults after a statement past row security, which is taken back. */
const after = (statement: string, ...values: unknown[]): Promise<AuditFault[]> =>
  asSuperuser(system.db.ownerUrl, async (client) => {
    await client.query('BEGIN');
    await client.query(statement, values);
    const rows = async <T>(sql: string, given: readonly unknown[] = []): Promise<T[]> =>
      (await client.query(sql, [...given])).rows as T[];
    const one = async <T>(sql: string, given: readonly unknown[] = []): Promise<T | undefined> =>
      (await rows<T>(sql, given))[0];
    return (await verifyAudit({ rows, one })).faults;
  });

describe('every change through the interface leaves an entry in the chain of its case', () => {
  const adjuster = async (): Promise<Session> => {
    const [person] = await asSuperuser(
      system.db.ownerUrl,
      async (client) =>
        (await client.query<{ email: string }>('SELECT email FROM person WHERE id = $1', [workItem.assignee.id])).rows,
    );
    return system.as(person?.email ?? '');
  };
  const current = () => desk.get<ShownCase>(`/incidents/${made.id}`);

  it.each<[string, () => Promise<{ status: number }>]>([
    [
      'incident.facts-corrected as hospital-manager',
      async () =>
        hospital.send('PATCH', `/incidents/${made.id}`, {
          version: (await current()).version,
          body: { affectedPersons: 3 },
        }),
    ],
    [
      'expense.submitted as hospital-manager',
      () =>
        hospital.send('POST', `/incidents/${made.id}/expenses`, { key: freshKey(), body: { expenses: [expense()] } }),
    ],
    [
      'expense.corrected as support',
      () =>
        desk.send('PATCH', `/expenses/${made.expenses[1]?.id}`, {
          version: made.expenses[1]?.version ?? 0,
          body: { amount: 5, reason: '誤記' },
        }),
    ],
    [
      'phase.changed as support',
      () =>
        desk.send('POST', `/incidents/${made.id}/phases/apology/transitions`, {
          key: freshKey(),
          body: { to: 'active', reason: '公表' },
        }),
    ],
    [
      'incident.triaged as support',
      () =>
        desk.send('POST', `/incidents/${made.id}/transitions`, {
          key: freshKey(),
          body: { to: 'triaged', severity: 'high' },
        }),
    ],
    [
      'work-item.accepted as adjuster',
      async () => (await adjuster()).send('POST', `/work-items/${workItem.id}/claim`, { key: freshKey() }),
    ],
    [
      'incident.opened as support',
      () => desk.send('POST', `/incidents/${made.id}/transitions`, { key: freshKey(), body: { to: 'open' } }),
    ],
    [
      'work-item.reassigned as senior-adjuster',
      async () =>
        (await system.as('senior@sonae.example')).send('POST', `/work-items/${workItem.id}/reassign`, {
          key: freshKey(),
          body: { reason: '負担の調整' },
        }),
    ],
    [
      'incident.matched as support',
      () =>
        desk.send('POST', `/incidents/${made.id}/matches`, {
          key: freshKey(),
          body: { institutionId: made.institutionId, policyId: made.policyId },
        }),
    ],
  ])('%s', async (act, change) => {
    await system.settled();
    const before = await acts(made.id);
    expect((await change()).status).toBeLessThan(300);
    expect((await acts(made.id)).slice(before.length)).toContain(act);
  });

  it('a refused change leaves none, and neither does one that changes nothing', async () => {
    await system.settled();
    const before = await acts(made.id);
    const { version } = await current();
    await desk.send('POST', `/incidents/${made.id}/transitions`, { key: freshKey(), body: { to: 'closed' } });
    await hospital.send('PATCH', `/incidents/${made.id}`, { version, body: { affectedPersons: 3 } });
    await hospital.send('PATCH', `/incidents/${made.id}`, { version: version + 9, body: { affectedPersons: 4 } });
    expect(await acts(made.id)).toEqual(before);
  });

  it('who signs in and out stands in the chain of the institution', async () => {
    const guest = await system.as('reporter@minato.example');
    await guest.send('DELETE', '/auth/sessions/current');
    const auditor = await system.as('auditor@sonae.example');
    const [row] = await asSuperuser(
      system.db.ownerUrl,
      async (client) =>
        (
          await client.query<{ chain: string }>(
            `SELECT 'institution:' || institution_id AS chain FROM person WHERE email = $1`,
            [guest.email],
          )
        ).rows,
    );
    const { items } = await auditor.get<{ items: { action: string }[] }>(`/audit-entries?chain=${row?.chain}`);
    expect(items.map(({ action }) => action)).toEqual(['session.started', 'session.ended']);
  });

  it('and every chain is whole after all of this', async () => {
    const found = await system.db.database.read(systemActor('test'), verifyAudit);
    expect(found.faults).toEqual([]);
    expect(found.entries).toBeGreaterThan(20);
  });
});

describe('the check itself', () => {
  it('raises no false alarm while reports come in', async () => {
    let first = true;
    const found = await system.db.database.read(systemActor('test'), (tx) =>
      verifyAudit({
        ...tx,
        async rows<T>(sql: string, values?: readonly unknown[]) {
          const read = await tx.rows<T>(sql, values);
          if (first) await reportedBy(hospital, smallest());
          first = false;
          return read;
        },
      }),
    );
    expect(found.faults).toEqual([]);
  });
});

describe('what somebody with the keys of the database tries', () => {
  const chain = () => `case:${made.id}`;

  it.each([
    "at = at + interval '1 second'",
    `actor_id = 'x'`,
    `action = 'x'`,
    `subject = 'x'`,
    `reason = 'x'`,
    `after_hash = '\\x00'`,
    `before_hash = '\\x00'`,
    `actor_kind = 'system'`,
  ])('an entry with another content (%s) is named by chain and number', async (change) => {
    expect(await after(`UPDATE audit SET ${change} WHERE chain = $1 AND seq = 1`, chain())).toContainEqual({
      chain: chain(),
      seq: 1,
      what: 'its content was changed',
    });
  });

  it('the institution alone may change, when a case is matched later', async () => {
    expect(await after(`UPDATE incident SET reporter_name = reporter_name WHERE id = $1`, made.id)).toEqual([]);
    const desks = await reportedBy(desk, { ...smallest(), institutionName: '見本 どこかの病院' });
    await system.settled();
    const answer = await desk.send('POST', `/incidents/${desks.id}/matches`, {
      key: freshKey(),
      body: { institutionId: made.institutionId, policyId: made.policyId },
    });
    expect(answer.status).toBe(200);
    await system.settled();
    expect((await system.db.database.read(systemActor('test'), verifyAudit)).faults).toEqual([]);
  });

  it('an end that was cut off before the last anchor is found, even with its head set back', async () => {
    await system.settled();
    await system.db.database.statement('staff', 'anchor', 'SELECT audit_anchor_now()', []);
    expect((await system.db.database.read(systemActor('test'), verifyAudit)).faults).toEqual([]);
    const cut = `WITH gone AS (
           DELETE
           FROM audit
           WHERE chain = $1 AND seq = (SELECT max(seq) FROM audit WHERE chain = $1)
           RETURNING seq),
        last AS (SELECT seq, hash FROM audit WHERE chain = $1 AND seq = (SELECT seq - 1 FROM gone))
      UPDATE audit_head SET length = last.seq, hash = last.hash FROM last WHERE chain = $1`;
    expect((await after(cut, chain())).length).toBeGreaterThan(0);
  });

  it('a chain that was removed whole, its head too, is found after the last anchor', async () => {
    const gone = `WITH heads AS (DELETE FROM audit_head WHERE chain = $1) DELETE FROM audit WHERE chain = $1`;
    expect((await after(gone, chain())).length).toBeGreaterThan(0);
  });
});
