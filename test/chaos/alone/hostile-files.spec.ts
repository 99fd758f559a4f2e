import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { openAsBlob, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { uploadedTable } from '#tables';
import { attackInJapan, expenseIn, seedOf } from '../../journeys/cases.js';
import { bombs } from '../../support/bombs.js';
import { hostileFile } from '../../support/hostile-files.js';
import {
  buildForProcesses,
  dataFolder,
  folderSettings,
  packageFolder,
  pause,
  Program,
  signIn,
  startedFolder,
  type SignedIn,
} from '../../support/processes.js';
import { freshKey } from '../../support/system.js';
import { workbook } from '../../support/workbook.js';
import { randomBy } from '../stream.js';

const files = process.env['SONAE_TEST_LONG'] === '1' ? 2_000 : 60;
/** What a table may take, and a second. */
const latestMs = 6_000;
/** What a picture may take, and a second. */
const latestPictureMs = 16_000;
/** What the machine's own noise may add to a wait or to memory is in the bound already. */
const longestWaitMs = 250;
const mostMemoryKb = 64 * 1_024;

interface Seen {
  readonly asked: number;
  readonly failed: number;
  readonly longestMs: number;
  readonly mostKb: number;
  /** Held at the end. */
  readonly heldKb: number;
}

/** Watches a program, from a process of its own, until it is stopped. */
class Watcher {
  #said = '';
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;

  private constructor({ address, pid }: Program) {
    const words = [join(packageFolder, 'test/support/watcher.mjs'), address, String(pid)];
    this.#child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => (this.#said += text));
  }

  static async on(program: Program): Promise<Watcher> {
    const watcher = new Watcher(program);
    await watcher.#line();
    return watcher;
  }

  /** What was seen since the last time. */
  async lap(): Promise<Seen> {
    this.#child.stdin.write('\n');
    return JSON.parse(await this.#line()) as Seen;
  }

  stop(): void {
    this.#child.stdin.end();
  }

  async #line(): Promise<string> {
    while (!this.#said.includes('\n')) await once(this.#child.stdout, 'data');
    const [line = '', ...rest] = this.#said.split('\n');
    this.#said = rest.join('\n');
    return line;
  }
}

describe('files that are made to hurt, sent by whoever may send the least', () => {
  let data: string;
  let program: Program;
  let watcher: Watcher;
  let hospital: SignedIn;
  let incidentId: string;
  let path: string;
  beforeAll(async () => {
    buildForProcesses();
    data = dataFolder('hostile');
    path = join(data, 'file');
    await startedFolder(join(data, 'sonae'));
    program = await Program.of('npm start', 'scripts/start.mjs', folderSettings(join(data, 'sonae')));
    program.start();
    await program.told();
    watcher = await Watcher.on(program);
    hospital = await signIn(program.address, 'reporter@sakura.example');
    incidentId = await reported(hospital);
  }, 180_000);
  afterAll(async () => {
    watcher?.stop();
    await program.end('SIGTERM');
    rmSync(data, { recursive: true, force: true });
  }, 60_000);

  const previews = (): Route => ({ path: `/incidents/${incidentId}/expense-imports/previews`, fields: {} });
  const reported = async (by: SignedIn): Promise<string> => {
    const answer = await fetch(`${program.address}/api/v1/incidents`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': freshKey(), ...by },
      body: JSON.stringify(attackInJapan({ expenses: [expenseIn('forensics')] })),
    });
    expect(answer.status).toBe(201);
    return ((await answer.json()) as { id: string }).id;
  };

  /** Sends the file that lies on the disk, streamed as a browser would. */
  const sent = async (
    by: SignedIn,
    route: Route,
    name: string,
    signal = AbortSignal.timeout(120_000),
  ): Promise<Answer> => {
    const form = new FormData();
    for (const [field, value] of Object.entries(route.fields)) form.set(field, value);
    form.set('file', await openAsBlob(path), name);
    const began = performance.now();
    const answer = await fetch(`${program.address}/api/v1${route.path}`, {
      method: 'POST',
      headers: { 'idempotency-key': freshKey(), ...by },
      body: form,
      signal,
    });
    const text = await answer.text();
    return { status: answer.status, ms: performance.now() - began, bytes: text.length, text };
  };

  /** Asks for the picture of a paper: it is drawn, or it is said that it cannot be, in the time that a picture has. */
  const shown = async (by: SignedIn, taken: string): Promise<string> => {
    const { id } = JSON.parse(taken) as { id: string };
    const began = performance.now();
    const answer = await fetch(`${program.address}/api/v1/documents/${id}/preview?page=1`, { headers: { ...by } });
    await answer.arrayBuffer();
    const ms = performance.now() - began;
    expect([answer.status < 500, ms < latestPictureMs]).toEqual([true, true]);
    return `preview ${answer.status} in ${Math.round(ms)} ms`;
  };

  it('tables that are known to hurt are each refused by what they are, in their time, and memory stays over all of them', async () => {
    const good = '費目,金額（税抜）,作業・利用の最終日\ncall-center,1000,2026/11/20\n';
    const ordinary = async (): Promise<number> => {
      writeFileSync(path, good);
      return (await sent(hospital, previews(), 'list.csv')).status;
    };
    // what a process keeps after its first uploads is there before the hostile ones
    for (let at = 0; at < 5; at++) expect(await ordinary()).toBe(200);
    await pause(500);
    const calmKb = (await watcher.lap()).heldKb;
    const found: Record<string, unknown>[] = [];
    for (const [what, { make }] of Object.entries(bombs)) {
      writeFileSync(path, await make());
      await watcher.lap();
      const { status, ms, text } = await sent(hospital, previews(), 'list');
      const { failed, longestMs, mostKb } = await watcher.lap();
      const { missing = [] } = JSON.parse(text) as { missing?: { code: string }[] };
      found.push({
        ...{ what, status, failed, faults: missing.map(({ code }) => code).join() },
        inTime: ms < uploadedTable.milliseconds + 1_000,
        alive: longestMs <= longestWaitMs || `/health/live waited ${Math.round(longestMs)} ms`,
        small: mostKb - calmKb <= mostMemoryKb || `${Math.round((mostKb - calmKb) / 1_024)} MB more`,
      });
    }
    expect(found).toEqual(
      Object.entries(bombs).map(([what, { fault }]) => ({
        ...{ what, status: 422, failed: 0, faults: `file.${fault}` },
        ...{ inTime: true, alive: true, small: true },
      })),
    );
    expect(program.fell).toEqual([]);
    expect(await ordinary()).toBe(200);
  }, 180_000);

  it('a table ends with its client: nobody reads what nobody waits for', async () => {
    writeFileSync(path, workbook({ rows: `<row>${'<c><v>1</v></c>'.repeat(60)}</row>`.repeat(60_000) }));
    const cpu = (): number => {
      const [user = 0, system = 0] = readFileSync(`/proc/${program.pid}/stat`, 'utf8')
        .split(') ')[1]!
        .split(' ')
        .slice(11, 13)
        .map(Number);
      return user + system;
    };
    const gone = new AbortController();
    const answer = sent(hospital, previews(), 'list.xlsx', gone.signal).then(String, () => 'gone');
    await pause(700);
    gone.abort();
    expect(await answer).toBe('gone');
    await pause(1_000);
    const before = cpu();
    await pause(1_000);
    // hundredths of a second of processor time, in a second in which the table would be read on
    expect(cpu() - before).toBeLessThan(50);
  }, 30_000);

  it(
    `${files} of them: each answered in time, nobody waits meanwhile, memory stays, nothing is left behind`,
    async () => {
      const seed = seedOf('hostile files');
      const random = randomBy(seed);
      const cashier = await signIn(program.address, 'payments@sonae.example');
      const routes = (at: number): readonly (readonly [SignedIn, Route])[] => [
        [hospital, previews()],
        [hospital, { path: '/documents', fields: { incidentId, kind: at % 2 === 0 ? 'invoice' : 'forensic-report' } }],
        [cashier, { path: '/bank-reports', fields: {} }],
      ];
      // ordinary files first: what is loaded and compiled once is not what a file costs
      writeFileSync(path, '費目,金額\nx,1\n');
      for (let at = 0; at < 10; at++) for (const [by, route] of routes(at)) await sent(by, route, 'plain.csv');

      const wrong: string[] = [];
      const calmKb = (await watcher.lap()).heldKb;
      const worst = { ms: 0, waitMs: 0, memoryKb: 0 };
      for (let at = 0; at < files; at++) {
        const file = await hostileFile(at, random);
        writeFileSync(path, file.data);
        const beforeKb = (await watcher.lap()).heldKb;
        const answers: string[] = [];
        for (const [by, route] of routes(at)) {
          const answer = await sent(by, route, file.name);
          const said = `${route.path.split('/').at(-1) ?? ''} ${answer.status} in ${Math.round(answer.ms)} ms`;
          answers.push(said);
          worst.ms = Math.max(worst.ms, answer.ms);
          // a paper that was taken is looked at, as beside its line
          if (answer.status === 201 && route.path === '/documents') answers.push(await shown(by, answer.text));
          if (answer.status >= 500) wrong.push(`${at} ${file.what}: ${said} ${answer.text.slice(0, 300)}`);
          if (answer.ms > latestMs) wrong.push(`${at} ${file.what}: ${said}, which is too late`);
          if (answer.bytes > 262_144) wrong.push(`${at} ${file.what}: ${said} with ${answer.bytes} signs`);
        }
        const seen = await watcher.lap();
        worst.waitMs = Math.max(worst.waitMs, seen.longestMs);
        worst.memoryKb = Math.max(worst.memoryKb, seen.mostKb - beforeKb);
        const about = `${at} ${file.what} (${answers.join(', ')})`;
        if (seen.failed > 0) wrong.push(`${about}: ${seen.failed} of ${seen.asked} health checks failed`);
        if (seen.longestMs > longestWaitMs) wrong.push(`${about}: somebody waited ${Math.round(seen.longestMs)} ms`);
        if (seen.mostKb - beforeKb > mostMemoryKb)
          wrong.push(`${about}: ${Math.round((seen.mostKb - beforeKb) / 1_024)} MB more memory`);
      }
      const keptKb = (await watcher.lap()).heldKb - calmKb;
      process.stdout.write(`${JSON.stringify({ seed, files, worst, keptKb })}\n`);
      expect(wrong).toEqual([]);
      // what each leaves behind adds up to nothing, however many there were
      expect(keptKb).toBeLessThan(2 * mostMemoryKb);
      expect(readdirSync(join(data, 'sonae', 'uploads'))).toEqual([]);
      expect(program.fell).toEqual([]);
    },
    files * 20_000,
  );
});

interface Route {
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
}

interface Answer {
  readonly status: number;
  readonly ms: number;
  readonly bytes: number;
  readonly text: string;
}
