import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '#platform';
import { fillShelf } from '../../bench/shelf.js';
import { loadDemonstration } from '../../apps/cli/demonstration.js';
import { asSuperuser, emptyDatabase, freshDatabase, type TestDatabase } from '../support/database.js';
import { bareSettings, buildForProcesses, packageFolder } from '../support/processes.js';

const expenses = Number(process.env['SONAE_TEST_EXPENSES'] ?? 1_000_000);
const whenLong = process.env['SONAE_TEST_LONG'] === '1' ? describe : describe.skip;
/** Resident memory of the command, whatever the size of the tables. */
const mostMegabytes = 400;

whenLong(`a backup of ${expenses} expenses (needs SONAE_TEST_LONG=1)`, () => {
  let from: TestDatabase;
  let to: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    buildForProcesses();
    folder = mkdtempSync(join(tmpdir(), 'sonae-large-'));
    [from, to] = [await freshDatabase(), await emptyDatabase()];
    await loadDemonstration(
      from.database,
      readConfig({ SONAE_DATA: folder, SONAE_DEMO_PASSWORD: 'sonae demonstration' }),
    );
    await fillShelf(from.ownerUrl, expenses);
  }, 1_800_000);
  afterAll(async () => {
    await Promise.all([from, to].map((db) => db?.drop()));
    if (folder) rmSync(folder, { recursive: true, force: true });
  }, 120_000);

  const sonae = async (
    db: TestDatabase,
    data: string,
    ...words: string[]
  ): Promise<{ code: number | null; out: string; seconds: number; megabytes: number }> => {
    const child = spawn(process.execPath, [join(packageFolder, 'dist/programs/sonae.js'), ...words], {
      env: {
        ...bareSettings(),
        SONAE_DATA: data,
        DATABASE_URL: db.ownerUrl,
        DATABASE_STAFF_URL: db.staffUrl,
        DATABASE_INSTITUTION_URL: db.institutionUrl,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const began = performance.now();
    let [out, kilobytes] = ['', 0];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    const look = setInterval(() => {
      try {
        kilobytes = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? kilobytes);
      } catch {
        // it has just ended
      }
    }, 200);
    const code = await new Promise<number | null>((ended) => child.once('close', ended));
    clearInterval(look);
    return { code, out, seconds: Math.round((performance.now() - began) / 100) / 10, megabytes: kilobytes >> 10 };
  };

  it('is made and restored in bounded memory, row for row', async () => {
    const [old, fresh, kept] = ['old', 'new', 'kept'].map((name) => join(folder, name)) as [string, string, string];
    const made = await sonae(from, old, 'backup', '--to', kept, '--json');
    expect(made.code).toBe(0);
    mkdirSync(fresh);
    for (const key of ['key', 'backup-key']) copyFileSync(join(old, key), join(fresh, key));
    const restored = await sonae(to, fresh, 'restore', kept, '--json');
    const shown = JSON.parse(made.out) as { rows: number; sizeBytes: number };
    const told = JSON.parse(restored.out) as { rows: number; faults: string[] };
    const figures = { expenses, rows: shown.rows, bytes: shown.sizeBytes };
    const took = { backupSeconds: made.seconds, restoreSeconds: restored.seconds };
    process.stdout.write(
      `${JSON.stringify({ ...figures, ...took, megabytes: [made.megabytes, restored.megabytes] })}\n`,
    );
    expect([restored.code, told.rows, told.faults]).toEqual([0, shown.rows, []]);
    const counted = await asSuperuser(to.ownerUrl, (client) =>
      client.query<{ n: string }>('SELECT count(*) AS n FROM expense'),
    );
    expect(Number(counted.rows[0]?.n)).toBe(expenses);
    expect([made, restored].filter(({ megabytes }) => megabytes > mostMegabytes)).toEqual([]);
  }, 7_200_000);
});
