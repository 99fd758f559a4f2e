import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attackInJapan, expenseIn, seedOf } from '../../journeys/cases.js';
import { asSuperuser } from '../../support/database.js';
import { pdfOf, sendForm } from '../../support/papers.js';
import {
  buildForProcesses,
  embeddedServer,
  folderSettings,
  lives,
  pause,
  Program,
  signIn,
  until,
  type SignedIn,
} from '../../support/processes.js';
import { randomBy, Stream } from '../stream.js';

const metricsToken = 'sixteen-letters-or-more';
const megabyte = 1_048_576;
const reserve = 96 * megabyte;

const disk = mkdtempSync(join(tmpdir(), 'sonae-disk-'));
const mount = (): boolean => spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512m', 'tmpfs', disk]).status === 0;
const unmount = (): void => void spawnSync('umount', ['-l', disk]);
// tried at once, because it decides what is skipped; mounted for the tests alone
const mountable = process.platform === 'linux' && process.getuid?.() === 0 && mount();
if (mountable) unmount();
rmSync(disk, { recursive: true });

/**
 * Somebody who sends one paper after the other, each a little larger than the last, and keeps what was acknowledged.
 */
class Uploads {
  readonly acknowledged = new Map<string, string>();
  readonly refused: string[] = [];
  readonly wrong: string[] = [];
  slowestMs = 0;
  #stopped = false;
  #running: Promise<void> | undefined;

  constructor(
    private readonly address: string,
    private readonly session: SignedIn,
    private readonly incidentId: string,
  ) {}

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    for (let number = 1; !this.#stopped; number++) {
      const file = Buffer.concat([pdfOf(`${number}`), Buffer.alloc(megabyte + number, '%')]);
      const began = Date.now();
      const by = { cookie: this.session.cookie, csrfToken: this.session['x-csrf-token'] };
      const fields = { incidentId: this.incidentId, kind: 'other' };
      const form = { fields, file, key: `disk-upload-${number}` };
      try {
        const { status, body } = await sendForm<{ id: string; code: string }>(
          { address: this.address },
          by,
          '/documents',
          form,
        );
        if (status === 201) this.acknowledged.set(body.id, createHash('sha256').update(file).digest('hex'));
        else if (status === 503) this.refused.push(body.code);
        else this.wrong.push(`${status} ${JSON.stringify(body)}`);
      } catch (error) {
        this.wrong.push(String(error));
      }
      this.slowestMs = Math.max(this.slowestMs, Date.now() - began);
      await pause(30);
    }
  }
}

(mountable ? describe : describe.skip)('a full disk (needs Linux, and root, who may mount a tmpfs)', () => {
  const data = join(disk, 'data');
  const ballast = join(disk, 'ballast');
  let program: Program;
  let stream: Stream | undefined;
  let uploads: Uploads | undefined;
  beforeAll(async () => {
    buildForProcesses();
    mkdirSync(disk);
    mount();
    chmodSync(disk, 0o755);
    program = await Program.of('npm start', 'scripts/start.mjs', {
      ...folderSettings(data),
      SONAE_DISK_RESERVE: String(reserve / megabyte),
      SONAE_METRICS_TOKEN: metricsToken,
    });
  }, 120_000);
  afterAll(async () => {
    stream?.giveUp();
    await uploads?.stop();
    await program.end('SIGTERM', 20_000);
    const server = embeddedServer(data);
    if (server && lives(server.pid)) process.kill(server.pid, 'SIGQUIT');
    await pause(200);
    unmount();
    rmSync(disk, { recursive: true, force: true });
  }, 60_000);

  const free = (): number => {
    const { bavail, bsize } = statfsSync(disk);
    return bavail * bsize;
  };
  const fillUntil = (left: number): void => {
    for (let number = 0; free() > left; number++)
      try {
        writeFileSync(`${ballast}-${number}`, Buffer.alloc(Math.min(16 * megabyte, Math.max(4_096, free() - left))));
      } catch {
        return; // that was the last of it
      }
  };
  const empty = (): void => {
    for (const name of readdirSync(disk)) if (name.startsWith('ballast')) rmSync(join(disk, name));
  };
  const rows = <T extends object>(sql: string): Promise<T[]> =>
    asSuperuser(embeddedServer(data)?.url ?? '', async (client) => (await client.query<T>(sql)).rows);
  const ready = async (): Promise<{ status: number; warnings: string[] }> => {
    const answer = await fetch(`${program.address}/health/ready`);
    const { warnings = [] } = (await answer.json()) as { warnings?: { code: string }[] };
    return { status: answer.status, warnings: warnings.map(({ code }) => code) };
  };

  it('under a stream of reports and uploads: 0 acknowledged lost, reads go on, writes are told to wait, back by itself', async () => {
    program.start();
    await program.told();
    const session = await signIn(program.address, 'reporter@sakura.example');
    const before = (await rows<{ n: number }>('SELECT count(*)::int AS n FROM incident'))[0]?.n ?? 0;
    const first = await fetch(`${program.address}/api/v1/incidents`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'disk-first', ...session },
      body: JSON.stringify(attackInJapan({ expenses: [expenseIn('forensics')] })),
    });
    const { id } = (await first.json()) as { id: string };
    const [reports, papers] = [
      new Stream([program.address], session, randomBy(seedOf('disk full'))),
      new Uploads(program.address, session, id),
    ];
    [stream, uploads] = [reports, papers];
    reports.start();
    papers.start();
    const reads = async (): Promise<number> =>
      (await fetch(`${program.address}/api/v1/incidents/${id}`, { headers: { ...session } })).status;
    const flows = async (): Promise<void> => {
      const had = [reports.acknowledged.size, papers.acknowledged.size] as const;
      await until('reports and papers are acknowledged', 20_000, () =>
        Promise.resolve(reports.acknowledged.size > had[0] + 5 && papers.acknowledged.size > had[1] + 2),
      );
    };
    await flows();

    // once until the reserve is gone, once until nothing is left at all, at once
    for (const left of [reserve - 20 * megabyte, 0]) {
      fillUntil(left);
      await until('writes rest', 5_000, async () => (await ready()).warnings.includes('platform.disk-full'));
      await pause(1_000); // what was under way has ended
      const had = [reports.acknowledged.size, papers.acknowledged.size, papers.refused.length] as const;
      const done = (await rows<{ n: number }>('SELECT count(*)::int AS n FROM inbox'))[0]?.n;
      for (let look = 0; look < 20; look++) {
        expect(await reads()).toBe(200);
        await pause(100);
      }
      expect([reports.acknowledged.size, papers.acknowledged.size]).toEqual(had.slice(0, 2));
      expect(papers.refused.length).toBeGreaterThan(had[2]);
      expect((await rows<{ n: number }>('SELECT count(*)::int AS n FROM inbox'))[0]?.n).toBe(done);
      expect(await ready()).toMatchObject({ status: 200 });
      const metrics = await (
        await fetch(`${program.address}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })
      ).text();
      expect(metrics).toMatch(/^sonae_writes_rest 1$/m);
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const answer = await fetch(`${program.address}/api/v1/auth/sessions`, { method });
        expect([answer.status, Number(answer.headers.get('retry-after')) > 0]).toEqual([503, true]);
        expect(await answer.json()).toMatchObject({ code: 'platform.disk-full' });
      }
      if (left === 0) {
        // the worst of it: the server falls while there is no room to start it again
        process.kill(embeddedServer(data)?.pid ?? 0, 'SIGKILL');
        await pause(2_000);
      }
      empty();
      await flows();
    }

    await reports.stop();
    await papers.stop();
    expect([reports.wrong, reports.changed, papers.wrong]).toEqual([[], [], []]);
    expect(reports.unavailable.connections).toBe(0);
    expect(reports.unavailable.answers).toBeGreaterThan(0);
    expect(papers.refused.length).toBeGreaterThan(0);
    expect(papers.slowestMs).toBeLessThan(10_000);
    await until('everything is routed, by counting rows', 60_000, async () => {
      const [open] = await rows<{ n: number }>(
        `SELECT (SELECT count(*) FROM expense e WHERE NOT EXISTS (SELECT FROM work_item w WHERE w.expense_id = e.id))
              + (SELECT count(*) FROM delivery WHERE failed_at IS NOT NULL) AS n`,
      );
      return Number(open?.n) === 0;
    });
    const cases = await rows<{ key: string; id: string }>(
      `SELECT report_key AS key, id FROM incident WHERE report_key LIKE 'chaos-%' ORDER BY id`,
    );
    expect(cases).toEqual(
      [...reports.acknowledged].map(([key, one]) => ({ key, id: one.id })).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    );
    const [count] = await rows<{ n: number }>('SELECT count(*)::int AS n FROM incident');
    expect(count?.n).toBe(before + 1 + cases.length);

    // every paper that was acknowledged is there, whole, and nothing half-stored lies beside
    for (const [paper, sha256] of papers.acknowledged) {
      const content = await fetch(`${program.address}/api/v1/documents/${paper}/content`, { headers: { ...session } });
      expect(
        createHash('sha256')
          .update(Buffer.from(await content.arrayBuffer()))
          .digest('hex'),
      ).toBe(sha256);
    }
    const kept = (await rows<{ id: string }>('SELECT id FROM document ORDER BY id')).map((row) => row.id);
    const files = readdirSync(join(data, 'documents'), { withFileTypes: true, recursive: true });
    expect(files.flatMap((file) => (file.isFile() ? [file.name] : [])).toSorted()).toEqual(kept);
    expect(readdirSync(join(data, 'uploads'))).toEqual([]);
    process.stdout.write(
      `${JSON.stringify({
        reports: reports.acknowledged.size,
        papers: papers.acknowledged.size,
        refused: reports.unavailable.answers + papers.refused.length,
        slowestUploadMs: papers.slowestMs,
      })}\n`,
    );
    expect(await program.end('SIGTERM', 20_000)).toBe(0);
    expect(program.fell).toEqual([]);
  }, 240_000);

  it('starts on a full disk with what is there, for reading; a first start says how much is needed', async () => {
    fillUntil(reserve - 20 * megabyte);
    program.start();
    await program.ready(60_000);
    expect((await ready()).warnings).toContain('platform.disk-full');
    expect(await program.end('SIGTERM', 20_000)).toBe(0);

    const fresh = await Program.of('npm start', 'scripts/start.mjs', {
      SONAE_DATA: join(disk, 'fresh'),
      SONAE_DISK_RESERVE: String(reserve / megabyte),
    });
    fresh.start();
    await until('it gives up', 5_000, () => Promise.resolve(fresh.fell.length > 0));
    expect(fresh.said).toMatch(/空き容量が足りません[^]*free at least 96 MB/);
    empty();
  }, 120_000);
});
