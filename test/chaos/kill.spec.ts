import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { systemActor, verifyAudit } from '#platform';
import { seedOf } from '../journeys/cases.js';
import { asSuperuser } from '../support/database.js';
import { demonstrationDatabase, type DemonstrationDatabase } from '../support/demonstration-database.js';
import { buildForProcesses, pause, Program, signIn, until } from '../support/processes.js';
import { randomBy, Stream } from './stream.js';

const rounds = process.env['SONAE_TEST_LONG'] === '1' ? 100 : 20;

beforeAll(() => buildForProcesses(), 120_000);

/** Whether a process has a TCP connection from this port of the loopback address. */
function hasPort(pid: number, port: number): boolean {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const inodes = readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((line) => line[1]?.endsWith(`:${hex}`))
    .map((line) => `socket:[${line[9]}]`);
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => inodes.includes(linkOf(`/proc/${pid}/fd/${fd}`)));
  } catch {
    return false;
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

describe('nothing acknowledged is lost or doubled, whatever dies meanwhile', () => {
  let place: DemonstrationDatabase;
  let apis: Program[] = [];
  let workers: Program[] = [];
  let stream: Stream | undefined;
  const everything = (): Program[] => [...apis, ...workers];

  beforeAll(async () => {
    place = await demonstrationDatabase('chaos');
    const { settings } = place;
    apis = await Promise.all(['api 1', 'api 2'].map((name) => Program.of(name, 'dist/apps/api/main.js', settings)));
    workers = await Promise.all(
      ['worker 1', 'worker 2'].map((name) => Program.of(name, 'dist/apps/worker/main.js', settings)),
    );
    for (const program of everything()) program.start();
    await Promise.all(everything().map((program) => program.ready()));
  }, 90_000);
  afterAll(async () => {
    stream?.giveUp();
    await Promise.all(everything().map((program) => program.end('SIGKILL')));
    await place?.drop();
  }, 60_000);

  const count = async (sql: string): Promise<number> =>
    asSuperuser(place.db.ownerUrl, async (client) => Number((await client.query<{ n: number }>(sql)).rows[0]?.n));
  const cutConnections = (): Promise<number> =>
    count(
      `SELECT count(pg_terminate_backend(pid)) AS n FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
    );
  /** The worker that holds the relay's lock now, found by the port of its connection. */
  const relayOf = async (): Promise<Program | undefined> => {
    const rows = await asSuperuser(place.db.ownerUrl, async (client) => {
      const relays = await client.query<{ client_port: number }>(
        `SELECT a.client_port FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory' AND l.granted AND a.application_name = 'sonae-relay' AND a.datname = current_database()`,
      );
      return relays.rows;
    });
    return rows[0] && workers.find(({ pid }) => hasPort(pid, rows[0]?.client_port ?? 0));
  };
  /** Cuts every connection of the database and answers after how many milliseconds reports and deliveries moved again. */
  const cut = async (of: Stream): Promise<number> => {
    // a process that has just started would take the cut for a database that is away
    await Promise.all(everything().map((program) => program.ready()));
    const doneDeliveries = (): Promise<number> => count('SELECT count(*) AS n FROM inbox');
    expect(await cutConnections()).toBeGreaterThan(0);
    const began = Date.now();
    const [reports, done] = [of.acknowledged.size, await doneDeliveries()];
    await until('the service is back by itself', 10_000, async () => {
      expect(everything().flatMap(({ fell }) => fell)).toEqual([]);
      return of.acknowledged.size > reports && (await doneDeliveries()) > done;
    });
    return Date.now() - began;
  };

  it(
    `kill -9 of api, worker and relay in ${rounds} rounds, connections cut twice: 0 lost, 0 doubled, by counting rows`,
    async () => {
      const seed = seedOf('kills');
      const random = randomBy(seed);
      const session = await signIn(apis[0]?.address ?? '', 'reporter@sakura.example');
      stream = new Stream(
        apis.map(({ address }) => address),
        session,
        random,
      );
      stream.start();
      const kills = { api: 0, worker: 0, relay: 0 };
      const cutAt = [Math.floor(rounds / 3), Math.floor((2 * rounds) / 3)];
      const backAfter: number[] = [];
      for (let round = 0; round < rounds; round++) {
        await pause(150 + random() * 500);
        if (cutAt.includes(round)) {
          backAfter.push(await cut(stream));
          continue;
        }
        // every fourth round hits the worker that relays: whoever holds the relay's lock
        const relay = round % 4 === 3 ? await relayOf() : undefined;
        const pool = round % 2 === 0 ? apis : workers;
        const program = relay ?? pool[Math.floor(random() * pool.length)];
        if (!program) continue;
        kills[relay ? 'relay' : pool === apis ? 'api' : 'worker']++;
        expect(await program.end('SIGKILL')).toBe('SIGKILL');
        await pause(random() * 400);
        program.start();
        // the next kill may come before it is ready: sometimes both of a kind are down
        if (random() < 0.7) await program.ready();
      }
      await Promise.all(everything().map((program) => program.ready()));
      const acknowledgedInChaos = stream.acknowledged.size;
      await stream.stop();

      await until('everything is done', 150_000, async () => {
        const open = await count(
          `SELECT (SELECT count(*) FROM outbox WHERE published_no IS NULL) + (SELECT count(*) FROM delivery WHERE due_at <= clock_timestamp()) AS n`,
        );
        return open === 0;
      });
      process.stdout.write(
        `${JSON.stringify({ acknowledged: stream.acknowledged.size, kills, backAfterMs: backAfter, ...stream.unavailable })}\n`,
      );

      expect(acknowledgedInChaos).toBeGreaterThan(rounds * 3);
      expect(kills.api).toBeGreaterThan(0);
      expect(kills.worker).toBeGreaterThan(0);
      expect(everything().flatMap(({ fell }) => fell)).toEqual([]);
      expect(stream.wrong).toEqual([]);
      expect(stream.changed).toEqual([]);
      const incidents = await asSuperuser(place.db.ownerUrl, async (client) => {
        const found = await client.query<{ key: string; id: string; case_number: string; lines: number }>(
          `SELECT i.report_key AS key, i.id, i.case_number, count(e.id)::int AS lines FROM incident i LEFT JOIN expense e ON e.incident_id = i.id GROUP BY i.id`,
        );
        return found.rows;
      });
      expect(incidents).toHaveLength(stream.acknowledged.size);
      for (const { key, id, case_number: caseNumber, lines } of incidents)
        expect({ key, ...stream.acknowledged.get(key) }).toEqual({ key, id, caseNumber, lines });

      const none: Record<string, string> = {
        'expenses without exactly one open item': `SELECT count(*) AS n FROM expense e WHERE (SELECT count(*) FROM work_item w WHERE w.expense_id = e.id) <> 1
            OR (SELECT count(*) FROM work_item w WHERE w.expense_id = e.id AND w.state IN ('unassigned','offered')) <> 1`,
        'expenses not routed once': `SELECT count(*) AS n FROM expense e WHERE e.state <> 'routed' OR 1 <> (SELECT count(*) FROM routing_decision d JOIN work_item w ON w.id = d.work_item_id WHERE w.expense_id = e.id AND d.cause = 'submitted')`,
        'timelines without exactly one report and one acknowledgement': `SELECT count(*) AS n FROM incident i WHERE EXISTS (SELECT FROM unnest(ARRAY['incident.reported','report-acknowledged','call-back-promised','outlook-settled']) k
            WHERE 1 <> (SELECT count(*) FROM timeline_entry t WHERE t.incident_id = i.id AND t.kind = k))`,
        'outlooks that are not one a report': `SELECT count(*) AS n FROM incident i WHERE i.outlook <> 'green' OR 1 <> (SELECT count(*) FROM coverage_outlook o WHERE o.incident_id = i.id)`,
        'services asked more or less than once': `SELECT count(*) AS n FROM incident i WHERE (SELECT count(*) FROM support_request s WHERE s.incident_id = i.id AND s.state = 'open') <> (SELECT count(DISTINCT lane) FROM expense e WHERE e.incident_id = i.id)`,
        'events not published': 'SELECT count(*) AS n FROM outbox WHERE published_no IS NULL',
        'numbers of publication given twice':
          'SELECT count(published_no) - count(DISTINCT published_no) AS n FROM outbox',
        'deliveries given up': 'SELECT count(*) AS n FROM delivery WHERE failed_at IS NOT NULL',
        'deliveries due and not done': 'SELECT count(*) AS n FROM delivery WHERE due_at <= clock_timestamp()',
        'loads that are wrong': `SELECT count(*) AS n FROM adjuster_load l WHERE l.open_items <> (SELECT count(*) FROM work_item w WHERE w.assignee_id = l.person_id AND w.state = 'offered')
            OR l.open_items > (SELECT max(capacity) FROM roster r WHERE r.person_id = l.person_id)`,
      };
      const found = Object.fromEntries(
        await Promise.all(Object.entries(none).map(async ([what, sql]) => [what, await count(sql)] as const)),
      );
      expect(found).toEqual(Object.fromEntries(Object.keys(none).map((what) => [what, 0])));
      const audit = await place.db.database.read(systemActor('test'), verifyAudit);
      expect(audit.faults).toEqual([]);
      expect(audit.chains).toBeGreaterThan(stream.acknowledged.size);
    },
    rounds * 6_000 + 240_000,
  );

  it('every process ends in order when it is asked to', async () => {
    const ended = await Promise.all(everything().map((program) => program.end('SIGTERM', 20_000)));
    expect(ended).toEqual([0, 0, 0, 0]);
    expect(
      await count(
        `SELECT count(*) AS n FROM pg_stat_activity WHERE application_name LIKE 'sonae-%' AND usename <> current_user AND datname = current_database() AND application_name NOT IN ('sonae-staff','sonae-institution')`,
      ),
    ).toBe(0);
  }, 60_000);
});
