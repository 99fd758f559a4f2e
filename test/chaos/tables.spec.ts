import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, uploadedTable } from '#platform';
import { loadDemonstration } from '../../apps/cli/demonstration.js';
import { attackInJapan } from '../journeys/cases.js';
import { bombs } from '../support/bombs.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { buildForProcesses, pause, Program, signIn, type SignedIn } from '../support/processes.js';
import { workbook } from '../support/workbook.js';

const password = 'sonae demonstration password';
const mebibyte = 1_048_576;

describe('tables that are made to stop the house, from the one who may do least', () => {
  let db: TestDatabase;
  let data: string;
  let api: Program;
  let reporter: SignedIn;
  let path: string;

  beforeAll(async () => {
    buildForProcesses();
    db = await freshDatabase();
    data = mkdtempSync(join(tmpdir(), 'sonae-tables-'));
    await loadDemonstration(db.database, readConfig({ SONAE_DATA: data, SONAE_DEMO_PASSWORD: password }));
    api = await Program.of('api', 'dist/apps/api/main.js', {
      DATABASE_STAFF_URL: db.staffUrl,
      DATABASE_INSTITUTION_URL: db.institutionUrl,
      DATABASE_ACCESS_URL: db.accessUrl,
      DATABASE_POOL: '6',
      SONAE_PUBLIC_URL: 'http://localhost',
      SONAE_DATA: data,
      LOG_LEVEL: 'error',
    });
    api.start();
    await api.ready();
    reporter = await signIn(api.address, 'reporter@sakura.example', password);
    const made = await fetch(`${api.address}/api/v1/incidents`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'a-case-for-tables', ...reporter },
      body: JSON.stringify(attackInJapan({ expenses: [] })),
    });
    const { id } = (await made.json()) as { id: string };
    path = `/api/v1/incidents/${id}/expense-imports/previews`;
  }, 120_000);
  afterAll(async () => {
    await api?.end('SIGKILL');
    await db?.drop();
    rmSync(data, { recursive: true, force: true });
  }, 60_000);

  const memory = (): number =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${api.pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024;
  const upload = async (file: Buffer, signal?: AbortSignal): Promise<{ status: number; faults: string[] }> => {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(file)]), 'list');
    const answer = await fetch(`${api.address}${path}`, {
      method: 'POST',
      headers: { ...reporter },
      body: form,
      ...(signal ? { signal } : {}),
    });
    const body = (await answer.json()) as { missing?: { code: string }[] };
    return { status: answer.status, faults: (body.missing ?? []).map(({ code }) => code) };
  };
  /** What happens to others while work is done: the longest that `/health/live` waited, the most memory taken. */
  const beside = async <T>(work: () => Promise<T>): Promise<{ done: T; waited: number; most: number }> => {
    let [waited, most, ended] = [0, 0, false];
    const watch = (async () => {
      while (!ended) {
        const began = performance.now();
        await (await fetch(`${api.address}/health/live`)).arrayBuffer();
        waited = Math.max(waited, performance.now() - began);
        most = Math.max(most, memory());
        await pause(10);
      }
    })();
    try {
      return { done: await work(), waited, most };
    } finally {
      ended = true;
      await watch;
    }
  };

  it('are refused in their time, the house answers meanwhile, and its memory stays', async () => {
    const good = Buffer.from('費目,金額（税抜）,作業・利用の最終日\ncall-center,1000,2026/11/20\n');
    // what a process keeps after its first uploads is there before the hostile ones
    for (let at = 0; at < 5; at++) expect((await upload(good)).status).toBe(200);
    const files: [string, Buffer][] = [];
    for (const [what, { make }] of Object.entries(bombs)) files.push([what, await make()]);
    await pause(500);
    const before = memory();
    const found: Record<string, unknown>[] = [];
    for (const [what, file] of files) {
      const began = performance.now();
      const { done, waited, most } = await beside(() => upload(file));
      const took = performance.now() - began;
      found.push({
        what,
        ...done,
        faults: done.faults.join(),
        inTime: took < uploadedTable.milliseconds + 1_000,
        alive: waited <= 250 || `/health/live waited ${Math.round(waited)} ms`,
        small: most - before <= 64 * mebibyte || `${Math.round((most - before) / mebibyte)} MB more`,
      });
    }
    expect(found).toEqual(
      Object.entries(bombs).map(([what, { fault }]) => ({
        what,
        status: 422,
        faults: `file.${fault}`,
        inTime: true,
        alive: true,
        small: true,
      })),
    );
    expect(api.fell).toEqual([]);
    expect((await upload(good)).status).toBe(200);
  }, 180_000);

  it('end with their client: nobody waits for a table that nobody waits for', async () => {
    const slow = workbook({ rows: `<row>${'<c><v>1</v></c>'.repeat(60)}</row>`.repeat(60_000) });
    const cpu = (): number => {
      const [user = 0, system = 0] = readFileSync(`/proc/${api.pid}/stat`, 'utf8')
        .split(') ')[1]!
        .split(' ')
        .slice(11, 13)
        .map(Number);
      return user + system;
    };
    const gone = new AbortController();
    const sent = upload(slow, gone.signal).catch(() => 'gone');
    await pause(700);
    gone.abort();
    expect(await sent).toBe('gone');
    await pause(1_000);
    const before = cpu();
    await pause(1_000);
    // hundredths of a second of processor time, in a second in which the table would be read on
    expect(cpu() - before).toBeLessThan(50);
  }, 30_000);
});
