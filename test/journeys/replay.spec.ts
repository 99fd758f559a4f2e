import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { packageRoot } from '#platform';
import { asSuperuser } from '../support/database.js';
import { metricsHeaders, freshKey, testSystem, type Session, type TestSystem } from '../support/system.js';
import { attack, reportedBy } from '../trust/reports.js';

interface Replay {
  readonly checked: number;
  readonly different: number;
  readonly differences: readonly {
    readonly incidentId: string;
    readonly differences: readonly { readonly what: string; readonly line: string | null }[];
  }[];
}

let system: TestSystem;
let auditor: Session;

beforeAll(async () => {
  system = await testSystem();
  auditor = await system.as('auditor@sonae.example');
}, 60_000);
afterAll(async () => {
  await system?.stop();
});

const sql = (text: string, values: readonly unknown[] = []): Promise<unknown> =>
  asSuperuser(system.db.ownerUrl, (client) => client.query(text, [...values]));

/** `sonae assess --case`, on the database of this test. */
async function assessCase(...options: string[]): Promise<{ code: number; out: string; err: string }> {
  const run = promisify(execFile)(process.execPath, ['scripts/sonae.mjs', 'assess', ...options], {
    cwd: packageRoot,
    env: {
      ...process.env,
      DATABASE_STAFF_URL: system.db.staffUrl,
      DATABASE_INSTITUTION_URL: system.db.institutionUrl,
      DATABASE_ACCESS_URL: system.db.accessUrl,
    },
  });
  try {
    const { stdout, stderr } = await run;
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

/** Brings the next night here and waits until it is done. */
async function tonight(): Promise<Replay> {
  await sql('UPDATE assessment_replay SET at = now() WHERE done_at IS NULL');
  for (let tries = 0; tries < 100; tries++) {
    const { items } = await auditor.get<{ items: Replay[] }>('/assessment-replays');
    if (items.length > nights) {
      nights = items.length;
      return items[0] as Replay;
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('the night did not come');
}
let nights = 0;

describe('what was kept, made again', () => {
  it('every assessment of a case comes out as it was kept, and what was tampered with is told', async () => {
    const shown = await reportedBy(await system.as('reporter@sakura.example'), attack());
    await system.settled();
    const same = await assessCase('--case', shown.caseNumber);
    expect(same).toMatchObject({ code: 0 });
    expect(same.out).toMatch(/green {2}2 lines {2}same\n(.*\n)*All \d+ assessments come out as they were kept\.\n$/);
    expect(await tonight()).toMatchObject({ checked: expect.any(Number), different: 0, differences: [] });

    await sql(
      `UPDATE coverage_outlook SET input = jsonb_set(input, '{lines,0,amount}', '399999') WHERE incident_id = $1`,
      [shown.id],
    );
    const other = await assessCase('--case', shown.caseNumber, '--json');
    expect(other.code).toBe(1);
    const [first] = other.out.trim().split('\n');
    expect(
      (JSON.parse(first ?? '') as Replay).differences.map((one) => (one as never as { what: string }).what),
    ).toEqual(['request', 'answer', 'line']);
    const night = await tonight();
    expect(night.different).toBeGreaterThan(0);
    expect(night.differences[0]).toMatchObject({
      incidentId: shown.id,
      differences: [{ what: 'request' }, { what: 'answer' }, { what: 'line', line: shown.expenses[0]?.id }],
    });
    const metrics = await fetch(`${system.address}/metrics`, { headers: metricsHeaders });
    expect(await metrics.text()).toContain(`sonae_assessments_different ${night.different}`);
  });

  it('the next night is there ahead, at three in the morning of Japan, once', async () => {
    const rows = await asSuperuser(system.db.ownerUrl, async (client) => {
      const found = await client.query<{ hour: string; ahead: boolean }>(
        `SELECT to_char(at AT TIME ZONE 'Asia/Tokyo', 'HH24:MI') AS hour, at > now() AS ahead
           FROM assessment_replay
           WHERE done_at IS NULL`,
      );
      return found.rows;
    });
    expect(rows).toEqual([{ hour: '03:00', ahead: true }]);
  });

  it('a case that is not there, and options that are not, are said', async () => {
    const none = await assessCase('--case', 'MC-2026-999999-9');
    expect(none.code).toBe(1);
    expect(none.err.length).toBeGreaterThan(10);
    expect((await assessCase('--cases', 'x')).code).toBe(2);
  });

  it('only those who look after it read it', async () => {
    for (const [email, status] of [
      ['admin@sonae.example', 200],
      ['senior@sonae.example', 200],
      ['manager@sakura.example', 403],
      ['adjuster@sonae.example', 403],
    ] as const) {
      const person = await system.as(email);
      expect([email, (await person.send('GET', '/assessment-replays', { key: freshKey() })).status]).toEqual([
        email,
        status,
      ]);
    }
  });
});
