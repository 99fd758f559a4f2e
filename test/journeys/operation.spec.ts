import { networkInterfaces } from 'node:os';
import { systemActor } from '#database';
import { listenForMetrics, Metrics } from '#operations';
import { asSuperuser } from '../support/database.js';
import { until } from '../support/processes.js';
import { relayAlone } from '../support/relay.js';
import { freshKey, metricsHeaders, testSystem, type Session, type TestSystem } from '../support/system.js';
import { attackInJapan, expenseIn, report, rowsOf } from './cases.js';

interface Ready {
  status: string;
  warnings: { code: string; textJa: string }[];
  missing: { code: string; textJa: string }[];
}

describe('the operation of the system', () => {
  const lines: string[] = [];
  let system: TestSystem;
  let hospital: Session;
  beforeAll(async () => {
    system = await testSystem({
      env: { LOG_LEVEL: 'debug' },
      logTo: (line) => lines.push(line),
    });
    hospital = await system.as('reporter@sakura.example');
  }, 60_000);
  afterAll(async () => {
    await system.stop();
  });

  const ready = async () => (await system.send<Ready>('GET', '/health/ready')) as { status: number; body: Ready };

  it('is ready, and says nothing else when all is well', async () => {
    const { status, body } = await ready();
    expect([status, body]).toEqual([200, { status: 'ready', warnings: [], backupAgeSeconds: null }]);
    expect((await system.send('GET', '/health/live')).status).toBe(200);
  });

  it('says that the database is older than this version', async () => {
    const [last] = await rowsOf<{ id: number; name: string; timestamp: string }>(
      system,
      'DELETE FROM schema_migration WHERE id = (SELECT max(id) FROM schema_migration) RETURNING *',
    );
    const { status, body } = await ready();
    await rowsOf(
      system,
      'INSERT INTO schema_migration SELECT * FROM jsonb_populate_record(NULL::schema_migration, $1)',
      [JSON.stringify(last)],
    );
    expect([status, body.missing.map(({ code }) => code)]).toEqual([503, ['platform.schema-behind']]);
    expect((await ready()).status).toBe(200);
  });

  it('says that a function of this version is missing', async () => {
    await rowsOf(system, 'ALTER FUNCTION place_freed() RENAME TO place_freed_elsewhere');
    const { status, body } = await ready();
    await rowsOf(system, 'ALTER FUNCTION place_freed_elsewhere() RENAME TO place_freed');
    expect([status, body.missing.map(({ code }) => code)]).toEqual([503, ['platform.schema-behind']]);
    expect((await ready()).status).toBe(200);
  });

  it('names a queue that nobody serves and events that nobody publishes, and goes on serving', async () => {
    const delivery = `INSERT INTO delivery (consumer, event_id, event_created_at, queue, due_at, subject)
      VALUES ('test', gen_random_uuid(), now(), 'forensics', now() - interval '6 minutes',
        'case:' || gen_random_uuid())`;
    const stopped = await testSystem({ queues: [] });
    try {
      const { id } = await report(await stopped.as('reporter@sakura.example'), attackInJapan());
      await rowsOf(stopped, `UPDATE outbox SET created_at = created_at - interval '2 minutes' WHERE incident_id = $1`, [
        id,
      ]);
      await rowsOf(stopped, delivery);
      const { status, body } = await stopped.send<Ready>('GET', '/health/ready');
      expect([status, body.warnings.map(({ code }) => code)]).toEqual([
        200,
        ['platform.relay-away', 'platform.queue-late'],
      ]);
      expect(body.warnings[1]?.textJa).toContain('forensics');
    } finally {
      await stopped.stop();
    }
  }, 60_000);

  it('nobody is late with a delivery whose time was over before it was put in', async () => {
    const stopped = await testSystem({ queues: [] });
    const { db } = stopped;
    const relay = await relayAlone(stopped, [
      {
        job: 'lapse-offer',
        due: `SELECT id, id AS incident_id, 'cases' AS queue, reported_at - interval '3 days' AS at FROM incident`,
      },
    ]);
    try {
      const { id } = await report(await stopped.as('reporter@sakura.example'), attackInJapan());
      const [person] = await rowsOf<{ id: string }>(stopped, 'SELECT id FROM person LIMIT 1');
      await db.database.transaction(systemActor('test'), async (tx) =>
        tx.record('insurer', {
          event: {
            type: 'roster.changed',
            payload: { personId: person?.id ?? '', at: new Date(tx.now.getTime() - 3 * 86_400_000).toISOString() },
          },
        }),
      );
      relay.start();
      const deliveries = (): Promise<{ consumer: string; of_then: boolean; waits: boolean }[]> =>
        rowsOf(
          stopped,
          `SELECT consumer, event_created_at < now() - interval '2 days' AS of_then,
                  due_at BETWEEN now() - interval '1 minute' AND now() AS waits
             FROM delivery WHERE consumer IN ('lapse-offer','hand-over') ORDER BY consumer`,
        );
      await until('both are written', 20_000, async () => (await deliveries()).length === 2);
      expect(await deliveries()).toEqual([
        { consumer: 'hand-over', of_then: false, waits: true },
        { consumer: 'lapse-offer', of_then: true, waits: true },
      ]);
      expect((await stopped.send<Ready>('GET', '/health/ready')).body.warnings).toEqual([]);
      // what was put in and is done by nobody is late all the same
      await rowsOf(
        stopped,
        `UPDATE delivery SET due_at = due_at - interval '6 minutes' WHERE subject = 'case:' || $1`,
        [id],
      );
      expect((await stopped.send<Ready>('GET', '/health/ready')).body.warnings.map(({ code }) => code)).toEqual([
        'platform.queue-late',
      ]);
    } finally {
      await relay.stop();
      await stopped.stop();
    }
  }, 60_000);

  it('tells Prometheus what was done and what waits, by route, job and queue', async () => {
    const { id, caseNumber } = await report(hospital, attackInJapan({ expenses: [expenseIn('forensics')] }));
    await hospital.get(`/incidents/${id}`);
    await hospital.send('GET', '/incidents?caseNumber=MC-2026-000000-0');
    await system.settled();
    const { status, body } = await system.send<{ text: string }>('GET', '/metrics', {
      headers: metricsHeaders,
    });
    expect(status).toBe(200);
    expect(body.text).toMatch(
      /sonae_http_request_seconds_count\{method="POST",route="\/api\/v1\/incidents",status="201"\} [1-9]/,
    );
    expect(body.text).toMatch(
      /sonae_http_request_seconds_count\{method="GET",route="\/api\/v1\/incidents\/:id",status="200"\} [1-9]/,
    );
    expect(body.text).toMatch(/sonae_deliveries_total\{job="settle-outlook",outcome="done"\} [1-9]/);
    expect(body.text).toContain('sonae_deliveries_waiting{queue="forensics"} 0');
    expect(body.text).toContain('sonae_up 1');
    for (const inside of [id, caseNumber, 'MC-2026']) expect(body.text).not.toContain(inside);
  });

  it('shows metrics on the port of everybody to who knows the token, and without that setting to nobody', async () => {
    const ask = async (of: TestSystem, headers: Record<string, string>): Promise<number> =>
      (await of.send('GET', '/metrics', { headers })).status;
    expect(await ask(system, {})).toBe(404);
    expect(await ask(system, { authorization: 'Bearer sixteen-letters-or-less' })).toBe(404);
    expect(await ask(system, metricsHeaders)).toBe(200);
    const without = await testSystem({ queues: [], env: { SONAE_METRICS_TOKEN: '' } });
    try {
      // as a proxy of this machine sends what it got from outside, with or without a header of its own
      expect(await ask(without, {})).toBe(404);
      expect(await ask(without, { authorization: 'Bearer' })).toBe(404);
      const listener = await listenForMetrics({ metricsPort: 0 }, new Metrics(without.db.database));
      try {
        const of = (host: string): Promise<Response> => fetch(`http://${host}:${listener?.port}/metrics`);
        expect(await (await of('127.0.0.1')).text()).toContain('sonae_up 1');
        const others = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
        for (const { address } of others.filter(({ internal, family }) => !internal && family === 'IPv4'))
          await expect(of(address)).rejects.toThrow('fetch failed');
      } finally {
        await listener?.close();
      }
    } finally {
      await without.stop();
    }
  }, 60_000);

  it('writes logs that a program reads, with nothing of anybody in them, refusals and defects included', async () => {
    lines.length = 0;
    const said = attackInJapan({
      reporter: { name: '秘密 花子', phone: '090-1111-2222' },
      description: '患者の診断名が漏れたおそれ',
      policyNumber: 'PN-SECRET-77',
      expenses: [{ ...expenseIn('forensics'), vendorName: '極秘フォレンジック', invoiceNumber: 'INV-SECRET' }],
    });
    const { id } = await report(hospital, said);
    await hospital.send('POST', '/incidents', { key: freshKey(), body: { ...said, cause: '秘密の原因' } });
    await hospital.send('POST', '/incidents', { key: freshKey(), raw: '{"reporter": {"name": "秘密 花子"' });
    await hospital.send('GET', `/facilities?q=${encodeURIComponent('秘密医院')}`);
    await system.send('POST', '/auth/sessions', {
      body: { email: 'secret@sakura.example', password: 'secret-secret-1' },
    });
    // a defect on the way, whose message carries values of the row
    await rowsOf(system, 'ALTER TABLE expense ADD CONSTRAINT no_more CHECK (amount_yen <> 77) NOT VALID');
    const failed = await hospital.send('POST', '/incidents', {
      key: freshKey(),
      body: { ...said, expenses: [{ ...expenseIn('forensics', 77), vendorName: '極秘フォレンジック' }] },
    });
    await rowsOf(system, 'ALTER TABLE expense DROP CONSTRAINT no_more');
    expect(failed.status).toBe(500);
    await system.settled();

    const written = lines.map((line) => JSON.parse(line) as { msg: string; route?: string; traceId?: string });
    expect(written.filter(({ msg }) => msg === 'answered').length).toBeGreaterThanOrEqual(6);
    expect(written.find(({ msg }) => msg === 'defect')).toMatchObject({ route: '/api/v1/incidents' });
    const all = lines.join('\n');
    for (const secret of ['秘密', '極秘', '診断', 'SECRET', '090-1111', 'secret', 'sakura', id])
      expect(all).not.toContain(secret);
  });

  it('drops months of events that are all published, keeps one with an event that is not, and deletes what has expired', async () => {
    const months = ['202401', '202402'] as const;
    await asSuperuser(system.db.ownerUrl, async (client) => {
      await client.query('SET ROLE sonae_owner');
      for (const [at, month] of months.entries()) {
        const first = `2024-0${at + 1}-01`;
        for (const parent of ['inbox', 'outbox'])
          await client.query(
            `CREATE TABLE ${parent}_${month} PARTITION OF ${parent} FOR
               VALUES
               FROM ('${first} 00:00+00') TO ('2024-0${at + 2}-01 00:00+00')`,
          );
        await client.query(
          `INSERT INTO outbox (id, created_at, institution_id, audience, type, v, payload, published_no)
           VALUES (gen_random_uuid(), $1, '00000000-0000-0000-0000-000000000001', 'insurer', 'incident.triaged', 1,
             '{"version": 1}', CASE
               WHEN $2 THEN nextval('publication_seq') END)`,
          [`${first}T01:00:00Z`, at === 0],
        );
      }
      await client.query(
        `INSERT INTO idempotency (actor, key, institution_id, request_hash, status, created_at)
         SELECT 'test', 'retention-' || days, '00000000-0000-0000-0000-000000000001', '', 200,
           now() - make_interval(days => days)
           FROM unnest(ARRAY[89, 91]) AS days`,
      );
      await client.query(
        `INSERT INTO session (id, token_hash, csrf_hash, kind, institution_id, person_id, created_at, expires_at)
         SELECT gen_random_uuid(), sha256(days::text::bytea), '', 'password', p.institution_id, p.id,
           now() - interval '1 year', now() - make_interval(days => days)
           FROM unnest(ARRAY[89, 91]) AS days, person p WHERE p.email = 'auditor@sonae.example'`,
      );
    });
    const { database } = system.db;
    const dropped: (string | null)[] = [];
    for (let last: string | null = ''; last !== null;) {
      const [row] = await database.statement<{ dropped: string | null }>(
        'staff',
        'drop',
        'SELECT drop_expired_partition() AS dropped',
        [],
      );
      last = row?.dropped ?? null;
      dropped.push(last);
    }
    expect(dropped).toEqual(['inbox_202401', 'inbox_202402', 'outbox_202401', null]);
    await rowsOf(system, `UPDATE outbox SET published_no = nextval('publication_seq') WHERE published_no IS NULL`);
    await database.statement('staff', 'expire', 'SELECT delete_expired()', []);
    expect(await rowsOf(system, `SELECT key FROM idempotency WHERE actor = 'test'`)).toEqual([{ key: 'retention-89' }]);
    expect(
      await rowsOf(system, `SELECT count(*)::int AS n FROM session WHERE token_hash IN (sha256('89'), sha256('91'))`),
    ).toEqual([{ n: 1 }]);
    const [ahead] = await rowsOf<{ there: boolean }>(
      system,
      `SELECT to_regclass('sonae.outbox_' || to_char(now() + interval '23 months', 'YYYYMM')) IS NOT NULL AS there`,
    );
    expect(ahead?.there).toBe(true);
  });
});
